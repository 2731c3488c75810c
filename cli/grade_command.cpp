#include <algorithm>
#include <set>

#include "cli/against.h"
#include "cli/grading.h"
#include "cli/output.h"
#include "cli/selection.h"
#include "cli/shared_options.h"
#include "views/results.h"
#include "views/set_aside.h"

namespace passline {

namespace {

struct GradeOptions {
    std::vector<std::string> sheets;
    Selection selection;
    std::string summary;
    std::string components;
    std::string quarantine;
    std::string against;
    std::string fail_on;
    std::uint32_t threads = 1;
};

bool shows(const Selection& selection, const CourseOutcome& outcome) {
    return selection.has_person(outcome.person) && selection.has_course(outcome.course) &&
           selection.has_day(outcome.rules->course->end);
}

/// The files of one run of `grade`; they appear together or not at all.
class GradeRun {
  public:
    GradeRun(CommandRun& run, GradeOptions options) : run_(run), options_(std::move(options)) {}

    int run() {
        if (!options_.sheets.empty()) run_.options().files["scores"] = options_.sheets;
        const auto table = run_.table_options();
        if (!table) return exit_usage;
        const auto grading = load_grading(run_, options_.selection.course_id(), !options_.quarantine.empty());
        if (grading == nullptr || !run_.diagnostics().ok()) return run_.code();
        if (!options_.selection.settle(run_, *grading->workspace)) return exit_usage;
        return write(*grading, *table);
    }

  private:
    int write(Grading& grading, TableOptions table) {
        Diagnostics& diagnostics = run_.diagnostics();
        const Workspace& workspace = *grading.workspace;
        if (!run_.may_write(
                {run_.options().output, options_.summary, options_.components, options_.quarantine}))
            return exit_usage;
        auto results = Output::open(run_.options().output, diagnostics);
        auto summary_file = options_.summary.empty() ? nullptr : Output::open(options_.summary, diagnostics);
        auto components_file =
            options_.components.empty() ? nullptr : Output::open(options_.components, diagnostics);
        auto quarantine_file =
            options_.quarantine.empty() ? nullptr : Output::open(options_.quarantine, diagnostics);
        if (!diagnostics.ok()) return run_.code();

        std::optional<Against> against;
        if (!options_.against.empty()) {
            against = Against::load(options_.against, diagnostics);
            if (!against) return run_.code();
        }
        ResultRows rows(workspace, grading.proceedings, table, *results);
        Summary summary(workspace);
        std::optional<ComponentRows> components;
        if (components_file != nullptr)
            components.emplace(workspace, file_options(options_.components, table), *components_file);
        bool found = false;
        const bool ok = judge_all(run_, grading, [&](const std::vector<CourseOutcome>& outcomes) {
            for (const CourseOutcome& outcome : outcomes) {
                if (!shows(options_.selection, outcome)) continue;
                found |= options_.fail_on == "fail" && outcome.outcome == Outcome::fail;
                found |= options_.fail_on == "incomplete" &&
                         (outcome.outcome == Outcome::fail || outcome.outcome == Outcome::incomplete);
                if (summary_file != nullptr) summary.add(outcome);
                if (components) components->add(outcome);
                if (against) {
                    against->add(workspace, outcome, table.language);
                } else {
                    rows.add(outcome);
                }
            }
        });
        if (!ok) return run_.code();
        if (against) {
            found |= against->write(table, *results);
        } else {
            rows.finish();
        }
        if (components) components->finish();
        if (summary_file != nullptr) summary.write(file_options(options_.summary, table), *summary_file);
        if (quarantine_file != nullptr)
            write_set_aside(*grading.sheets, table.language, *quarantine_file, diagnostics);
        if (!Output::commit_all(
                {summary_file.get(), components_file.get(), quarantine_file.get(), results.get()},
                diagnostics))
            return exit_system;
        return found ? exit_attention : run_.code();
    }

    /// Beside files are CSV unless their own ending says otherwise.
    static TableOptions file_options(const std::string& path, TableOptions table) {
        const bool json = path.size() > 5 && path.compare(path.size() - 5, 5, ".json") == 0;
        const bool text = path.size() > 4 && path.compare(path.size() - 4, 4, ".txt") == 0;
        table.format = json ? TableFormat::json : text ? TableFormat::text : TableFormat::csv;
        table.color = false;
        table.width = 0;
        return table;
    }

    CommandRun& run_;
    GradeOptions options_;
};

}  // namespace

Run declare_grade(Declaration declaration) {
    auto options = std::make_shared<GradeOptions>();
    CLI::App& app = declaration.app;
    const auto help = [&](const Text& text) { return declaration.help(text); };
    const std::string file = help({"文件", "FILE"});
    app.add_option("SHEET", options->sheets,
                   help({"成绩表，代替工作区中的", "score sheets, instead of the workspace's"}))
        ->type_name("");
    options->selection.declare(
        declaration,
        {"只显示这门课程；也是没有课程编号的宽表的课程",
         "show this course only; also the course of a wide sheet without course_id"},
        {"只显示在此期间结束的课程，如 2026-Q1", "show courses that end in this period, like 2026-Q1"});
    const std::string files = help({"另外写出的文件", "Further files"});
    app.add_option("--summary", options->summary,
                   help({"按课程和部门汇总", "counts and rates by course and department"}))
        ->type_name(file)
        ->group(files);
    app.add_option("--components", options->components,
                   help({"每个考核项的成绩与判定", "every component's score and verdict"}))
        ->type_name(file)
        ->group(files);
    app.add_option("--quarantine", options->quarantine,
                   help({"把有错的行放到此文件，其余照常评定",
                         "set wrong rows aside in this file and grade the rest"}))
        ->type_name(file)
        ->group(files);
    app.add_option("--against", options->against,
                   help({"与以前的结果（CSV）相比，只显示有变化的；有变化时退出码为 1",
                         "compare with earlier results (CSV): show what changed, exit 1 when something did"}))
        ->type_name(file)
        ->group(files);
    app.add_option(
           "--fail-on", options->fail_on,
           help({"有不合格（或未完成）时退出码为 1", "exit 1 when someone failed (or is incomplete)"}))
        ->type_name("fail|incomplete")
        ->check(one_of({"fail", "incomplete"}))
        ->group(files);
    app.add_option(
           "--threads", options->threads,
           help({"最多使用的线程数（目前只用一个）", "use at most this many threads (one is used so far)"}))
        ->type_name("N")
        ->group(help({"输出", "Output"}));
    add_table_options(declaration);
    add_input_options(declaration);
    return [options](CommandRun& run) { return GradeRun(run, *options).run(); };
}

}  // namespace passline
