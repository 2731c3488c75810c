// Rounding of figures that fit into a word, as nearly all scores do.
#pragma once
#include <compare>
#include <cstdint>

#include "num/fraction.h"

namespace passline {

/// Whether a step is added to a magnitude that exceeds it by something, which compares so to what is missing
/// to the next step.
constexpr bool rounds_away(RoundMode mode, std::strong_ordering half, bool odd) {
    switch (mode) {
        case RoundMode::half_up:
            return half >= 0;
        case RoundMode::half_even:
            return half > 0 || (half == 0 && odd);
        case RoundMode::down:
            return false;
        case RoundMode::up:
            return true;
    }
    return false;
}

/// `count` / `parts` millionths, rounded, in millionths: what Fraction::rounded gives.
/// REQUIRES: 0 <= count < 2^62; parts and the rounding's step, in millionths, above 0; their product < 2^62.
constexpr std::int64_t rounded_millionths(std::int64_t count, std::int64_t parts, const Rounding& rounding) {
    const std::int64_t step = rounding.to.millionths();
    const std::int64_t whole = parts * step;
    const std::int64_t steps = count / whole;
    const std::int64_t rest = count % whole;
    const bool away = rest != 0 && rounds_away(rounding.mode, rest <=> whole - rest, steps % 2 != 0);
    return (steps + (away ? 1 : 0)) * step;
}

}  // namespace passline
