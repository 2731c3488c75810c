#include "report/ics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "report/output_text.h"

namespace passline::ics {
namespace {

constexpr std::size_t octets_at_most = 75;  // RFC 5545, 3.1: of a line, without its end

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// A content line, folded.
void put_line(std::string& out, std::string_view line) {
    std::size_t room = octets_at_most;
    while (line.size() > room) {
        std::size_t end = room;
        while (end > 1 && continues_character(line[end])) --end;
        out.append(line.substr(0, end)).append("\r\n ");
        line.remove_prefix(end);
        room = octets_at_most - 1;  // the blank that it goes on after
    }
    out.append(line).append("\r\n");
}

/// A value of type TEXT (3.3.11).
std::string escaped(std::string_view text) {
    std::string out;
    bool first = true;
    while (first || !text.empty()) {
        if (!first) out += "\\n";
        const std::size_t end = std::min(text.find('\n'), text.size());
        for (const char c : printable(text.substr(0, end))) {
            if (c == '\\' || c == ';' || c == ',') out += '\\';
            out += c;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
        first = false;
    }
    return out;
}

std::string basic(Date day) {
    std::string text = day.text();
    std::erase(text, '-');
    return text;
}

std::string basic(Date day, TimeOfDay time) {
    const std::int32_t minutes = time.seconds / 60;
    return fmt::format("{}T{:02}{:02}{:02}", basic(day), minutes / 60, minutes % 60, time.seconds % 60);
}

std::string offset(std::int32_t minutes) {
    const std::int32_t whole = std::abs(minutes);
    return fmt::format("{}{:02}{:02}", minutes < 0 ? '-' : '+', whole / 60, whole % 60);
}

class Writer {
  public:
    Writer(const Agenda& agenda, Language language) : agenda_(agenda), language_(language) {}

    std::string written() {
        put_line(out_, "BEGIN:VCALENDAR");
        put_line(out_, "VERSION:2.0");
        put_line(out_, "PRODID:-//passline//passline//EN");
        put_line(out_, "CALSCALE:GREGORIAN");
        text("NAME", agenda_.name);
        text("X-WR-CALNAME", agenda_.name);
        const bool timed =
            std::ranges::any_of(agenda_.events, [](const Event& e) { return e.time.has_value(); });
        // a calendar must hold something, and one without entries has at least its time zone
        if (agenda_.events.empty()) zone(agenda_.zone.value_or(TimeZone{"UTC", "UTC", 0}));
        if (timed && agenda_.zone) zone(*agenda_.zone);
        for (const Event& each : agenda_.events) event(each);
        put_line(out_, "END:VCALENDAR");
        return std::move(out_);
    }

  private:
    void text(std::string_view name, const Text& value) {
        if (!value.empty()) put_line(out_, fmt::format("{}:{}", name, escaped(value.in(language_))));
    }

    /// Of a zone whose clocks are never changed.
    void zone(const TimeZone& zone) {
        put_line(out_, "BEGIN:VTIMEZONE");
        put_line(out_, "TZID:" + zone.id);
        put_line(out_, "BEGIN:STANDARD");
        put_line(out_, "DTSTART:19700101T000000");
        put_line(out_, "TZOFFSETFROM:" + offset(zone.minutes_east));
        put_line(out_, "TZOFFSETTO:" + offset(zone.minutes_east));
        put_line(out_, "TZNAME:" + zone.short_name);
        put_line(out_, "END:STANDARD");
        put_line(out_, "END:VTIMEZONE");
    }

    void event(const Event& event) {
        put_line(out_, "BEGIN:VEVENT");
        put_line(out_, "UID:" + escaped(event.uid));
        put_line(out_, "DTSTAMP:" + basic(agenda_.as_of) + "T000000Z");
        put_line(out_, fmt::format("SEQUENCE:{}", std::max(agenda_.as_of.days(), 0)));
        if (event.time) {
            const std::string zone = agenda_.zone ? ";TZID=" + agenda_.zone->id : std::string();
            put_line(out_, "DTSTART" + zone + ":" + basic(event.first, event.time->first));
            put_line(out_, "DTEND" + zone + ":" + basic(event.first, event.time->second));
        } else {
            put_line(out_, "DTSTART;VALUE=DATE:" + basic(event.first));
            put_line(out_, "DTEND;VALUE=DATE:" + basic(event.last.plus_days(1)));  // the day after
        }
        text("SUMMARY", event.summary);
        text("LOCATION", event.location);
        text("DESCRIPTION", event.description);
        categories(event);
        put_line(out_, event.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        put_line(out_, event.busy ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT");
        put_line(out_, "END:VEVENT");
    }

    void categories(const Event& event) {
        std::string all;
        for (const Text& category : event.categories)
            all += (all.empty() ? "" : ",") + escaped(category.in(language_));
        if (!all.empty()) put_line(out_, "CATEGORIES:" + all);
    }

    const Agenda& agenda_;
    Language language_;
    std::string out_;
};

}  // namespace

void write(const Agenda& agenda, Language language, Sink& sink) {
    sink.write(Writer(agenda, language).written());
}

}  // namespace passline::ics
