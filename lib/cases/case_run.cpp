#include "cases/case_run.h"

#include <algorithm>
#include <tuple>

#include "cases/case_touch.h"
#include "cases/case_values.h"
#include "cases/case_workspace.h"
#include "retraining/appeal_times.h"
#include "retraining/judge.h"

namespace passline {

namespace {

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

/// A case about courses: one person's scores, attendance, incidents and appeals.
class CourseRun {
  public:
    CourseRun(const Case& test, CaseResult& result)
        : test_(test),
          result_(result),
          workspace_(*result.workspace),
          attendance_(workspace_, day_of(test)),
          conduct_(workspace_, day_of(test)) {}

    void run() {
        add_attendance(test_, workspace_, attendance_, diagnostics_);
        add_incidents(test_, workspace_, conduct_);
        add_proceedings();
        judge();
        for (const Diagnostic& diagnostic : diagnostics_.all()) {
            if (diagnostic.severity != Severity::error) continue;
            const std::string at = diagnostic.place.address();
            result_.problems.push_back(at.empty() ? diagnostic.message
                                                  : say("{0}（{1}）", "{0} ({1})", diagnostic.message, at));
        }
        finish_trace();
        if (result_.problems.empty()) compare();
    }

  private:
    void add_proceedings() {
        for (Appeal appeal : test_.appeals) {
            appeal.course = workspace_.course(test_.plan->courses[appeal.course].id);
            proceedings_.add(std::move(appeal));
        }
        for (const Decision& decision : test_.decisions) proceedings_.add(decision);
        proceedings_.sort();
    }

    void judge() {
        const std::vector<ScoreEntry> entries = sorted(test_, workspace_);
        EntrySource source;
        source.place = [&](const ScoreEntry& entry) { return test_.places[entry.row.packed()]; };
        source.rater = [&](const ScoreEntry& entry) { return test_.raters[entry.who]; };
        Circumstances circumstances;
        if (!attendance_.empty()) circumstances.attendance = &attendance_;
        if (!conduct_.empty()) circumstances.conduct = &conduct_;
        Judge judge(workspace_, proceedings_, std::move(source), circumstances);
        Trace trace;
        judge.person(person_, entries, result_.outcomes, diagnostics_, &trace);
        result_.trace = trace.take();
    }

    void finish_trace() {
        const std::string roster = workspace_.people.place(person_).address();
        for (std::size_t i = 0; i < result_.trace.size(); ++i) {
            result_.trace[i].what = headline(result_.outcomes[i], result_.outcomes.size() > 1);
            without_source(result_.trace[i], roster);
        }
    }

    void compare() {
        const std::string& last = test_.plan->courses.back().id;
        for (const CourseOutcome& outcome : result_.outcomes) {
            const AttendanceResult attendance = attendance_.course(person_, outcome.course);
            touch_attendance(attendance, result_.touched);
            if (outcome.rules->course->id != last) continue;
            result_.differences = differences(test_.expect, outcome);
            ValueList values(CaseKind::course, result_.came_out);
            if (!test_.attendance.empty()) add_attendance_values(attendance, values);
            add_proceedings_values(outcome, proceedings_, values);
            appeal_values(outcome, values);
        }
        touch_conduct(workspace_.policies.front(), test_.incidents, conduct_.of(person_), result_.touched);
        for (Difference& each : differences(test_.expect.more, result_.came_out))
            result_.differences.push_back(std::move(each));
    }

    /// When the appeal was filed and has to be answered, where the policy says so.
    void appeal_values(const CourseOutcome& outcome, ValueList& values) {
        const auto& rules = workspace_.policies.front().sections.appeals;
        const auto mine = proceedings_.appeals(person_, outcome.course);
        if (mine.empty() || !rules) return;
        Diagnostics late;
        check_appeal_filing(workspace_, proceedings_, outcome, late);
        if (rules->file_within && mine.front().filed_on) {
            const bool in_time = late.warnings() == 0;
            values.one("filed", in_time ? "in_time" : "late");
            result_.touched.push_back({rules->origin, "file_within", in_time});
        }
        for (const AppealAnswer& answer : appeal_answers(workspace_, proceedings_, day_of(test_))) {
            if (answer.appeal->course != outcome.course) continue;
            values.one("answer", std::string(state_name(answer.state)));
            values.one("answer_due", answer.due.text());
            result_.touched.push_back(
                {rules->origin, "answer_within",
                 answer.state != DeadlineState::late && answer.state != DeadlineState::overdue});
            break;
        }
    }

    const Case& test_;
    CaseResult& result_;
    Workspace& workspace_;
    Attendance attendance_;
    Conduct conduct_;
    Proceedings proceedings_;
    Diagnostics diagnostics_;
    People::Index person_ = 0;
};

}  // namespace

CaseResult run_case(const Case& test, const Calendar& calendar) {
    CaseResult result;
    result.workspace = workspace_of(test, calendar);
    switch (test.kind) {
        case CaseKind::course:
            CourseRun(test, result).run();
            break;
        case CaseKind::workplace:
            run_workplace(test, result);
            break;
        case CaseKind::conduct:
            run_conduct(test, result);
            break;
        case CaseKind::deadline:
            run_deadline(test, result);
            break;
        case CaseKind::level:
            run_level(test, result);
            break;
        case CaseKind::performance:
            run_performance(test, result);
            break;
        case CaseKind::ticket:
            run_ticket(test, result);
            break;
        case CaseKind::plan:
            run_plan(test, result);
            break;
    }
    if (test.kind != CaseKind::course && result.problems.empty())
        result.differences = differences(test.expect.more, result.came_out);
    return result;
}

}  // namespace passline
