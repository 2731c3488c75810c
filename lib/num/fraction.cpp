#include "num/fraction.h"

#include <charconv>
#include <limits>
#include <numeric>
#include <utility>

#include "num/short_rounding.h"
#include "num/wide.h"

// Sums and products follow Knuth, The Art of Computer Programming, vol. 2, 4.5.1: dividing by common factors
// before multiplying keeps the parts small and leaves the result in lowest terms. Parts that fit 64 bits,
// which is what scores and weights give, never meet 128-bit division of a 128-bit number by another; the rest
// goes through exact 256-bit steps, so that only the result decides whether it fits.

namespace passline {
namespace {

using wide::Int128;
using wide::magnitude;
using wide::Uint128;
using wide::Uint256;

constexpr Uint128 largest = static_cast<Uint128>(-1) >> 1;
constexpr std::uint64_t powers_of_ten[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000};
constexpr auto million = static_cast<std::uint64_t>(Decimal::scale);

constexpr bool fits64(Int128 value) {
    return value >= std::numeric_limits<std::int64_t>::min() &&
           value <= std::numeric_limits<std::int64_t>::max();
}

constexpr std::uint64_t magnitude64(Int128 value) { return static_cast<std::uint64_t>(magnitude(value)); }

/// std::gcd for what scores give: one part is often 1, or much the smaller, where its binary steps are slow.
std::uint64_t common_factor(std::uint64_t a, std::uint64_t b) {
    if (a == 1 || b == 1) return 1;
    if (a < b) std::swap(a, b);
    return b == 0 ? a : std::gcd(a % b, b);
}

/// REQUIRES: fits64(value).
constexpr std::int64_t narrow(Int128 value) { return static_cast<std::int64_t>(value); }

std::string decimal(Uint128 value) {
    char buffer[40];
    char* const end = buffer + sizeof buffer;
    char* begin = end;
    while (value > std::numeric_limits<std::uint64_t>::max()) {
        *--begin = static_cast<char>('0' + static_cast<int>(value % 10));
        value /= 10;
    }
    char head[20];
    const auto [head_end, error] = std::to_chars(head, head + sizeof head, static_cast<std::uint64_t>(value));
    return std::string(head, head_end).append(begin, end);
}

/// value * factor = quotient * divisor + rest. REQUIRES: value < divisor, factor <= 1,000,000.
struct Scaled {
    std::uint64_t quotient;
    Uint128 rest;
};
Scaled scale_part(Uint128 value, std::uint64_t factor, Uint128 divisor) {
    if (divisor >> 107 == 0) {
        const Uint128 product = value * factor;
        return {static_cast<std::uint64_t>(product / divisor), product % divisor};
    }
    const auto [quotient, rest] = wide::divide(wide::multiply(value, factor), {0, divisor});
    return {static_cast<std::uint64_t>(quotient.low), rest.low};
}

}  // namespace

/// A magnitude cut to `places` decimals: whole.part, and what lies beyond in `denominator_`-ths of the last
/// place.
struct Fraction::Digits {
    bool negative;
    Uint128 whole;
    std::uint64_t part;
    Uint128 rest;

