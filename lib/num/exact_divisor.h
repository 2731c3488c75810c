#pragma once
#include <bit>
#include <cstdint>
#include <limits>

namespace passline {

/// Divides where there is no remainder, and tells whether there is one, in a multiplication: what a processor
/// takes a tenth of the time of a division for. For a divisor d = 2^k × m, m odd, n × m^-1 modulo 2^64,
/// turned right by k bits, is n / d where d divides n, and more than (2^64 - 1) / d where it does not
/// (Granlund and Montgomery 1994, section 9).
class ExactDivisor {
  public:
    constexpr ExactDivisor() = default;
    /// REQUIRES: divisor > 0.
    explicit constexpr ExactDivisor(std::uint64_t divisor)
        : shift_(std::countr_zero(divisor)), most_(std::numeric_limits<std::uint64_t>::max() / divisor) {
        const std::uint64_t odd = divisor >> static_cast<unsigned>(shift_);
        inverse_ = odd;  // right in its last three bits; each step doubles their number
        for (int right = 3; right < 64; right *= 2) inverse_ *= 2 - odd * inverse_;
    }

    /// The quotient, or more than `most()`.
    constexpr std::uint64_t quotient(std::uint64_t number) const {
        return std::rotr(number * inverse_, shift_);
    }
    /// The largest quotient that there is.
    constexpr std::uint64_t most() const { return most_; }

  private:
    std::uint64_t inverse_ = 1;
    int shift_ = 0;
    std::uint64_t most_ = std::numeric_limits<std::uint64_t>::max();
};

}  // namespace passline
