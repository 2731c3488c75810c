#include "roster/person_ids.h"

#include <array>

#include "base/parts.h"

namespace passline {

void PersonIds::index(unsigned threads) {
    if (needs_more_slots()) return make_index(std::size_t{size()} * 3 / 2, threads);
    for (; indexed_ < size(); ++indexed_) enter(BriefKey::of((*this)[indexed_]), indexed_);
}

/// An index of all ids, with so many slots at least. Each thread has a stretch of the slots, looks through
/// all ids, and enters those that begin there.
void PersonIds::make_index(std::size_t least, unsigned threads) {
    const std::size_t buckets = std::max<std::size_t>(16, (least + 3) / 4);
    constexpr std::size_t worth_a_thread = 100'000;
    threads =
        static_cast<unsigned>(std::clamp<std::size_t>(size() / worth_a_thread, 1, std::max(1U, threads)));
    slots_ = Slots();
    slots_ = Slots(buckets * 4);
    std::vector<std::vector<std::uint32_t>> beyond(threads);
    Parts parts(threads);
    on_threads(threads, parts, [&](unsigned thread) {
        const std::size_t begin = buckets * thread / threads * 4, end = buckets * (thread + 1) / threads * 4;
        slots_.clear(begin, end);
        enter_in_stretch(begin, end, beyond[thread]);
    });
    for (const std::vector<std::uint32_t>& numbers : beyond) {
        for (const std::uint32_t number : numbers) enter(BriefKey::of((*this)[number]), number);
    }
    indexed_ = size();
}

/// Enters the ids that begin in these slots, and says which did not find room before the end.
void PersonIds::enter_in_stretch(std::size_t begin, std::size_t end, std::vector<std::uint32_t>& beyond) {
    struct Waiting {
        BriefKey key;
        std::uint32_t number = 0;
        std::size_t at = 0;
    };
    std::array<Waiting, 32> waiting;  // for their slots to come from memory
    std::size_t count = 0;
    const auto enter_waiting = [&] {
        for (std::size_t i = 0; i < count; ++i) {
            auto [key, number, at] = waiting[i];
            while (at != end && slots_[at].number != none) ++at;
            if (at == end) {
                beyond.push_back(number);
            } else {
                slots_[at] = {key.head, key.tail, number};
            }
        }
        count = 0;
    };
    for (std::uint32_t number = 0; number < size(); ++number) {
        const BriefKey key = BriefKey::of((*this)[number]);
        const std::size_t at = slot_of(key);
        if (at < begin || at >= end) continue;
        __builtin_prefetch(&slots_[at], 1);
        waiting[count++] = {key, number, at};
        if (count == waiting.size()) enter_waiting();
    }
    enter_waiting();
}

}  // namespace passline
