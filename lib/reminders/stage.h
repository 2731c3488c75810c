#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "time/calendar.h"
#include "time/offset.h"

namespace passline {

/// Where something that is due stands on a day, as far as somebody should hear of it.
///
/// `opens`: it can be done from now on, or a window has opened. `open`: it must be done and has no due date.
/// `ahead`: it is due soon. `due`: today. `overdue`: it should have been done.
struct Stage {
    enum class Kind { opens, open, ahead, due, overdue };
    Kind kind = Kind::ahead;
    std::int32_t week = 0;  ///< of `open` and `overdue`: whole weeks that it has lasted

    /// `ahead`, `overdue`, and from the second week on `overdue+1`.
    std::string text() const;
    auto operator<=>(const Stage&) const = default;
};

Text stage_title(Stage::Kind kind);  ///< 逾期 / Overdue, above the reminders of that kind

/// What stages follow from.
struct Timing {
    std::optional<Date> opens;  ///< nothing is said before; of what has no due date: since when it is open
    std::optional<Date> due;
    bool ends = false;  ///< with its due date: afterwards there is nothing left to do
};

/// The stage on `as_of`; nothing while nobody need hear of it.
///
/// Overdue from the day after `due`; a week of it begins with that day. Without a due date: open from
/// `opens` on, where there is none always in its first week.
std::optional<Stage> stage_on(const Timing& timing, const Duration& ahead, const Calendar& calendar,
                              Date as_of);

}  // namespace passline
