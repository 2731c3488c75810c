#pragma once
#include <optional>
#include <string>

#include "base/diagnostics.h"
#include "policy/policy.h"
#include "policy/reader.h"

namespace passline {

/// Loads one policy file: schema first, then everything that the schema can't see (references to groups,
/// roles, actions, settings; weights that add up to 100; ladders that end; figures in their ranges). Nothing
/// when it has problems, which are all in `diagnostics`.
std::optional<Policy> load_policy(const std::string& path, Diagnostics& diagnostics);
/// The same from text in memory.
std::optional<Policy> parse_policy(std::string name, std::string text, Diagnostics& diagnostics);

/// The sections that grading does not need (policy/sections_file.cpp).
Sections read_sections(const Node& root, const Policy& policy, RuleReader& reader);

}  // namespace passline
