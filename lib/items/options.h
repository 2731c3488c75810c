#pragma once
#include <string>
#include <string_view>

namespace passline {

/// What a row of an item sheet is, by the word in the place of its employee id.
enum class ItemRow { person, key, maxima };
ItemRow item_row(std::string_view id);

/// The plain form in which chosen options are compared: `ｂ` and `B.Refund` are `B`; `C A`, `A、C`, `a;c` and
/// `CA` are `AC`; other texts in capitals (`TRUE`, 对). Empty for a blank or a dash.
std::string plain_option(std::string_view text);
/// Letters from A to H, as options of a question are: `B`, `AC`.
bool is_letters(std::string_view plain);

}  // namespace passline
