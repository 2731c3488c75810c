#include <sys/stat.h>

#include <filesystem>
#include <map>

#include "cli/course_history.h"
#include "cli/figures.h"
#include "cli/grading.h"
#include "cli/output.h"
#include "cli/shared_options.h"
#include "views/retraining_list.h"

namespace passline {

namespace {

struct RetrainOptions {
    std::string split;
};

/// One list for each manager, mentor, department …; the file is named after the value, with everything that
/// is not plain in a file name replaced.
std::string file_name(const std::string& value) {
    if (value.empty()) return "none";
    std::string name;
    for (const char c : value)
        name += c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20 ? '_' : c;
    if (name.front() == '.') name.front() = '_';  // neither hidden nor a folder
    return name;
}

const std::string& key_of(const RetrainingItem& item, const std::string& column) {
    if (column == "manager_id") return item.manager_id;
    if (column == "mentor_id") return item.mentor_id;
    if (column == "department") return item.department;
    return item.course_id;
}

int write_split(CommandRun& run, const std::vector<RetrainingItem>& items, const std::string& column,
                TableOptions table) {
    Diagnostics& diagnostics = run.diagnostics();
    const std::filesystem::path folder = run.options().output;
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (run.options().format.empty()) table.format = TableFormat::csv;
    const std::string ending = table.format == TableFormat::csv    ? ".csv"
                               : table.format == TableFormat::json ? ".json"
                                                                   : ".txt";
    std::map<std::string, std::vector<RetrainingItem>> lists;
    for (const RetrainingItem& item : items) lists[file_name(key_of(item, column))].push_back(item);
    std::vector<std::string> paths;
    for (const auto& [name, list] : lists) paths.push_back((folder / (name + ending)).string());
    if (!run.may_write(paths)) return exit_usage;
    std::vector<std::unique_ptr<Output>> outputs;
    for (const auto& [name, list] : lists) {
        auto output = Output::open((folder / (name + ending)).string(), diagnostics);
        if (output == nullptr) return run.code();
        write_retraining(list, table, *output);
        outputs.push_back(std::move(output));
    }
    std::vector<Output*> all;
    for (const auto& output : outputs) all.push_back(output.get());
    return Output::commit_all(all, diagnostics) ? run.code() : exit_system;
}

/// Those whose work figures ask for it. False after problems of the KPI sheets.
bool add_performance(CommandRun& run, Workspace& workspace, const CourseHistory& history,
                     RetrainingList& list) {
    const auto figures = load_figures(run, workspace, false);
    if (!run.diagnostics().ok()) return false;
    const PerformanceJudge judge(workspace, *figures, run.as_of(), history.took_part());
    for (const PerformanceFinding& finding : judge.everyone()) {
        const bool done = history.passed_between(finding.person, finding.policy->id, finding.rule->track,
                                                 finding.since, run.as_of());
        if (!done) list.add(finding);
    }
    return true;
}

int retrain(CommandRun& run, const RetrainOptions& options) {
    auto table = run.table_options();
    if (!table) return exit_usage;
    if (!options.split.empty() && run.options().output.empty()) {
        return run.usage(say("--split 需要用 -o 指定文件夹", "--split needs a folder, named with -o"));
    }
    const auto grading = load_grading(run);
    if (grading == nullptr || !run.diagnostics().ok()) return run.code();
    RetrainingList list(*grading->workspace, run.as_of(), table->language);
    CourseHistory history;
    const bool ok = judge_in_order(run, *grading, [&](const std::vector<CourseOutcome>& outcomes) {
        for (const CourseOutcome& outcome : outcomes) list.add(outcome);
        history.add(outcomes);
    });
    if (!ok || !add_performance(run, *grading->workspace, history, list)) return run.code();
    if (!options.split.empty()) return write_split(run, list.sorted(), options.split, *table);
    if (!run.may_write({run.options().output})) return exit_usage;
    const auto output = Output::open(run.options().output, run.diagnostics());
    if (output == nullptr) return run.code();
    write_retraining(list.sorted(), *table, *output);
    return output->commit(run.diagnostics()) ? run.code() : exit_system;
}

}  // namespace

Run declare_retrain(Declaration declaration) {
    auto options = std::make_shared<RetrainOptions>();
    add_table_options(declaration);
    declaration.app
        .add_option("--split", options->split,
                    declaration.help({"按此列分成多份，写入 -o 指定的文件夹",
                                      "a list for each value of this column, in the folder named with -o"}))
        ->type_name("manager_id|mentor_id|department|course_id")
        ->check(one_of({"manager_id", "mentor_id", "department", "course_id"}))
        ->group(declaration.help({"输出", "Output"}));
    add_input_options(declaration);
    add_sheet_options(declaration, {"kpi", "tickets"});
    return [options](CommandRun& run) { return retrain(run, *options); };
}

}  // namespace passline
