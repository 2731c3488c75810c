// What somebody probably meant who wrote a value that can't be read: hints for people, nothing is decided by
// them.
#pragma once
#include <string_view>

#include "base/language.h"

namespace passline {

/// `text` is in plain forms, trimmed, and not what is asked for.
Text number_hint(std::string_view text);
Text integer_hint(std::string_view text);
Text score_hint(std::string_view text);  ///< a number, or a mark
Text date_hint(std::string_view text);
Text time_hint(std::string_view text);

}  // namespace passline
