// Stepping through UTF-8, for the rooms above as for this one.
#pragma once
#include <cstddef>
#include <string_view>

namespace passline {

/// What one pass over bytes finds out.
struct Utf8Scan {
    std::size_t first_invalid = std::string_view::npos;  ///< offset of the first byte that is not valid UTF-8
    bool has_nul = false;                                ///< up to first_invalid
    bool ascii = true;                                   ///< up to first_invalid
};
/// Uses what the processor offers; every way gives the same.
Utf8Scan scan_utf8(std::string_view bytes);

namespace detail {
// The ways, for tests. `avx2` may only be called where `utf8_in_avx2`.
Utf8Scan scan_utf8_portable(std::string_view bytes);
#if defined(__x86_64__)
bool utf8_in_avx2();
Utf8Scan scan_utf8_avx2(std::string_view bytes);
#endif
}  // namespace detail

/// The offset of the first byte from `begin` on that is not ASCII, or the size. `has_nul` is set when a NUL
/// was passed.
std::size_t skip_ascii(std::string_view bytes, std::size_t begin, bool& has_nul);

/// Length in bytes of the valid character that begins `bytes`, 0 when there is none. The bytes are not empty.
std::size_t utf8_length(std::string_view bytes);

/// Whether nothing can be trimmed from a text, which is not empty and valid, told at a glance: neither end is
/// part of a blank, or of a character that may be one, but printable ASCII or Chinese. False may mean either.
inline bool is_surely_trimmed(std::string_view text) {
    const auto solid = [](char c) { return c > ' ' && c < '\x7F'; };
    const auto begins_chinese = [](char c) { return static_cast<unsigned char>(c - 0xE4) < 6; };
    return (solid(text.front()) || begins_chinese(text.front())) &&
           (solid(text.back()) || (text.size() >= 3 && begins_chinese(text[text.size() - 3])));
}

/// A character, or an invalid byte taken for one (then code is U+FFFD).
struct Utf8Character {
    char32_t code;
    std::size_t length;
};
/// The one that begins `bytes`, which are not empty.
Utf8Character first_character(std::string_view bytes);

}  // namespace passline
