#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "cli/command_run.h"

namespace passline {

/// What follows `passline plan`.
struct PlanOptions {
    std::string what = "courses";
    std::string period;
    std::string course;
    std::vector<std::string> files;    ///< of `diff`
    std::int32_t people_at_least = 2;  ///< of `draft`
};

/// `plan draft`, `plan diff`: the command's exit code.
int plan_draft(CommandRun& run, const PlanOptions& options);
int plan_difference(CommandRun& run, const PlanOptions& options);

}  // namespace passline
