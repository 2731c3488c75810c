#include "planning/course_dates.h"

#include <algorithm>
#include <cstdlib>

#include "workspace/course_length.h"
#include "workspace/due_dates.h"

namespace passline {

namespace {

constexpr std::int32_t days_at_most = 366;

/// The daily times for a rule that asks for hours, where nobody has stated any: nine hours with one of them
/// free.
const DailyHours& usual_hours() {
    static const DailyHours hours{{9 * 3600}, {18 * 3600}, Duration{60, Unit::minutes}, {}, {}};
    return hours;
}

const DailyHours* hours_of(const Policy& policy, const Course& course) {
    const AttendanceRules* rules = policy.sections.attendance_of(course.track);
    return rules != nullptr && rules->hours ? &*rules->hours : nullptr;
}

/// The lengths that track and kind ask for.
std::vector<Duration> asked(const Track& track, const Course& course) {
    std::vector<Duration> all;
    if (track.length && track.length->at_least) all.push_back(*track.length->at_least);
    for (const FrequencyRule& rule : track.frequency) {
        if (rule.each && (rule.kind.empty() || rule.kind == course.kind)) all.push_back(*rule.each);
    }
    return all;
}

}  // namespace

/// The number-th working day from `start`, which is the 0th.
Date CourseDates::working_day(Date start, std::int32_t number) const {
    return workspace_.calendar.add_working_days(start, number).date;
}

CourseDates::Shape CourseDates::shape_of(const Course& course, const Course* like) const {
    Shape shape;
    if (like != nullptr && !like->sessions.empty()) {
        const Date* day = nullptr;
        for (const Session& session : like->sessions) {
            if (day == nullptr || *day != session.date) shape.days.emplace_back();
            day = &session.date;
            Session copy;
            copy.from = session.from;
            copy.to = session.to;
            copy.rest = session.rest;
            shape.days.back().push_back(std::move(copy));
        }
        return shape;
    }
    if (like != nullptr) shape.length = std::max(course_days(*like, workspace_.calendar), 1);
    const Track& track = *policy_.track(course.track);
    const bool in_hours = std::ranges::any_of(asked(track, course), [](const Duration& each) {
        return each.seconds().has_value() && *each.seconds() < 86'400;
    });
    if (!in_hours || hours_of(policy_, course) != nullptr || (like != nullptr && like->hours)) return shape;
    Session session;
    session.from = usual_hours().from;
    session.to = usual_hours().to;
    session.rest = usual_hours().rest;
    shape.days.assign(static_cast<std::size_t>(shape.length), {session});
    return shape;
}

bool CourseDates::long_enough(const Course& course) const {
    for (const Duration& each : asked(*policy_.track(course.track), course)) {
        const auto length = measured(course, each, hours_of(policy_, course), workspace_.calendar);
        if (length && length->compared < 0) return false;
    }
    return true;
}

bool CourseDates::lay(Course& course, Shape shape, Date start) const {
    for (std::int32_t grown = 0; grown < days_at_most; ++grown) {
        course.sessions.clear();
        course.start = start;
        if (shape.days.empty()) {
            course.end = working_day(start, shape.length - 1);
        } else {
            for (std::size_t i = 0; i < shape.days.size(); ++i) {
                for (Session session : shape.days[i]) {
                    session.id = "S" + std::to_string(course.sessions.size() + 1);
                    session.date = working_day(start, static_cast<std::int32_t>(i));
                    course.sessions.push_back(std::move(session));
                }
            }
            course.end = course.sessions.back().date;
        }
        if (long_enough(course)) return true;
        shape.days.empty() ? void(++shape.length) : shape.days.push_back(shape.days.back());
    }
    return false;
}

bool CourseDates::fits(const Course& course) const {
    return std::ranges::all_of(policy_.sections.deadlines, [&](const DeadlineRule& rule) {
        if (!applies_to(rule, course)) return true;
        const auto due = due_date(rule.due, course.start, course.end, workspace_.calendar);
        return !due || due->date > as_of_;
    });
}

bool CourseDates::free(const Course& course) const {
    for (const Session& session : course.sessions) {
        if (taken_.contains(session.date)) return false;
    }
    return !taken_.contains(course.start);
}

bool CourseDates::place(Course& course, const Course* like, const Period& within, std::int32_t share) {
    const Shape shape = shape_of(course, like);
    const std::int32_t length = within.last.days() - within.first.days();
    const Date wanted = within.first.plus_days(length * share / 100);
    std::vector<Date> days;
    for (Date day = std::max(within.first, as_of_.plus_days(1)); day <= within.last; day = day.plus_days(1)) {
        if (workspace_.calendar.is_working_day(day)) days.push_back(day);
    }
    std::ranges::stable_sort(days, {}, [&](Date day) { return std::abs(day.days() - wanted.days()); });
    for (const bool only_free : {true, false}) {
        for (const Date day : days) {
            Course tried = course;
            if (!lay(tried, shape, day) || tried.end > within.last || !fits(tried)) continue;
            if (only_free && !free(tried)) continue;
            course = std::move(tried);
            taken_.insert(course.start);
            for (const Session& session : course.sessions) taken_.insert(session.date);
            return true;
        }
    }
    return false;
}

}  // namespace passline
