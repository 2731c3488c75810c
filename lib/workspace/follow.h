#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"
#include "roster/people.h"
#include "trace/trace.h"

namespace passline {

/// What a person decided on a recommended action, as explained: "approved by HR on 2026-04-10".
struct DecisionNote {
    Text words;
    std::string address;
};
/// Looks the decision up; nothing while it is pending. May be empty: then all are.
using DecisionOf = std::function<std::optional<DecisionNote>(People::Index, std::string_view action)>;

/// A node for each action that follows from a rule: by itself, or recommended, with the decision. `decides`:
/// roles that decide all of them, beside those that each action names. `held`: an open appeal holds what
/// somebody decides.
std::vector<TraceNode> follow_nodes(People::Index person, const std::vector<std::string>& actions,
                                    const std::vector<std::string>& decides, const Article& article,
                                    const Origin& origin, const Policy& policy, const DecisionOf& decision,
                                    bool held = false);

}  // namespace passline
