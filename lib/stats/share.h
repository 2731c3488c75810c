#pragma once
#include <cstdint>
#include <optional>

#include "num/fraction.h"
#include "stats/interval.h"

namespace passline {

/// So many of so many: passed of those assessed, satisfied of all answers. REQUIRES: count <= of.
struct Share {
    std::uint64_t count = 0;
    std::uint64_t of = 0;

    /// Exact, 0 to 100; nothing of nothing.
    std::optional<Fraction> percent() const;
    bool too_few() const { return of < fewest_cases; }
    /// 95 % in per cent by Wilson's score without continuity correction (E. B. Wilson, JASA 22, 1927), as R's
    /// prop.test(…, correct = FALSE). Nothing of too few cases.
    std::optional<Interval> interval() const;

    Share& operator+=(const Share& other) {
        count += other.count;
        of += other.of;
        return *this;
    }
    bool operator==(const Share&) const = default;
};

}  // namespace passline
