#include "num/fraction.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>

#include "num/short_rounding.h"

using namespace passline;

namespace {

struct PairCase {
    const char* a;
    const char* b;
    const char* sum;
    const char* difference;
    const char* product;
    const char* quotient;
    int order;
};
struct RoundedCase {
    const char* value;
    const char* step;
    RoundMode mode;
    const char* expected;
};
struct TextCase {
    const char* value;
    int places;
    const char* fixed;
    const char* fixed_cut;
    const char* shortest;
};

// The expected values are not ours: fraction_cases.py computes them with Python's fractions and decimal
// modules.
#include "fraction_cases.inc"

/// From "-12/5" with parts of up to 127 bits.
Fraction fraction(std::string_view text) {
    const bool negative = text.starts_with('-');
    Fraction parts[2] = {Decimal::whole(0), Decimal::whole(0)};
    int part = 0;
    for (const char c : text.substr(negative ? 1 : 0)) {
        if (c == '/') {
            part = 1;
        } else {
            parts[part] = parts[part] * Fraction::ratio(10, 1) + Fraction::ratio(c - '0', 1);
        }
    }
    if (part == 0) parts[1] = Fraction::ratio(1, 1);
    return parts[0] / parts[1] * Fraction::ratio(negative ? -1 : 1, 1);
}

Fraction decimal(std::string_view text) { return Decimal::parse(text).value(); }

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

/// The largest whole number that a Fraction holds.
const char* const largest = "170141183460469231731687303715884105727";

}  // namespace

TEST_CASE(
    "num: the four operations agree with Python's fractions and overflow exactly where the result does not "
    "fit") {
    for (const PairCase& c : pair_cases) {
        CAPTURE(c.a);
        CAPTURE(c.b);
        const Fraction a = fraction(c.a);
        const Fraction b = fraction(c.b);
        REQUIRE(a.text() == c.a);
        REQUIRE(b.text() == c.b);
        CHECK((a + b).text() == c.sum);
        CHECK((a - b).text() == c.difference);
        CHECK((a * b).text() == c.product);
        CHECK((a / b).text() == c.quotient);
    }
}

TEST_CASE("num: the order of fractions is exact also where their cross products need 256 bits") {
    for (const PairCase& c : pair_cases) {
        CAPTURE(c.a);
        CAPTURE(c.b);
        const Fraction a = fraction(c.a);
        const Fraction b = fraction(c.b);
        CHECK((a < b) == (c.order < 0));
        CHECK((a == b) == (c.order == 0));
        CHECK((a > b) == (c.order > 0));
        CHECK((b < a) == (c.order > 0));
    }
}

TEST_CASE("num: an overflow spreads through every operation") {
    const Fraction over = fraction(largest) + Fraction::ratio(1, 1);
    const Fraction one = Fraction::ratio(1, 1);
    REQUIRE(over.overflowed());
    for (const Fraction& result : {over + one, one + over, over - one, one - over, over - over, over * one,
                                   one * over, over * Fraction{}, Fraction{} * over, over / one, one / over,
                                   Fraction{} / over, over.rounded({Decimal::whole(1)})}) {
        CHECK(result.overflowed());
        CHECK(result.text() == "overflow");
    }
    Fraction total = one;
    total += over;
    total += one;
    CHECK(total.overflowed());
    CHECK(over.fixed(2) == "overflow");
    CHECK(over.fixed_cut(2) == "overflow");
    CHECK(over.shortest(4) == "overflow");
    CHECK_FALSE(over.exact().has_value());
}

TEST_CASE("num: dividing by zero is an overflow and never a trap") {
    CHECK((Fraction::ratio(1, 1) / Fraction{}).overflowed());
    CHECK((Fraction{} / Fraction{}).overflowed());
    CHECK(Fraction::ratio(5, 0).overflowed());
    CHECK(Fraction::ratio(0, 0).overflowed());
}

