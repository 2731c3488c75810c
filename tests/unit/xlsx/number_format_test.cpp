#include "xlsx/number_format.h"

#include <doctest/doctest.h>

namespace passline {
namespace {

std::string shown(std::string_view stored, std::string_view code = "General", bool from_1904 = false) {
    return shown_number(stored, NumberFormat::of_code(code), from_1904);
}

TEST_CASE("the shortest decimal of the double that is stored") {
    CHECK(shown("0.10000000000000001") == "0.1");
    CHECK(shown("79.995000000000005") == "79.995");
    CHECK(shown("85") == "85");
    CHECK(shown("85.0") == "85");
    CHECK(shown("1E2") == "100");
    CHECK(shown("5.0000000000000002E-5") == "0.00005");
    CHECK(shown("20260101") == "20260101");
    CHECK(shown("-0.5") == "-0.5");
    CHECK(shown("abc") == "abc");
    CHECK(shown("") == "");
    CHECK(shown("1e999") == "1e999");
}

TEST_CASE("per cents, digit by digit") {
    CHECK(shown("0.85", "0%") == "85%");
    CHECK(shown("0.84999999999999998", "0.00%") == "85%");
    CHECK(shown("0.7995", "0%") == "79.95%");
    CHECK(shown("0.005", "0%") == "0.5%");
    CHECK(shown("1", "0%") == "100%");
    CHECK(shown("12", "0%") == "1200%");
    CHECK(shown("-0.1", "0%") == "-10%");
    CHECK(shown("0", "0%") == "0%");
}

TEST_CASE("dates and times, by what the format's code says") {
    CHECK(shown("46083", "yyyy/m/d") == "2026-03-02");
    CHECK(shown("46083.368750000001", "yyyy/m/d h:mm") == "2026-03-02 08:51");
    CHECK(shown("46083.36909722222", "m/d/yy h:mm:ss") == "2026-03-02 08:51:30");
    CHECK(shown("0.375", "h:mm") == "09:00");
    CHECK(shown("0.99999999", "h:mm") ==
          "0.99999999");  // a whole day by rounding is no time, and no day either
    CHECK(shown("61", "yyyy-mm-dd") == "1900-03-01");
    CHECK(shown("60", "yyyy-mm-dd") == "60");  // 1900-02-29, which there was not
    CHECK(shown("44621", "yyyy-mm-dd", true) == "2026-03-02");
    CHECK(shown("46083", "[$-804]yyyy\"年\"m\"月\"d\"日\";@") == "2026-03-02");
    CHECK(shown("46083", "[Red]0.00") == "46083");
    CHECK(shown("46083", "0.00\"hours\"") == "46083");
    CHECK(shown("46083", "\\d0") == "46083");
    CHECK(shown("1.5", "[h]:mm") == "1.5");
    CHECK(shown("3000000", "yyyy-mm-dd") == "3000000");
    CHECK(shown("-1", "yyyy-mm-dd") == "-1");
}

TEST_CASE("formats that files name by number only") {
    const auto by = [](int id) { return shown_number("46083", NumberFormat::of_number(id), false); };
    for (const int id : {14, 15, 16, 17, 22, 27, 31, 36, 50, 58}) CHECK_MESSAGE(by(id) == "2026-03-02", id);
    for (const int id : {0, 1, 2, 11, 37, 49}) CHECK_MESSAGE(by(id) == "46083", id);
    CHECK(by(9) == "4608300%");
}

TEST_CASE("ids with leading zeros") {
    CHECK(shown("12", "0000") == "0012");
    CHECK(shown("12345", "0000") == "12345");
    CHECK(shown("1.5", "0000") == "1.5");
    CHECK(shown("12", "0") == "12");
}

}  // namespace
}  // namespace passline
