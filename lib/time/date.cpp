#include "time/date.h"

#include <algorithm>
#include <chrono>

#include "time/scan.h"

namespace passline {
namespace {

using std::chrono::year_month_day;

year_month_day parts(Date date) {
    return year_month_day{std::chrono::sys_days{std::chrono::days{date.days()}}};
}

Date from_parts(const year_month_day& day) {
    return Date::from_days(static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count()));
}

Date first_of_month(int year, unsigned month) {
    return from_parts({std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{1}});
}

Date last_of_month(int year, unsigned month) {
    const std::chrono::year_month_day_last last{std::chrono::year{year},
                                                std::chrono::month_day_last{std::chrono::month{month}}};
    return from_parts(last);
}

/// `number` in `width` digits, with zeros in front.
void append(std::string& text, unsigned number, int width) {
    char digits[4];
    for (int i = width; i-- > 0; number /= 10) digits[i] = static_cast<char>('0' + number % 10);
    text.append(digits, static_cast<std::size_t>(width));
}

unsigned months_in(Period::Kind kind) {
    switch (kind) {
        case Period::Kind::month:
            return 1;
        case Period::Kind::quarter:
            return 3;
        case Period::Kind::year:
            return 12;
    }
    return 12;
}

}  // namespace

std::optional<Date> Date::of(int year, unsigned month, unsigned day) {
    if (year < 1 || year > 9999 || month > 12 || day > 31) return std::nullopt;
    const year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok()) return std::nullopt;
    return from_parts(date);
}

namespace {

/// What nearly all dates look like, in no time. REQUIRES: `yyyy-mm-dd`, whatever the letters are.
std::optional<Date> of_iso(std::string_view text) {
    unsigned digits[10] = {};
    unsigned largest = 0;
    for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
        digits[i] = static_cast<unsigned char>(text[i]) - unsigned{'0'};
        largest = std::max(largest, digits[i]);
    }
    if (largest > 9) return std::nullopt;
    const unsigned year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
    return Date::of(static_cast<int>(year), digits[5] * 10 + digits[6], digits[8] * 10 + digits[9]);
}

}  // namespace

std::optional<Date> Date::parse_iso(std::string_view text) {
    return text.size() == 10 && text[4] == '-' && text[7] == '-' ? of_iso(text) : std::nullopt;
}

