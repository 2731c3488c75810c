#include "workspace/frequency.h"

#include <algorithm>

namespace passline {

Period::Kind period_kind(FrequencyRule::Per per) {
    return per == FrequencyRule::Per::year    ? Period::Kind::year
           : per == FrequencyRule::Per::month ? Period::Kind::month
                                              : Period::Kind::quarter;
}

Text frequency_words(FrequencyRule::Per per) {
    return per == FrequencyRule::Per::year    ? Text{"每年", "a year"}
           : per == FrequencyRule::Per::month ? Text{"每月", "a month"}
                                              : Text{"每季度", "a quarter"};
}

std::int32_t courses_towards(const Workspace& workspace, std::string_view policy, const Track& track,
                             const FrequencyRule& rule, const Period& period) {
    const auto counts = [&](const Workspace::CourseEntry& entry) {
        const Course& course = *entry.course;
        return entry.rules && !course.undated && policy_of(workspace, *entry.plan) == policy &&
               course.track == track.id && (rule.kind.empty() || course.kind == rule.kind) &&
               period.contains(course.end);
    };
    return static_cast<std::int32_t>(std::ranges::count_if(workspace.courses, counts));
}

}  // namespace passline
