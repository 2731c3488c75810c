#pragma once
#include <cstdint>
#include <optional>

#include "base/language.h"
#include "plan/plan.h"
#include "policy/attendance_rules.h"
#include "time/calendar.h"
#include "time/offset.h"

namespace passline {

/// Days of a course: its distinct session dates, or, without sessions, the working days from its first to its
/// last day, both included.
std::int32_t course_days(const Course& course, const Calendar& calendar);

/// Time in class less breaks, as far as it is known.
struct ClassTime {
    std::int64_t seconds = 0;
    bool complete = true;  ///< false: some day or session has no times
};

/// A session without times takes those of the course, else `otherwise` (may be null); a course without
/// sessions has them on each of its working days.
ClassTime class_time(const Course& course, const DailyHours* otherwise, const Calendar& calendar);

/// A course measured against a length that a rule asks for.
struct MeasuredLength {
    int compared = 0;          ///< -1 shorter than asked, 0 as long, 1 longer
    Text actual;               ///< for people: 14 个工作日 / 14 working days
    bool provisional = false;  ///< rests on working days of a year that the calendar does not cover
};

/// Working days as `course_days` counts them; seconds to hours as `class_time` does; days are session dates
/// or calendar days, weeks, months and years calendar time from the first day to the last, both included.
/// Nothing where the course does not state what it takes to tell.
std::optional<MeasuredLength> measured(const Course& course, const Duration& asked,
                                       const DailyHours* otherwise, const Calendar& calendar);

}  // namespace passline
