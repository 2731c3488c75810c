#include "yaml/json_value.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using passline::compare_numbers;
using passline::is_whole;

TEST_CASE("yaml: numbers are compared by value, exactly") {
    CHECK(compare_numbers("1", "1.0") == 0);
    CHECK(compare_numbers("0.1", "1e-1") == 0);
    CHECK(compare_numbers("-0", "0.00") == 0);
    CHECK(compare_numbers("100", "1E+2") == 0);
    CHECK(compare_numbers("79.999999999999999999", "80") < 0);
    CHECK(compare_numbers("9007199254740993", "9007199254740992") > 0);
    CHECK(compare_numbers("-2", "-1") < 0);
    CHECK(compare_numbers("-2", "1") < 0);
    CHECK(compare_numbers("2", "-10") > 0);
    CHECK(compare_numbers("0", "-0.001") > 0);
    CHECK(compare_numbers("0", "0.001") < 0);
    CHECK(compare_numbers("1e999999999999999999999", "2") > 0);
    CHECK(compare_numbers("1e-999999999999999999999", "0") > 0);
    CHECK(compare_numbers("9.9", "10") < 0);
    CHECK(compare_numbers("0.09", "0.1") < 0);
}

TEST_CASE("yaml: the order of numbers is that of integers scaled") {
    std::mt19937 random(1);
    for (int i = 0; i < 20'000; ++i) {
        const auto one = [&](int& thousandths) {
            thousandths = static_cast<int>(random() % 4'001) - 2'000;
            const int size = std::abs(thousandths);
            std::string digits = std::to_string(size % 1'000);
            return (thousandths < 0 ? "-" : "") + std::to_string(size / 1'000) + "." +
                   std::string(3 - digits.size(), '0') + digits;
        };
        int a = 0;
        int b = 0;
        const std::string left = one(a);
        const std::string right = one(b);
        CAPTURE(left);
        CAPTURE(right);
        REQUIRE(compare_numbers(left, right) == (a <=> b));
        REQUIRE(is_whole(left) == (a % 1'000 == 0));
    }
}

TEST_CASE("yaml: whole numbers") {
    for (const char* whole : {"0", "-3", "3.0", "3e2", "1.50e1", "120e-1", "0.000"})
        CHECK_MESSAGE(is_whole(whole), whole);
    for (const char* other : {"0.5", "1.5e0", "12e-1", "1e-400"}) CHECK_MESSAGE(!is_whole(other), other);
}
