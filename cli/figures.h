#pragma once
#include <memory>

#include "cli/command_run.h"
#include "kpi/figures.h"

namespace passline {

/// The work figures of a run: those of its KPI sheets, or, where it has none, those that its tickets give.
/// Without either they are empty, and with `needed` that is an error (`no-kpi`). Sorted; problems are in the
/// diagnostics.
std::unique_ptr<Figures> load_figures(CommandRun& run, Workspace& workspace, bool needed);

/// Whether some step of some policy's levels asks for a figure.
bool levels_ask_for_figures(const Workspace& workspace);

}  // namespace passline
