#include "importing/points.h"

#include <doctest/doctest.h>

#include <string>

namespace passline {
namespace {

std::string scaled(std::string_view text, int out_of, int to) {
    const auto points = scaled_points(text, Decimal::whole(out_of), Decimal::whole(to));
    if (!points) return "none";
    return points->value.text() + (points->cut ? " cut" : "");
}

TEST_CASE("numbers as other systems write them") {
    CHECK(scaled("85", 100, 100) == "85");
    CHECK(scaled("85.00", 100, 100) == "85");
    CHECK(scaled("79.995", 100, 100) == "79.995");
    CHECK(scaled("5e-05", 1, 100) == "0.005");
    CHECK(scaled("1E2", 100, 100) == "100");
    CHECK(scaled("0", 1, 100) == "0");
    CHECK(scaled("-1.5", 100, 100) == "-1.5");
}

TEST_CASE("what is no number") {
    for (const std::string_view text :
         {"", ".", "-", "1,5", "1.2.3", "e5", "1e", "1e+", "0x10", "nan", "inf", "1 2", "1e9999"})
        CHECK_MESSAGE(scaled(text, 100, 100) == "none", text);
}

TEST_CASE("another scale, exactly") {
    CHECK(scaled("0.925", 1, 100) == "92.5");
    CHECK(scaled("37", 40, 100) == "92.5");
    CHECK(scaled("31.99", 40, 100) == "79.975");
    CHECK(scaled("48.5", 50, 50) == "48.5");
}

TEST_CASE("what has no last digit is cut, never rounded up to a line") {
    CHECK(scaled("2", 3, 100) == "66.666666 cut");
    CHECK(scaled("79.9999999", 100, 100) == "79.999999 cut");
    CHECK(scaled("0.7999999999", 1, 100) == "79.999999 cut");
    CHECK(scaled("-2", 3, 100) == "-66.666667 cut");
}

TEST_CASE("traces of binary floating point are not taken for digits") {
    CHECK(scaled("0.7999999999999999", 1, 100) == "80");
    CHECK(scaled("0.30000000000000004", 1, 100) == "30");
    CHECK(scaled("0.8333333333333334", 1, 100) == "83.333333 cut");
    CHECK(scaled("0.799999999999999", 1, 100) == "79.999999 cut");  // 15 digits are meant
}

TEST_CASE("numbers that no score has") {
    CHECK(scaled("1e300", 100, 100) == "none");
    CHECK(scaled("99999999999999999999999999999999999999999999", 100, 100) == "none");
    CHECK(scaled("1e-300", 100, 100) == "0 cut");
    CHECK(scaled("0e300", 100, 100) == "0");
}

}  // namespace
}  // namespace passline
