// The built-in calendar, compiled into the binary.
#pragma once

#include <string_view>

namespace passline {

// The text of lib/time/cn-holidays.csv (columns date,kind,name,year), as it stood when the binary was built.
// The view is valid for the life of the program.
std::string_view embedded_calendar_cn();

}  // namespace passline
