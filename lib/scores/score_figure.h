#pragma once
#include <cstdint>
#include <optional>

#include "num/exact_divisor.h"
#include "num/fraction.h"

namespace passline {

/// A score, a mean or a total, from 0 on, as exact as a Fraction. Nearly all are a count of millionths, or
/// such a count over a small whole number; those are kept as they come, and brought to lowest terms only
/// when somebody asks.
class ScoreFigure {
  public:
    constexpr ScoreFigure() = default;
    ScoreFigure(Decimal value)  // NOLINT(google-explicit-constructor): a decimal is a figure
        : count_(value.millionths()) {
        if (count_ < 0) *this = ScoreFigure(Fraction(value));
    }
    ScoreFigure(const Fraction& value) {  // NOLINT(google-explicit-constructor): a fraction is a figure
        const std::optional<std::int64_t> count = value.count_at(6);
        if (count && *count >= 0) {
            count_ = *count;
        } else {
            parts_ = 0;
            fraction_ = value;
        }
    }
    /// Becomes `count` / `parts` millionths. REQUIRES: count >= 0, parts > 0.
    void set(std::int64_t count, std::int64_t parts) {
        count_ = count;
        parts_ = parts;
        if (parts == 1 || count % parts != 0) return;
        count_ = count / parts;
        parts_ = 1;
    }

    /// The same for parts that come again and again.
    void set(std::int64_t count, std::int64_t parts, const ExactDivisor& by_parts) {
        const std::uint64_t whole = by_parts.quotient(static_cast<std::uint64_t>(count));
        const bool divides = whole <= by_parts.most();
        count_ = divides ? static_cast<std::int64_t>(whole) : count;
        parts_ = divides ? 1 : parts;
    }

    /// The same for one that is in millionths already, `set` before with one part.
    void set_again(std::int64_t count) { count_ = count; }
    /// The same as another one that was `set`, where this was, too.
    void set_again(const ScoreFigure& other) {
        count_ = other.count_;
        parts_ = other.parts_;
    }

    /// The value as millionths, where it is a decimal of up to six places; else -1.
    std::int64_t millionths() const { return parts_ == 1 ? count_ : -1; }
    /// Whether it is not below `line` millionths. REQUIRES: 0 <= line < 2^39, parts below 2^23.
    bool reaches(std::int64_t line) const {
        return parts_ == 0 ? fraction_ >= Fraction(Decimal::from_millionths(line)) : count_ >= line * parts_;
    }
    bool overflowed() const { return parts_ == 0 && fraction_.overflowed(); }
    Fraction fraction() const {
        if (parts_ == 1) return Fraction(Decimal::from_millionths(count_));
        return parts_ == 0 ? fraction_ : exact_ratio();
    }
    operator Fraction() const {  // NOLINT(google-explicit-constructor): it is the same number
        return fraction();
    }

    bool operator==(const Fraction& other) const { return fraction() == other; }

  private:
    Fraction exact_ratio() const {
        return Fraction::ratio(count_, parts_) / Fraction(Decimal::whole(Decimal::scale));
    }

    std::int64_t count_ = 0;
    std::int64_t parts_ = 1;  ///< 0: the fraction holds the value
    Fraction fraction_;
};

}  // namespace passline
