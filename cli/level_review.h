#pragma once
#include <optional>

#include "cli/command_run.h"
#include "levels/levels.h"

namespace passline {

/// What is reviewed: a period, by the levels that hold on its last day.
struct LevelReview {
    const Policy* policy = nullptr;
    Period period;
};

/// The period that was asked for, else the last whole one. Nothing after a problem, which is in
/// `diagnostics`, or a usage error: a period of another kind than levels are reviewed for.
std::optional<LevelReview> levels_reviewed(CommandRun& run, const Workspace& workspace,
                                           const std::optional<Period>& asked, Diagnostics& diagnostics);

}  // namespace passline
