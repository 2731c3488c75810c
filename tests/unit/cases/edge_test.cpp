#include "cases/edge.h"

#include <doctest/doctest.h>

#include <string>

using namespace passline;

namespace {

Decimal figure(std::string_view text) { return *Decimal::parse(text); }

std::optional<Rounding> to(std::string_view step, RoundMode mode) { return Rounding{figure(step), mode}; }

std::string points(std::string_view line, const std::optional<Rounding>& round,
                   std::string_view most = "100") {
    const Edge edge = edge_of(figure(line), round);
    std::string text;
    for (const Decimal point : points_around(figure(line), round, figure(most))) {
        text += (text.empty() ? "" : " ") + point.text() + (edge.reached_by(point) ? "+" : "-");
    }
    return text;
}

}  // namespace

TEST_CASE("cases: without rounding the line itself is the first figure that reaches it") {
    CHECK(points("80", {}) == "79.99- 79.999999- 80+ 80.01+");
    CHECK(points("79.995", {}) == "79.985- 79.994999- 79.995+ 80.005+");
}

TEST_CASE("cases: no points lie outside the scale") {
    CHECK(points("0", {}) == "0+ 0.01+");
    CHECK(points("100", {}) == "99.99- 99.999999- 100+");
    CHECK(points("13", {}, "13") == "12.99- 12.999999- 13+");
}

TEST_CASE("cases: half_up reaches the line from half a step below it") {
    CHECK(points("80", to("1", RoundMode::half_up)) == "79- 79.499999- 79.5+ 80+ 81+");
    CHECK(points("60", to("0.01", RoundMode::half_up)) == "59.99- 59.994999- 59.995+ 60+ 60.01+");
    CHECK(points("60", to("0.5", RoundMode::half_up)) == "59.5- 59.749999- 59.75+ 60+ 60.5+");
}

TEST_CASE("cases: half_even leaves the middle to the even step") {
    CHECK(points("80", to("1", RoundMode::half_even)) == "79- 79.499999- 79.5+ 80+ 81+");
    CHECK(points("79", to("1", RoundMode::half_even)) == "78- 78.5- 78.500001+ 79+ 80+");
}

TEST_CASE("cases: down needs the line, up what is above the step before it") {
    CHECK(points("80", to("1", RoundMode::down)) == "79- 79.999999- 80+ 81+");
    CHECK(points("80", to("1", RoundMode::up)) == "79- 79.000001+ 80+ 81+");
}

TEST_CASE("cases: a line between two steps is reached by what rounds to the upper one") {
    CHECK(points("79.5", to("1", RoundMode::half_up)) == "78.5- 79.499999- 79.5+ 80.5+");
    CHECK(points("79.2", to("1", RoundMode::down)) == "78.2- 79.2- 79.999999- 80+ 80.2+");
    CHECK(points("79.2", to("1", RoundMode::up)) == "78.2- 79- 79.000001+ 79.2+ 80.2+");
}

TEST_CASE("cases: the smallest step has no middle between two figures") {
    CHECK(points("80", to("0.000001", RoundMode::half_up)) == "79.999999- 80+ 80.000001+");
    CHECK(points("80", to("0.000001", RoundMode::up)) == "79.999999- 80+ 80.000001+");
}

TEST_CASE("cases: edges worked out from the modes agree with rounding and comparing") {
    for (const RoundMode mode : {RoundMode::half_up, RoundMode::half_even, RoundMode::down, RoundMode::up}) {
        for (const char* step : {"0.01", "0.03", "0.5", "1", "7"}) {
            for (const char* line : {"0", "0.01", "1", "59.995", "60", "79.5", "80"}) {
                const Rounding round = *to(step, mode);
                const Edge edge = edge_of(figure(line), round);
                for (std::int64_t sixth = 0; sixth <= 90 * 6 * 4; ++sixth) {
                    const Fraction exact = Fraction::ratio(sixth, 24);
                    INFO(step << " " << line << " " << exact.text());
                    CHECK(edge.reached_by(exact) == (exact.rounded(round) >= Fraction(figure(line))));
                }
            }
        }
    }
}

TEST_CASE("cases: a step as large as a figure can be does not overflow") {
    const auto largest = to("9223372036854.775807", RoundMode::half_up);
    CHECK(points("80", largest) == "80-");
}
