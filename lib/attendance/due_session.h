#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "attendance/entries.h"
#include "plan/plan.h"
#include "policy/attendance_rules.h"
#include "time/calendar.h"
#include "time/date.h"
#include "trace/article.h"

namespace passline {

/// A session of a course, a day of a course without sessions, or a shift of the workplace that someone has to
/// attend.
struct DueSession {
    std::string id;  ///< of a session; empty for days and shifts
    Date date;
    std::optional<std::int32_t> start;  ///< in seconds since midnight; nothing: not stated
    std::optional<std::int32_t> end;    ///< beyond a day's seconds for a shift that ends the next morning
    std::int32_t rest = 0;              ///< seconds of break in between
    Origin origin;                      ///< where the plan states it
    const Shift* shift = nullptr;       ///< of the workplace, where a sheet states it

    /// Seconds to be there, less the break; 0 when the times are not known.
    std::int32_t length() const;
    bool past_midnight() const;
};

/// What participants of `course` are due to attend, in order: its sessions, or its working days. Times that a
/// session does not state are the course's `hours`, else those of the rules (which may be null). A course
/// that is cancelled, or postponed without new dates, has none.
std::vector<DueSession> due_sessions(const Course& course, const AttendanceRules* rules,
                                     const Calendar& calendar);

/// A session with the usual hours of a day.
DueSession due_day(Date date, const DailyHours* hours, const Origin& origin);

}  // namespace passline
