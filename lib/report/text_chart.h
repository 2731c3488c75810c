#pragma once
#include <string>

#include "report/document_writers.h"

namespace passline {

/// A chart in lines of text: bars of blocks with the line drawn as `|`; pairs and trends as figures in a
/// table.
std::string text_chart(const doc::Chart& chart, const DocumentOptions& options);

/// `cells` blocks wide when it is `full`, in eighths of a block.
std::string block_bar(double length, double full, std::size_t cells);

}  // namespace passline
