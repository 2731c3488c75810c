// The kinds of sheets of schemas/sheets/, compiled into the binary.
#pragma once

#include <span>
#include <string_view>

namespace passline {

// The text of schemas/sheets/<id>.json, as it stood when the binary was built. Empty when there is none of
// that name. The view is valid for the life of the program.
std::string_view embedded_sheet_schema(std::string_view id);

// The ids of all kinds of sheets, in byte order.
std::span<const std::string_view> embedded_sheet_names();

}  // namespace passline
