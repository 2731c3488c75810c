#include "cases/edge.h"

#include <limits>
#include <set>

namespace passline {

namespace {

constexpr Decimal millionth = Decimal::from_millionths(1);
constexpr Decimal hundredth = Decimal::from_millionths(10'000);

/// Stops at the ends of the range: `round` may have a step of any size.
Decimal plus(Decimal a, std::int64_t millionths) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.millionths(), millionths, &sum)) {
        sum = millionths < 0 ? std::numeric_limits<std::int64_t>::min()
                             : std::numeric_limits<std::int64_t>::max();
    }
    return Decimal::from_millionths(sum);
}

}  // namespace

Edge edge_of(Decimal line, const std::optional<Rounding>& round) {
    if (!round) return {line, true};
    const Fraction step = round->to;
    // The first multiple of the step that is not below the line: what a figure must be rounded to.
    const std::int64_t multiple = line.millionths() / round->to.millionths() +
                                  (line.millionths() % round->to.millionths() == 0 ? 0 : 1);
    const Fraction target = Fraction::ratio(multiple, 1) * step;
    const Fraction half = target - step / Fraction::ratio(2, 1);
    switch (round->mode) {
        case RoundMode::half_up:
            return {half, true};
        case RoundMode::half_even:
            return {half, multiple % 2 == 0};
        case RoundMode::down:
            return {target, true};
        case RoundMode::up:
            return {target - step, false};
    }
    return {target, true};
}

Decimal Edge::lowest() const {
    const Fraction on_grid = at.rounded({millionth, included ? RoundMode::up : RoundMode::down});
    const Decimal lowest = on_grid.exact().value_or(Decimal{});
    return included ? lowest : plus(lowest, 1);
}

std::vector<Decimal> points_around(Decimal line, const std::optional<Rounding>& round, Decimal most) {
    const std::int64_t step = (round ? round->to : hundredth).millionths();
    const Decimal lowest = edge_of(line, round).lowest();
    const std::set<Decimal> all = {plus(line, -step), plus(lowest, -1), lowest, line, plus(line, step)};
    std::vector<Decimal> points;
    for (const Decimal point : all) {
        if (point >= Decimal{} && point <= most) points.push_back(point);
    }
    return points;
}

}  // namespace passline
