// Cases about work: staff levels, figures, tickets.
#include <algorithm>

#include "attendance/summary.h"
#include "cases/case_values.h"
#include "cases/case_workspace.h"
#include "kpi/performance.h"
#include "levels/levels.h"

namespace passline {

namespace {

constexpr People::Index person = 0;

/// The case's figures; their sheet is made up, so nothing is said of its rows.
Figures figures_of(const Case& test, const Workspace& workspace, Diagnostics& diagnostics) {
    Figures figures(workspace);
    const std::string rows = "employee_id,period,metric,value\n";
    const auto number =
        figures.add_sheet(Sheet::open(FileBytes::of("", rows), *SheetSpec::builtin("kpi"), {}, diagnostics));
    for (const CaseFigure& each : test.figures) {
        Figure figure;
        figure.person = person;
        figure.month = each.month;
        figure.metric = figures.metrics().find(each.metric);
        figure.sheet = number;
        figure.value = each.value;
        figures.add(figure);
    }
    figures.sort(diagnostics);
    return figures;
}

/// Addresses in files that there are not.
void without_files(TraceNode& node) {
    std::erase_if(node.sources, [](const std::string& source) { return source.starts_with(':'); });
    for (TraceNode& child : node.children) without_files(child);
}

void take(const Diagnostics& diagnostics, CaseResult& result) {
    for (const Diagnostic& diagnostic : diagnostics.all()) {
        if (diagnostic.severity == Severity::error) result.problems.push_back(diagnostic.message);
    }
}

/// Every line of a step that was judged: met, or missing.
void touch_lines(const LevelStep& step, const std::vector<Missing>& missing, std::vector<Touch>& touched) {
    using Kind = Missing::Kind;
    const auto line = [&](Kind kind, const std::string& what, const std::string& part) {
        const bool met = std::ranges::none_of(missing, [&](const Missing& each) {
            return each.kind == kind && (kind == Kind::tenure || each.what == what);
        });
        touched.push_back({step.origin, part, met});
    };
    for (const MetricLine& each : step.at_least) line(Kind::at_least, each.metric, "at_least." + each.metric);
    for (const MetricLine& each : step.at_most) line(Kind::at_most, each.metric, "at_most." + each.metric);
    if (!step.exam.empty()) line(Kind::exam, step.exam, "exam");
    if (step.tenure) line(Kind::tenure, {}, "tenure");
}

void touch_levels(const LevelResult& result, std::vector<Touch>& touched) {
    for (const LevelStep* step : result.met) {
        touched.push_back({step->origin, {}, true});
        touch_lines(*step, {}, touched);
    }
    for (const auto& [step, missing] : result.lacking) touch_lines(*step, missing, touched);
}

/// What follows work figures in words.
std::string next_of(const PerformanceRule& rule) {
    if (rule.then == PerformanceRule::Then::retrain) return "retrain";
    return rule.then == PerformanceRule::Then::assess ? "assess" : "none";
}

}  // namespace

void run_level(const Case& test, CaseResult& result) {
    Workspace& workspace = *result.workspace;
    const Policy& policy = workspace.policies.front();
    Diagnostics diagnostics;
    const Figures figures = figures_of(test, workspace, diagnostics);
    const Period period = *test.period;
    const ExamOf exam = [&](People::Index, std::string_view track, Date) -> std::optional<ExamPassed> {
        if (std::ranges::find(test.passed, track) == test.passed.end()) return {};
        return ExamPassed{std::string(track), period.last, {}};
    };
    const LevelJudge judge(workspace, figures, policy, period, day_of(test), exam);
    Trace trace;
    const LevelResult level = judge.person(person, diagnostics, &trace);
    take(diagnostics, result);
    result.trace = trace.take();
    for (TraceNode& node : result.trace) without_files(node);
    touch_levels(level, result.touched);
    ValueList values(CaseKind::level, result.came_out);
    values.one("reached", level.reached == nullptr ? "" : level.reached->id);
    values.one("recommendation", std::string(recommendation_name(level.recommendation)));
    std::vector<std::string> missing;
    for (const Missing& each : level.missing) missing.push_back(each.text());
    values.many("missing", std::move(missing));
    values.many("decides", level.decides());
    values.many("actions", level.actions());
    values.many("articles", level.articles());
}

void run_performance(const Case& test, CaseResult& result) {
    Workspace& workspace = *result.workspace;
    Diagnostics diagnostics;
    const Figures figures = figures_of(test, workspace, diagnostics);
    const TookPart took_part = [&](People::Index, const std::vector<std::string>& tracks) {
        std::optional<Date> earliest;
        for (const auto& [track, end] : test.took_part) {
            if (std::ranges::find(tracks, track) == tracks.end()) continue;
            if (!earliest || end < *earliest) earliest = end;
        }
        return earliest;
    };
    const PerformanceJudge judge(workspace, figures, day_of(test), took_part);
    const std::vector<PerformanceFinding> findings = judge.person(person);
    result.trace = explain_performance(findings, figures, {});
    for (TraceNode& node : result.trace) without_files(node);
    take(diagnostics, result);
    Consequences follow;
    std::string next = "none";
    std::string due;
    for (const PerformanceFinding& finding : findings) {
        follow.add(finding.rule->actions, finding.rule->article);
        if (next == "none") next = next_of(*finding.rule);
        if (due.empty() && finding.due) due = finding.due->text();
    }
    for (const PerformanceRule& rule : workspace.policies.front().sections.performance) {
        const bool applies = std::ranges::any_of(
            findings, [&](const PerformanceFinding& finding) { return finding.rule == &rule; });
        const bool stated = !figures.of(person, figures.metrics().find(rule.metric)).empty();
        if (stated) result.touched.push_back({rule.origin, {}, applies});
    }
    ValueList values(CaseKind::performance, result.came_out);
    values.one("next", next);
    values.one("due", due);
    values.many("actions", follow.actions);
    values.many("articles", follow.articles);
}

void run_ticket(const Case& test, CaseResult& result) {
    const Workspace& workspace = *result.workspace;
    const Policy& policy = workspace.policies.front();
    const ServiceVersion version(policy.sections.service, TicketClasses(workspace.policies));
    const ServiceChecks checks =
        check_service(test.ticket, version, end_of(day_of(test)) + 1, workspace.calendar);
    ValueList values(CaseKind::ticket, result.came_out);
    Consequences follow;
    for (const ServiceCheck& check : checks) {
        values.one(service_kind_name(check.kind), check.in_time ? "in_time" : "late");
        follow.add({}, check.rule->article);
        result.touched.push_back({check.rule->origin, {}, check.in_time});
        TraceNode node{say("{0}：期限 {1}，{2}", "{0}: by {1}, {2}", service_kind_title(check.kind),
                           moment_text(check.limit),
                           check.done ? say("{0} 完成", "done at {0}", moment_text(*check.done))
                                      : say("未完成", "not done")),
                       policy.cite_article(check.rule->article),
                       {check.rule->origin.address()},
                       {}};
        result.trace.push_back(std::move(node));
    }
    if (checks.promise_missing)
        result.problems.push_back(say("工单没有承诺时间 promised", "the ticket states nothing `promised`"));
    values.many("articles", follow.articles);
}

}  // namespace passline
