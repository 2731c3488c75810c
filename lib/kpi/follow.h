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

/// "Supervisor, Manager and Director", by their titles; empty without any.
Text deciders_of(const std::vector<std::string>& roles, const Policy& policy);

/// Where the setting that gives a figure stands, after where the rule itself does.
std::vector<std::string> addresses_of(const Origin& rule, const std::string& setting, const Policy& policy);
/// What a line rests on: the article as cited, or the company setting.
Text basis_of(const Article& article, const std::string& setting, const Policy& policy);

/// A node for each action that follows from a rule on work figures or levels: by itself, or recommended, with
/// the decision. `decides`: roles that decide all of them, beside those that each action names.
std::vector<TraceNode> follow_nodes(People::Index person, const std::vector<std::string>& actions,
                                    const std::vector<std::string>& decides, const Article& article,
                                    const Origin& origin, const Policy& policy, const DecisionOf& decision);

}  // namespace passline
