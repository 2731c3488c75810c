// lib/report/page.css, compiled into the binary.
#pragma once

#include <string_view>

namespace passline {

// The style of HTML documents, as it stood when the binary was built. Valid for the life of the program.
std::string_view page_style();

}  // namespace passline
