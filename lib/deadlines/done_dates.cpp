#include "deadlines/done_dates.h"

#include <algorithm>
#include <cstdint>

namespace passline {

std::vector<std::optional<std::size_t>> days_done(const std::vector<Date>& due,
                                                  const std::vector<Date>& done) {
    std::vector<bool> taken(due.size(), false);
    std::size_t ahead = 0;          // dates without a day of their own or before it
    std::size_t free = due.size();  // days before this one are not taken
    for (auto date = done.rbegin(); date != done.rend(); ++date) {
        const auto first = std::lower_bound(due.begin(), due.end(), *date);
        const auto own = std::min<std::size_t>(static_cast<std::size_t>(first - due.begin()) + 1, free);
        if (own == 0) {
            ++ahead;
            continue;
        }
        taken[own - 1] = true;
        free = own - 1;
    }
    for (std::size_t day = 0; day < due.size() && ahead > 0; ++day) {
        if (taken[day]) continue;
        taken[day] = true;
        --ahead;
    }
    std::vector<std::optional<std::size_t>> result;
    for (std::size_t day = 0; day < due.size(); ++day) {
        if (taken[day]) result.emplace_back(day);
    }
    result.resize(done.size());
    return result;
}

}  // namespace passline
