#include "text/utf8.h"

#include <bit>
#include <cstdint>
#include <cstring>

#include "text/unicode.h"

namespace passline {
namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080U;
constexpr std::uint64_t low_bits = 0x0101010101010101U;

std::uint64_t eight(const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// Not zero when one of the eight bytes, all of them ASCII, is zero.
std::uint64_t zero_byte(std::uint64_t word) { return (word - low_bits) & high_bits; }

bool continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

unsigned char byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

}  // namespace

std::size_t skip_ascii(std::string_view bytes, std::size_t begin, bool& has_nul) {
    std::size_t i = begin;
    std::uint64_t zeros = 0;
    while (i + 32 <= bytes.size()) {
        const char* at = bytes.data() + i;
        const std::uint64_t a = eight(at);
        const std::uint64_t b = eight(at + 8);
        const std::uint64_t c = eight(at + 16);
        const std::uint64_t d = eight(at + 24);
        if (((a | b | c | d) & high_bits) != 0) break;
        zeros |= zero_byte(a) | zero_byte(b) | zero_byte(c) | zero_byte(d);
        i += 32;
    }
    for (; i + 8 <= bytes.size(); i += 8) {
        const std::uint64_t word = eight(bytes.data() + i);
        const std::uint64_t wider = word & high_bits;
        if (wider == 0) {
            zeros |= zero_byte(word);
            continue;
        }
        if constexpr (std::endian::native == std::endian::little) {
            // Those before the first wider byte: it and what is behind are taken for what is not zero.
            const auto before = static_cast<unsigned>(std::countr_zero(wider)) / 8;
            const std::uint64_t rest = ~std::uint64_t{0} << 8 * before;
            zeros |= zero_byte((word & ~rest) | (low_bits & rest));
            if (zeros != 0) has_nul = true;
            return i + before;
        }
        break;
    }
    for (; i < bytes.size() && byte_at(bytes, i) < 0x80; ++i) {
        if (bytes[i] == '\0') zeros = 1;
    }
    if (zeros != 0) has_nul = true;
    return i;
}

std::size_t utf8_length(std::string_view bytes) {
    const unsigned char lead = byte_at(bytes, 0);
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;  // a continuation, or an overlong form
    if (lead < 0xE0) return bytes.size() >= 2 && continues(byte_at(bytes, 1)) ? 2 : 0;
    if (lead < 0xF0) {
        if (bytes.size() < 3 || !continues(byte_at(bytes, 1)) || !continues(byte_at(bytes, 2))) return 0;
        if (lead == 0xE0 && byte_at(bytes, 1) < 0xA0) return 0;   // overlong
        if (lead == 0xED && byte_at(bytes, 1) >= 0xA0) return 0;  // half of a surrogate pair
        return 3;
    }
    if (lead > 0xF4 || bytes.size() < 4) return 0;
    if (!continues(byte_at(bytes, 1)) || !continues(byte_at(bytes, 2)) || !continues(byte_at(bytes, 3)))
        return 0;
    if (lead == 0xF0 && byte_at(bytes, 1) < 0x90) return 0;   // overlong
    if (lead == 0xF4 && byte_at(bytes, 1) >= 0x90) return 0;  // beyond U+10FFFF
    return 4;
}

Utf8Character first_character(std::string_view bytes) {
    const std::size_t length = utf8_length(bytes);
    if (length == 0) return {0xFFFD, 1};
    if (length == 1) return {byte_at(bytes, 0), 1};
    char32_t code = byte_at(bytes, 0) & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) code = (code << 6) | (byte_at(bytes, i) & 0x3FU);
    return {code, length};
}

Utf8Scan scan_utf8(std::string_view bytes) {
#if defined(__x86_64__)
    static const bool avx2 = detail::utf8_in_avx2();
    if (avx2) return detail::scan_utf8_avx2(bytes);
#endif
    return detail::scan_utf8_portable(bytes);
}

Utf8Scan detail::scan_utf8_portable(std::string_view bytes) {
    Utf8Scan scan;
    std::size_t i = 0;
    while (i < bytes.size()) {
        i = skip_ascii(bytes, i, scan.has_nul);
        if (i == bytes.size()) break;
        scan.ascii = false;
        // In Chinese text other characters follow: no need to try eight bytes of ASCII after each.
        while (i < bytes.size() && byte_at(bytes, i) >= 0x80) {
            const std::size_t length = utf8_length(bytes.substr(i));
            if (length == 0) {
                scan.first_invalid = i;
                return scan;
            }
            i += length;
        }
    }
    return scan;
}

bool valid_utf8(std::string_view bytes) { return first_invalid_utf8(bytes) == std::string_view::npos; }

std::size_t first_invalid_utf8(std::string_view bytes) { return scan_utf8(bytes).first_invalid; }

std::size_t characters(std::string_view utf8) {
    std::size_t count = 0;
    while (!utf8.empty()) {
        utf8.remove_prefix(first_character(utf8).length);
        ++count;
    }
    return count;
}

}  // namespace passline
