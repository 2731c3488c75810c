// The presets of presets/, compiled into the binary.
#pragma once

#include <span>
#include <string_view>

namespace passline {

// The text of presets/<id>.yaml, as it stood when the binary was built. Empty when there is none of that
// name. The view is valid for the life of the program.
std::string_view embedded_preset(std::string_view id);

// The ids of all presets, in byte order.
std::span<const std::string_view> embedded_preset_names();

}  // namespace passline
