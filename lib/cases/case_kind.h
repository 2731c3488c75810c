#pragma once
#include <optional>

#include "cases/case_value.h"
#include "policy/reader.h"
#include "yaml/document.h"

namespace passline {

/// What a case is about, by its keys. Nothing after an error `case-kind`: it is about nothing or has keys
/// that cases of its kind do not have.
std::optional<CaseKind> read_kind(const Node& node, RuleReader& read);

}  // namespace passline
