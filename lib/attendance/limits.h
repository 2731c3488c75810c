#pragma once
#include <optional>
#include <string>
#include <vector>

#include "attendance/session.h"
#include "num/fraction.h"
#include "policy/attendance_rules.h"
#include "time/date.h"

namespace passline {

/// A limit that someone's absences have reached.
struct ReachedLimit {
    const LimitRule* rule = nullptr;
    std::optional<Period> month;  ///< of a limit per month
    Fraction value;               ///< the count, hours or days; of `in_a_row` the days
    std::vector<const SessionResult*> counted;

    /// "late+early=3>=3@2026-01", "absent_days=3 in a row@2026-01".
    std::string text() const;
};

/// Every limit that is reached, in the policy's order, then by month. `sessions` are one person's of one
/// course, or of the workplace, in order; those that were made up do not count.
std::vector<ReachedLimit> reached_limits(const std::vector<LimitRule>& rules,
                                         const std::vector<SessionResult>& sessions);

}  // namespace passline
