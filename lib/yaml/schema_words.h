#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/language.h"
#include "yaml/document.h"
#include "yaml/schema_check.h"
#include "yaml/schema_rule.h"

namespace passline {

// The words that messages about a schema are made of.

/// One step of the way from the root to a node: into a map's entry, or a list's item.
struct Step {
    const Node::Entry* entry = nullptr;
    std::size_t index = 0;
};

/// The way to a node of this tree, by its address.
std::vector<Step> way_to(const Node& root, const Node& wanted);

/// The last two keys of the way, with the numbers of items from 1: `tracks.onboarding`, `on_fail[2].then`.
/// Line and column say the rest. Empty for the root.
std::string path_text(const std::vector<Step>& way);

/// A value cut to a length that a message can hold.
std::string shortened(const std::string& text);
/// In the language's quotes.
Text quoted(const std::string& text);

/// One after another: "a, b or c".
Text joined_or(const std::vector<Text>& parts);
Text joined_and(const std::vector<Text>& parts);
/// Names one after another, when that is short enough to help.
std::optional<Text> listed(const std::vector<std::string>& names);

/// "text or a list"
Text type_words(unsigned types);
/// What a node is: "the number 12", "a list".
Text found_words(const Node& node);
/// A value as it may be shown in a list: as it is written.
std::string value_text(const Node& node);

/// To go on within a sentence: the first letter small, unless it belongs to a name or figure.
Text lower_first(Text text);
/// "expected: …", as the schema says; empty when it says nothing.
Text expected(const Rule& rule);

/// How a single value misses its range, length or form; `name` is its place's.
Text value_measure(const Problem& problem, const Text& name);
/// How a list or map misses its size.
Text size_measure(const Problem& problem, const Text& name);

}  // namespace passline
