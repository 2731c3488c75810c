#include "workspace/course_length.h"

#include <algorithm>

#include "time/moment.h"

namespace passline {
namespace {

constexpr std::int64_t seconds_per_minute = 60;
constexpr std::int64_t seconds_per_hour = 3600;

std::int64_t seconds_of(const Duration& duration) {
    return duration.seconds().value_or(std::int64_t{duration.count} * seconds_per_day);
}

std::int64_t seconds_between(TimeOfDay from, TimeOfDay to, const std::optional<Duration>& rest) {
    const std::int64_t pause = rest ? seconds_of(*rest) : 0;
    return std::max<std::int64_t>(0, to.seconds - from.seconds - pause);
}

std::optional<std::int64_t> seconds_of(const Session& session, const DailyHours* usual) {
    if (session.from && session.to) return seconds_between(*session.from, *session.to, session.rest);
    if (session.from || session.to || usual == nullptr) return std::nullopt;
    return seconds_between(usual->from, usual->to, session.rest ? session.rest : usual->rest);
}

int compared(std::int64_t actual, std::int64_t asked) { return actual < asked ? -1 : actual > asked ? 1 : 0; }

Text hours_and_minutes(std::int64_t seconds) {
    const std::int64_t hours = seconds / seconds_per_hour;
    const std::int64_t minutes = seconds % seconds_per_hour / seconds_per_minute;
    Text in_hours = say("{0} 小时", "{0} {1}", hours, std::string_view(hours == 1 ? "hour" : "hours"));
    Text in_minutes =
        say("{0} 分钟", "{0} {1}", minutes, std::string_view(minutes == 1 ? "minute" : "minutes"));
    if (minutes == 0) return in_hours;
    return hours == 0 ? in_minutes : say("{0} {1}", "{0} {1}", in_hours, in_minutes);
}

std::optional<MeasuredLength> in_class(const Course& course, const Duration& asked,
                                       const DailyHours* otherwise, const Calendar& calendar) {
    const ClassTime time = class_time(course, otherwise, calendar);
    const int result = compared(time.seconds, seconds_of(asked));
    if (!time.complete && result <= 0) return std::nullopt;  // may be longer than what is known
    const bool counted = course.sessions.empty() && calendar.provisional(course.start, course.end);
    return MeasuredLength{result, hours_and_minutes(time.seconds), counted};
}

/// Weeks, months, years: a course that takes a whole month ends the day before the same day of the next.
MeasuredLength in_calendar_time(const Course& course, const Duration& asked, const Calendar& calendar) {
    const Date whole = after(course.start, asked, calendar).date.plus_days(-1);
    const int result = course.end < whole ? -1 : course.end == whole ? 0 : 1;
    return {result,
            say("{0}（{1} 至 {2}）", "{0} ({1} to {2})",
                Duration{course.end.days() - course.start.days() + 1, Unit::days}.words(),
                course.start.text(), course.end.text()),
            false};
}

}  // namespace

std::int32_t course_days(const Course& course, const Calendar& calendar) {
    if (course.sessions.empty()) return calendar.working_days(course.start, course.end);
    std::int32_t days = 1;
    for (std::size_t i = 1; i < course.sessions.size(); ++i) {
        if (course.sessions[i].date != course.sessions[i - 1].date) ++days;
    }
    return days;
}

ClassTime class_time(const Course& course, const DailyHours* otherwise, const Calendar& calendar) {
    const DailyHours* usual = course.hours ? &*course.hours : otherwise;
    if (course.sessions.empty()) {
        if (usual == nullptr) return {0, false};
        const std::int64_t a_day = seconds_between(usual->from, usual->to, usual->rest);
        return {a_day * course_days(course, calendar), true};
    }
    ClassTime total;
    for (const Session& session : course.sessions) {
        const auto seconds = seconds_of(session, usual);
        total.seconds += seconds.value_or(0);
        total.complete = total.complete && seconds.has_value();
    }
    return total;
}

std::optional<MeasuredLength> measured(const Course& course, const Duration& asked,
                                       const DailyHours* otherwise, const Calendar& calendar) {
    const bool sessions = !course.sessions.empty();
    switch (asked.unit) {
        case Unit::seconds:
        case Unit::minutes:
        case Unit::hours:
            return in_class(course, asked, otherwise, calendar);
        case Unit::working_days: {
            const std::int32_t days = course_days(course, calendar);
            return MeasuredLength{compared(days, asked.count), Duration{days, Unit::working_days}.words(),
                                  !sessions && calendar.provisional(course.start, course.end)};
        }
        case Unit::days: {
            const std::int32_t days =
                sessions ? course_days(course, calendar) : course.end.days() - course.start.days() + 1;
            return MeasuredLength{compared(days, asked.count), Duration{days, Unit::days}.words(), false};
        }
        default:
            return in_calendar_time(course, asked, calendar);
    }
}

}  // namespace passline
