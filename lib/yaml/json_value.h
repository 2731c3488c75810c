#pragma once
#include <compare>
#include <string>
#include <string_view>

#include "yaml/document.h"

namespace passline {

/// Compares two numbers in JSON's form by value, exactly and of any size.
std::strong_ordering compare_numbers(std::string_view a, std::string_view b);

/// True when a number in JSON's form has no fraction ("3", "3.0", "3e2").
bool is_whole(std::string_view number);

/// Equal in JSON's sense: 1 and 1.0 are, 1 and "1" are not, the order of a map's keys does not matter.
bool same_value(const Node& a, const Node& b);

/// The same for equal values, different for others.
std::string canonical_text(const Node& node);

}  // namespace passline
