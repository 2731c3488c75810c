#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/shared_list.h"
#include "num/decimal.h"
#include "plan/plan.h"
#include "policy/policy.h"

namespace passline {

/// A pass-line with what states it.
struct Line {
    Decimal value;
    std::string setting;  ///< the company setting that gives it; empty: the regulation or the plan
    Origin origin;
};

/// A component as one course judges it: the policy's rule with what the plan adds.
struct RuledComponent {
    std::string id;
    Text title;
    int group = -1;  ///< index into CourseRules::groups, or -1
    Decimal out_of;
    Origin out_of_origin;
    std::optional<Line> pass;
    std::optional<Decimal> weight;  ///< per cent of the whole, or of the group
    std::vector<Role> raters;       ///< empty: not rated
    bool optional = false;
    bool from_attendance = false;
    bool baseline = false;    ///< a test before the course: never in verdict, total or band
    std::string baseline_of;  ///< the component that such a test is held beside
    Article article;
    Origin origin;

    bool rated() const { return !raters.empty(); }
};

/// All that one course is judged by: the version of its policy that is in force on its first day, and what
/// its plan states where the policy leaves something open. Points into the policies and plans it was made
/// from.
struct CourseRules {
    const Policy* policy = nullptr;
    const Plan* plan = nullptr;
    const Course* course = nullptr;
    const Track* track = nullptr;
    SharedList<RuledComponent> components;  ///< in the policy's order, at most 250
    SharedList<GroupRule> groups;
    bool weighted = false;     ///< there is a total
    std::optional<Line> pass;  ///< of the total
    std::optional<Rounding> round;

    const MarkRule& mark(Mark mark) const { return track->assessment.marks[static_cast<std::size_t>(mark)]; }
    /// By id, or by title in either language; -1 when there is none.
    int component(std::string_view name) const;
};

/// The rules of `course`. Nothing when plan and policy do not fit (a value that the policy leaves to the plan
/// is not stated, one that the policy states is stated otherwise, an unknown component or rater, weights that
/// do not add up), all of which is then in `diagnostics`.
std::optional<CourseRules> course_rules(const Policy& policy, const Plan& plan, const Course& course,
                                        Diagnostics& diagnostics);

}  // namespace passline
