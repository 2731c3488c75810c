#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "workspace/workspace.h"

namespace passline {

/// How something that is due stands on a day: not yet open, open, done in time, done after it was due, or not
/// done though it was due.
enum class DeadlineState { upcoming, open, done, late, overdue };
std::string_view state_name(DeadlineState state);
Text state_title(DeadlineState state);  ///< 未开始 待办 已完成 逾期完成 逾期

/// One thing that is due: a deadline of a course, or one occurrence of a deadline of the calendar. Points
/// into the workspace, where `rule->origin`, `course->origin` and `done->origin` are its file:line.
struct DeadlineItem {
    const Policy* policy = nullptr;  ///< the version in force on the course's first day, or on `anchor`
    const DeadlineRule* rule = nullptr;
    const Plan* plan = nullptr;      ///< whose course it is, or in whose period `anchor` lies; may be null
    const Course* course = nullptr;  ///< null: of the calendar
    Date anchor;                     ///< from which `due` counts
    std::optional<Date> opens;       ///< as stated, else `anchor` where `due` lies after it
    Date due;
    const Done* done = nullptr;
    DeadlineState state = DeadlineState::open;
    std::optional<std::int32_t> days_left;  ///< working days, as `days_left` counts them; empty when done
    bool provisional = false;               ///< a date rests on a year that the calendar does not cover

    std::string_view course_id() const { return course == nullptr ? std::string_view{} : course->id; }
};

/// What is asked for; nothing of it changes what is done when.
struct DeadlineSelection {
    std::optional<Date> from;  ///< due on this day or later
    std::optional<Date> to;    ///< due on this day or earlier
    bool unfinished = false;   ///< only open and overdue ones
    std::string course;        ///< empty: all; else without those of the calendar
};

/// Everything that is due, by due date, then course and deadline.
///
/// Of courses: every deadline of the course's policy version that applies to it, of every course but
/// cancelled ones and those postponed without new dates. Of the calendar: every occurrence whose anchor lies
/// in the period of a plan with that policy; with `from` or `to` also those that are due within them (the
/// missing end being that of the plans' periods). The version in force on the anchor counts.
std::vector<DeadlineItem> deadlines_of(const Workspace& workspace, const DeadlineSelection& selection,
                                       Date as_of);

/// The years on which the dates of a provisional item rest and which the calendar does not cover, for
/// `warn_provisional`.
std::set<int> provisional_years(const DeadlineItem& item, const Calendar& calendar);

/// What the `done` dates of calendar deadlines come to, for `check`: done after the day they were due
/// (`deadline-late`), and dates for which there is no occurrence left (`deadline-surplus`).
void check_calendar_done(const Workspace& workspace, Diagnostics& diagnostics);

}  // namespace passline
