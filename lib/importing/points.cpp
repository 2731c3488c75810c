#include "importing/points.h"

#include <cstdint>
#include <limits>

namespace passline {
namespace {

__extension__ typedef __int128 Wide;

constexpr int carried_digits = 15;  // that a double always keeps

/// digits × 10^-places
struct Figure {
    std::int64_t digits = 0;
    int places = 0;
    bool negative = false;
};

/// Of a plain row of digits, without a leading zero in the count.
class Digits {
  public:
    void add(char c, bool fraction) {
        if (fraction) ++places_;
        if (count_ == 0 && c == '0') return;
        ++count_;
        if (count_ <= carried_digits) {
            value_ = value_ * 10 + (c - '0');
        } else {
            if (count_ == carried_digits + 1) rounds_up_ = c >= '5';
            ++dropped_;
        }
    }
    Figure figure(bool negative, int exponent) const {
        return {value_ + (rounds_up_ ? 1 : 0), places_ - dropped_ - exponent, negative};
    }

  private:
    std::int64_t value_ = 0;
    int count_ = 0, places_ = 0, dropped_ = 0;
    bool rounds_up_ = false;
};

std::optional<int> exponent_of(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || text.size() > 3) return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return negative ? -value : value;
}

std::optional<Figure> figure_of(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    Digits digits;
    bool any = false, fraction = false;
    int exponent = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= '0' && c <= '9') {
            digits.add(c, fraction);
            any = true;
        } else if (c == '.' && !fraction) {
            fraction = true;
        } else if ((c == 'e' || c == 'E') && any) {
            const auto stated = exponent_of(text.substr(i + 1));
            if (!stated) return std::nullopt;
            exponent = *stated;
            break;
        } else {
            return std::nullopt;
        }
    }
    if (!any) return std::nullopt;
    return digits.figure(negative, exponent);
}

}  // namespace

std::optional<Points> scaled_points(std::string_view text, Decimal out_of, Decimal to) {
    const auto figure = figure_of(text);
    if (!figure) return std::nullopt;
    // digits × 10^(6 - places) × to / out_of, in millionths; digits < 10^15, to ≤ 2^63: the product fits 128
    // bits unless many tens follow, which no score needs.
    Wide numerator = static_cast<Wide>(figure->digits) * to.millionths();
    Wide denominator = out_of.millionths();
    constexpr Wide most = std::numeric_limits<Wide>::max() / 10;
    for (int i = figure->places; i < 6; ++i) {
        if (numerator > most) return std::nullopt;
        numerator *= 10;
    }
    for (int i = 6; i < figure->places; ++i) {
        if (denominator > most) return Points{{}, figure->digits != 0};
        denominator *= 10;
    }
    const Wide whole = numerator / denominator;
    const bool cut = numerator % denominator != 0;
    if (whole > std::numeric_limits<std::int64_t>::max() - 1) return std::nullopt;
    auto millionths = static_cast<std::int64_t>(whole);
    if (figure->negative) millionths = -millionths - (cut ? 1 : 0);
    return Points{Decimal::from_millionths(millionths), cut};
}

}  // namespace passline
