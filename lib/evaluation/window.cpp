#include "evaluation/window.h"

#include <algorithm>

namespace passline {

namespace {

Month month_after(Date last_day, const Duration& offset, const Calendar& calendar) {
    return Month::of(after(last_day, offset, calendar).date);
}

/// The last month that has ended on this day.
Month last_ended(Date as_of) {
    const Month current = Month::of(as_of);
    return current.last() <= as_of ? current : Month{current.number - 1};
}

}  // namespace

std::optional<EvaluationWindow> evaluation_window(const EvaluationRule& rule, Date first_day, Date last_day,
                                                  Date as_of, const Calendar& calendar) {
    const Month next = Month::of(last_day).next();
    const Month ended = last_ended(as_of);
    EvaluationWindow window;
    window.after.first = rule.from ? std::max(next, month_after(last_day, *rule.from, calendar)) : next;
    window.after.last = rule.to ? month_after(last_day, *rule.to, calendar) : ended;
    if (window.after.count() < 1) return std::nullopt;
    window.before.last = {Month::of(first_day).number - 1};
    window.before.first = {window.before.last.number - window.after.count() + 1};
    window.opened = window.after.first <= ended;
    window.closed = window.after.last <= ended;
    return window;
}

}  // namespace passline
