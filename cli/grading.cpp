#include "cli/grading.h"

#include <algorithm>

#include "base/suggest.h"

namespace passline {

namespace {

void load_discipline(CommandRun& run, Grading& grading) {
    Diagnostics& diagnostics = run.diagnostics();
    const Inputs& inputs = *run.inputs();
    const SheetOptions options = inputs.sheet_options();
    grading.attendance = std::make_unique<Attendance>(*grading.workspace, run.as_of());
    for (const std::string& path : inputs.of("shifts"))
        grading.attendance->load_shifts(path, options, diagnostics);
    for (const std::string& path : inputs.of("attendance"))
        grading.attendance->load(path, options, diagnostics);
    grading.attendance->finish(diagnostics);
    grading.conduct = std::make_unique<Conduct>(*grading.workspace, run.as_of());
    for (const std::string& path : inputs.of("incidents")) grading.conduct->load(path, options, diagnostics);
    grading.conduct->sort();
    grading.conduct->check_repeats(diagnostics);
}

/// One score sheet, and nothing else that says anything of people.
bool decides_alone(const Inputs& inputs, const std::vector<std::string_view>& beside) {
    constexpr std::string_view others[] = {"roster",     "appeals", "decisions",
                                           "attendance", "shifts",  "incidents"};
    return inputs.of("scores").size() == 1 &&
           std::ranges::all_of(others, [&](std::string_view kind) { return inputs.of(kind).empty(); }) &&
           std::ranges::all_of(beside, [&](std::string_view kind) { return inputs.of(kind).empty(); });
}

}  // namespace

void read_scores(CommandRun& run, Grading& grading) {
    grading.unread = false;
    grading.sheets->read(run.diagnostics());
    grading.sheets->sort();
}

std::unique_ptr<Grading> load_grading(CommandRun& run, const GradingNeeds& needs) {
    Diagnostics& diagnostics = run.diagnostics();
    auto grading = std::make_unique<Grading>();
    grading->workspace = run.workspace(needs.needed);
    if (grading->workspace == nullptr) return nullptr;
    const Inputs& inputs = *run.inputs();
    Workspace& workspace = *grading->workspace;
    if (!needs.course.empty() && workspace.course(needs.course) == Workspace::none) {
        run.usage(say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", needs.course),
                  did_you_mean(needs.course, workspace.course_ids()));
        return nullptr;
    }
    ScoreOptions options{inputs.sheet_options(), needs.course, needs.quarantine, needs.quarantine, {}};
    if (!needs.only.empty()) {
        options.with_rows = true;
        options.keeps = [&people = workspace.people, id = needs.only](People::Index person) {
            return people.id(person) == id;
        };
    }
    grading->sheets = std::make_unique<ScoreSheets>(workspace, std::move(options));
    if (inputs.of("scores").empty() && needs.needed == Needed::plan_and_scores) {
        diagnostics.error("no-scores", {}, say("没有指定成绩表", "no score sheet is named"),
                          say("在 passline.yaml 中写 scores:，或在命令后列出成绩表",
                              "name it in passline.yaml (scores:) or after the command"));
    }
    for (const std::string& path : inputs.of("scores")) grading->sheets->open(path, diagnostics);
    grading->unread = needs.stream && diagnostics.ok() && decides_alone(inputs, needs.beside);
    if (!grading->unread) grading->sheets->read(diagnostics);
    for (const std::string& path : inputs.of("appeals"))
        grading->proceedings.load_appeals(path, workspace, inputs.sheet_options(), diagnostics);
    for (const std::string& path : inputs.of("decisions"))
        grading->proceedings.load_decisions(path, workspace, inputs.sheet_options(), diagnostics);
    grading->proceedings.sort();
    load_discipline(run, *grading);
    if (!grading->unread) grading->sheets->sort();
    const ScoreSheets* sheets = grading->sheets.get();
    grading->source.place = [sheets](const ScoreEntry& entry) { return sheets->place(entry); };
    grading->source.rater = [sheets](const ScoreEntry& entry) { return sheets->rater_who(entry); };
    return grading;
}

}  // namespace passline
