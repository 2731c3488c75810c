#include "cases/case_time.h"

namespace passline {

std::optional<std::int64_t> seconds_in(std::string_view text) {
    std::int64_t sum = 0;
    while (!text.empty()) {
        const auto number_end = text.find(' ');
        if (number_end == std::string_view::npos) return {};
        const auto end = text.find(' ', number_end + 1);
        const auto part = Duration::parse(text.substr(0, end));
        if (!part || !part->seconds()) return {};
        sum += *part->seconds();
        if (end == std::string_view::npos) return sum;
        text.remove_prefix(end + 1);
    }
    return {};
}

std::optional<Relative> Relative::parse(std::string_view text) {
    for (const std::string_view side : {std::string_view(" before"), std::string_view(" after")}) {
        if (!text.ends_with(side)) continue;
        text.remove_suffix(side.size());
        Relative result;
        result.after = side == " after";
        result.seconds = seconds_in(text);
        if (result.seconds) return result;
        const auto length = Duration::parse(text);
        if (!length) return {};
        result.length = *length;
        return result;
    }
    return {};
}

}  // namespace passline
