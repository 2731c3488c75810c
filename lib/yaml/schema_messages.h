#pragma once
#include <vector>

#include "base/diagnostics.h"
#include "yaml/document.h"
#include "yaml/schema_check.h"

namespace passline {

/// Says every problem in words, in the order of the document; what follows from another (a key that is
/// missing because it is misspelt) is left out.
void report_problems(std::vector<Problem> problems, const Document& document, Diagnostics& diagnostics);

}  // namespace passline
