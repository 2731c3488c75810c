#include "planning/owed.h"

#include <algorithm>

namespace passline {

Period::Kind counted_by(const FrequencyRule& rule) {
    return rule.per == FrequencyRule::Per::year    ? Period::Kind::year
           : rule.per == FrequencyRule::Per::month ? Period::Kind::month
                                                   : Period::Kind::quarter;
}

namespace {

/// A course belongs to the period in which it ends, whichever plan has it, as `check` counts them.
std::int32_t held_in(const Workspace& workspace, const Policy& policy, const Track& track,
                     const FrequencyRule& rule, const Period& period) {
    return static_cast<std::int32_t>(
        std::ranges::count_if(workspace.courses, [&](const Workspace::CourseEntry& entry) {
            const Course& course = *entry.course;
            return entry.rules && !course.undated && policy_of(workspace, *entry.plan) == policy.id &&
                   course.track == track.id && (rule.kind.empty() || course.kind == rule.kind) &&
                   period.contains(course.end);
        }));
}

std::int32_t months(const Period& period) {
    return period.kind == Period::Kind::year ? 12 : period.kind == Period::Kind::quarter ? 3 : 1;
}

/// Plans of this kind from this one to the end of the longer period, this one included.
std::int32_t plans_left(const Period& plan, const Period& longer) {
    const auto gone = static_cast<std::int32_t>(plan.first.month() - longer.first.month());
    return (months(longer) - gone) / months(plan);
}

}  // namespace

std::vector<OwedCourse> owed_courses(const Workspace& workspace, const Policy& policy, const Track& track,
                                     Period period) {
    std::vector<OwedCourse> owed;
    for (const FrequencyRule& rule : track.frequency) {
        const Period::Kind kind = counted_by(rule);
        Period counted = Period::containing(kind, period.first);
        for (; counted.first <= period.last; counted = Period::containing(kind, counted.last.plus_days(1))) {
            const bool longer = months(counted) > months(period);
            const std::int32_t held = held_in(workspace, policy, track, rule, counted);
            std::int32_t count = rule.at_least - held;
            if (rule.kind.empty()) {  // courses of any kind count, those that other rules bring too
                count -= static_cast<std::int32_t>(std::ranges::count_if(
                    owed, [&](const OwedCourse& each) { return counted.contains(each.within.last); }));
            }
            if (longer) {
                const std::int32_t plans = std::max(plans_left(period, counted), 1);
                count = (count + plans - 1) / plans;
            }
            for (; count > 0; --count) owed.push_back({&rule, longer ? period : counted, counted, held});
            if (counted.last == Date::latest()) break;
        }
    }
    return owed;
}

}  // namespace passline
