#include "reminders/stage.h"

#include <doctest/doctest.h>

#include <string>

using namespace passline;

namespace {

Date day(const std::string& text) { return Date::parse_iso("2026-" + text).value(); }

std::string stage(const Timing& timing, const std::string& as_of, const std::string& ahead = "7 days") {
    const auto found = stage_on(timing, Duration::parse(ahead).value(), Calendar::cn(), day(as_of));
    return found ? found->text() : "-";
}

}  // namespace

TEST_CASE("reminders: ahead from so many days before on, then due, then overdue") {
    const Timing timing{{}, day("03-20"), false};
    CHECK(stage(timing, "03-12") == "-");
    CHECK(stage(timing, "03-13") == "ahead");
    CHECK(stage(timing, "03-19") == "ahead");
    CHECK(stage(timing, "03-20") == "due");
    CHECK(stage(timing, "03-21") == "overdue");
}

TEST_CASE("reminders: a week of being overdue begins with the day after the due date") {
    const Timing timing{{}, day("03-20"), false};
    CHECK(stage(timing, "03-27") == "overdue");
    CHECK(stage(timing, "03-28") == "overdue+1");
    CHECK(stage(timing, "04-03") == "overdue+1");
    CHECK(stage(timing, "04-04") == "overdue+2");
}

TEST_CASE("reminders: working days ahead, across the Spring Festival") {
    // off from 15 to 23 February; Saturday the 14th and 28th are worked
    const Timing timing{{}, day("02-25"), false};
    CHECK(stage(timing, "02-12", "3 working days") == "-");
    CHECK(stage(timing, "02-13", "3 working days") == "ahead");
}

TEST_CASE("reminders: without time ahead only the day itself") {
    const Timing timing{{}, day("03-20"), false};
    CHECK(stage(timing, "03-19", "0 days") == "-");
    CHECK(stage(timing, "03-20", "0 days") == "due");
}

TEST_CASE("reminders: what opens is told of once it does, until it is due soon") {
    const Timing timing{day("03-01"), day("03-20"), false};
    CHECK(stage(timing, "02-28") == "-");
    CHECK(stage(timing, "03-01") == "opens");
    CHECK(stage(timing, "03-12") == "opens");
    CHECK(stage(timing, "03-13") == "ahead");
}

TEST_CASE("reminders: a window that opens within the time ahead of its end is due soon at once") {
    const Timing timing{day("03-18"), day("03-20"), false};
    CHECK(stage(timing, "03-12") == "-");
    CHECK(stage(timing, "03-13") == "ahead");
}

TEST_CASE("reminders: what ends with its day is never overdue") {
    const Timing timing{{}, day("03-20"), true};
    CHECK(stage(timing, "03-20") == "due");
    CHECK(stage(timing, "03-21") == "-");
}

TEST_CASE("reminders: without a due date open from its day on, week by week") {
    const Timing timing{day("03-02"), {}, false};
    CHECK(stage(timing, "03-01") == "-");
    CHECK(stage(timing, "03-02") == "open");
    CHECK(stage(timing, "03-08") == "open");
    CHECK(stage(timing, "03-09") == "open+1");
    CHECK(stage(timing, "03-16") == "open+2");
    CHECK(stage({}, "03-16") == "open");
}
