#pragma once
#include <vector>

#include "workspace/workspace.h"

namespace passline {

/// A course that a frequency rule asks for and that no plan has yet.
struct OwedCourse {
    const FrequencyRule* rule = nullptr;
    Period within;          ///< in which it must end
    Period counted;         ///< the month, quarter or year that the rule speaks of
    std::int32_t held = 0;  ///< those that the plans have in it
};

/// What a track still owes in a plan's period. Of a longer period (three a year, in a quarter's plan) the
/// share of this plan, what is left being spread evenly over it and those to follow.
std::vector<OwedCourse> owed_courses(const Workspace& workspace, const Policy& policy, const Track& track,
                                     Period period);

/// `month`, `quarter`, `year` as a rule counts them.
Period::Kind counted_by(const FrequencyRule& rule);

}  // namespace passline
