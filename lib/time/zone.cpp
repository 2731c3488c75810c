#include "time/zone.h"

#include <algorithm>

namespace passline {

std::optional<TimeZone> time_zone_of(const std::vector<std::string>& calendars) {
    if (!calendars.empty() && std::ranges::find(calendars, "cn") == calendars.end()) return std::nullopt;
    return TimeZone{"Asia/Shanghai", "CST", 8 * 60};
}

}  // namespace passline
