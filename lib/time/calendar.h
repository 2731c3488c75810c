#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "time/date.h"

namespace passline {

/// A date and whether it rests on a year that the calendar does not cover (weekends only: *provisional*).
struct DatedResult {
    Date date;
    bool provisional = false;
    bool operator==(const DatedResult&) const = default;
};

/// Which days are worked. Monday to Friday, unless the calendar makes the day a holiday, or a weekend day
/// that it makes a working day (调休). Years are covered when a source states their holidays.
class Calendar {
  public:
    /// No holidays, no year covered.
    Calendar() = default;
    /// Mainland China as published for 2024 to 2026 (State Council notices; data: chinese-days 1.5.7, MIT).
    static const Calendar& cn();

    void set_holiday(Date date, std::string name);
    void set_working_day(Date date, std::string name);
    void cover_year(int year) { covered_.insert(year); }
    /// Takes over every day and year of `other`; where both speak of a day, `other` wins.
    void refine_with(const Calendar& other);

    bool is_working_day(Date date) const;
    bool covers(Date date) const { return covered_.contains(date.year()); }
    /// Empty when the day is nothing special.
    std::string name_of(Date date) const;
    /// Working days from `first` to `last`, both included; 0 when last < first.
    std::int32_t working_days(Date first, Date last) const;
    /// True when any day from `first` to `last` lies in a year not covered.
    bool provisional(Date first, Date last) const;
    /// The count-th (from 1) working day going forward from the day after `date`; 0 or less gives `date`.
    /// Provisional when a day that was passed or reached lies in a year not covered. Stops at Date::latest().
    DatedResult add_working_days(Date date, std::int32_t count) const;
    /// The same, going back from the day before `date`. Stops at Date::earliest().
    DatedResult subtract_working_days(Date date, std::int32_t count) const;

  private:
    /// `step` is 1 or -1.
    DatedResult walk(Date date, std::int32_t count, std::int32_t step) const;

    struct Special {
        bool working = false;
        std::string name;
    };
    std::map<Date, Special> special_;
    std::set<int> covered_;
};

}  // namespace passline
