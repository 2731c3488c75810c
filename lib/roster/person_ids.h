#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "base/brief_key.h"
#include "base/brief_text.h"
#include "base/names.h"

namespace passline {

/// Gives each employee id a dense number, in the order of arrival: what Names does, for millions. 8 bytes an
/// id, and 21 to 43 for finding it, which ids that come in their own order do not need: whether the next one
/// is known shows by the last. The texts outlive it.
///
/// Finding one of millions is waiting for memory, so a slot has all that is needed: the id itself, up to 12
/// bytes, beside its number. Of longer ones it has a hash. Four slots are what memory gives at a time: an id
/// is looked for from the first of four on.
class PersonIds {
  public:
    static constexpr std::uint32_t none = Names::none;

    std::uint32_t size() const { return static_cast<std::uint32_t>(ids_.size()); }
    std::string_view operator[](std::uint32_t number) const { return ids_[number].view(); }
    /// Each one behind the one before, in the order of bytes.
    bool in_order() const { return in_order_; }

    /// The number of an id, or none. Several threads may ask. Without an index it looks through ids that are
    /// in order by halves, and through others one by one.
    std::uint32_t find(std::string_view id) const {
        if (indexed_ == size()) {
            const std::uint32_t found = find(BriefKey::of(id), id);
            return found != none && (*this)[found] == id ? found : none;  // a key can't tell "A" from "A\0"
        }
        if (!in_order_) {
            const auto at = std::find_if(ids_.begin(), ids_.end(),
                                         [&](const BriefText& each) { return each.view() == id; });
            return at == ids_.end() ? none : static_cast<std::uint32_t>(at - ids_.begin());
        }
        const auto at = std::lower_bound(
            ids_.begin(), ids_.end(), id,
            [](const BriefText& each, std::string_view wanted) { return each.view() < wanted; });
        return at != ids_.end() && at->view() == id ? static_cast<std::uint32_t>(at - ids_.begin()) : none;
    }
    /// The same by the index, where there is one.
    bool has_index() const { return indexed_ == size(); }
    std::uint32_t find(const BriefKey& key, std::string_view id) const {
        if (slots_.empty()) return none;
        const std::size_t first = slot_of(key);
        for (std::size_t at = first; slots_[at].number != none; at = at + 1 == slots_.size() ? 0 : at + 1) {
            const Slot& slot = slots_[at];
            if (slot.head == key.head && slot.tail == key.tail &&
                (key.is_whole() || (*this)[slot.number] == id))
                return slot.number;
        }
        return none;
    }
    /// The same for who adds what it does not find: makes the index when an id does not come in order.
    std::uint32_t find_to_add(std::string_view id) {
        if (in_order_ && !is_begun()) {
            if (ids_.empty()) return none;
            const std::string_view last = ids_.back().view();
            if (is_before(last, id)) return none;
            if (last == id) return size() - 1;
        }
        index();
        return find(BriefKey::of(id), id);
    }

    /// The id follows on all others, in order, and so is not known: it may be added by `append`.
    bool is_next(std::string_view id) const {
        return in_order_ && !is_begun() && (ids_.empty() || is_before(ids_.back().view(), id));
    }
    std::uint32_t append(std::string_view id, Arena& arena) {
        ids_.emplace_back(id, arena);
        return size() - 1;
    }
    /// Adds an id that is not known yet.
    std::uint32_t add(std::string_view id, Arena& arena) {
        in_order_ = in_order_ && (ids_.empty() || is_before(ids_.back().view(), id));
        ids_.emplace_back(id, arena);
        if (is_begun() && indexed_ + 1 == size()) {
            if (needs_more_slots()) {
                make_index(slots_.size() * 2, 1);
            } else {
                enter(BriefKey::of(id), indexed_++);
            }
        }
        return size() - 1;
    }

    void reserve(std::size_t count) { ids_.reserve(count); }
    /// Forgets all ids and keeps the room that they took; an index, once made, goes on.
    void clear() {
        ids_.clear();
        slots_.clear(0, slots_.size());
        indexed_ = 0;
        in_order_ = true;
    }

    /// Enters what is not in the index yet; where it takes a larger one, on so many threads.
    void index(unsigned threads = 1);

