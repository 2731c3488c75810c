// Reading fixed forms piece by piece. For time/*.cpp only.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace passline::scan {

/// Takes `word` off the front of `text`; false, and nothing taken, when it does not stand there.
inline bool word(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

/// Takes all digits off the front of `text`, which must be `least` to `most` (9 or fewer); a longer row of
/// digits is none.
inline std::optional<int> number(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t length = 0;
    int value = 0;
    for (; length < text.size() && text[length] >= '0' && text[length] <= '9'; ++length) {
        if (length == most) return std::nullopt;
        value = value * 10 + (text[length] - '0');
    }
    if (length < least) return std::nullopt;
    text.remove_prefix(length);
    return value;
}

}  // namespace passline::scan
