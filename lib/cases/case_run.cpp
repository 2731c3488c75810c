#include "cases/case_run.h"

#include <algorithm>
#include <tuple>

#include "retraining/judge.h"

namespace passline {

namespace {

/// The case as a workspace: its courses, and one person who takes part in all of them.
std::unique_ptr<Workspace> workspace_of(const Case& test, const Calendar& calendar) {
    auto workspace = std::make_unique<Workspace>();
    workspace->calendar = calendar;
    const std::vector<Course>& courses = test.plan->courses;
    for (std::size_t i = 0; i < courses.size(); ++i) {
        workspace->courses.push_back({&courses[i], test.plan.get(), test.rules[i]});
    }
    std::sort(workspace->courses.begin(), workspace->courses.end(),
              [](const auto& a, const auto& b) { return a.course->id < b.course->id; });
    // Who has no scores takes part only where a roster lists them.
    Diagnostics none;
    const std::string roster = fmt::format("employee_id,name\n{0},{0}\n", case_person);
    workspace->people.add_roster(
        Sheet::open(FileBytes::of("", roster), *SheetSpec::builtin("roster"), {}, none), none);
    return workspace;
}

/// In the order that ScoreSheets::sort makes.
std::vector<ScoreEntry> sorted(const Case& test, const Workspace& workspace) {
    std::vector<ScoreEntry> entries = test.entries;
    for (ScoreEntry& entry : entries) entry.course = workspace.course(test.plan->courses[entry.course].id);
    std::sort(entries.begin(), entries.end(), [](const ScoreEntry& a, const ScoreEntry& b) {
        const auto key = [](const ScoreEntry& e) {
            return std::tuple(e.course, e.attempt, e.component, e.role, e.who, e.row);
        };
        return key(a) < key(b);
    });
    return entries;
}

/// A course in one line, as a case's reader knows it: the person and the title say nothing there.
Text headline(const CourseOutcome& outcome, bool several) {
    Text text = outcome.rules->track->title;
    if (several) text = say("{0}（{1}）", "{0} ({1})", outcome.rules->course->id, text);
    text = say("{0}：{1}", "{0}: {1}", text, outcome_title(outcome.outcome));
    if (outcome.band != nullptr) text = say("{0}，{1}", "{0}, {1}", text, outcome.band->title);
    if (outcome.next != Next::none) text = say("{0} → {1}", "{0} → {1}", text, next_title(outcome.next));
    if (outcome.due) text = say("{0}，{1} 前", "{0} by {1}", text, outcome.due->text());
    return text;
}

/// The roster is made up: no line of it is a source.
void without_source(TraceNode& node, const std::string& source) {
    std::erase(node.sources, source);
    for (TraceNode& child : node.children) without_source(child, source);
}

}  // namespace

CaseResult run_case(const Case& test, const Calendar& calendar) {
    CaseResult result;
    result.workspace = workspace_of(test, calendar);
    const Workspace& workspace = *result.workspace;
    const std::vector<ScoreEntry> entries = sorted(test, workspace);
    EntrySource source;
    source.place = [&](const ScoreEntry& entry) { return test.places[entry.row.packed()]; };
    source.rater = [&](const ScoreEntry& entry) { return test.raters[entry.who]; };
    const Proceedings proceedings;
    Judge judge(workspace, proceedings, std::move(source));
    Diagnostics diagnostics;
    Trace trace;
    const People::Index person = workspace.people.find(case_person);
    judge.person(person, entries, result.outcomes, diagnostics, &trace);
    for (const Diagnostic& diagnostic : diagnostics.all()) {
        if (diagnostic.severity != Severity::error) continue;
        const std::string at = diagnostic.place.address();
        result.problems.push_back(say("{0}（{1}）", "{0} ({1})", diagnostic.message, at));
    }
    result.trace = trace.take();
    const std::string roster = workspace.people.place(person).address();
    for (std::size_t i = 0; i < result.trace.size(); ++i) {
        result.trace[i].what = headline(result.outcomes[i], result.outcomes.size() > 1);
        without_source(result.trace[i], roster);
    }
    const Course* last = &test.plan->courses.back();
    for (const CourseOutcome& outcome : result.outcomes) {
        if (result.problems.empty() && outcome.rules->course == last)
            result.differences = differences(test.expect, outcome);
    }
    return result;
}

}  // namespace passline
