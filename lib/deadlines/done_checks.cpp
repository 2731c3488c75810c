#include "deadlines/calendar_slots.h"
#include "deadlines/deadlines.h"

namespace passline {

void check_calendar_done(const Workspace& workspace, Diagnostics& diagnostics) {
    const auto surplus = [&](const Plan& plan, const Done& done) {
        diagnostics.warning(
            "deadline-surplus", place_of(done.origin),
            say("计划“{0}”的 done：“{1}”的 {2} 没有对应的期限",
                "`done` of the plan '{0}': nothing was due for '{1}' that {2} could belong to", plan.id,
                done.deadline, done.date.text()),
            plan.period
                ? say("计划期 {0} 内的各次均已完成：删去多余的日期，或移到所属期间的计划",
                      "all that {0} asks for is done already: remove the date, or move it to the plan of "
                      "the period it belongs to",
                      plan.period->text())
                : say("为计划写明 period", "state the plan's `period`"));
    };
    for (const CalendarSlot& slot : planned_slots(workspace, surplus)) {
        if (slot.done == nullptr || slot.done->date <= slot.when.due.date) continue;
        diagnostics.warning(
            "deadline-late", place_of(slot.done->origin),
            say("“{0}”于 {1} 完成，晚于期限 {2}（{3}；{4}{5}）",
                "'{0}' was done on {1}, after {2}, when it was due ({3}; {4}{5})", slot.rule->title,
                slot.done->date.text(), slot.when.due.date.text(), slot.rule->due.words(),
                slot.policy->cite_rule(slot.rule->article, slot.rule->origin),
                slot.when.due.provisional ? say("；暂定", "; provisional") : Text{}),
            say("若日期写错，请改正；否则留此记录",
                "correct the date if it is wrong; otherwise it stays on record"));
    }
}

}  // namespace passline
