#pragma once
#include <optional>
#include <vector>

#include "num/decimal.h"
#include "num/fraction.h"

namespace passline {

/// Where exact figures begin to reach a line, once `round` has been applied to them. Worked out from the
/// meaning of the four modes (semantics.md, Rounding and printing) and not by rounding, so that it can be
/// held against what the rules round.
struct Edge {
    Fraction at;
    bool included = true;  ///< `at` itself reaches the line

    bool reached_by(const Fraction& figure) const { return included ? figure >= at : figure > at; }
    /// The lowest decimal of 6 places that reaches the line.
    Decimal lowest() const;
};

Edge edge_of(Decimal line, const std::optional<Rounding>& round);

/// The figures from 0 to `most` that show where a line is: a step below it and above it (0.01, or the step of
/// `round`), on it, the lowest that reaches it and the highest that does not (a millionth lower). Ascending.
std::vector<Decimal> points_around(Decimal line, const std::optional<Rounding>& round, Decimal most);

}  // namespace passline
