#pragma once
#include <string>
#include <string_view>

#include "retraining/appeals.h"
#include "workspace/follow.h"

namespace passline {

/// The latest decision on an action that follows from work figures or levels, not from a course, if it was
/// made on or after `since` or has no date. Null when there is none.
const Decision* decision_since(const Proceedings& proceedings, People::Index person, std::string_view action,
                               Date since);
/// The same in words, for `follow_nodes`. Both arguments must outlive the result.
DecisionOf decision_notes(const Proceedings& proceedings, const Policy& policy, Date since);

/// As results have it: `promote=approved:HR:2026-04-10`, `promote=pending`.
std::string decision_entry(const Decision* decision, const std::string& action);

}  // namespace passline
