#include "stats/interval.h"

#include <fmt/format.h>

namespace passline {

std::string print_estimate(double value, int places) {
    std::string text = fmt::format("{:.{}f}", value, places);
    if (text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
    return text;
}

}  // namespace passline
