#pragma once
#include <string>

#include "report/document_writers.h"

namespace passline {

/// A chart in lines of text: bars of blocks with the line drawn as `|`; pairs and trends as figures in a
/// table.
std::string text_chart(const doc::Chart& chart, const DocumentOptions& options);

}  // namespace passline
