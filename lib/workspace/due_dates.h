#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "base/diagnostics.h"
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

/// Once that something of the calendar is due: its anchor (the quarter's last day, the 20th …) and the day it
/// is due.
struct Occurrence {
    Date anchor;
    DatedResult due;
};

/// Every occurrence whose anchor lies from `first` to `last`, both included, in their order. None for a rule
/// of courses.
std::vector<Occurrence> occurrences_anchored(const DueRule& rule, Date first, Date last,
                                             const Calendar& calendar);

/// Every occurrence that is due from `first` to `last`, both included, in their order. None for a rule of
/// courses.
std::vector<Occurrence> occurrences_due(const DueRule& rule, Date first, Date last, const Calendar& calendar);

/// The day on which something opens that is due on `due`, which counts from `anchor`: on the rule's day in
/// the same month, quarter or year where that is not after `due`, else the last one up to `due`. Nothing for
/// a rule of courses.
std::optional<DatedResult> opens_before(const DueRule& opens, const DueRule& due_rule, const Occurrence& due,
                                        const Calendar& calendar);

/// Working days after `as_of` up to and including `due`; negative (those after `due` up to `as_of`) when
/// `due` is past.
std::int32_t days_left(const Calendar& calendar, Date as_of, Date due);

/// One warning (`calendar-provisional`) for each of these years, which the calendar does not cover.
void warn_provisional(const std::set<int>& years, Diagnostics& diagnostics);

/// Whether a deadline is one of this course: by its track and kind, and by where its trainers and venue are
/// from. A course that states neither trainers nor venue may have either: then both kinds apply.
bool applies_to(const DeadlineRule& rule, const Course& course);

}  // namespace passline
