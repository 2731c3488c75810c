#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/brief_key.h"

namespace passline {

/// What the short texts of a column came to, as far as it was kept: there are few, and they come again and
/// again. Each has one of two places; a third one that falls on them takes one.
template <class Value, std::size_t count>
class Recent {
  public:
    /// Null when it is not known. `salt` is a part of the question that is no text.
    const Value* find(const BriefKey& key, std::uint64_t salt = 0) const {
        const std::size_t at = place(key, salt);
        if (slots_[at].is(key, salt)) return &slots_[at].value;
        return slots_[at ^ 1U].is(key, salt) ? &slots_[at ^ 1U].value : nullptr;
    }
    void keep(const BriefKey& key, Value value, std::uint64_t salt = 0) {
        if (!key.is_whole()) return;
        const std::size_t at = place(key, salt);
        if (slots_[at].key.tail != no_text) slots_[at ^ 1U] = slots_[at];
        slots_[at] = {key, value, salt};
    }

  private:
    static constexpr std::uint32_t no_text = BriefKey::long_text - 1;  ///< as bytes, no text either
    struct Slot {
        BriefKey key{0, no_text};
        Value value{};
        std::uint64_t salt = 0;

        bool is(const BriefKey& wanted, std::uint64_t salted) const {
            const std::uint64_t differs = (key.head ^ wanted.head) | (salt ^ salted);
            return differs == 0 && key.tail == wanted.tail;
        }
    };
    static_assert(count % 2 == 0);
    static std::size_t place(const BriefKey& key, std::uint64_t salt) {
        const std::uint64_t mixed = (key.head ^ key.tail ^ salt) * 0x9E3779B97F4A7C15U;
        return static_cast<std::size_t>(mixed >> 40U) % count;
    }
    std::array<Slot, count> slots_;
};

}  // namespace passline
