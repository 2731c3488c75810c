#include "workspace/plan_checks.h"

#include "workspace/plan_check_parts.h"

namespace passline {

void check_plans(const Workspace& workspace, Diagnostics& diagnostics, std::optional<Date> as_of) {
    plan_check::approvals(workspace, as_of, diagnostics);
    plan_check::changes(workspace, diagnostics);
    plan_check::frequencies(workspace, diagnostics);
    plan_check::lengths(workspace, diagnostics);
    plan_check::statements(workspace, as_of, diagnostics);
    plan_check::trainers(workspace, diagnostics);
    plan_check::deadlines(workspace, diagnostics);
    plan_check::employment(workspace, diagnostics);
    plan_check::roster_tracks(workspace, diagnostics);
    plan_check::mentors(workspace, diagnostics);
}

namespace plan_check {

bool draft(const Plan& plan, std::optional<Date> as_of) {
    return as_of && plan.approvals.empty() && plan.period && *as_of < plan.period->first;
}

Text provisional_note(bool provisional, const Calendar& calendar, Date day, Date other) {
    if (!provisional) return {};
    const Date uncovered = calendar.covers(day) ? other : day;
    return say("；暂定：日历中没有 {0} 年的放假安排", "; provisional: the calendar does not cover {0}",
               uncovered.year());
}

}  // namespace plan_check
}  // namespace passline
