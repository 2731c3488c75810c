#pragma once
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace passline {

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

    void reserve(std::size_t count) {
        texts_.reserve(count);
        while (count * 2 > table_.size()) grow();
    }

  private:
    std::size_t slot(std::string_view text) const {
        const std::size_t mask = table_.size() - 1;
        std::size_t at = std::hash<std::string_view>{}(text)&mask;
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
