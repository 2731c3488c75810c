#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace passline {

/// A day of the Gregorian calendar, held as days since 1970-01-01. Valid years 1 to 9999.
class Date {
  public:
    constexpr Date() = default;
    static constexpr Date from_days(std::int32_t days) { return Date{days}; }
    static constexpr Date earliest() { return Date{-719'162}; }  ///< 0001-01-01
    static constexpr Date latest() { return Date{2'932'896}; }   ///< 9999-12-31
    /// Nothing when there is no such day.
    static std::optional<Date> of(int year, unsigned month, unsigned day);
    /// `2026-01-05` and nothing else (YAML, command line).
    static std::optional<Date> parse_iso(std::string_view text);
    /// What sheets have: `2026-01-05`, `2026/1/5`, `2026.1.5`, `2026年1月5日`, one or two digits for month
    /// and day.
    static std::optional<Date> parse_sheet(std::string_view text);

    constexpr std::int32_t days() const { return days_; }
    int year() const;
    unsigned month() const;
    unsigned day() const;
    /// 1 = Monday … 7 = Sunday (ISO 8601).
    unsigned weekday() const;
    /// Stops at the earliest and the latest day, as do all operations that move a date.
    constexpr Date plus_days(std::int32_t days) const {
        const std::int64_t moved = std::int64_t{days_} + days;
        if (moved < earliest().days_) return earliest();
        if (moved > latest().days_) return latest();
        return Date{static_cast<std::int32_t>(moved)};
    }
    /// The same day `months` on (or back), or that month's last day.
    Date plus_months(std::int32_t months) const;
    /// `2026-01-05`.
    std::string text() const;

    constexpr auto operator<=>(const Date&) const = default;

  private:
    explicit constexpr Date(std::int32_t days) : days_(days) {}
    std::int32_t days_ = 0;
};

/// A time of day in seconds since midnight, 0 to 86 399. `08:47`, `8:47`, `08:47:30`.
struct TimeOfDay {
    std::int32_t seconds = 0;
    static std::optional<TimeOfDay> parse(std::string_view text);
    std::string text() const;  ///< "08:47", or "08:47:30" when there are seconds
    constexpr auto operator<=>(const TimeOfDay&) const = default;
};

/// A moment to the second, without a time zone: `2026-01-05 08:47`, `2026/1/5 8:47:30`, also with a `T`
/// between, or a date alone (its beginning). The date takes every form of Date::parse_sheet.
struct DateTime {
    Date date;
    TimeOfDay time;
    static std::optional<DateTime> parse(std::string_view text);
    std::string text() const { return date.text() + " " + time.text(); }
    constexpr auto operator<=>(const DateTime&) const = default;
};

/// A month `2026-01`, quarter `2026-Q1` or year `2026`; both ends belong.
struct Period {
    enum class Kind { month, quarter, year };
    Kind kind = Kind::quarter;
    Date first;
    Date last;
    static std::optional<Period> parse(std::string_view text);
    /// What sheets have: also `2026/01`, `2026.1`, `2026年1月`.
    static std::optional<Period> parse_sheet(std::string_view text);
    /// The month, quarter or year that `date` lies in.
    static Period containing(Kind kind, Date date);
    std::string text() const;
    bool contains(Date date) const { return first <= date && date <= last; }
    /// The period of the same kind just before; the first period of all has none and gives itself.
    Period previous() const;
    bool operator==(const Period&) const = default;
};

}  // namespace passline
