// One field as CSV and JSON write it.
#pragma once
#include <cstddef>
#include <string_view>

namespace passline {

/// No field takes more bytes than this many times its text's size, and that many more.
constexpr std::size_t most_of_text = 6, most_beside = 4;

/// A field of CSV, in quotes or with an apostrophe before it where it needs them (TableWriter), to where that
/// may be written, and slack; returns the end.
char* put_csv_text(char* to, std::string_view text);

/// What stands between the quotes of a JSON string; as above. Bytes that are not UTF-8 become U+FFFD.
char* put_json_text(char* to, std::string_view text);

}  // namespace passline
