#pragma once
#include <optional>
#include <string>

#include "base/diagnostics.h"
#include "plan/plan.h"

namespace passline {

/// Loads one plan file: schema first, then dates (end before start, sessions without order), ids twice,
/// figures out of range. What it refers to in the policy is checked in room workspace. Nothing when it has
/// problems, which are all in `diagnostics`.
std::optional<Plan> load_plan(const std::string& path, Diagnostics& diagnostics);
/// The same from text in memory.
std::optional<Plan> parse_plan(std::string name, std::string text, Diagnostics& diagnostics);

class Document;
class RuleReader;
class Node;

/// The same of a document that is a plan.
std::optional<Plan> read_plan(const Document& document, Diagnostics& diagnostics);

/// The `assessment` of a course, as it also stands in policy tests.
StatedAssessment read_stated_assessment(const Node& node, RuleReader& reader);

}  // namespace passline
