#include "time/calendar.h"

#include <utility>

#include "time/embedded.h"
#include "time/scan.h"

namespace passline {
namespace {

constexpr unsigned friday = 5;

bool is_weekday(Date date) { return date.weekday() <= friday; }

/// Monday to Friday from `first` to `last`, both included. REQUIRES: first <= last.
std::int32_t weekdays(Date first, Date last) {
    const std::int32_t days = last.days() - first.days() + 1;
    std::int32_t count = days / 7 * 5;
    for (std::int32_t left = days % 7; left > 0; --left) {
        if (is_weekday(first.plus_days(left - 1))) ++count;
    }
    return count;
}

std::string_view take_until(std::string_view& text, char end) {
    const std::string_view field = text.substr(0, text.find(end));
    text.remove_prefix(field.size() < text.size() ? field.size() + 1 : field.size());
    return field;
}

/// The embedded file is part of the program: date,kind,name,year without quotes. A unit test compares what is
/// read here with every one of its lines.
Calendar read_embedded(std::string_view text) {
    Calendar calendar;
    take_until(text, '\n');
    while (!text.empty()) {
        std::string_view line = take_until(text, '\n');
        const auto date = Date::parse_iso(take_until(line, ','));
        const bool holiday = take_until(line, ',') == "holiday";
        std::string name(take_until(line, ','));
        const auto year = scan::number(line, 4, 4);
        if (!date || !year) continue;
        if (holiday) {
            calendar.set_holiday(*date, std::move(name));
        } else {
            calendar.set_working_day(*date, std::move(name));
        }
        calendar.cover_year(*year);
    }
    return calendar;
}

}  // namespace

const Calendar& Calendar::cn() {
    static const Calendar calendar = read_embedded(embedded_calendar_cn());
    return calendar;
}

void Calendar::set_holiday(Date date, std::string name) { special_[date] = {false, std::move(name)}; }

void Calendar::set_working_day(Date date, std::string name) { special_[date] = {true, std::move(name)}; }

void Calendar::refine_with(const Calendar& other) {
    for (const auto& [date, special] : other.special_) special_[date] = special;
    covered_.insert(other.covered_.begin(), other.covered_.end());
}

bool Calendar::is_working_day(Date date) const {
    const auto special = special_.find(date);
    return special == special_.end() ? is_weekday(date) : special->second.working;
}

std::string Calendar::name_of(Date date) const {
    const auto special = special_.find(date);
    return special == special_.end() ? std::string() : special->second.name;
}

std::int32_t Calendar::working_days(Date first, Date last) const {
    if (last < first) return 0;
    std::int32_t count = weekdays(first, last);
    const auto end = special_.upper_bound(last);
    for (auto special = special_.lower_bound(first); special != end; ++special) {
        if (special->second.working && !is_weekday(special->first)) ++count;
        if (!special->second.working && is_weekday(special->first)) --count;
    }
    return count;
}

bool Calendar::provisional(Date first, Date last) const {
    if (last < first) return false;
    const int last_year = last.year();
    for (int year = first.year(); year <= last_year; ++year) {
        if (!covered_.contains(year)) return true;
    }
    return false;
}

DatedResult Calendar::walk(Date date, std::int32_t count, std::int32_t step) const {
    if (count <= 0) return {date, false};
    const Date end = step > 0 ? Date::latest() : Date::earliest();
    const Date start = date.plus_days(step);
    while (count > 0 && date != end) {
        date = date.plus_days(step);
        if (is_working_day(date)) --count;
    }
    return {date, step > 0 ? provisional(start, date) : provisional(date, start)};
}

DatedResult Calendar::add_working_days(Date date, std::int32_t count) const { return walk(date, count, 1); }

DatedResult Calendar::subtract_working_days(Date date, std::int32_t count) const {
    return walk(date, count, -1);
}

}  // namespace passline
