#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "num/decimal.h"

namespace passline {

/// How a rule's `round` treats what lies between two steps. Halves: away from zero (half_up), to the even
/// step (half_even). `down` is toward zero and `up` away from it, also below zero.
enum class RoundMode { half_up, half_even, down, up };

/// `round: {to: 0.01, mode: half_up}`. `to` is the step, above 0.
struct Rounding {
    Decimal to;
    RoundMode mode = RoundMode::half_up;
    bool operator==(const Rounding&) const = default;
};

/// An exact rational number in lowest terms with 128-bit parts: means over raters, weighted totals. An
/// operation whose exact result does not fit (either part beyond 2^127 - 1 in magnitude) makes the number
/// `overflowed()`; that spreads through all further operations and never wraps. What fits is never refused,
/// however large the steps in between. Comparisons of overflowed numbers are meaningless: check first.
class Fraction {
  public:
    constexpr Fraction() = default;
    Fraction(Decimal value);  // NOLINT(google-explicit-constructor): a decimal is a fraction
    /// numerator / denominator; overflowed when the denominator is 0.
    static Fraction ratio(std::int64_t numerator, std::int64_t denominator);

    bool overflowed() const { return denominator_ == 0; }

    Fraction operator+(const Fraction& other) const;
    Fraction operator-(const Fraction& other) const;
    Fraction operator*(const Fraction& other) const;
    /// Overflowed when `other` is zero.
    Fraction operator/(const Fraction& other) const;
    Fraction& operator+=(const Fraction& other) { return *this = *this + other; }

    bool operator==(const Fraction& other) const = default;
    std::strong_ordering operator<=>(const Fraction& other) const;

    /// The nearest multiple of `rounding.to` in its mode. Overflowed when `to` is not above 0.
    Fraction rounded(const Rounding& rounding) const;

    /// The exact value as it is held: "239/3", "80", "-1/2"; "overflow" for an overflowed number.
    std::string text() const;
    /// With exactly `places` (0 to 6) decimals, half up (away from zero): "79.50". Zero has no sign, also
    /// when digits below it were dropped. All three print "overflow" for an overflowed number.
    std::string fixed(int places) const;
    /// As `fixed`, the digits cut instead of rounded.
    std::string fixed_cut(int places) const;
    /// The shortest exact decimal of up to `places` (0 to 6) decimals when there is one ("79.5"), else as
    /// `fixed(places)`.
    std::string shortest(int places) const;
    /// True when `printed`, a decimal, stands on the other side of `line` from this number.
    bool crosses(const std::string& printed, Decimal line) const;
    /// As `shortest`, but the digits are cut where rounding would show the number on the other side of
    /// `line`.
    std::string shortest_beside(int places, Decimal line) const;
    /// The exact value as a count of the `places`-th decimal (0 to 6), when it is such a count and fits:
    /// 79.5 is 795 at one place.
    std::optional<std::int64_t> count_at(int places) const;
    /// Numerator and denominator in lowest terms, when both fit.
    struct Parts {
        std::int64_t numerator;
        std::int64_t denominator;
    };
    std::optional<Parts> parts() const;
    /// The exact value when it is a decimal of up to 6 places within a Decimal's range.
    std::optional<Decimal> exact() const;

  private:
    __extension__ typedef __int128 Wide;
    struct Digits;
    constexpr Fraction(Wide numerator, Wide denominator) : numerator_(numerator), denominator_(denominator) {}
    static constexpr Fraction overflow() { return {0, 0}; }
    bool small() const;
    static Fraction add_small(const Fraction& a, const Fraction& b);
    static Fraction add_large(const Fraction& a, const Fraction& b);
    static Fraction multiply_small(const Fraction& a, const Fraction& b);
    static Fraction multiply_large(const Fraction& a, const Fraction& b);
    Digits digits(int places) const;

    Wide numerator_ = 0;
    Wide denominator_ = 1;  // > 0; 0 marks an overflow
};

}  // namespace passline
