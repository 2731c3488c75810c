// Cases that are about no course: the workplace, incidents, deadlines.
#include <algorithm>

#include "attendance/attendance_trace.h"
#include "attendance/summary.h"
#include "cases/case_touch.h"
#include "cases/case_values.h"
#include "cases/case_workspace.h"
#include "deadlines/deadlines.h"
#include "deadlines/explain.h"
#include "workspace/plan_checks.h"

namespace passline {

namespace {

constexpr People::Index person = 0;

ActionNodes nodes_of(const Policy& policy) {
    return [&policy](const std::vector<std::string>& actions, const Origin& origin) {
        std::vector<TraceNode> nodes;
        for (const std::string& id : actions) {
            nodes.push_back({policy.decided_by_someone(id)
                                 ? say("建议：{0}", "recommended: {0}", policy.action_title(id))
                                 : say("处理：{0}", "follows: {0}", policy.action_title(id)),
                             {},
                             {origin.address()},
                             {}});
        }
        return nodes;
    };
}

void take_problems(const Diagnostics& diagnostics, CaseResult& result) {
    for (const Diagnostic& diagnostic : diagnostics.all()) {
        if (diagnostic.severity == Severity::error) result.problems.push_back(diagnostic.message);
    }
}

/// How a deadline stands depends on the day, which the case does not state.
void without_state(const DeadlineItem& item, TraceNode& node) {
    node.what = say("{0}：期限 {1}", "{0}: due {1}", item.rule->title, item.due.text());
    if (item.done == nullptr) node.children.pop_back();
}

}  // namespace

void run_workplace(const Case& test, CaseResult& result) {
    Diagnostics diagnostics;
    Attendance attendance(*result.workspace, day_of(test));
    add_attendance(test, *result.workspace, attendance, diagnostics);
    take_problems(diagnostics, result);
    ValueList values(CaseKind::workplace, result.came_out);
    for (const AttendanceResult& each : attendance.workplace(person)) {
        touch_attendance(each, result.touched);
        add_attendance_values(each, values);
        result.trace.push_back(
            attendance_node(each, attendance, nodes_of(result.workspace->policies.front())));
    }
}

void run_conduct(const Case& test, CaseResult& result) {
    Conduct conduct(*result.workspace, day_of(test));
    add_incidents(test, *result.workspace, conduct);
    const std::vector<ReachedConduct> reached = conduct.of(person);
    const Policy& policy = result.workspace->policies.front();
    touch_conduct(policy, test.incidents, reached, result.touched);
    Consequences follow;
    for (const ReachedConduct& each : reached) {
        follow.add(each.rule->actions, each.rule->article);
        result.trace.push_back(conduct_node(each, nodes_of(policy)));
    }
    ValueList values(CaseKind::conduct, result.came_out);
    values.many("actions", follow.actions);
    values.many("articles", follow.articles);
}

void run_deadline(const Case& test, CaseResult& result) {
    const Workspace& workspace = *result.workspace;
    std::vector<std::string> due;
    std::vector<std::string> opens;
    std::vector<std::string> state;
    std::vector<std::string> left;
    Consequences follow;
    for (const DeadlineItem& item : deadlines_of(workspace, {}, day_of(test))) {
        if (item.rule->id != test.deadline) continue;
        due.push_back(item.due.text());
        if (item.opens) opens.push_back(item.opens->text());
        state.emplace_back(state_name(item.state));
        if (item.days_left) left.push_back(std::to_string(*item.days_left));
        follow.add({}, item.rule->article);
        result.touched.push_back({item.rule->origin, {}, true});
        result.trace.push_back(explain_deadline(item, workspace, day_of(test)));
        if (!test.as_of) without_state(item, result.trace.back());
    }
    ValueList values(CaseKind::deadline, result.came_out);
    values.many("due", std::move(due));
    values.many("opens", std::move(opens));
    values.many("state", std::move(state));
    values.many("days_left", std::move(left));
    values.many("articles", follow.articles);
}

/// What `check` finds about the plan. Who takes part is not known, so nothing is said of people.
void run_plan(const Case&, CaseResult& result) {
    Diagnostics diagnostics;
    check_plans(*result.workspace, diagnostics);
    check_calendar_done(*result.workspace, diagnostics);
    std::vector<std::string> codes;
    for (const Diagnostic& each : diagnostics.all()) {
        if (std::ranges::find(codes, each.code) == codes.end()) codes.push_back(each.code);
        result.trace.push_back(
            {say("{0}：{1}", "{0}: {1}", each.code, each.message), {}, {each.place.address()}, {}});
    }
    ValueList(CaseKind::plan, result.came_out).many("findings", std::move(codes));
}

}  // namespace passline
