// Scores of foreign systems as passline's decimals, exactly.
#pragma once
#include <optional>
#include <string_view>

#include "num/decimal.h"

namespace passline {

/// A score on passline's scale, and what it cost to bring it there.
struct Points {
    Decimal value;
    /// Digits beyond the sixth place were cut off, towards the lower side. Whether such a score reaches a
    /// line, which has six places at most, is the same before and after.
    bool cut = false;
};

/// Reads a number as other systems write it (85, 85.00, 0.8333333333333334, 5e-05) and scales it from
/// `out_of` to `to`: value × to / out_of. A number of more than 15 significant digits has been binary
/// floating point and is rounded to 15 first, as many as such a number carries: 0.7999999999999999 is 0.8.
/// Nothing when the text is no number, or too large. `out_of` and `to` are above 0.
std::optional<Points> scaled_points(std::string_view text, Decimal out_of, Decimal to);

}  // namespace passline
