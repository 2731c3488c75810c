#include <doctest/doctest.h>

#include <random>

#include "num/exact_divisor.h"

using namespace passline;

TEST_CASE("exact divisor: quotients, and that there is none, as division tells them") {
    std::mt19937_64 random(5);
    std::size_t divided = 0;
    for (int round = 0; round < 200'000; ++round) {
        const std::uint64_t divisor = 1 + (random() >> random() % 64) % (std::uint64_t{1} << 40U);
        const ExactDivisor by(divisor);
        REQUIRE(by.most() == ~std::uint64_t{0} / divisor);
        std::uint64_t number = random() >> random() % 64;
        if (round % 2 == 0)
            number = number % (by.most() + (by.most() != ~std::uint64_t{0} ? 1 : 0)) * divisor;
        const std::uint64_t quotient = by.quotient(number);
        REQUIRE((quotient <= by.most()) == (number % divisor == 0));
        if (number % divisor != 0) continue;
        REQUIRE(quotient == number / divisor);
        ++divided;
    }
    CHECK(divided > 100'000);
}

TEST_CASE("exact divisor: the ends of the range") {
    constexpr std::uint64_t last = ~std::uint64_t{0};
    CHECK(ExactDivisor(1).quotient(last) == last);
    CHECK(ExactDivisor(last).quotient(last) == 1);
    CHECK(ExactDivisor(last).quotient(0) == 0);
    CHECK(ExactDivisor(last).quotient(last - 1) > ExactDivisor(last).most());
    CHECK(ExactDivisor(std::uint64_t{1} << 63U).quotient(std::uint64_t{1} << 63U) == 1);
    CHECK(ExactDivisor().quotient(7) == 7);
}