    std::string text(int places) const {
        std::string result = decimal(whole);
        if (negative && (whole != 0 || part != 0)) result.insert(result.begin(), '-');
        if (places == 0) return result;
        const std::string decimals = decimal(part);
        result += '.';
        result.append(static_cast<std::size_t>(places) - decimals.size(), '0');
        return result += decimals;
    }
};

bool Fraction::small() const { return fits64(numerator_) && fits64(denominator_); }

Fraction::Fraction(Decimal value) : numerator_(value.millionths()) {
    // Whole scores are most scores, and two decimals nearly all others.
    std::int64_t count = value.millionths();
    std::int64_t parts = Decimal::scale;
    if (count % Decimal::scale == 0) {
        numerator_ = count / Decimal::scale;
        return;
    }
    if (count % 10'000 == 0) {
        count /= 10'000;
        parts = 100;
    }
    // In lowest terms: twos and fives are all that a million is made of.
    while (parts % 10 == 0 && count % 10 == 0) {
        count /= 10;
        parts /= 10;
    }
    while (parts % 2 == 0 && count % 2 == 0) {
        count /= 2;
        parts /= 2;
    }
    while (parts % 5 == 0 && count % 5 == 0) {
        count /= 5;
        parts /= 5;
    }
    numerator_ = count;
    denominator_ = parts;
}

Fraction Fraction::ratio(std::int64_t numerator, std::int64_t denominator) {
    if (denominator == 0) return overflow();
    // Decimals weighed by decimals are mostly decimals again.
    if (denominator > Decimal::scale && denominator % Decimal::scale == 0 &&
        numerator % (denominator / Decimal::scale) == 0)
        return Fraction(Decimal::from_millionths(numerator / (denominator / Decimal::scale)));
    const std::uint64_t above = magnitude64(numerator);
    const std::uint64_t below = magnitude64(denominator);
    const std::uint64_t common = common_factor(above, below);
    const auto value = static_cast<Int128>(above / common);
    return {(numerator < 0) != (denominator < 0) ? -value : value, static_cast<Int128>(below / common)};
}

Fraction Fraction::operator+(const Fraction& other) const {
    // Whole numbers, and the zero that every sum begins with, need no common factors.
    if (denominator_ == 1 && other.denominator_ == 1 && small() && other.small())
        return {numerator_ + other.numerator_, 1};
    if (numerator_ == 0 && denominator_ == 1) return other;
    if (overflowed() || other.overflowed()) return overflow();
    return small() && other.small() ? add_small(*this, other) : add_large(*this, other);
}

Fraction Fraction::operator-(const Fraction& other) const {
    return *this + Fraction{-other.numerator_, other.denominator_};
}

Fraction Fraction::operator*(const Fraction& other) const {
    if (denominator_ == 1 && other.denominator_ == 1 && small() && other.small())
        return {numerator_ * other.numerator_, 1};
    if (overflowed() || other.overflowed()) return overflow();
    return small() && other.small() ? multiply_small(*this, other) : multiply_large(*this, other);
}

Fraction Fraction::operator/(const Fraction& other) const {
    // The reciprocal of zero has the denominator 0: it is an overflow, and so is that of an overflow.
    if (other.overflowed()) return overflow();
    if (other.numerator_ == 1 && other.denominator_ == 1) return *this;
    const bool negative = other.numerator_ < 0;
    return *this * Fraction{negative ? -other.denominator_ : other.denominator_,
                            negative ? -other.numerator_ : other.numerator_};
}

Fraction Fraction::add_small(const Fraction& a, const Fraction& b) {
    const auto common = static_cast<std::int64_t>(common_factor(static_cast<std::uint64_t>(a.denominator_),
                                                                static_cast<std::uint64_t>(b.denominator_)));
    const std::int64_t a_rest = narrow(a.denominator_) / common;
    const std::int64_t b_rest = narrow(b.denominator_) / common;
    const Int128 sum = a.numerator_ * b_rest + b.numerator_ * a_rest;
    if (common == 1) return {sum, static_cast<Int128>(a_rest) * b_rest};

    const auto unsigned_common = static_cast<std::uint64_t>(common);
    const std::uint64_t sum_rest = fits64(sum) ? magnitude64(sum) % unsigned_common
                                               : static_cast<std::uint64_t>(magnitude(sum) % unsigned_common);
    const auto shared = static_cast<std::int64_t>(common_factor(sum_rest, unsigned_common));
    return {fits64(sum) ? Int128{narrow(sum) / shared} : sum / shared,
            static_cast<Int128>(a_rest) * (narrow(b.denominator_) / shared)};
}

Fraction Fraction::add_large(const Fraction& a, const Fraction& b) {
    const Uint128 common = wide::gcd(magnitude(a.denominator_), magnitude(b.denominator_));
    const Uint128 a_rest = magnitude(a.denominator_) / common;
    const Uint128 b_rest = magnitude(b.denominator_) / common;
    Uint256 a_part = wide::multiply(magnitude(a.numerator_), b_rest);
    Uint256 b_part = wide::multiply(magnitude(b.numerator_), a_rest);

    bool negative = a.numerator_ < 0;
    Uint256 sum;
    if (negative == (b.numerator_ < 0)) {
        sum = wide::add(a_part, b_part);
    } else {
        if (a_part < b_part) {
            std::swap(a_part, b_part);
            negative = !negative;
        }
        sum = wide::subtract(a_part, b_part);
    }
    const Uint128 shared = wide::gcd(wide::divide(sum, {0, common}).remainder.low, common);
    const Uint256 numerator = wide::divide(sum, {0, shared}).quotient;
    const Uint256 denominator = wide::multiply(a_rest, magnitude(b.denominator_) / shared);
    if (numerator > Uint256{0, largest} || denominator > Uint256{0, largest}) return overflow();
    const auto value = static_cast<Int128>(numerator.low);
    return {negative ? -value : value, static_cast<Int128>(denominator.low)};
}

Fraction Fraction::multiply_small(const Fraction& a, const Fraction& b) {
    if (a.numerator_ == 0 || b.numerator_ == 0) return {};
    const auto down = common_factor(magnitude64(a.numerator_), static_cast<std::uint64_t>(b.denominator_));
    const auto up = common_factor(magnitude64(b.numerator_), static_cast<std::uint64_t>(a.denominator_));
    const auto down_factor = static_cast<std::int64_t>(down);
    const auto up_factor = static_cast<std::int64_t>(up);
    return {static_cast<Int128>(narrow(a.numerator_) / down_factor) * (narrow(b.numerator_) / up_factor),
            static_cast<Int128>(narrow(a.denominator_) / up_factor) * (narrow(b.denominator_) / down_factor)};
}

Fraction Fraction::multiply_large(const Fraction& a, const Fraction& b) {
    if (a.numerator_ == 0 || b.numerator_ == 0) return {};
    const Uint128 down = wide::gcd(magnitude(a.numerator_), magnitude(b.denominator_));
    const Uint128 up = wide::gcd(magnitude(b.numerator_), magnitude(a.denominator_));
    const Uint256 numerator = wide::multiply(magnitude(a.numerator_) / down, magnitude(b.numerator_) / up);
    const Uint256 denominator =
        wide::multiply(magnitude(a.denominator_) / up, magnitude(b.denominator_) / down);
    if (numerator > Uint256{0, largest} || denominator > Uint256{0, largest}) return overflow();
    const auto value = static_cast<Int128>(numerator.low);
    const bool negative = (a.numerator_ < 0) != (b.numerator_ < 0);
    return {negative ? -value : value, static_cast<Int128>(denominator.low)};
}

std::strong_ordering Fraction::operator<=>(const Fraction& other) const {
    if (denominator_ == other.denominator_) return numerator_ <=> other.numerator_;
    if (small() && other.small()) return numerator_ * other.denominator_ <=> other.numerator_ * denominator_;

    const bool negative = numerator_ < 0;
    if (negative != (other.numerator_ < 0)) {
        return negative ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    const Uint256 mine = wide::multiply(magnitude(numerator_), magnitude(other.denominator_));
    const Uint256 theirs = wide::multiply(magnitude(other.numerator_), magnitude(denominator_));
    return negative ? theirs <=> mine : mine <=> theirs;
}

Fraction Fraction::rounded(const Rounding& rounding) const {
    if (overflowed() || rounding.to.millionths() <= 0) return overflow();
    const auto step = static_cast<std::uint64_t>(rounding.to.millionths());

    // How many steps the magnitude holds, from magnitude / (step / million).
    const Uint256 divisor = wide::multiply(magnitude(denominator_), step);
    auto [count, rest] = wide::divide(wide::multiply(magnitude(numerator_), million), divisor);
    const auto half = rest <=> wide::subtract(divisor, rest);
    if (rest != Uint256{} && rounds_away(rounding.mode, half, (count.low & 1) != 0))
        count = wide::add(count, {0, 1});

    // count * step / million in lowest terms. The product is at most magnitude * million + step: it fits, and
    // where the count has a high half, the step is small enough for that half's product to be native.
    const Uint256 millionths = wide::add(wide::multiply(count.low, step), {count.high * step, 0});
    const std::uint64_t over =
        static_cast<std::uint64_t>(wide::divide(millionths, {0, million}).remainder.low);
    const std::uint64_t common = common_factor(over, million);
    const Uint256 numerator = wide::divide(millionths, {0, common}).quotient;
    if (numerator > Uint256{0, largest}) return overflow();
    const auto value = static_cast<Int128>(numerator.low);
    return {numerator_ < 0 ? -value : value, static_cast<Int128>(million / common)};
}

Fraction::Digits Fraction::digits(int places) const {
    const auto divisor = static_cast<Uint128>(denominator_);
    const Uint128 number = magnitude(numerator_);
    const auto [part, rest] = scale_part(number % divisor, powers_of_ten[places], divisor);
    return {numerator_ < 0, number / divisor, part, rest};
}

std::string Fraction::text() const {
    if (overflowed()) return "overflow";
    std::string result = decimal(magnitude(numerator_));
    if (numerator_ < 0) result.insert(result.begin(), '-');
    if (denominator_ != 1) result.append("/").append(decimal(magnitude(denominator_)));
    return result;
}

std::string Fraction::fixed(int places) const {
    if (overflowed()) return "overflow";
    Digits cut = digits(places);
    if (cut.rest >= static_cast<Uint128>(denominator_) - cut.rest) ++cut.part;
    if (cut.part == powers_of_ten[places]) {
        cut.part = 0;
        ++cut.whole;
    }
    return cut.text(places);
}

std::string Fraction::fixed_cut(int places) const {
    return overflowed() ? "overflow" : digits(places).text(places);
}

std::string Fraction::shortest(int places) const {
    if (overflowed()) return "overflow";
    const Digits cut = digits(places);
    if (cut.rest != 0) return fixed(places);
    std::string result = cut.text(places);
    if (places > 0) result.erase(result.find_last_not_of('0') + 1);
    if (result.ends_with('.')) result.pop_back();
    return result;
}

bool Fraction::crosses(const std::string& printed, Decimal line) const {
    const auto shown = Decimal::parse(printed);
    return shown && (*shown >= line) != (*this >= Fraction(line));
}

std::string Fraction::shortest_beside(int places, Decimal line) const {
    std::string text = shortest(places);
    return crosses(text, line) ? fixed_cut(places) : text;
}

std::optional<std::int64_t> Fraction::count_at(int places) const {
    const auto unit = static_cast<std::int64_t>(powers_of_ten[places]);
    if (overflowed() || denominator_ > unit || !fits64(numerator_)) return std::nullopt;
    const std::int64_t parts = narrow(denominator_);
    if (unit % parts != 0) return std::nullopt;
    const Int128 count = numerator_ * (unit / parts);
    // The smallest int64 has no positive counterpart and is no Decimal.
    return fits64(count) && fits64(-count) ? std::optional(narrow(count)) : std::nullopt;
}

std::optional<Fraction::Parts> Fraction::parts() const {
    if (overflowed() || !small()) return std::nullopt;
    return Parts{narrow(numerator_), narrow(denominator_)};
}

std::optional<Decimal> Fraction::exact() const {
    const std::optional<std::int64_t> millionths = count_at(6);
    return millionths ? std::optional(Decimal::from_millionths(*millionths)) : std::nullopt;
}

}  // namespace passline
