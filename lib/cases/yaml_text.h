#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace passline {

/// A scalar in a YAML flow: as it stands where that is safe, else in double quotes; `null` for an empty text.
std::string yaml_scalar(std::string_view text);
/// `[a, b]`.
std::string yaml_list(const std::vector<std::string>& items);

}  // namespace passline
