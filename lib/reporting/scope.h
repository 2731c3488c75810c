#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "workspace/workspace.h"

namespace passline {

/// What a report speaks of: a period, or one course.
struct ReportScope {
    std::optional<Period> period;            ///< none: of one course
    std::uint32_t course = Workspace::none;  ///< of a course's report
    std::vector<std::uint32_t> courses;      ///< that end in it, by last day, then id
    std::vector<std::uint32_t> dropped;      ///< cancelled, or postponed out of the period
    std::vector<const Policy*> policies;     ///< of these courses, as in force on the last day; once each
    const Policy* rule_policy = nullptr;     ///< whose rule it is
    const ReportRule* rule = nullptr;        ///< the regulation's own report; null: the general one
    std::optional<Period> period_before;     ///< what it is compared with
    std::uint32_t course_before =
        Workspace::none;  ///< of a course: the last one of its track and kind before it
    std::vector<std::uint32_t> courses_before;

    bool of_period() const { return period.has_value(); }
    bool holds(std::uint32_t number) const;
};

/// Courses that end in the period, cancelled ones apart.
ReportScope period_scope(const Workspace& workspace, const Period& period);
/// REQUIRES: a course with rules.
ReportScope course_scope(const Workspace& workspace, std::uint32_t course);

/// Reports that the regulations of the scope ask for and that fit it: of its kind of period, or of a course
/// of its track.
std::vector<const ReportRule*> fitting_rules(const ReportScope& scope, const Workspace& workspace);
/// Makes it the regulation's own report: only courses of its tracks, where it names any.
void follow_rule(ReportScope& scope, const ReportRule& rule, const Workspace& workspace);

/// Courses of the period that take place, of these tracks (empty: all), by last day, then id.
std::vector<std::uint32_t> courses_ending_in(const Workspace& workspace, const Period& period,
                                             const std::vector<std::string>& tracks = {});

}  // namespace passline
