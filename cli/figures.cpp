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
    figures->sort(diagnostics);
    if (!tickets.empty()) {
        Tickets counted(workspace, figures->metrics(), {run.as_of(), false}, diagnostics);
        for (const std::string& path : tickets) counted.load(path, inputs.sheet_options());
        counted.finish();
        counted.complete(*figures);
    }
    if (sheets.empty() && tickets.empty() && needed) {
        diagnostics.error("no-kpi", {}, say("没有指定绩效数据表", "no sheet of work figures is named"),
                          say("在 passline.yaml 中写 kpi:，或用 --kpi 文件",
                              "name it in passline.yaml (kpi:) or with --kpi FILE"));
    }
    return figures;
}

bool asks_for_figures(const LevelRules& rules) {
    return std::ranges::any_of(
        rules.steps, [](const LevelStep& step) { return !step.at_least.empty() || !step.at_most.empty(); });
}

bool levels_ask_for_figures(const Workspace& workspace) {
    return std::ranges::any_of(workspace.policies, [](const Policy& policy) {
        return policy.sections.levels && asks_for_figures(*policy.sections.levels);
    });
}

bool read_period(CommandRun& run, const std::string& text, std::optional<Period>& period) {
    if (text.empty()) return true;
    period = Period::parse(text);
    if (!period) {
        run.usage(say("--period：'{0}' 不是期间", "--period: '{0}' is not a period", text),
                  say("写成 2026-Q1、2026-01 或 2026", "write it like 2026-Q1, 2026-01 or 2026"));
    }
    return period.has_value();
}

}  // namespace passline
