#pragma once
#include <vector>

#include "planning/plan_changes.h"
#include "report/document.h"

namespace passline {

/// `plan diff`: a table `changes` of what differs, and, where the policy has changes approved again, a table
/// `approvals` of who must approve and what. `policy` may be null: none of those known is the plan's.
doc::Document plan_diff(const Plan& before, const Plan& now, const std::vector<PlanDifference>& differences,
                        const Policy* policy);

}  // namespace passline
