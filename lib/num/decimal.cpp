#include "num/decimal.h"

#include <limits>

namespace passline {
namespace {

constexpr int places = 6;
constexpr std::uint64_t largest = std::numeric_limits<std::int64_t>::max();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// value * 10 + digit; false when that is out of a Decimal's range.
bool append(std::uint64_t& value, char digit) {
    const auto next = static_cast<std::uint64_t>(digit - '0');
    if (value > (largest - next) / 10) return false;
    value = value * 10 + next;
    return true;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);

    std::uint64_t value = 0;
    std::size_t digits = 0;
    std::size_t at = 0;
    for (; at < text.size() && is_digit(text[at]); ++at, ++digits) {
        if (!append(value, text[at])) return std::nullopt;
    }
    int decimals = 0;
    if (at < text.size() && text[at] == '.') {
        for (++at; at < text.size() && is_digit(text[at]); ++at, ++digits) {
            if (decimals == places) {
                if (text[at] != '0') return std::nullopt;
            } else {
                if (!append(value, text[at])) return std::nullopt;
                ++decimals;
            }
        }
    }
    if (at != text.size() || digits == 0) return std::nullopt;
    for (; decimals < places; ++decimals) {
        if (!append(value, '0')) return std::nullopt;
    }
    const auto millionths = static_cast<std::int64_t>(value);
    return Decimal{negative ? -millionths : millionths};
}

std::string Decimal::text() const {
    // The magnitude as unsigned, because the smallest int64 has no positive counterpart.
    const auto bits = static_cast<std::uint64_t>(millionths_);
    const std::uint64_t magnitude = millionths_ < 0 ? 0 - bits : bits;
    constexpr auto unit = static_cast<std::uint64_t>(scale);

    std::string text = std::to_string(magnitude / unit);
    if (millionths_ < 0) text.insert(text.begin(), '-');
    const std::uint64_t part = magnitude % unit;
    if (part != 0) {
        const std::string digits = std::to_string(part);
        text += '.';
        text.append(static_cast<std::size_t>(places) - digits.size(), '0');
        text += digits;
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text;
}

}  // namespace passline
