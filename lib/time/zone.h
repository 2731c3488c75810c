#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace passline {

/// Where clocks show the same all year.
struct TimeZone {
    std::string id;          ///< of the IANA database: `Asia/Shanghai`
    std::string short_name;  ///< CST
    std::int32_t minutes_east = 0;
};

/// Of the country whose days a workspace goes by: of the built-in calendar `cn`, where it is named or no
/// calendar is. Calendars of the user's own name no country.
std::optional<TimeZone> time_zone_of(const std::vector<std::string>& calendars);

}  // namespace passline
