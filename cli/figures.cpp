#include "cli/figures.h"

#include <algorithm>

#include "kpi/tickets.h"

namespace passline {

std::unique_ptr<Figures> load_figures(CommandRun& run, Workspace& workspace, bool needed) {
    Diagnostics& diagnostics = run.diagnostics();
    const Inputs& inputs = *run.inputs();
    auto figures = std::make_unique<Figures>(workspace);
    const auto& sheets = inputs.of("kpi");
    const auto& tickets = inputs.of("tickets");
    for (const std::string& path : sheets)
        figures->load(path, workspace, inputs.sheet_options(), diagnostics);
    if (sheets.empty() && !tickets.empty()) {
        Tickets counted(workspace, figures->metrics(), {run.as_of(), false}, diagnostics);
        for (const std::string& path : tickets) counted.load(path, inputs.sheet_options());
        counted.finish();
        counted.add_to(*figures);
    }
    if (sheets.empty() && tickets.empty() && needed) {
        diagnostics.error("no-kpi", {}, say("没有指定绩效数据表", "no sheet of work figures is named"),
                          say("在 passline.yaml 中写 kpi:，或用 --kpi 文件",
                              "name it in passline.yaml (kpi:) or with --kpi FILE"));
    }
    figures->sort(diagnostics);
    return figures;
}

bool levels_ask_for_figures(const Workspace& workspace) {
    const auto asks = [](const LevelStep& step) { return !step.at_least.empty() || !step.at_most.empty(); };
    return std::ranges::any_of(workspace.policies, [&](const Policy& policy) {
        return policy.sections.levels && std::ranges::any_of(policy.sections.levels->steps, asks);
    });
}

}  // namespace passline
