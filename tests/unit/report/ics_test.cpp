#include "report/ics.h"

#include <doctest/doctest.h>

using namespace passline;

namespace {

ics::Event on(Date day) {
    ics::Event event;
    event.uid = "x@y";
    event.summary = same("s");
    event.first = event.last = day;
    return event;
}

std::string written(const ics::Agenda& agenda, Language language = Language::en) {
    StringSink sink;
    ics::write(agenda, language, sink);
    return sink.text;
}

std::string unfolded(std::string text) {
    for (std::size_t at = 0; (at = text.find("\r\n ", at)) != std::string::npos;) text.erase(at, 3);
    return text;
}

const Date day = *Date::of(2026, 12, 31);

}  // namespace

TEST_CASE("a whole day ends on the day after, and the version is the day of the agenda") {
    const std::string text = written({say("培训", "Training"), *Date::of(1970, 1, 3), {}, {on(day)}});
    CHECK(text ==
          "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//passline//passline//EN\r\nCALSCALE:GREGORIAN\r\n"
          "NAME:Training\r\nX-WR-CALNAME:Training\r\nBEGIN:VEVENT\r\nUID:x@y\r\n"
          "DTSTAMP:19700103T000000Z\r\nSEQUENCE:2\r\nDTSTART;VALUE=DATE:20261231\r\n"
          "DTEND;VALUE=DATE:20270101\r\nSUMMARY:s\r\nSTATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n"
          "END:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST_CASE("times stand in the zone, which is then defined; without one they float") {
    ics::Event event = on(day);
    event.time = std::pair(*TimeOfDay::parse("09:00"), *TimeOfDay::parse("17:30:05"));
    const std::string zoned = written({{}, day, TimeZone{"Asia/Kolkata", "IST", 330}, {event}});
    CHECK(zoned.find("DTSTART;TZID=Asia/Kolkata:20261231T090000\r\n") != std::string::npos);
    CHECK(zoned.find("DTEND;TZID=Asia/Kolkata:20261231T173005\r\n") != std::string::npos);
    CHECK(zoned.find("TZOFFSETTO:+0530\r\n") != std::string::npos);
    const std::string west = written({{}, day, TimeZone{"X", "X", -210}, {event}});
    CHECK(west.find("TZOFFSETTO:-0330\r\n") != std::string::npos);
    const std::string floating = written({{}, day, {}, {event}});
    CHECK(floating.find("DTSTART:20261231T090000\r\n") != std::string::npos);
    CHECK(floating.find("VTIMEZONE") == std::string::npos);
}

TEST_CASE("texts are escaped, and what is no text is replaced") {
    ics::Event event = on(day);
    event.summary = same("a,b;c\\d\ne\tf\x01\xFF");
    event.categories = {same("x,y"), same("z")};
    const std::string text = written({{}, day, {}, {event}});
    CHECK(text.find("SUMMARY:a\\,b\\;c\\\\d\\ne f \xEF\xBF\xBD\r\n") != std::string::npos);
    CHECK(text.find("CATEGORIES:x\\,y,z\r\n") != std::string::npos);
}

TEST_CASE("lines have 75 octets at most and break between characters") {
    for (std::size_t length = 60; length < 240; ++length) {
        std::string title(length % 7, 'a');
        while (title.size() < length) title += "\xE5\x9F\xB9";  // 培
        ics::Event event = on(day);
        event.summary = same(title);
        const std::string text = written({{}, day, {}, {event}});
        CHECK(unfolded(text).find("SUMMARY:" + title + "\r\n") != std::string::npos);
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = text.find("\r\n", begin);
            CHECK(end - begin <= 75);
            CHECK((static_cast<unsigned char>(text[end + 2 < text.size() ? end + 2 : 0]) & 0xC0U) != 0x80U);
            const bool goes_on = end + 2 < text.size() && text[end + 2] == ' ';
            if (goes_on) CHECK((static_cast<unsigned char>(text[end + 3]) & 0xC0U) != 0x80U);
            begin = end + 2;
        }
    }
}

TEST_CASE("a calendar without entries still holds something") {
    const std::string text = written({{}, day, {}, {}});
    CHECK(text.find("BEGIN:VTIMEZONE\r\nTZID:UTC\r\n") != std::string::npos);
    CHECK(text.find("VEVENT") == std::string::npos);
}
