#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "attendance/attendance.h"

namespace passline {

/// Ids and articles in the order in which they are added, each once.
struct Consequences {
    std::vector<std::string> actions;
    std::vector<const Article*> articles;

    void add(const std::vector<std::string>& more, const Article& article);
};

/// What one person's sessions of a course, or shifts, add up to (semantics.md, Attendance).
struct AttendanceSummary {
    std::int32_t sessions = 0;
    std::int32_t attended = 0;
    std::string rate;  ///< per cent, as printed; never on the other side of a rate that is missed
    std::int32_t late = 0, early = 0, not_attended = 0;
    std::string absent_days;
    std::string absent_hours;
    std::int32_t make_up = 0;  ///< make-ups that are open
    std::vector<std::string> limits;
    bool rate_missed = false;  ///< of a rate per person
    Consequences follow;       ///< of sessions, limits, rates per person
};

/// `result` has at least one session.
AttendanceSummary summed(const AttendanceResult& result);

}  // namespace passline
