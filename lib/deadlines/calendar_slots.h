// For deadlines/*.cpp only.
#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "workspace/due_dates.h"
#include "workspace/workspace.h"

namespace passline {

/// One occurrence of a deadline of the calendar, and what was done for it.
struct CalendarSlot {
    const Policy* policy = nullptr;
    const DeadlineRule* rule = nullptr;
    const Plan* plan = nullptr;  ///< in whose period the anchor lies; null: in none
    Occurrence when;
    const Done* done = nullptr;
};

/// Occurrences whose anchor lies in the period of a plan with their policy, with the `done` dates of the
/// plans. A plan's dates belong to the occurrences of its own period, as `days_done` shares them out, and
/// only where there are more dates than those to others. Of dates for which none is left `surplus` is told.
std::vector<CalendarSlot> planned_slots(const Workspace& workspace,
                                        const std::function<void(const Plan&, const Done&)>& surplus = {});

/// Adds the occurrences due from `first` to `last` that are not there yet; nothing of them is done.
void add_slots_due(const Workspace& workspace, Date first, Date last, std::vector<CalendarSlot>& slots);

}  // namespace passline
