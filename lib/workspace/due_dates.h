#pragma once
#include <optional>

#include "plan/plan.h"
#include "policy/sections.h"
#include "time/calendar.h"
#include "time/offset.h"

namespace passline {

/// The day on which something of a course is due, which lasts from `start` to `end`. Nothing for a rule of
/// the calendar.
std::optional<DatedResult> due_date(const DueRule& rule, Date start, Date end, const Calendar& calendar);

/// The last day on or before `until` on which something of the calendar is due. Nothing for a rule of
/// courses.
std::optional<DatedResult> last_due_date(const DueRule& rule, Date until, const Calendar& calendar);

/// Whether a deadline is one of this course: by its track and kind, and by where its trainers and venue are
/// from. A course that states neither trainers nor venue may have either: then both kinds apply.
bool applies_to(const DeadlineRule& rule, const Course& course);

}  // namespace passline
