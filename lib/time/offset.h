#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/language.h"
#include "time/calendar.h"
#include "time/date.h"

namespace passline {

enum class Unit { seconds, minutes, hours, days, weeks, months, years, working_days };

/// A stretch of time as policies write it: `20 working days`, `1 month`, `30 minutes`. Count is 0 to
/// 999,999,999.
struct Duration {
    std::int32_t count = 0;
    Unit unit = Unit::days;
    /// `<whole number> <unit>`, unit singular or plural; nothing for other text.
    static std::optional<Duration> parse(std::string_view text);
    std::string text() const;  ///< as written in YAML: "20 working days", "1 month"
    Text words() const;        ///< for people: 20 个工作日 / 20 working days
    /// Of seconds, minutes and hours; nothing for days and longer.
    std::optional<std::int64_t> seconds() const;
    bool operator==(const Duration&) const = default;
};

/// `date` moved on (`after`) or back (`before`) by a duration of days or longer; seconds, minutes and hours
/// count as whole days when they are multiples of 24 h, else they leave the date as it is. `N working days
/// before D` is the N-th working day going back from the day before D; `after` likewise forward from the day
/// after D; 0 working days is D itself. Months: same day N months on or that month's last day.
DatedResult after(Date date, const Duration& duration, const Calendar& calendar);
DatedResult before(Date date, const Duration& duration, const Calendar& calendar);

/// When something is due: `5 working days before start`, `3 months after end`, `on start`, `1 week before
/// start`, or of the calendar `quarter end`, `year end`, `month end`, `quarter start`, `year start`, `month
/// start`, `day 20 of each month`, and those with an offset before or after: `5 working days before quarter
/// end`, `2 months after quarter end`. `start` and `end` alone are read as `on start` and `on end`.
struct DueRule {
    enum class Anchor {
        course_start,
        course_end,
        month_start,
        month_end,
        quarter_start,
        quarter_end,
        year_start,
        year_end,
        day_of_month
    };
    enum class Side { on, before, after };
    Duration offset;
    Side side = Side::on;
    Anchor anchor = Anchor::course_end;
    unsigned day = 0;  ///< for day_of_month: 1 to 31; a short month's last day stands for a day that it lacks
    static std::optional<DueRule> parse(std::string_view text);
    std::string text() const;  ///< as written
    /// For people, to follow "due" or stand alone: 开课前 5 个工作日 / 5 working days before the start,
    /// 每季度最后一天 / on the last day of the quarter, 每月 20 日 / on the 20th of each month.
    Text words() const;
    bool of_course() const { return anchor == Anchor::course_start || anchor == Anchor::course_end; }
    bool operator==(const DueRule&) const = default;
};

}  // namespace passline
