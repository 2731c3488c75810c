#include "xlsx/number_format.h"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "time/date.h"

namespace passline {
namespace {

constexpr double seconds_per_day = 86'400;
constexpr std::int32_t day_zero = -25'569;  // 1899-12-30, in days since 1970
constexpr std::int32_t days_to_1904 = 1'462;
constexpr double first_sound_day = 61;  // 1900-03-01
constexpr double last_day = 2'958'466;  // after 9999-12-31

std::string fixed(double value) {
    std::array<char, 400> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    return {text.data(), end.ptr};
}

/// The decimal × 100, digit by digit.
std::string times_hundred(std::string text) {
    const bool negative = text.starts_with('-');
    if (negative) text.erase(0, 1);
    std::size_t point = text.find('.');
    if (point == std::string::npos) point = text.size();
    std::string digits = text.substr(0, point);
    if (point < text.size()) digits += text.substr(point + 1);
    while (digits.size() < point + 2) digits += '0';
    std::string whole = digits.substr(0, point + 2);
    const std::string rest = digits.substr(point + 2);
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    return (negative ? "-" : "") + whole + (rest.empty() ? "" : "." + rest);
}

/// Nothing for what is no day.
std::optional<std::string> moment(double serial, bool from_1904) {
    if (serial < 0 || serial >= last_day) return std::nullopt;
    auto seconds = static_cast<std::int64_t>(std::llround(serial * seconds_per_day));
    const auto days = static_cast<std::int32_t>(seconds / 86'400);
    const TimeOfDay time{static_cast<std::int32_t>(seconds % 86'400)};
    if (days == 0) return time.text();
    if (!from_1904 && serial < first_sound_day) return std::nullopt;
    const Date date = Date::from_days(day_zero + days + (from_1904 ? days_to_1904 : 0));
    if (time.seconds == 0) return date.text();
    return DateTime{date, time}.text();
}

std::string padded(std::string text, int digits) {
    const bool whole = text.find_first_not_of("0123456789") == std::string::npos;
    if (whole && static_cast<int>(text.size()) < digits)
        text.insert(0, static_cast<std::size_t>(digits) - text.size(), '0');
    return text;
}

}  // namespace

NumberFormat NumberFormat::of_code(std::string_view code) {
    NumberFormat format;
    code = code.substr(0, code.find(';'));  // what follows is for other signs
    if (!code.empty() && code.find_first_not_of('0') == std::string_view::npos) {
        format.digits = static_cast<int>(std::min<std::size_t>(code.size(), 30));
        return format;
    }
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '\\' || c == '_' || c == '*') {
            ++i;  // the next character is shown as it is
        } else if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '[') {
            const std::size_t end = std::min(code.find(']', i), code.size());
            const std::string_view within = code.substr(i + 1, end - i - 1);
            if (!within.empty() && within.find_first_not_of("hmsHMS") == std::string_view::npos)
                format.kind = Kind::date;  // [h]:mm
            i = end;
        } else if (c == '%') {
            format.kind = Kind::percent;
        } else if (std::string_view("ymdhsYMDHS").find(c) != std::string_view::npos) {
            format.kind = Kind::date;
        } else if (c == 'G' || c == 'E' || c == 'e') {
            if (code.substr(i).starts_with("General")) i += 6;
        }
    }
    return format;
}

NumberFormat NumberFormat::of_number(int id) {
    NumberFormat format;
    const auto within = [&](int first, int last) { return id >= first && id <= last; };
    if (id == 9 || id == 10) format.kind = Kind::percent;
    if (within(14, 22) || within(27, 36) || within(45, 47) || within(50, 58)) format.kind = Kind::date;
    return format;
}

std::string shown_number(std::string_view stored, const NumberFormat& format, bool from_1904) {
    double value = 0;
    const auto read = std::from_chars(stored.data(), stored.data() + stored.size(), value);
    if (read.ec != std::errc{} || read.ptr != stored.data() + stored.size() || !std::isfinite(value))
        return std::string(stored);
    switch (format.kind) {
        case NumberFormat::Kind::percent:
            return times_hundred(fixed(value)) + "%";
        case NumberFormat::Kind::date:
            if (auto text = moment(value, from_1904)) return std::move(*text);
            break;
        case NumberFormat::Kind::number:
            break;
    }
    return padded(fixed(value), format.digits);
}

}  // namespace passline
