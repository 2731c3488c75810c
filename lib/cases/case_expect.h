#pragma once
#include "cases/case.h"
#include "yaml/document.h"

namespace passline {

/// Reads `expect`, which speaks of a course with these rules. What can never come out is an error with its
/// place: a component, band, action, article or certificate that the course does not have, a date that does
/// not exist, an outcome that cases can't state yet.
Expectation read_expectation(const Node& node, const CourseRules& rules, const Document& document,
                             Diagnostics& diagnostics);

}  // namespace passline
