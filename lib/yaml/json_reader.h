#pragma once
#include <optional>

#include "base/diagnostics.h"
#include "yaml/document.h"
#include "yaml/json_tree.h"
#include "yaml/source_text.h"

namespace passline {

/// Reads JSON into a tree with positions. It exists beside the YAML library because that one does not join
/// surrogate pairs of \u escapes, refuses tabs, and is ten times slower on what other programs export. After
/// a failure of kind too_deep the reason has been reported.
std::optional<Node> read_json(const SourceText& source, Diagnostics& diagnostics, JsonFailure& failure);

/// The node for one value, without a position.
Node json_node(const JsonTree& tree, std::uint32_t index);

}  // namespace passline
