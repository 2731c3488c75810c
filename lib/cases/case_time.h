#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "time/offset.h"

namespace passline {

/// `15 minutes 1 second`: hours, minutes and seconds one after the other, added up; nothing for other text.
std::optional<std::int64_t> seconds_in(std::string_view text);

/// A length before or after something: `16 minutes before`, `1 working day before`.
struct Relative {
    std::optional<std::int64_t> seconds;  ///< of hours and shorter
    Duration length;                      ///< of days and longer
    bool after = false;
    static std::optional<Relative> parse(std::string_view text);
};

}  // namespace passline
