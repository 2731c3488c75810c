#pragma once
#include <cstddef>

#include "base/diagnostics.h"
#include "yaml/document.h"
#include "yaml/source_text.h"

namespace passline {

/// What holds for every tree, from YAML or from JSON.
constexpr std::size_t max_tree_depth = 100;           ///< maps and lists inside one another
constexpr std::size_t max_aliased_nodes = 1'000'000;  ///< what aliases stand for, all together

/// Reports keys that stand twice and merge keys.
void check_keys(const Node& map, const SourceText& source, Diagnostics& diagnostics);

/// Reports a map or list that lies too deep.
void report_depth(Place place, Diagnostics& diagnostics);
/// Reports that aliases stand for too much.
void report_aliased(Place place, Diagnostics& diagnostics);

/// Where a node stands, with its width.
Place node_place(const Node& node, const SourceText& source);

}  // namespace passline
