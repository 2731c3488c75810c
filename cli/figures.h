#pragma once
#include <memory>
#include <optional>
#include <string>

#include "cli/command_run.h"
#include "kpi/figures.h"

namespace passline {

/// The work figures of a run: those of its KPI sheets, and where they have none those that its tickets give.
/// Without either sheet they are empty, and with `needed` that is an error (`no-kpi`). Problems are in the
/// diagnostics.
std::unique_ptr<Figures> load_figures(CommandRun& run, Workspace& workspace, bool needed);

/// Whether some step of the levels asks for a figure; of some policy's levels.
bool asks_for_figures(const LevelRules& rules);
bool levels_ask_for_figures(const Workspace& workspace);

/// The period that --period names; a usage error when the text is none. Empty text gives no period.
bool read_period(CommandRun& run, const std::string& text, std::optional<Period>& period);

}  // namespace passline
