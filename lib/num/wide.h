// Integers of 128 and 256 bits, for the rare Fraction whose parts outgrow 64 bits. For num/*.cpp only.
#pragma once
#include <compare>
#include <cstdint>

namespace passline::wide {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

/// high * 2^128 + low, modulo 2^256. Callers know that their results fit.
struct Uint256 {
    Uint128 high = 0;
    Uint128 low = 0;
    auto operator<=>(const Uint256&) const = default;
};

/// The exact product.
Uint256 multiply(Uint128 a, Uint128 b);
Uint256 add(const Uint256& a, const Uint256& b);
/// REQUIRES: a >= b.
Uint256 subtract(const Uint256& a, const Uint256& b);

struct Division {
    Uint256 quotient;
    Uint256 remainder;
};
/// REQUIRES: 0 < divisor < 2^255.
Division divide(const Uint256& dividend, const Uint256& divisor);

/// Greatest common divisor; gcd(0, b) = b. 64-bit steps as soon as both fit.
Uint128 gcd(Uint128 a, Uint128 b);

/// The absolute value, also of the smallest number.
constexpr Uint128 magnitude(Int128 value) {
    const auto bits = static_cast<Uint128>(value);
    return value < 0 ? 0 - bits : bits;
}

}  // namespace passline::wide
