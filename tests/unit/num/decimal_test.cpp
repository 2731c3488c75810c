#include "num/decimal.h"

#include <doctest/doctest.h>

#include <array>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "num/short_figure.h"
#include "num/short_figures.h"

using namespace passline;

namespace {

/// The millionths of what parses.
std::int64_t millionths(std::string_view text) { return Decimal::parse(text).value().millionths(); }

}  // namespace

TEST_CASE("num: decimals of up to 6 places are read exactly") {
    CHECK(millionths("80") == 80'000'000);
    CHECK(millionths("80.5") == 80'500'000);
    CHECK(millionths("-3") == -3'000'000);
    CHECK(millionths(".5") == 500'000);
    CHECK(millionths("-.5") == -500'000);
    CHECK(millionths("80.") == 80'000'000);
    CHECK(millionths("79.995") == 79'995'000);
    CHECK(millionths("0.000001") == 1);
    CHECK(millionths("-0.000001") == -1);
    CHECK(millionths("0") == 0);
    CHECK(millionths("-0") == 0);
    CHECK(millionths("0012.50") == 12'500'000);
    CHECK(millionths("1.2345670000") == 1'234'567);
}

TEST_CASE("num: short figures are read as all others are, and anything else is left to those") {
    std::mt19937 dice(1);
    const std::string_view letters = "0123456789..-5 %\xC2";
    int read = 0;
    for (int i = 0; i < 200'000; ++i) {
        std::string text = "1234.678";  // what stands before must not matter
        for (std::size_t size = dice() % 10; size > 0; --size) text += letters[dice() % letters.size()];
        const std::string_view figure = std::string_view(text).substr(8);
        CAPTURE(figure);
        const std::int64_t found = short_figure(figure);
        const std::optional<Decimal> expected = Decimal::parse(figure);
        const bool short_form =
            expected && figure.size() <= 8 && figure.front() != '.' && figure.back() != '.' &&
            figure.front() != '-' &&
            (figure.find('.') == std::string_view::npos || figure.size() - figure.find('.') <= 7);
        REQUIRE(found == (short_form ? expected->millionths() : -1));
        read += found >= 0;
    }
    CHECK(read > 10'000);
}

TEST_CASE("num: short figures that are read together come to the same, each by itself") {
    std::mt19937 dice(2);
    const std::string_view letters = "0123456789..5 -\xC2";
    for (int round = 0; round < 20'000; ++round) {
        std::vector<std::string> texts;
        for (std::size_t count = dice() % (FigureTexts::most + 1); count > 0; --count) {
            std::string text = "1.34.678";  // what stands before must not matter
            for (std::size_t size = dice() % 10; size > 0; --size) text += letters[dice() % letters.size()];
            texts.push_back(std::move(text));
        }
        FigureTexts together;
        for (const std::string& text : texts) {
            const std::string_view figure = std::string_view(text).substr(8);
            figure.empty() ? together.add_other() : together.add(figure);
        }
        std::array<std::int64_t, FigureTexts::most> figures{};
        const auto are_right = [&](auto read) {
            figures.fill(7);
            read(together, figures.data());
            for (std::size_t i = 0; i < texts.size(); ++i) {
                const std::string_view figure = std::string_view(texts[i]).substr(8);
                CAPTURE(figure);
                REQUIRE(figures[i] == short_figure(figure));
            }
        };
        are_right(read_short_figures);
        are_right(detail::read_short_figures_portable);
    }
}

TEST_CASE("num: what is not a decimal of up to 6 places is refused") {
    for (const char* text : {"",    "-",    ".",    "-.",  "+80",       "1e3",       "1,000",      " 80",
                             "80 ", "8 0",  "--3",  "3-",  "1.2.3",     "1..2",      "0x10",       "nan",
                             "inf", "８０", "85分", "85%", "1.0000001", "0.0000005", "1.00000010", "80\n"}) {
        CAPTURE(text);
        CHECK_FALSE(Decimal::parse(text).has_value());
    }
    CHECK_FALSE(Decimal::parse(std::string_view("8\0", 2)).has_value());
}

TEST_CASE("num: the range ends at 9223372036854.775807 on both sides") {
    CHECK(millionths("9223372036854.775807") == std::numeric_limits<std::int64_t>::max());
    CHECK(millionths("-9223372036854.775807") == -std::numeric_limits<std::int64_t>::max());
    CHECK(millionths("000009223372036854.7758070") == std::numeric_limits<std::int64_t>::max());
    for (const char* text :
         {"9223372036854.775808", "-9223372036854.775808", "9223372036855", "18446744073709551616",
          "92233720368547758070", "99999999999999999999999999999999"}) {
        CAPTURE(text);
        CHECK_FALSE(Decimal::parse(text).has_value());
    }
}

TEST_CASE("num: a decimal prints in its shortest exact form") {
    CHECK(Decimal{}.text() == "0");
    CHECK(Decimal::whole(80).text() == "80");
    CHECK(Decimal::whole(-100).text() == "-100");
    CHECK(Decimal::parse("79.9950").value().text() == "79.995");
    CHECK(Decimal::parse("-.5").value().text() == "-0.5");
    CHECK(Decimal::from_millionths(1).text() == "0.000001");
    CHECK(Decimal::from_millionths(-10'000'010).text() == "-10.00001");
    CHECK(Decimal::from_millionths(std::numeric_limits<std::int64_t>::max()).text() ==
          "9223372036854.775807");
    CHECK(Decimal::from_millionths(std::numeric_limits<std::int64_t>::min()).text() ==
          "-9223372036854.775808");
}

TEST_CASE("num: text and parse are inverse") {
    std::int64_t value = 1;
    for (int i = 0; i < 2000; ++i) {
        value = static_cast<std::int64_t>(static_cast<std::uint64_t>(value) * 6364136223846793005U +
                                          1442695040888963407U);
        const Decimal decimal = Decimal::from_millionths(value >> (i % 60));
        CAPTURE(decimal.millionths());
        CHECK(Decimal::parse(decimal.text()) == decimal);
    }
}

TEST_CASE("num: decimals are ordered by value") {
    CHECK(Decimal::parse("79.99").value() < Decimal::whole(80));
    CHECK(Decimal::parse("85.0").value() == Decimal::parse("85").value());
    CHECK(Decimal::parse("-2").value() < Decimal::parse("-1.999999").value());
}
