#include "workspace/due_dates.h"

#include <algorithm>

namespace passline {
namespace {

using Anchor = DueRule::Anchor;
using Side = DueRule::Side;

DatedResult moved(const DueRule& rule, Date anchor, const Calendar& calendar) {
    if (rule.side == Side::before) return before(anchor, rule.offset, calendar);
    if (rule.side == Side::after) return after(anchor, rule.offset, calendar);
    return {anchor, false};
}

Period::Kind period_of(Anchor anchor) {
    if (anchor == Anchor::quarter_start || anchor == Anchor::quarter_end) return Period::Kind::quarter;
    if (anchor == Anchor::year_start || anchor == Anchor::year_end) return Period::Kind::year;
    return Period::Kind::month;
}

Date anchor_in(const DueRule& rule, const Period& period) {
    switch (rule.anchor) {
        case Anchor::month_end:
        case Anchor::quarter_end:
        case Anchor::year_end:
            return period.last;
        case Anchor::day_of_month:
            return std::min(period.last, period.first.plus_days(static_cast<std::int32_t>(rule.day) - 1));
        default:
            return period.first;
    }
}

Period next(const Period& period) { return Period::containing(period.kind, period.last.plus_days(1)); }

DueRule::Side opposite(Side side) {
    return side == Side::before ? Side::after : side == Side::after ? Side::before : Side::on;
}

/// Calls `visit` with every occurrence of the periods from the one that `first` lies in to that of `last`.
template <class Visit>
void each_occurrence(const DueRule& rule, Date first, Date last, const Calendar& calendar, Visit visit) {
    const Period::Kind kind = period_of(rule.anchor);
    for (Period period = Period::containing(kind, first); period.first <= last; period = next(period)) {
        const Date anchor = anchor_in(rule, period);
        visit(Occurrence{anchor, moved(rule, anchor, calendar)});
        if (period.last == Date::latest()) return;
    }
}

bool from_outside(const Trainer& trainer) { return trainer.outside; }

bool fits(DeadlineRule::When when, const Course& course) {
    if (when == DeadlineRule::When::always) return true;
    if (course.trainers.empty() && course.venue == Venue::unstated) return true;
    if (when == DeadlineRule::When::inside) {
        return course.trainers.empty() || !std::ranges::all_of(course.trainers, from_outside);
    }
    return course.venue == Venue::outside || std::ranges::any_of(course.trainers, from_outside);
}

}  // namespace

std::optional<DatedResult> due_date(const DueRule& rule, Date start, Date end, const Calendar& calendar) {
    if (!rule.of_course()) return std::nullopt;
    return moved(rule, rule.anchor == Anchor::course_start ? start : end, calendar);
}

std::optional<DatedResult> last_due_date(const DueRule& rule, Date until, const Calendar& calendar) {
    if (rule.of_course()) return std::nullopt;
    // About where the anchor must lie for its due date to be `until`; the one wanted is in the period after
    // it or earlier.
    DueRule back = rule;
    back.side = opposite(rule.side);
    const Period::Kind kind = period_of(rule.anchor);
    Period period = Period::containing(kind, moved(back, until, calendar).date);
    period = next(period);
    for (DatedResult due = moved(rule, anchor_in(rule, period), calendar);;) {
        if (due.date <= until) return due;
        const Period earlier = period.previous();
        if (earlier == period) return std::nullopt;
        period = earlier;
        due = moved(rule, anchor_in(rule, period), calendar);
    }
}

std::vector<Occurrence> occurrences_anchored(const DueRule& rule, Date first, Date last,
                                             const Calendar& calendar) {
    std::vector<Occurrence> result;
    if (rule.of_course()) return result;
    each_occurrence(rule, first, last, calendar, [&](const Occurrence& each) {
        if (each.anchor >= first && each.anchor <= last) result.push_back(each);
    });
    return result;
}

std::vector<Occurrence> occurrences_due(const DueRule& rule, Date first, Date last,
                                        const Calendar& calendar) {
    std::vector<Occurrence> result;
    if (rule.of_course() || last < first) return result;
    // About where the anchors must lie; moving back is not exact, so a period more on both sides.
    DueRule back = rule;
    back.side = opposite(rule.side);
    const Period::Kind kind = period_of(rule.anchor);
    const Period begin = Period::containing(kind, moved(back, first, calendar).date).previous();
    const Period end = next(Period::containing(kind, moved(back, last, calendar).date));
    each_occurrence(rule, begin.first, end.last, calendar, [&](const Occurrence& each) {
        if (each.due.date >= first && each.due.date <= last) result.push_back(each);
    });
    return result;
}

std::optional<DatedResult> opens_before(const DueRule& opens, const DueRule& due_rule, const Occurrence& due,
                                        const Calendar& calendar) {
    if (opens.of_course()) return std::nullopt;
    const Period::Kind kind = period_of(opens.anchor);
    if (kind == period_of(due_rule.anchor)) {
        const Date anchor = anchor_in(opens, Period::containing(kind, due.anchor));
        const DatedResult day = moved(opens, anchor, calendar);
        if (day.date <= due.due.date) return day;
    }
    return last_due_date(opens, due.due.date, calendar);
}

std::int32_t days_left(const Calendar& calendar, Date as_of, Date due) {
    return due >= as_of ? calendar.working_days(as_of.plus_days(1), due)
                        : -calendar.working_days(due.plus_days(1), as_of);
}

void warn_provisional(const std::set<int>& years, Diagnostics& diagnostics) {
    for (const int year : years) {
        diagnostics.warning(
            "calendar-provisional", {},
            say("{0} 年的节假日不在日历中，该年的期限暂按周末推算",
                "the calendar does not cover {0}: due dates in that year are provisional, weekends only",
                year),
            say("公布后用 calendar: 补充一份日历文件",
                "add a calendar file under calendar: once the holidays are published"));
    }
}

bool applies_to(const DeadlineRule& rule, const Course& course) {
    const auto named = [](const std::vector<std::string>& ids, const std::string& id) {
        return ids.empty() || std::ranges::find(ids, id) != ids.end();
    };
    return named(rule.tracks, course.track) && named(rule.kinds, course.kind) && fits(rule.when, course);
}

}  // namespace passline
