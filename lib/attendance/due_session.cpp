#include "attendance/due_session.h"

#include <algorithm>

#include "time/moment.h"

namespace passline {

namespace {

std::int32_t seconds_of(const std::optional<Duration>& rest) {
    return rest ? static_cast<std::int32_t>(rest->seconds().value_or(0)) : 0;
}

}  // namespace

std::int32_t DueSession::length() const { return start && end ? std::max(0, *end - *start - rest) : 0; }

bool DueSession::past_midnight() const { return end && *end >= seconds_per_day; }

DueSession due_day(Date date, const DailyHours* hours, const Origin& origin) {
    DueSession due;
    due.date = date;
    due.origin = origin;
    if (hours == nullptr) return due;
    due.start = hours->from.seconds;
    due.end = hours->to.seconds;
    due.rest = seconds_of(hours->rest);
    return due;
}

std::vector<DueSession> due_sessions(const Course& course, const AttendanceRules* rules,
                                     const Calendar& calendar) {
    std::vector<DueSession> result;
    if (course.status == CourseStatus::cancelled || course.undated) return result;
    const DailyHours* usual = course.hours                       ? &*course.hours
                              : rules != nullptr && rules->hours ? &*rules->hours
                                                                 : nullptr;
    for (const Session& session : course.sessions) {
        DueSession due = due_day(session.date, usual, session.origin);
        due.id = session.id;
        if (session.from && session.to) {
            due.start = session.from->seconds;
            due.end = session.to->seconds;
            due.rest = seconds_of(session.rest);
        } else if (session.rest) {
            due.rest = seconds_of(session.rest);
        }
        result.push_back(std::move(due));
    }
    if (!course.sessions.empty()) return result;
    for (Date day = course.start; day <= course.end; day = day.plus_days(1)) {
        if (calendar.is_working_day(day)) result.push_back(due_day(day, usual, course.origin));
    }
    return result;
}

}  // namespace passline