TEST_CASE("num: a ratio is brought to lowest terms with the sign above") {
    CHECK(Fraction{}.text() == "0");
    CHECK(Fraction::ratio(6, 4).text() == "3/2");
    CHECK(Fraction::ratio(6, -4).text() == "-3/2");
    CHECK(Fraction::ratio(-6, -4).text() == "3/2");
    CHECK(Fraction::ratio(0, -7).text() == "0");
    CHECK(Fraction::ratio(239, 3).text() == "239/3");
    CHECK(Fraction::ratio(least, least).text() == "1");
    CHECK(Fraction::ratio(least, -1).text() == "9223372036854775808");
    CHECK(Fraction::ratio(1, least).text() == "-1/9223372036854775808");
    CHECK(Fraction::ratio(most, least).text() == "-9223372036854775807/9223372036854775808");
    CHECK(Fraction::ratio(0, least).text() == "0");
}

TEST_CASE("num: a decimal is the same number as a fraction and comes back exactly") {
    for (const char* text : {"0", "80", "79.995", "-0.5", "0.000001", "33.333333", "9223372036854.775807",
                             "-9223372036854.775807", "0.0625", "1000000"}) {
        CAPTURE(text);
        CHECK(decimal(text).exact() == Decimal::parse(text));
        CHECK(decimal(text).shortest(6) == text);
    }
    CHECK(decimal("79.5").text() == "159/2");
    CHECK(Fraction(Decimal::from_millionths(least)).fixed(6) == "-9223372036854.775808");
}

TEST_CASE("num: exact gives nothing for what no decimal of 6 places holds") {
    CHECK_FALSE(Fraction::ratio(1, 3).exact().has_value());
    CHECK_FALSE(Fraction::ratio(1, 10'000'000).exact().has_value());
    CHECK_FALSE(Fraction::ratio(1, 128).exact().has_value());
    CHECK(Fraction::ratio(1, 64).exact() == Decimal::parse("0.015625"));
    CHECK_FALSE(Fraction::ratio(9'223'372'036'855, 1).exact().has_value());
    CHECK_FALSE(fraction(largest).exact().has_value());
    CHECK((decimal("9223372036854.775807") + decimal("0")).exact() == Decimal::parse("9223372036854.775807"));
    CHECK_FALSE((decimal("9223372036854.775807") + decimal("0.000001")).exact().has_value());
    CHECK_FALSE((decimal("-9223372036854.775807") - decimal("0.000001")).exact().has_value());
}

TEST_CASE("num: the mean of three raters and a weighted total stay exact") {
    const Fraction mean = (decimal("79") + decimal("80") + decimal("80")) / decimal("3");
    CHECK(mean.text() == "239/3");
    CHECK(mean < decimal("79.67"));
    CHECK(mean > decimal("79.66"));
    CHECK(mean * decimal("3") == decimal("239"));

    const Fraction total = decimal("79.99") * decimal("0.4") + decimal("80.01") * decimal("0.6");
    CHECK(total == decimal("80.002"));
}

TEST_CASE("num: rounding agrees with Python's decimal in every mode, below zero too") {
    for (const RoundedCase& c : rounded_cases) {
        CAPTURE(c.value);
        CAPTURE(c.step);
        CAPTURE(static_cast<int>(c.mode));
        CHECK(fraction(c.value).rounded({Decimal::parse(c.step).value(), c.mode}).text() == c.expected);
    }
}

TEST_CASE("num: halves go away from zero or to the even step") {
    const Decimal cent = Decimal::parse("0.01").value();
    CHECK(decimal("79.995").rounded({cent, RoundMode::half_up}) == decimal("80"));
    CHECK(decimal("79.994999").rounded({cent, RoundMode::half_up}) == decimal("79.99"));
    CHECK(decimal("-79.995").rounded({cent, RoundMode::half_up}) == decimal("-80"));
    CHECK(decimal("79.985").rounded({cent, RoundMode::half_even}) == decimal("79.98"));
    CHECK(decimal("79.995").rounded({cent, RoundMode::half_even}) == decimal("80"));
    CHECK(decimal("79.999").rounded({cent, RoundMode::down}) == decimal("79.99"));
    CHECK(decimal("-79.999").rounded({cent, RoundMode::down}) == decimal("-79.99"));
    CHECK(decimal("79.991").rounded({cent, RoundMode::up}) == decimal("80"));
    CHECK(decimal("-79.991").rounded({cent, RoundMode::up}) == decimal("-80"));
    CHECK(decimal("80").rounded({cent, RoundMode::up}) == decimal("80"));
    CHECK(decimal("82.5").rounded({Decimal::whole(5), RoundMode::half_even}) == decimal("80"));
}

