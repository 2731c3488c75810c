#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attendance/due_session.h"
#include "attendance/entries.h"
#include "policy/policy.h"
#include "time/calendar.h"
#include "time/moment.h"

namespace passline {

/// What a session came to. Those after `leave` are what the policy's `counts_as` says, from the lightest.
enum class AttendanceClass { on_time, late_sign_in, leave, late, early, half_day, day, not_attended };
std::string_view class_name(AttendanceClass each);
Text class_title(AttendanceClass each);
/// How long an absence of this class is, in half days: 0, 1 or 2.
int half_days(AttendanceClass each);

/// One session judged for one person (semantics.md, Attendance).
struct SessionResult {
    /// A class and the rule that gave it; none for on_time and leave.
    struct Part {
        AttendanceClass is = AttendanceClass::on_time;
        const LatenessRule* rule = nullptr;
    };
    /// Why leave does not count.
    enum class Refusal { none, not_allowed, not_in_time, not_approved };

    DueSession due;
    const AttendanceEntry* entry = nullptr;    ///< null: the sheets have no row
    const AttendanceEntry* made_up = nullptr;  ///< the row that makes it up
    std::optional<std::int32_t> late;          ///< seconds
    std::optional<std::int32_t> early;
    std::vector<Part> parts;  ///< one or two, the heavier first
    bool no_show = false;
    Refusal refusal = Refusal::none;
    std::vector<std::string> not_approved_by;  ///< roles that should have
    std::optional<Date> ask_by;                ///< the last day to ask for leave
    std::optional<TimeOfDay> ask_by_time;      ///< and the time, where hours count
    const Approver* approver = nullptr;        ///< the entry that the leave's length led to
    bool make_up_due = false;                  ///< leave with `then: make_up`
    bool excused = false;

    bool has(AttendanceClass wanted) const;
    std::string class_text() const;  ///< "late+early"
    Text class_words() const;        ///< 迟到、早退
    int absent_halves() const;       ///< 0, 1, 2: half days absent, at most a day
    std::int32_t absent_seconds() const;
    bool on_leave() const { return has(AttendanceClass::leave); }
    /// Was there, or has made it up.
    bool attended() const;
};

/// What judging a session needs beside the entry.
struct SessionInput {
    const Policy* policy = nullptr;
    const AttendanceRules* rules = nullptr;  ///< null: none; times are then computed all the same
    const Calendar* calendar = nullptr;
    const LeaveRequest* request = nullptr;  ///< of an entry with leave
    std::int32_t leave_days = 1;            ///< days due that the leave runs over
    std::int64_t leave_seconds = 0;         ///< their length
    Date leave_from, leave_to;              ///< first and last of them
};

/// `entry` may be null: nobody signed in.
SessionResult judge_session(const DueSession& due, const AttendanceEntry* entry, const SessionInput& input);

}  // namespace passline
