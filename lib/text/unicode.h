#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace passline {

/// True when the bytes are strictly valid UTF-8 (no overlong forms, no surrogates). ASCII runs fast (8 bytes
/// or more a step).
bool valid_utf8(std::string_view bytes);
/// Offset of the first byte that is not valid UTF-8, or npos.
std::size_t first_invalid_utf8(std::string_view bytes);
/// Made for short texts.
inline bool is_ascii(std::string_view bytes) {
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    const auto eight = [&](std::size_t at) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        return word;
    };
    std::uint64_t high = 0;
    if (bytes.size() >= 8) {
        high = eight(bytes.size() - 8);
        for (std::size_t i = 0; i + 8 < bytes.size(); i += 8) high |= eight(i);
    } else if (bytes.size() >= 4) {
        std::uint32_t first = 0, last = 0;
        std::memcpy(&first, bytes.data(), sizeof first);
        std::memcpy(&last, bytes.data() + bytes.size() - sizeof last, sizeof last);
        high = first | last;
    } else {
        for (const char c : bytes) high |= static_cast<unsigned char>(c);
    }
    return (high & high_bits) == 0;
}

enum class Encoding { utf8, gb18030, gbk, utf16le, utf16be };
/// "utf-8", "utf8", "gb18030", "gbk", "gb2312", "utf-16", "utf-16le", "utf-16be" in any case; nothing for
/// others.
std::optional<Encoding> encoding_named(std::string_view name);
std::string_view encoding_name(Encoding encoding);

/// To UTF-8, strictly: nothing when a byte sequence is not valid in `encoding`; `bad_offset` (if given) then
/// gets where. GBK is GB18030 that also takes 0x80 as €. Text that is ASCII only is copied.
std::optional<std::string> to_utf8(std::string_view bytes, Encoding encoding,
                                   std::size_t* bad_offset = nullptr);

/// The same for short texts, into memory that is there: a view into `room`, which is made as large as it must
/// be and is not what `bytes` views.
std::optional<std::string_view> to_utf8_in(std::string& room, std::string_view bytes, Encoding encoding,
                                           std::size_t* bad_offset = nullptr);

/// Number of characters (code points) of valid UTF-8; invalid bytes count one each.
std::size_t characters(std::string_view utf8);
/// Columns on a terminal: wide East Asian characters 2, combining marks 0, control characters 0.
std::size_t display_width(std::string_view utf8);
/// The longest prefix at most `width` columns wide that cuts no character.
std::string_view prefix_of_width(std::string_view utf8, std::size_t width);

/// Compatibility form (NFKC): full-width letters, digits, punctuation become plain (`Ａ１２．５` → `A12.5`),
/// ideographic blanks become blanks.
std::string plain_forms(std::string_view utf8);
/// What names are compared by: NFKC, lower case, blanks (also line breaks, NBSP, BOM) at both ends removed
/// and inside collapsed to one.
std::string folded(std::string_view utf8);
/// Without blanks, tabs, line ends, NBSP and ideographic blanks at both ends.
std::string_view trimmed(std::string_view utf8);

}  // namespace passline