TEST_CASE("num: figures that fit into a word are rounded as all are") {
    std::mt19937_64 random(8);
    const std::array<std::int64_t, 8> steps = {1, 5, 10'000, 100'000, 250'000, 1'000'000, 5'000'000, 333'333};
    for (int round = 0; round < 40'000; ++round) {
        const auto parts = static_cast<std::int64_t>(1 + random() % (round % 2 == 0 ? 12 : 8'388'608));
        const std::int64_t step = steps[random() % steps.size()];
        const Rounding rounding{Decimal::from_millionths(step), static_cast<RoundMode>(random() % 4)};
        std::int64_t count = static_cast<std::int64_t>(random() >> (2 + random() % 60));
        if (round % 3 == 0) count -= count % parts;  // whole millionths
        if (round % 5 == 0)
            count = static_cast<std::int64_t>(random() % 1000) * parts * step / 2;  // on a half
        const Fraction exact = Fraction::ratio(count, parts) / Fraction(Decimal::whole(Decimal::scale));
        CAPTURE(count);
        CAPTURE(parts);
        CAPTURE(step);
        REQUIRE(Fraction(Decimal::from_millionths(rounded_millionths(count, parts, rounding))) ==
                exact.rounded(rounding));
    }
}

TEST_CASE("num: rounding to a step that is not above zero is an overflow") {
    CHECK(decimal("80").rounded({Decimal::whole(0)}).overflowed());
    CHECK(decimal("80").rounded({Decimal::whole(-1)}).overflowed());
}

TEST_CASE("num: printed decimals agree with Python's decimal") {
    for (const TextCase& c : text_cases) {
        CAPTURE(c.value);
        CAPTURE(c.places);
        const Fraction value = fraction(c.value);
        CHECK(value.fixed(c.places) == c.fixed);
        CHECK(value.fixed_cut(c.places) == c.fixed_cut);
        CHECK(value.shortest(c.places) == c.shortest);
    }
}

TEST_CASE("num: printing never goes through binary floating point") {
    CHECK(decimal("79.995").fixed(2) == "80.00");
    CHECK(decimal("79.995").fixed_cut(2) == "79.99");
    CHECK(decimal("79.995").shortest(2) == "80.00");
    CHECK(decimal("79.995").shortest(4) == "79.995");
    CHECK(decimal("79.996").fixed(2) == "80.00");
    CHECK(decimal("79.996").fixed_cut(2) == "79.99");
    CHECK(decimal("59.95").fixed(1) == "60.0");
    CHECK(decimal("59.95").fixed_cut(1) == "59.9");
    CHECK(decimal("59.95").shortest(4) == "59.95");
    CHECK(decimal("80").fixed(2) == "80.00");
    CHECK(decimal("80").shortest(4) == "80");
    CHECK(decimal("100").shortest(0) == "100");
    CHECK(Fraction::ratio(239, 3).fixed(2) == "79.67");
    CHECK(Fraction::ratio(239, 3).shortest(4) == "79.6667");
}

TEST_CASE("num: what prints as zero has no sign") {
    CHECK(decimal("-0.004").fixed(2) == "0.00");
    CHECK(decimal("-0.005").fixed(2) == "-0.01");
    CHECK(decimal("-0.005").fixed_cut(2) == "0.00");
    CHECK(decimal("-0.4").fixed(0) == "0");
    CHECK(decimal("-0.5").fixed(0) == "-1");
}
