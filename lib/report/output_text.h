#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace passline {

/// Appends a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

/// True for a text that stands in a JSON string as it is.
bool is_plain_json(std::string_view text);

/// True for a figure that JSON takes as it stands: `-?(0|[1-9][0-9]*)(\.[0-9]+)?`.
bool is_plain_number(std::string_view text);

/// For a terminal: control characters (escape sequences, line breaks, tabs) become blanks, bytes that are not
/// UTF-8 become U+FFFD.
std::string printable(std::string_view text);

/// ANSI sequences.
namespace ansi {
constexpr std::string_view reset = "\x1b[0m";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view dim = "\x1b[2m";
constexpr std::string_view red = "\x1b[31m";
constexpr std::string_view green = "\x1b[32m";
constexpr std::string_view yellow = "\x1b[33m";
constexpr std::string_view bold_red = "\x1b[1;31m";
constexpr std::string_view bold_green = "\x1b[1;32m";
constexpr std::string_view bold_yellow = "\x1b[1;33m";
}  // namespace ansi

}  // namespace passline
