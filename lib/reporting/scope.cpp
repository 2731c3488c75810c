#include "reporting/scope.h"

#include <algorithm>

namespace passline {

namespace {

bool of_tracks(const Workspace::CourseEntry& entry, const std::vector<std::string>& tracks) {
    return tracks.empty() || std::ranges::find(tracks, entry.course->track) != tracks.end();
}

bool takes_place(const Workspace::CourseEntry& entry) { return entry.rules && !entry.course->undated; }

/// Was to end in the period, and now ends in another.
bool moved_out(const Workspace::CourseEntry& entry, const Period& period) {
    const auto& postponed = entry.course->postponed;
    return postponed && period.contains(postponed->to.value_or(postponed->from));
}

void by_last_day(std::vector<std::uint32_t>& courses, const Workspace& workspace) {
    std::ranges::stable_sort(courses, {},
                             [&](std::uint32_t number) { return workspace.courses[number].course->end; });
}

const Policy* policy_on(const Workspace& workspace, const Workspace::CourseEntry& entry, Date day) {
    const std::string id = entry.rules ? entry.rules->policy->id : policy_of(workspace, *entry.plan);
    const Policy* policy = policy_in_force(workspace.policies, id, day);
    return policy == nullptr && entry.rules ? entry.rules->policy : policy;
}

void add_policy(ReportScope& scope, const Policy* policy) {
    if (policy != nullptr && std::ranges::find(scope.policies, policy) == scope.policies.end())
        scope.policies.push_back(policy);
}

bool per_fits(ReportRule::Per per, const std::optional<Period>& period) {
    if (!period) return per == ReportRule::Per::course;
    switch (period->kind) {
        case Period::Kind::month:
            return per == ReportRule::Per::month;
        case Period::Kind::quarter:
            return per == ReportRule::Per::quarter;
        case Period::Kind::year:
            return per == ReportRule::Per::year;
    }
    return false;
}

}  // namespace

bool ReportScope::holds(std::uint32_t number) const {
    return std::ranges::find(courses, number) != courses.end();
}

std::vector<std::uint32_t> courses_ending_in(const Workspace& workspace, const Period& period,
                                             const std::vector<std::string>& tracks) {
    std::vector<std::uint32_t> courses;
    for (std::uint32_t i = 0; i < workspace.courses.size(); ++i) {
        const Workspace::CourseEntry& entry = workspace.courses[i];
        if (takes_place(entry) && period.contains(entry.course->end) && of_tracks(entry, tracks))
            courses.push_back(i);
    }
    by_last_day(courses, workspace);
    return courses;
}

ReportScope period_scope(const Workspace& workspace, const Period& period) {
    ReportScope scope;
    scope.period = period;
    scope.courses = courses_ending_in(workspace, period);
    for (std::uint32_t i = 0; i < workspace.courses.size(); ++i) {
        const Workspace::CourseEntry& entry = workspace.courses[i];
        if (period.contains(entry.course->end) ? !takes_place(entry) : moved_out(entry, period))
            scope.dropped.push_back(i);
        if (period.contains(entry.course->end)) add_policy(scope, policy_on(workspace, entry, period.last));
    }
    if (scope.policies.empty()) {
        for (const Policy& policy : workspace.policies)
            add_policy(scope, policy_in_force(workspace.policies, policy.id, period.last));
    }
    if (const Period before = period.previous(); before != period) {
        scope.period_before = before;
        scope.courses_before = courses_ending_in(workspace, before);
    }
    return scope;
}

ReportScope course_scope(const Workspace& workspace, std::uint32_t course) {
    ReportScope scope;
    scope.course = course;
    scope.courses = {course};
    const Course& own = *workspace.courses[course].course;
    add_policy(scope, workspace.courses[course].rules->policy);
    for (std::uint32_t i = 0; i < workspace.courses.size(); ++i) {
        const Workspace::CourseEntry& entry = workspace.courses[i];
        if (!takes_place(entry) || entry.course->track != own.track || entry.course->kind != own.kind ||
            entry.rules->policy->id != scope.policies.front()->id || entry.course->end >= own.end)
            continue;
        const auto last = scope.course_before;
        if (last == Workspace::none || workspace.courses[last].course->end <= entry.course->end)
            scope.course_before = i;
    }
    if (scope.course_before != Workspace::none) scope.courses_before = {scope.course_before};
    return scope;
}

std::vector<const ReportRule*> fitting_rules(const ReportScope& scope, const Workspace& workspace) {
    std::vector<const ReportRule*> rules;
    for (const Policy* policy : scope.policies) {
        for (const ReportRule& rule : policy->sections.reports) {
            if (!per_fits(rule.per, scope.period)) continue;
            if (!scope.of_period() && !of_tracks(workspace.courses[scope.course], rule.tracks)) continue;
            rules.push_back(&rule);
        }
    }
    return rules;
}

void follow_rule(ReportScope& scope, const ReportRule& rule, const Workspace& workspace) {
    scope.rule = &rule;
    for (const Policy* policy : scope.policies) {
        for (const ReportRule& each : policy->sections.reports)
            if (&each == &rule) scope.rule_policy = policy;
    }
    if (!scope.of_period() || rule.tracks.empty()) return;
    const auto elsewhere = [&](std::uint32_t number) {
        return !of_tracks(workspace.courses[number], rule.tracks);
    };
    std::erase_if(scope.courses, elsewhere);
    std::erase_if(scope.dropped, elsewhere);
    std::erase_if(scope.courses_before, elsewhere);
}

}  // namespace passline
