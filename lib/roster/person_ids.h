#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/brief_text.h"
#include "base/names.h"

namespace passline {

/// Gives each employee id a dense number, in the order of arrival: what Names does, for millions. 8 bytes an
/// id and 8 a slot, of which a quarter to five eighths stay empty. A slot holds a piece of the hash beside
/// the number, so that hardly any id is compared in vain. The texts outlive it.
class PersonIds {
  public:
    static constexpr std::uint32_t none = Names::none;

    std::uint32_t size() const { return static_cast<std::uint32_t>(ids_.size()); }
    std::string_view operator[](std::uint32_t number) const { return ids_[number].view(); }

    std::uint32_t find(std::string_view id) const { return find(id, hash_of(id)); }
    std::uint32_t find(std::string_view id, std::uint64_t hash) const {
        if (table_.empty()) return none;
        const std::size_t mask = table_.size() - 1;
        for (std::size_t at = hash & mask; table_[at] != empty; at = (at + 1) & mask) {
            if (tag(table_[at]) == tag(hash) && ids_[number(table_[at])].view() == id)
                return number(table_[at]);
        }
        return none;
    }

    /// Adds an id that `find` does not know yet.
    std::uint32_t add(std::string_view id, Arena& arena) {
        if ((ids_.size() + 1) * 4 > table_.size() * 3) grow(table_.empty() ? 64 : table_.size() * 2);
        ids_.emplace_back(id, arena);
        enter(hash_of(id), size() - 1);
        return size() - 1;
    }

    void reserve(std::size_t count) {
        ids_.reserve(count);
        std::size_t slots = 64;
        while (slots * 3 < count * 4) slots *= 2;
        if (slots > table_.size()) grow(slots);
    }

    // Looking up many in random order is waiting for memory. These three ask for it ahead, one step each for
    // a batch of ids, and change nothing.
    void prefetch_slot(std::uint64_t hash) const {
        if (!table_.empty()) prefetch(&table_[hash & (table_.size() - 1)]);
    }
    void prefetch_id(std::uint64_t hash) const {
        if (const std::uint32_t at = candidate(hash); at != none) prefetch(&ids_[at]);
    }
    void prefetch_text(std::uint64_t hash) const {
        if (const std::uint32_t at = candidate(hash); at != none) prefetch(ids_[at].data());
    }

  private:
    static constexpr std::uint64_t empty = ~std::uint64_t{0};
    static std::uint32_t tag(std::uint64_t hash_or_slot) {
        return static_cast<std::uint32_t>(hash_or_slot >> 32U);
    }
    static std::uint32_t number(std::uint64_t slot) { return static_cast<std::uint32_t>(slot); }

    /// The empty statement keeps the compiler from leaving out what has no effect that it knows of.
    static void prefetch(const void* at) {
        __builtin_prefetch(at);
        asm volatile("" : : "r"(at));
    }
    std::uint32_t candidate(std::uint64_t hash) const {
        if (table_.empty()) return none;
        const std::uint64_t slot = table_[hash & (table_.size() - 1)];
        return slot == empty ? none : number(slot);
    }
    void enter(std::uint64_t hash, std::uint32_t number) {
        const std::size_t mask = table_.size() - 1;
        std::size_t at = hash & mask;
        while (table_[at] != empty) at = (at + 1) & mask;
        table_[at] = (hash & ~std::uint64_t{0xFFFFFFFFU}) | number;
    }
    void grow(std::size_t slots) {
        table_.assign(slots, empty);
        for (std::uint32_t i = 0; i < size(); ++i) enter(hash_of((*this)[i]), i);
    }

    std::vector<BriefText> ids_;
    std::vector<std::uint64_t> table_;
};

}  // namespace passline
