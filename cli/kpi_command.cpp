#include <set>

#include "cli/course_history.h"
#include "cli/figures.h"
#include "cli/grading.h"
#include "cli/output.h"
#include "cli/selection.h"
#include "cli/shared_options.h"
#include "views/kpi_list.h"
#include "workspace/due_dates.h"

namespace passline {

namespace {

struct KpiOptions {
    Selection selection;
    bool below = false;
    bool late = false;

    bool shows(People::Index person, Month month) const {
        return selection.has_person(person) && selection.has_day(month.first());
    }
};

/// The figures that tickets give, or the tickets behind those that are not 100.
int from_tickets(CommandRun& run, KpiOptions& options, const TableOptions& table) {
    Diagnostics& diagnostics = run.diagnostics();
    const auto workspace = run.workspace(Needed::policy);
    if (workspace == nullptr) return run.code();
    const auto& paths = run.inputs()->of("tickets");
    if (paths.empty()) {
        diagnostics.error("no-tickets", {}, say("没有指定工单表", "no sheet of tickets is named"),
                          say("在 passline.yaml 中写 tickets:，或用 --tickets 文件",
                              "name it in passline.yaml (tickets:) or with --tickets FILE"));
        return run.code();
    }
    const Metrics metrics(workspace->policies);
    Tickets tickets(*workspace, metrics, {run.as_of(), options.late}, diagnostics);
    for (const std::string& path : paths) tickets.load(path, run.inputs()->sheet_options());
    tickets.finish();
    if (!diagnostics.ok()) return run.code();
    if (!options.selection.settle(run, *workspace) || !run.may_write({run.options().output}))
        return exit_usage;
    const auto output = Output::open(run.options().output, diagnostics);
    if (output == nullptr) return run.code();
    if (options.late) {
        std::vector<LateTicket> late = tickets.late();
        std::erase_if(late, [&](const LateTicket& each) { return !options.shows(each.person, each.month); });
        write_late(late, *workspace, tickets.classes(), table, *output);
    } else {
        KpiRows rows(*workspace, metrics, table, *output);
        tickets.each([&](const Tickets::Value& value) {
            if (options.shows(value.person, value.month)) rows.add(value);
        });
        rows.finish();
    }
    return output->commit(diagnostics) ? run.code() : exit_system;
}

/// Who is below standard: the rules look back over courses, so everyone is judged first.
int below(CommandRun& run, KpiOptions& options, const TableOptions& table) {
    Diagnostics& diagnostics = run.diagnostics();
    const auto grading = load_grading(run, {.needed = Needed::policy});
    if (grading == nullptr) return run.code();
    Workspace& workspace = *grading->workspace;
    const auto figures = load_figures(run, workspace, true);
    if (!diagnostics.ok()) return run.code();
    CourseHistory history;
    if (!judge_in_order(run, *grading, [&](const auto& outcomes) { history.add(outcomes); }))
        return run.code();
    const PerformanceJudge judge(workspace, *figures, run.as_of(), history.took_part());
    if (!judge.has_rules()) {
        diagnostics.error("no-performance", {}, say("制度没有绩效规则", "no policy has performance rules"),
                          say("在制度中写 performance:", "state them in the policy under performance:"));
        return run.code();
    }
    if (!options.selection.settle(run, workspace) || !run.may_write({run.options().output}))
        return exit_usage;
    std::vector<PerformanceFinding> findings = judge.everyone();
    std::erase_if(findings, [&](const PerformanceFinding& finding) {
        return !options.shows(finding.person, finding.months.back().month);
    });
    std::set<int> years;
    for (const PerformanceFinding& finding : findings) {
        if (finding.provisional) years.insert(finding.due->year());
    }
    warn_provisional(years, diagnostics);
    const auto output = Output::open(run.options().output, diagnostics);
    if (output == nullptr) return run.code();
    write_below(findings, workspace, figures->metrics(), grading->proceedings, table, *output);
    return output->commit(diagnostics) ? run.code() : exit_system;
}

int kpi(CommandRun& run, KpiOptions& options) {
    const auto table = run.table_options();
    if (!table) return exit_usage;
    if (options.below && options.late)
        return run.usage(say("--below 和 --late 只能选一个", "--below and --late exclude each other"));
    return options.below ? below(run, options, *table) : from_tickets(run, options, *table);
}

}  // namespace

Run declare_kpi(Declaration declaration) {
    auto options = std::make_shared<KpiOptions>();
    const auto help = [&](const Text& text) { return declaration.help(text); };
    const std::string group = help({"显示哪些", "What is shown"});
    CLI::App& app = declaration.app;
    app.add_flag("--below", options->below,
                 help({"列出按绩效规则不达标的人", "who is below standard by the performance rules"}))
        ->group(group);
    app.add_flag("--late", options->late,
                 help({"列出超过服务时限的工单", "the tickets that missed a service level"}))
        ->group(group);
    options->selection.declare(declaration, {},
                               {"只显示此期间，如 2026-Q1", "show this period only, like 2026-Q1"});
    add_table_options(declaration);
    add_input_options(declaration);
    add_sheet_options(declaration, {"tickets", "kpi"});
    return [options](CommandRun& run) { return kpi(run, *options); };
}

}  // namespace passline