    /// Asks for a number's id.
    void prefetch_view(std::uint32_t number) const { __builtin_prefetch(&ids_[number]); }
    /// Asks for where an id stands that may be known.
    void prefetch(std::string_view id) const {
        if (is_begun()) prefetch(BriefKey::of(id));
    }
    // Looking up many in random order is waiting for memory: `prefetch` asks for it ahead, and gives what
    // `find_whole` is asked with later. REQUIRES: an index, not empty, of an id of up to 12 bytes.
    std::size_t prefetch(const BriefKey& key) const {
        const std::size_t first = slot_of(key);
        const Slot* const at = &slots_[first];
        __builtin_prefetch(at);
        __builtin_prefetch(at + 4);  // where it stands if four had come before it
        asm volatile(""
                     :
                     : "r"(at));  // keeps the compiler from leaving out what has no effect that it knows of
        return first;
    }
    std::uint32_t find_whole(const BriefKey& key, std::size_t first) const {
        // Mostly it is one of four, and no branch tells which.
        std::uint32_t found = none;
        for (std::size_t i = 0; i < 4; ++i) {
            const Slot& slot = slots_[first + i];
            const std::uint64_t differs = (slot.head ^ key.head) | (slot.tail ^ key.tail);
            found &= slot.number | -static_cast<std::uint32_t>(differs != 0);
        }
        return found != none ? found : find(key, {});
    }

  private:
    struct Slot {
        std::uint64_t head = 0;
        std::uint32_t tail = 0;
        std::uint32_t number = none;
    };
    static_assert(sizeof(Slot) == 16);

    /// a < b, mostly told by the first eight bytes.
    static bool is_before(std::string_view a, std::string_view b) {
        if constexpr (std::endian::native == std::endian::little) {
            if (a.size() >= 8 && b.size() >= 8) {
                std::uint64_t first = 0, second = 0;
                std::memcpy(&first, a.data(), 8);
                std::memcpy(&second, b.data(), 8);
                if (first != second) return __builtin_bswap64(first) < __builtin_bswap64(second);
                a.remove_prefix(8);
                b.remove_prefix(8);
                if (a.size() == 1 && b.size() == 1)
                    return static_cast<unsigned char>(a[0]) < static_cast<unsigned char>(b[0]);
            }
        }
        return a < b;
    }
    bool is_begun() const { return !slots_.empty(); }
    bool needs_more_slots() const { return std::size_t{size()} * 4 > slots_.size() * 3; }
    /// Slots, empty once they are cleared.
    class Slots {
      public:
        Slots() = default;
        explicit Slots(std::size_t count) : slots_(std::allocator<Slot>().allocate(count)), count_(count) {}
        ~Slots() {
            if (count_ != 0) std::allocator<Slot>().deallocate(slots_, count_);
        }
        Slots(Slots&& other) noexcept
            : slots_(std::exchange(other.slots_, nullptr)), count_(std::exchange(other.count_, 0)) {}
        Slots& operator=(Slots&& other) noexcept {
            std::swap(slots_, other.slots_);
            std::swap(count_, other.count_);
            return *this;
        }

        std::size_t size() const { return count_; }
        bool empty() const { return count_ == 0; }
        Slot& operator[](std::size_t at) { return slots_[at]; }
        const Slot& operator[](std::size_t at) const { return slots_[at]; }
        void clear(std::size_t begin, std::size_t end) {
            std::uninitialized_fill(slots_ + begin, slots_ + end, Slot());
        }

      private:
        Slot* slots_ = nullptr;
        std::size_t count_ = 0;
    };
    void make_index(std::size_t least, unsigned threads);
    void enter_in_stretch(std::size_t begin, std::size_t end, std::vector<std::uint32_t>& beyond);
    std::size_t slot_of(const BriefKey& key) const {
        __extension__ typedef unsigned __int128 Wide;
        constexpr std::uint64_t first = 0xA0761D6478BD642FU, second = 0xE7037ED1A0B428DBU;
        const Wide product = static_cast<Wide>(key.head ^ first) * (key.tail ^ second);
        const std::uint64_t hash =
            static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
        return static_cast<std::size_t>(static_cast<Wide>(hash) * (slots_.size() / 4) >> 64U) * 4;
    }
    void enter(const BriefKey& key, std::uint32_t number) {
        std::size_t at = slot_of(key);
        while (slots_[at].number != none) at = at + 1 == slots_.size() ? 0 : at + 1;
        slots_[at] = {key.head, key.tail, number};
    }

    std::vector<BriefText> ids_;
    Slots slots_;
    std::uint32_t indexed_ = 0;  ///< how many stand in the slots
    bool in_order_ = true;
};

}  // namespace passline
