#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "time/date.h"

namespace passline {

/// Which of several days a `done` date belongs to. `due`: the days on which something was due, ascending and
/// not yet done; `done`: when it was done, ascending. The result has, for each date, the place of its day in
/// `due`, or nothing for dates that are more than the days.
///
/// A date belongs to the first day due on or after it; after the last, to the last. Of several dates between
/// two days the last is in time and those before it were late for earlier days that are not done yet; where
/// there are none, they are ahead of time for later ones. Earlier dates always belong to earlier days.
std::vector<std::optional<std::size_t>> days_done(const std::vector<Date>& due,
                                                  const std::vector<Date>& done);

}  // namespace passline
