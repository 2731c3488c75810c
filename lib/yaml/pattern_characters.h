#pragma once
#include <cstddef>
#include <string_view>

namespace passline {

/// The character at `at`, which is moved past it. Bytes that are not UTF-8 stand for themselves.
inline char32_t next_character(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at++);
    const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (more == 0 || at + more > text.size()) return lead;
    char32_t character = lead & (0x3FU >> more);
    for (std::size_t i = 0; i < more; ++i) character = (character << 6U) | (byte(at++) & 0x3FU);
    return character;
}

inline bool is_word(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

}  // namespace passline
