#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace passline {

/// Lines of columns on a terminal, Chinese or not: broken behind a blank or `;`, or behind a wide character
/// and the marks that close it. No line begins with a mark that may not.

/// Takes a line of at most `width` columns off the text, without the blanks at its end; more only when a
/// single word is wider.
std::string_view take_line(std::string_view& text, std::size_t width);
/// All lines; one when `width` is 0.
std::vector<std::string_view> wrapped(std::string_view text, std::size_t width);
/// The width below which words run over.
std::size_t widest_word(std::string_view text);

}  // namespace passline
