#pragma once
#include <cstdint>
#include <optional>

#include "kpi/month.h"
#include "policy/evaluation_rules.h"
#include "time/calendar.h"

namespace passline {

/// Whole months from `first` to `last`, both included.
struct Months {
    Month first;
    Month last;

    std::int32_t count() const { return last.number - first.number + 1; }
    bool contains(Month month) const { return first <= month && month <= last; }
    auto operator<=>(const Months&) const = default;
};

/// The months that an evaluation compares. After: the calendar months into which the days from `from` to `to`
/// after the last day fall (1 to 3 months after 23 January: February, March, April), never one in which the
/// course still ran. Without `from`: from the month after it. Without `to`: up to the last month that has
/// ended. Before: as many months, up to the one before the first day's.
struct EvaluationWindow {
    Months before;
    Months after;
    bool opened = false;  ///< its first month has ended
    bool closed = false;  ///< its last month has ended: no more figures will come
};

/// Nothing where it would be empty (`to` absent and no month has ended since; `to` before the first month).
std::optional<EvaluationWindow> evaluation_window(const EvaluationRule& rule, Date first_day, Date last_day,
                                                  Date as_of, const Calendar& calendar);

}  // namespace passline
