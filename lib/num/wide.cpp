#include "num/wide.h"

#include <limits>
#include <numeric>

namespace passline::wide {
namespace {

constexpr Uint128 low_half = std::numeric_limits<std::uint64_t>::max();

Uint256 doubled(const Uint256& value) { return {(value.high << 1) | (value.low >> 127), value.low << 1}; }

bool bit(const Uint256& value, int index) {
    const Uint128 word = index < 128 ? value.low : value.high;
    return ((word >> (index % 128)) & 1) != 0;
}

void set_bit(Uint256& value, int index) {
    (index < 128 ? value.low : value.high) |= Uint128{1} << (index % 128);
}

}  // namespace

Uint256 multiply(Uint128 a, Uint128 b) {
    const Uint128 low = (a & low_half) * (b & low_half);
    const Uint128 left = (a >> 64) * (b & low_half);
    const Uint128 right = (a & low_half) * (b >> 64);
    const Uint128 middle = (low >> 64) + (left & low_half) + (right & low_half);
    return {(a >> 64) * (b >> 64) + (left >> 64) + (right >> 64) + (middle >> 64),
            (middle << 64) | (low & low_half)};
}

Uint256 add(const Uint256& a, const Uint256& b) {
    const Uint128 low = a.low + b.low;
    return {a.high + b.high + (low < a.low ? 1 : 0), low};
}

Uint256 subtract(const Uint256& a, const Uint256& b) {
    return {a.high - b.high - (a.low < b.low ? 1 : 0), a.low - b.low};
}

Division divide(const Uint256& dividend, const Uint256& divisor) {
    if (dividend.high == 0 && divisor.high == 0) {
        return {{0, dividend.low / divisor.low}, {0, dividend.low % divisor.low}};
    }
    // Long division, a bit at a time.
    Division result;
    for (int index = 255; index >= 0; --index) {
        result.remainder = doubled(result.remainder);
        if (bit(dividend, index)) set_bit(result.remainder, 0);
        if (result.remainder >= divisor) {
            result.remainder = subtract(result.remainder, divisor);
            set_bit(result.quotient, index);
        }
    }
    return result;
}

Uint128 gcd(Uint128 a, Uint128 b) {
    while (a > low_half || b > low_half) {
        if (b == 0) return a;
        const Uint128 rest = a % b;
        a = b;
        b = rest;
    }
    return std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
}

}  // namespace passline::wide
