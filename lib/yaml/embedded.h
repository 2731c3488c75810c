// The JSON Schemas of schemas/, compiled into the binary.
#pragma once

#include <span>
#include <string_view>

namespace passline {

// The text of schemas/<name>.schema.json, as it stood when the binary was built. Empty when there is none of
// that name. The view is valid for the life of the program.
std::string_view embedded_schema(std::string_view name);

// The names of all embedded schemas, in byte order.
std::span<const std::string_view> embedded_schema_names();

}  // namespace passline
