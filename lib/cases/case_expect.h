#pragma once
#include "cases/case.h"
#include "yaml/document.h"

namespace passline {

/// Reads `expect` of a case that is otherwise read. What can never come out is an error with its place: a
/// component, band, action, article or certificate that the course does not have, a date that does not exist,
/// a key that cases of this kind do not come to, an outcome that rests on what the case does not state.
Expectation read_expectation(const Node& node, const Policy& policy, const Case& test,
                             const Document& document, Diagnostics& diagnostics);

}  // namespace passline