std::optional<Date> Date::parse_sheet(std::string_view text) {
    if (text.size() == 10 && text[4] == '-' && text[7] == '-') return of_iso(text);
    const auto year = scan::number(text, 4, 4);
    if (!year || text.empty()) return std::nullopt;
    const std::string_view separators[] = {"-", "/", ".", "年"};
    const auto* const separator =
        std::ranges::find_if(separators, [&](std::string_view s) { return text.starts_with(s); });
    if (separator == std::end(separators)) return std::nullopt;
    const bool chinese = *separator == "年";

    text.remove_prefix(separator->size());
    const auto month = scan::number(text, 1, 2);
    if (!month || !scan::word(text, chinese ? "月" : *separator)) return std::nullopt;
    const auto day = scan::number(text, 1, 2);
    if (!day || (chinese && !scan::word(text, "日")) || !text.empty()) return std::nullopt;
    return of(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

int Date::year() const { return static_cast<int>(parts(*this).year()); }
unsigned Date::month() const { return static_cast<unsigned>(parts(*this).month()); }
unsigned Date::day() const { return static_cast<unsigned>(parts(*this).day()); }

unsigned Date::weekday() const {
    // Day 0, 1970-01-01, is a Thursday.
    const std::int32_t since_monday = (days_ % 7 + 7 + 3) % 7;
    return static_cast<unsigned>(since_monday) + 1;
}

Date Date::plus_months(std::int32_t months) const {
    const year_month_day from = parts(*this);
    const std::int64_t index = static_cast<std::int64_t>(static_cast<int>(from.year())) * 12 +
                               static_cast<unsigned>(from.month()) - 1 + months;
    if (index < 12) return earliest();
    if (index / 12 > 9999) return latest();
    const auto year = static_cast<int>(index / 12);
    const auto month = static_cast<unsigned>(index % 12) + 1;
    return of(year, month, static_cast<unsigned>(from.day())).value_or(last_of_month(year, month));
}

std::string Date::text() const {
    const year_month_day date = parts(*this);
    std::string text;
    append(text, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    text += '-';
    append(text, static_cast<unsigned>(date.month()), 2);
    text += '-';
    append(text, static_cast<unsigned>(date.day()), 2);
    return text;
}

std::optional<TimeOfDay> TimeOfDay::parse(std::string_view text) {
    const auto hours = scan::number(text, 1, 2);
    if (!hours || *hours > 23 || !scan::word(text, ":")) return std::nullopt;
    const auto minutes = scan::number(text, 2, 2);
    if (!minutes || *minutes > 59) return std::nullopt;
    std::optional<int> seconds = 0;
    if (scan::word(text, ":")) seconds = scan::number(text, 2, 2);
    if (!seconds || *seconds > 59 || !text.empty()) return std::nullopt;
    return TimeOfDay{(*hours * 60 + *minutes) * 60 + *seconds};
}

std::string TimeOfDay::text() const {
    const auto total = static_cast<unsigned>(seconds);
    std::string text;
    append(text, total / 3600, 2);
    text += ':';
    append(text, total / 60 % 60, 2);
    if (total % 60 != 0) {
        text += ':';
        append(text, total % 60, 2);
    }
    return text;
}

std::optional<DateTime> DateTime::parse(std::string_view text) {
    if (const auto alone = Date::parse_sheet(text)) return DateTime{*alone, {}};
    const auto gap = text.find_first_of(" T");
    if (gap == std::string_view::npos) return std::nullopt;
    const auto date = Date::parse_sheet(text.substr(0, gap));
    std::string_view rest = text.substr(gap + 1);
    while (text[gap] == ' ' && rest.starts_with(' ')) rest.remove_prefix(1);
    const auto time = TimeOfDay::parse(rest);
    if (!date || !time) return std::nullopt;
    return DateTime{*date, *time};
}

Period Period::containing(Kind kind, Date date) {
    const unsigned length = months_in(kind);
    const unsigned first_month = (date.month() - 1) / length * length + 1;
    const int year = date.year();
    return {kind, first_of_month(year, first_month), last_of_month(year, first_month + length - 1)};
}

std::optional<Period> Period::parse(std::string_view text) {
    const auto year = scan::number(text, 4, 4);
    if (!year || *year < 1) return std::nullopt;
    Kind kind = Kind::year;
    int month = 1;
    if (scan::word(text, "-Q")) {
        const auto quarter = scan::number(text, 1, 1);
        if (!quarter) return std::nullopt;
        kind = Kind::quarter;
        month = *quarter * 3 - 2;
    } else if (scan::word(text, "-")) {
        const auto number = scan::number(text, 2, 2);
        if (!number) return std::nullopt;
        kind = Kind::month;
        month = *number;
    }
    if (!text.empty() || month < 1 || month > 12) return std::nullopt;
    return containing(kind, first_of_month(*year, static_cast<unsigned>(month)));
}

std::optional<Period> Period::parse_sheet(std::string_view text) {
    if (const auto plain = parse(text)) return plain;
    std::string_view rest = text;
    const auto year = scan::number(rest, 4, 4);
    if (!year || *year < 1) return std::nullopt;
    const bool chinese = scan::word(rest, "年");
    if (!chinese && !scan::word(rest, "-") && !scan::word(rest, "/") && !scan::word(rest, "."))
        return std::nullopt;
    const auto month = scan::number(rest, 1, 2);
    if (!month || *month < 1 || *month > 12 ||
        (chinese && !scan::word(rest, "月份") && !scan::word(rest, "月")))
        return std::nullopt;
    if (!rest.empty()) return std::nullopt;
    return containing(Kind::month, first_of_month(*year, static_cast<unsigned>(*month)));
}

std::string Period::text() const {
    const std::string day = first.text();
    if (kind == Kind::month) return day.substr(0, 7);
    const std::string year = day.substr(0, 4);
    return kind == Kind::year ? year : year + "-Q" + std::to_string((first.month() + 2) / 3);
}

Period Period::previous() const { return containing(kind, first.plus_days(-1)); }

}  // namespace passline
