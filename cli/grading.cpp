#include "cli/grading.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/suggest.h"
#include "workspace/due_dates.h"

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

/// Whether an action follows from something that is no course's: levels, work figures, shifts, incidents,
/// certificates. Decisions on those are not asked for by any result.
bool follows_elsewhere(const Workspace& workspace, const std::string& action) {
    const auto names = [&](const auto& rules) {
        return std::any_of(rules.begin(), rules.end(), [&](const auto& rule) {
            return std::find(rule.actions.begin(), rule.actions.end(), action) != rule.actions.end();
        });
    };
    const auto attends = [&](const AttendanceRules& rules) {
        std::vector<NoShowRule> no_show;
        if (rules.no_show) no_show.push_back(*rules.no_show);
        std::vector<LeaveRule> leave;
        if (rules.leave) leave.push_back(*rules.leave);
        return names(rules.late) || names(rules.early) || names(no_show) || names(leave) ||
               names(rules.limits) || names(rules.rates);
    };
    return std::any_of(workspace.policies.begin(), workspace.policies.end(), [&](const Policy& policy) {
        const Sections& sections = policy.sections;
        const auto workplace = sections.attendance_by_track.find("workplace");
        return (sections.levels && names(sections.levels->steps)) || names(sections.performance) ||
               names(sections.conduct) || names(sections.certificates) ||
               (sections.attendance && attends(*sections.attendance)) ||
               (workplace != sections.attendance_by_track.end() && attends(workplace->second));
    });
}

}  // namespace

std::unique_ptr<Grading> load_grading(CommandRun& run, const std::string& course, bool quarantine,
                                      Needed needed) {
    Diagnostics& diagnostics = run.diagnostics();
    auto grading = std::make_unique<Grading>();
    grading->workspace = run.workspace(needed);
    if (grading->workspace == nullptr) return nullptr;
    const Inputs& inputs = *run.inputs();
    Workspace& workspace = *grading->workspace;
    if (!course.empty() && workspace.course(course) == Workspace::none) {
        run.usage(say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", course),
                  did_you_mean(course, workspace.course_ids()));
        return nullptr;
    }
    grading->sheets =
        std::make_unique<ScoreSheets>(workspace, ScoreOptions{inputs.sheet_options(), course, quarantine});
    if (inputs.of("scores").empty() && needed == Needed::plan_and_scores) {
        diagnostics.error("no-scores", {}, say("没有指定成绩表", "no score sheet is named"),
                          say("在 passline.yaml 中写 scores:，或在命令后列出成绩表",
                              "name it in passline.yaml (scores:) or after the command"));
    }
    for (const std::string& path : inputs.of("scores")) grading->sheets->load(path, diagnostics);
    for (const std::string& path : inputs.of("appeals"))
        grading->proceedings.load_appeals(path, workspace, inputs.sheet_options(), diagnostics);
    for (const std::string& path : inputs.of("decisions"))
        grading->proceedings.load_decisions(path, workspace, inputs.sheet_options(), diagnostics);
    grading->proceedings.sort();
    load_discipline(run, *grading);
    grading->sheets->sort();
    const ScoreSheets* sheets = grading->sheets.get();
    grading->source.place = [sheets](const ScoreEntry& entry) { return sheets->place(entry); };
    grading->source.rater = [sheets](const ScoreEntry& entry) { return sheets->rater_who(entry); };
    if (quarantine) {
        std::vector<SetAside>* aside = &grading->sheets->set_aside();
        grading->source.set_aside = [aside](const ScoreEntry& entry, std::string_view code,
                                            const Text& message) {
            aside->push_back({entry.row, std::string(code), message});
        };
    }
    return grading;
}

bool judge_all(CommandRun& run, Grading& grading,
               const std::function<void(const std::vector<CourseOutcome>&)>& take) {
    Diagnostics& diagnostics = run.diagnostics();
    Judge judge = grading.judge();
    std::vector<CourseOutcome> outcomes;
    std::set<int> provisional;
    std::set<std::pair<std::uint32_t, std::uint32_t>> appealed;
    std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>>
        used;  // decisions that answer a result: person, course, action
    for (const People::Index person : grading.sheets->people_in_order()) {
        judge.person(person, grading.sheets->of(person), outcomes, diagnostics);
        for (const CourseOutcome& outcome : outcomes) {
            if (outcome.appeal) appealed.emplace(outcome.person, outcome.course);
            if (outcome.provisional && outcome.due) provisional.insert(outcome.due->year());
            for (const auto* actions : {&outcome.actions, &outcome.held_actions}) {
                for (const std::string& action : *actions) {
                    const Decision* decision =
                        grading.proceedings.decision(outcome.person, outcome.course, action);
                    if (decision != nullptr) used.emplace(decision->person, decision->course, action);
                }
            }
        }
        take(outcomes);
    }
    warn_provisional(provisional, diagnostics);
    for (const Appeal& appeal : grading.proceedings.appeals()) {
        if (appealed.contains({appeal.person, appeal.course})) continue;
        diagnostics.warning(
            "appeal-without-scores", appeal.place,
            say("申诉 {0} 所指的人没有参加该课程，也没有成绩",
                "the appeal {0} is by someone who neither takes part in that course nor has scores",
                appeal.id),
            say("核对工号和课程编号", "check the employee id and the course id"));
    }
    for (const Decision& decision : grading.proceedings.decisions()) {
        if (used.contains({decision.person, decision.course, decision.action})) continue;
        if (decision.course == Workspace::none && follows_elsewhere(*grading.workspace, decision.action))
            continue;
        diagnostics.warning(
            "decision-unasked", decision.place,
            say("没有结果建议对 {0} 采取“{1}”，却有对它的决定",
                "no result recommends '{1}' for {0}, yet there is a decision on it",
                grading.workspace->people.id(decision.person), decision.action),
            say("核对工号、课程编号和 action", "check the employee id, the course id and the action"));
    }
    return diagnostics.ok();
}

}  // namespace passline
