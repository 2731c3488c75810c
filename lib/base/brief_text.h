#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/arena.h"

namespace passline {

/// A view of a text in eight bytes, for tables of millions: where it begins (48 bits, which is what processes
/// are given to address) and how long it is (16 bits). The text outlives it.
class BriefText {
  public:
    constexpr BriefText() = default;
    /// What a text of 64 KiB or more needs beside that is written into `arena`.
    BriefText(std::string_view text, Arena& arena) {
        if (text.empty()) return;
        if (text.size() < long_text) {
            packed_ = address(text.data()) | static_cast<std::uint64_t>(text.size()) << address_bits;
            return;
        }
        char view[view_size];
        std::memcpy(view, &text, view_size);
        packed_ = address(arena.keep({view, view_size}).data()) | std::uint64_t{long_text} << address_bits;
    }

    std::string_view view() const {
        const char* const begin = data();
        const std::size_t size = packed_ >> address_bits;
        if (size != long_text) return {begin, size};
        std::string_view text;
        std::memcpy(&text, begin, view_size);
        return text;
    }
    /// Where it begins; of a long one, where what it needs beside stands. For prefetching.
    const char* data() const {
        return reinterpret_cast<const char*>(packed_ & ((std::uint64_t{1} << address_bits) - 1));
    }

  private:
    static constexpr unsigned address_bits = 48;
    static constexpr std::size_t long_text = 0xFFFF;
    static constexpr std::size_t view_size = sizeof(std::string_view);
    static std::uint64_t address(const char* at) { return reinterpret_cast<std::uint64_t>(at); }
    std::uint64_t packed_ = 0;
};
static_assert(sizeof(BriefText) == 8);

}  // namespace passline
