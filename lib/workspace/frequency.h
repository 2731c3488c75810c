#pragma once
#include <cstdint>
#include <string_view>

#include "time/date.h"
#include "workspace/workspace.h"

namespace passline {

/// How often courses must be held: `frequency` of a policy's tracks.

Period::Kind period_kind(FrequencyRule::Per per);
Text frequency_words(FrequencyRule::Per per);  ///< 每季度 / a quarter

/// The courses of the policy `policy` that count for a rule of one of its tracks in a period: those that end
/// in it, whichever plan has them, without cancelled ones and those postponed without new dates.
std::int32_t courses_towards(const Workspace& workspace, std::string_view policy, const Track& track,
                             const FrequencyRule& rule, const Period& period);

}  // namespace passline
