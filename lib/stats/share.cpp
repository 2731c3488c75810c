#include "stats/share.h"

#include <algorithm>
#include <cmath>

#include "stats/distributions.h"

namespace passline {

std::optional<Fraction> Share::percent() const {
    if (of == 0) return std::nullopt;
    return Fraction::ratio(static_cast<std::int64_t>(count), static_cast<std::int64_t>(of)) *
           Decimal::whole(100);
}

std::optional<Interval> Share::interval() const {
    if (too_few()) return std::nullopt;
    static const double z = normal_quantile(0.975);
    const auto n = static_cast<double>(of);
    const double p = static_cast<double>(count) / n;
    const double scale = 1 + z * z / n;
    const double middle = (p + z * z / (2 * n)) / scale;
    const double half = z / scale * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    // At 0 and n of n the end is exactly 0 or 1; rounding must not carry it beyond.
    const double low = count == 0 ? 0 : std::max(0.0, middle - half);
    const double high = count == of ? 1 : std::min(1.0, middle + half);
    return Interval{100 * low, 100 * high};
}

}  // namespace passline
