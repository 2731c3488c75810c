// Random numbers that are the same on every machine for the same seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace bench {

// SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }

    // From 0 up to, not including, `bound`, which is above 0 and below 2^32.
    std::uint32_t below(std::uint64_t bound) {
        return static_cast<std::uint32_t>(((next() >> 32U) * bound) >> 32U);
    }

    // One of first, first + step, … up to and including last.
    int figure(int first, int last, int step) {
        return first + static_cast<int>(below(static_cast<std::uint64_t>((last - first) / step) + 1)) * step;
    }

    bool one_in(std::uint32_t count) { return below(count) == 0; }

  private:
    std::uint64_t state_;
};

template <class Item>
void shuffle(std::vector<Item>& items, Dice& dice) {
    for (std::size_t left = items.size(); left > 1; --left)
        std::swap(items[left - 1], items[dice.below(left)]);
}

}  // namespace bench
