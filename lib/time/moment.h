#pragma once
#include <cstdint>

#include "time/date.h"

namespace passline {

inline constexpr std::int32_t seconds_per_day = 86'400;

/// A moment in seconds since the beginning of 1970-01-01, without a time zone.
using Moment = std::int64_t;
constexpr Moment begin_of(Date day) { return Moment{day.days()} * seconds_per_day; }
/// The last second of a day: a time that is stated in days ends with it.
constexpr Moment end_of(Date day) { return begin_of(day) + seconds_per_day - 1; }
constexpr Date day_of(Moment moment) {
    const Moment days =
        moment >= 0 ? moment / seconds_per_day : -((seconds_per_day - 1 - moment) / seconds_per_day);
    return Date::from_days(static_cast<std::int32_t>(days));
}
constexpr Moment moment_of(const DateTime& at) { return begin_of(at.date) + at.time.seconds; }
constexpr DateTime date_time_of(Moment moment) {
    const Date day = day_of(moment);
    return {day, {static_cast<std::int32_t>(moment - begin_of(day))}};
}

}  // namespace passline
