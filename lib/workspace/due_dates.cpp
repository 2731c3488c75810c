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
    if (rule.side != Side::on) back.side = rule.side == Side::before ? Side::after : Side::before;
    const Period::Kind kind = period_of(rule.anchor);
    Period period = Period::containing(kind, moved(back, until, calendar).date);
    period = Period::containing(kind, period.last.plus_days(1));
    for (DatedResult due = moved(rule, anchor_in(rule, period), calendar);;) {
        if (due.date <= until) return due;
        const Period earlier = period.previous();
        if (earlier == period) return std::nullopt;
        period = earlier;
        due = moved(rule, anchor_in(rule, period), calendar);
    }
}

bool applies_to(const DeadlineRule& rule, const Course& course) {
    const auto named = [](const std::vector<std::string>& ids, const std::string& id) {
        return ids.empty() || std::ranges::find(ids, id) != ids.end();
    };
    return named(rule.tracks, course.track) && named(rule.kinds, course.kind) && fits(rule.when, course);
}

}  // namespace passline
