#include "stats/interval.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <string_view>

namespace passline {

double estimate(const Fraction& exact) {
    if (exact.overflowed()) return std::numeric_limits<double>::quiet_NaN();
    const std::string text = exact.text();  // "239/3"
    const char* const end = text.data() + text.size();
    double numerator = 0;
    double denominator = 1;
    const char* const after = std::from_chars(text.data(), end, numerator).ptr;
    if (after != end) std::from_chars(after + 1, end, denominator);
    return numerator / denominator;
}

std::string print_estimate(double value, int places) {
    // An exact half may have become a hair less than one on the way here.
    std::string text = fmt::format("{:.{}f}", value * (1 + estimate_noise), places);
    if (text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
    return text;
}

}  // namespace passline
