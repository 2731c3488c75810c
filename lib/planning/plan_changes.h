#pragma once
#include <string>
#include <vector>

#include "plan/plan.h"
#include "policy/policy.h"

namespace passline {

/// What became of a course, or of one of its fields, between two versions of a plan.
enum class ChangeKind { added, removed, moved, changed };
std::string_view change_name(ChangeKind kind);
Text change_title(ChangeKind kind);

/// One difference. Of a course that is new or gone there is one, without a field; otherwise one for each
/// field.
struct PlanDifference {
    std::string course_id;  ///< empty: of the plan as a whole
    Text course;            ///< its title
    ChangeKind kind = ChangeKind::changed;
    std::string field;           ///< the plan's key: `start`, `place`, `participants` …
    Text before;                 ///< of listed participants those who are out
    Text after;                  ///< of listed participants those who are new
    bool approved_again = true;  ///< false: only progress: held, people told
};

/// What differs, the plan first, then its courses in the order of `now`, those that are gone last. Dates,
/// sessions and hours are `moved`. What was done, approved and noted as a change is no difference.
std::vector<PlanDifference> plan_differences(const Plan& before, const Plan& now);

/// A role whose approval the policy asks for, and what lacks it.
struct ApprovalNeeded {
    std::string role;
    std::vector<std::string> courses;  ///< changed, and not approved by the role; in order
    bool plan = false;                 ///< so is the plan itself
    bool needed() const { return plan || !courses.empty(); }
};

/// By whom the differences must be approved again, in the rule's order; empty where the rule does not ask for
/// it. A change has an approval that stands in `now` and not in `before`: of the plan as a whole, or of an
/// entry of `changes` that names the course; for a course that is gone, also of one that names none.
std::vector<ApprovalNeeded> approvals_needed(const ApprovalRule& rule, const Plan& before, const Plan& now,
                                             const std::vector<PlanDifference>& differences);

/// The rule by which a plan of this period is approved; null where the policy has none.
const ApprovalRule* plan_approval(const Policy& policy, const Period& period);

}  // namespace passline
