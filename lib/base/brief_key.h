#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/names.h"

namespace passline {

/// A text of up to 12 bytes as two numbers, to be compared without looking at it again; of a longer one a
/// hash. Keys of equal texts are equal; those of different texts differ where one of them is whole, if the
/// texts hold no NUL and are UTF-8.
struct BriefKey {
    std::uint64_t head = 0;
    std::uint32_t tail = 0;

    static constexpr std::size_t longest = 12;
    static constexpr std::uint32_t long_text = ~std::uint32_t{0};  ///< as bytes, no text in UTF-8

    bool is_whole() const { return tail != long_text; }
    bool operator==(const BriefKey&) const = default;

    [[gnu::always_inline]] static BriefKey of(std::string_view text) {
        const char* const at = text.data();
        const std::size_t size = text.size();
        std::uint64_t eight = 0;
        std::uint32_t first = 0, last = 0;
        if (size > longest) return {hash_of(text), long_text};
        if (size >= 8) {
            std::memcpy(&eight, at, 8);
            std::memcpy(&last, at + size - 4, 4);
            return {eight, size == 8 ? 0 : last >> 8 * (12 - size)};
        }
        if (size >= 4) {
            std::memcpy(&first, at, 4);
            std::memcpy(&last, at + size - 4, 4);
            return {first | std::uint64_t{last} << 8 * (size - 4), 0};
        }
        if (size == 0) return {};
        // One to three bytes: the first, the one in the middle, the last, some of them the same.
        const auto byte = [&](std::size_t i) {
            return std::uint64_t{static_cast<unsigned char>(at[i])} << 8 * i;
        };
        return {byte(0) | byte(size / 2) | byte(size - 1), 0};
    }
    /// The same. REQUIRES: the eight bytes before the text's end can be read.
    [[gnu::always_inline]] static BriefKey of_readable(std::string_view text) {
        const std::size_t size = text.size();
        if (std::endian::native != std::endian::little || size - 1 >= 8) return of(text);
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + size - 8, 8);
        return {eight >> 8 * (8 - size), 0};
    }
};

}  // namespace passline
