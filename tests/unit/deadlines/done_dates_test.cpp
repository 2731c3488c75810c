#include "deadlines/done_dates.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace passline;

namespace {

/// Days of 2026 as "01-25 02-25"; the answer as places from 0, `-` for none.
std::string shared(std::string_view due, std::string_view done) {
    const auto days = [](std::string_view text) {
        std::vector<Date> result;
        for (std::size_t at = 0; at < text.size(); at += 6)
            result.push_back(Date::parse_iso("2026-" + std::string(text.substr(at, 5))).value());
        return result;
    };
    std::string text;
    for (const auto& day : days_done(days(due), days(done)))
        text += (text.empty() ? "" : " ") + (day ? std::to_string(*day) : "-");
    return text;
}

constexpr std::string_view monthly = "01-25 02-25 03-25";

}  // namespace

TEST_CASE("deadlines: a date belongs to the first day due on or after it") {
    CHECK(shared(monthly, "01-20 02-24 03-25") == "0 1 2");
    CHECK(shared(monthly, "01-25") == "0");
    CHECK(shared(monthly, "01-26") == "1");
    CHECK(shared(monthly, "03-10") == "2");
}

TEST_CASE("deadlines: a date after the last day was late for it") {
    CHECK(shared(monthly, "04-02") == "2");
    CHECK(shared("03-31", "04-02") == "0");
    CHECK(shared(monthly, "03-20 04-02") == "1 2");
}

TEST_CASE("deadlines: of two dates before one day the earlier was late for the day before") {
    CHECK(shared(monthly, "01-27 02-20") == "0 1");
    CHECK(shared(monthly, "01-27 02-20 03-20") == "0 1 2");
    CHECK(shared(monthly, "01-20 01-28 02-20") == "0 1 2");
}

TEST_CASE("deadlines: dates ahead of time belong to later days, in their order") {
    CHECK(shared(monthly, "01-10 01-20") == "0 1");
    CHECK(shared(monthly, "01-10 01-20 03-20") == "0 1 2");
}

TEST_CASE("deadlines: more dates than days leave the last without one") {
    CHECK(shared("03-31", "03-20 03-30") == "0 -");
    CHECK(shared("", "03-20") == "-");
    CHECK(shared(monthly, "") == "");
}
