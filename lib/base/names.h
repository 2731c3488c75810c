#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace passline {

/// A hash for tables of short texts, after wyhash: two words, multiplied to 128 bits and folded.
inline std::uint64_t hash_of(std::string_view text) {
    __extension__ typedef unsigned __int128 Wide;
    constexpr std::uint64_t first = 0xA0761D6478BD642FU, second = 0xE7037ED1A0B428DBU;
    const auto word = [](const char* at, std::size_t size) {
        std::uint64_t value = 0;
        std::memcpy(&value, at, size);
        return value;
    };
    const auto fold = [](std::uint64_t a, std::uint64_t b) {
        const Wide product = static_cast<Wide>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
    };
    std::uint64_t hash = text.size();
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left > 16; at += 8, left -= 8) hash = fold(hash ^ word(at, 8) ^ first, second);
    std::uint64_t a = 0, b = 0;
    if (left >= 8) {
        a = word(at, 8);
        b = word(at + left - 8, 8);
    } else if (left >= 4) {
        a = word(at, 4);
        b = word(at + left - 4, 4);
    } else if (left > 0) {
        a = static_cast<unsigned char>(at[0]);
        b = static_cast<std::uint64_t>(static_cast<unsigned char>(at[left / 2])) << 8U |
            static_cast<unsigned char>(at[left - 1]);
    }
    return fold(a ^ hash ^ first, b ^ second);
}

/// Gives each distinct text a dense number, 0, 1, 2 … in the order of arrival. An open-addressing table of
/// numbers; the texts are views that must outlive it.
class Names {
  public:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }
    std::string_view operator[](std::uint32_t number) const { return texts_[number]; }

    /// The number of `text`, or none.
    std::uint32_t find(std::string_view text) const {
        if (table_.empty()) return none;
        const std::size_t at = slot(text);
        return table_[at];
    }

    /// Adds a text that `find` does not know yet.
    std::uint32_t add(std::string_view text) {
        if ((texts_.size() + 1) * 2 > table_.size()) grow();
        const std::uint32_t number = size();
        table_[slot(text)] = number;
        texts_.push_back(text);
        return number;
    }

    std::uint32_t find_or_add(std::string_view text) {
        const std::uint32_t known = find(text);
        return known != none ? known : add(text);
    }

  private:
    std::size_t slot(std::string_view text) const {
        const std::size_t mask = table_.size() - 1;
        std::size_t at = hash_of(text) & mask;
        while (table_[at] != none && texts_[table_[at]] != text) at = (at + 1) & mask;
        return at;
    }
    void grow() {
        table_.assign(table_.empty() ? 64 : table_.size() * 2, none);
        for (std::uint32_t i = 0; i < size(); ++i) table_[slot(texts_[i])] = i;
    }

    std::vector<std::string_view> texts_;
    std::vector<std::uint32_t> table_;
};

}  // namespace passline
