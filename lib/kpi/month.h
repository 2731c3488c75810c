#pragma once
#include <compare>
#include <cstdint>
#include <string>

#include "time/date.h"

namespace passline {

/// A calendar month, counted from January of year 0. Work figures are monthly.
struct Month {
    std::int32_t number = 0;

    static Month of(Date date) { return {date.year() * 12 + static_cast<std::int32_t>(date.month()) - 1}; }
    Date first() const {
        return Date::of(number / 12, static_cast<unsigned>(number % 12) + 1, 1).value_or(Date::earliest());
    }
    Date last() const { return Period::containing(Period::Kind::month, first()).last; }
    Month next() const { return {number + 1}; }
    /// `2026-01`.
    std::string text() const { return Period::containing(Period::Kind::month, first()).text(); }
    constexpr auto operator<=>(const Month&) const = default;
};

}  // namespace passline
