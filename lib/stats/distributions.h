#pragma once
#include <cstdint>

namespace passline {

// Quantiles of the two distributions that intervals rest on. The only part that uses Boost.Math, which takes
// long to compile.

/// The value that a standard normal variable stays below with probability `p`. REQUIRES: 0 < p < 1.
double normal_quantile(double p);
/// The same of Student's t with `degrees` of freedom. REQUIRES: 0 < p < 1, degrees > 0.
double student_quantile(double p, std::uint64_t degrees);

}  // namespace passline
