#pragma once
#include <string>
#include <vector>

#include "retraining/outcome.h"
#include "trace/trace.h"

namespace passline {

/// One node for each action that follows for `outcome`: what follows by itself; what is recommended and by
/// whom it must be decided, with the decision where there is one, or that an open appeal holds it.
std::vector<TraceNode> action_nodes(const CourseOutcome& outcome, const std::vector<std::string>& actions,
                                    const Article& article, const Origin& origin,
                                    const Proceedings& proceedings);

/// "approved by HR on 2026-02-14", with the role's title where `decided_by` is a role.
Text decision_in_words(const Decision& decision, const Policy& policy);

}  // namespace passline
