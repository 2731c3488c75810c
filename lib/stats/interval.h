#pragma once
#include <cstdint>
#include <string>

#include "num/fraction.h"

namespace passline {

/// Fewer cases than this are reported as too few, without an interval.
constexpr std::uint64_t fewest_cases = 5;

/// A 95 % confidence interval, both ends included. An estimate: no verdict rests on it.
struct Interval {
    double low = 0;
    double high = 0;
};

/// The double nearest to an exact figure, or its neighbour: estimates start here, verdicts never do. NaN for
/// an overflowed one.
double estimate(const Fraction& exact);

/// What rounding on the way may have added to an estimate, as a part of it.
constexpr double estimate_noise = 1e-14;

/// An estimate with `places` decimals, half up; zero has no sign.
std::string print_estimate(double value, int places);

}  // namespace passline
