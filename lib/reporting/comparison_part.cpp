// The figures at a glance, and against the period before.
#include <algorithm>

#include "reporting/headline.h"
#include "stats/interval.h"

namespace passline {

namespace {

using doc::Kind;

constexpr auto learning = &EvaluationRules::learning;
constexpr auto reaction = &EvaluationRules::reaction;

Share kept(const std::vector<DeadlineItem>& items) {
    Share share;
    for (const DeadlineItem& item : items) {
        if (item.state == DeadlineState::done) ++share.count;
        if (item.state == DeadlineState::done || item.state == DeadlineState::late ||
            item.state == DeadlineState::overdue)
            ++share.of;
    }
    return share;
}

}  // namespace

Headline headline(const ReportInput& input, std::span<const std::uint32_t> courses,
                  const std::vector<DeadlineItem>& deadlines) {
    Headline result;
    result.courses = courses.size();
    result.learning = learning_of(input.tally, courses);
    result.satisfied = reaction_of(input.feedback, courses).overall.satisfied();
    result.attendance = attendance_of(input.tally, courses).rate();
    result.deadlines = kept(deadlines);
    return result;
}

namespace {

/// Cancelled courses have no results, but may have cost something.
std::vector<CostTotal> costs_of(const ReportInput& input, std::vector<std::uint32_t> courses,
                                const std::optional<Period>& period) {
    for (std::uint32_t i = 0; period && i < input.workspace.courses.size(); ++i) {
        const Workspace::CourseEntry& entry = input.workspace.courses[i];
        if (!entry.rules && period->contains(entry.course->end)) courses.push_back(i);
    }
    return input.costs.total(courses);
}

/// One of the figures, now and before.
struct Compared {
    std::string id;
    Text label;
    Kind kind = Kind::number;
    doc::Cell now, before;
    std::optional<Fraction> change;
    bool higher_is_better = true;
    bool judged = true;  ///< a change is good or bad
};

Compared count_of(const std::string& id, const Text& label, std::uint64_t now, std::uint64_t before) {
    return {id,
            label,
            Kind::number,
            count_cell(now),
            count_cell(before),
            Fraction::ratio(static_cast<std::int64_t>(now) - static_cast<std::int64_t>(before), 1),
            true,
            false};
}

Compared share_of(const std::string& id, const Text& label, const Share& now, const Share& before,
                  const EvaluationRule* rule) {
    Compared compared{id, label, Kind::percent, share_cell(now, rule), share_cell(before, rule),
                      {}, true,  true};
    const auto a = now.percent(), b = before.percent();
    if (a && b) compared.change = *a - *b;
    return compared;
}

std::optional<Fraction> amount_of(const std::vector<CostTotal>& costs, const std::string& currency) {
    const auto found = std::ranges::find(costs, currency, &CostTotal::currency);
    return found == costs.end() ? std::nullopt : std::optional(found->amount);
}

void add_costs(const Headline& now, const Headline& before, std::vector<Compared>& rows) {
    std::vector<std::string> currencies;
    for (const auto* costs : {&now.costs, &before.costs})
        for (const CostTotal& total : *costs)
            if (std::ranges::find(currencies, total.currency) == currencies.end())
                currencies.push_back(total.currency);
    for (const std::string& currency : currencies) {
        const auto a = amount_of(now.costs, currency), b = amount_of(before.costs, currency);
        const auto cell = [](const std::optional<Fraction>& amount) {
            return amount ? doc::value(amount->fixed(2)) : doc::none();
        };
        Compared row{currencies.size() == 1 ? "spent" : block_id("spent", currency),
                     say("费用（{0}）", "Costs ({0})", currency),
                     Kind::money,
                     cell(a),
                     cell(b),
                     {},
                     true,
                     false};
        if (a && b) row.change = *a - *b;
        rows.push_back(std::move(row));
    }
}

std::vector<Compared> compare(const ReportInput& input, const ReportScope& scope) {
    const auto groups = by_policy(input.workspace, scope.courses);
    const EvaluationRule* level2 = shared_rule(groups, learning);
    const EvaluationRule* level1 = shared_rule(groups, reaction);
    const bool first = judges_first(level2);
    Headline now = headline(input, scope.courses, deadlines_in(input, scope));
    Headline before = headline(input, scope.courses_before, deadlines_before(input, scope));
    now.costs = costs_of(input, scope.courses, scope.period);
    before.costs = costs_of(input, scope.courses_before, scope.period_before);
    std::vector<Compared> rows;
    if (scope.of_period())
        rows.push_back(count_of("courses", say("课程数", "Courses"), now.courses, before.courses));
    rows.push_back(count_of("enrolled",
                            scope.of_period() ? say("参训人次", "Enrolled") : say("参训人数", "Enrolled"),
                            now.learning.enrolled, before.learning.enrolled));
    rows.push_back(share_of("first_rate", say("首次合格率", "First-attempt pass rate"),
                            now.learning.first_rate(), before.learning.first_rate(),
                            first ? level2 : nullptr));
    rows.push_back(share_of("final_rate", say("最终合格率", "Final pass rate"), now.learning.final_rate(),
                            before.learning.final_rate(), first ? nullptr : level2));
    rows.push_back(
        share_of("satisfied", say("满意率", "Satisfied"), now.satisfied, before.satisfied, level1));
    rows.push_back(
        share_of("attendance_rate", say("出勤率", "Attendance"), now.attendance, before.attendance, nullptr));
    rows.push_back(share_of("deadlines_kept", say("按期完成率", "Deadlines kept"), now.deadlines,
                            before.deadlines, nullptr));
    add_costs(now, before, rows);
    std::erase_if(rows,
                  [](const Compared& row) { return row.now.value.empty() && row.before.value.empty(); });
    return rows;
}

doc::Cell change_cell(const Compared& row) {
    if (!row.change) return doc::none();
    const Fraction zero;
    Tone tone = Tone::none;
    if (row.judged && *row.change != zero)
        tone = (*row.change > zero) == row.higher_is_better ? Tone::good : Tone::bad;
    return doc::value(row.kind == Kind::number ? row.change->shortest(2) : row.change->fixed(2), tone);
}

/// Several kinds of figures in one column: text for readers, with its unit.
doc::Cell with_unit(const Compared& row, const doc::Cell& cell) {
    if (cell.value.empty()) return cell;
    return doc::coded(cell.value, row.kind == Kind::percent ? same(cell.value + "%") : same(cell.value),
                      cell.tone);
}

Text before_title(const ReportInput& input, const ReportScope& scope) {
    return same(scope.of_period() ? scope.period_before->text()
                                  : input.workspace.courses[scope.course_before].course->id);
}

Text now_title(const ReportInput& input, const ReportScope& scope) {
    return same(scope.of_period() ? scope.period->text() : input.workspace.courses[scope.course].course->id);
}

/// The last periods of the kind that have results, up to this one.
doc::Chart trend(const ReportInput& input, const ReportScope& scope) {
    constexpr int most = 8;
    const std::vector<std::string> tracks =
        scope.rule == nullptr ? std::vector<std::string>{} : scope.rule->tracks;
    const EvaluationRule* rule = shared_rule(by_policy(input.workspace, scope.courses), learning);
    const bool of_first = judges_first(rule);
    doc::Trend chart;
    chart.value_title = say("合格率", "Pass rate");
    doc::Trend::Series first{"first_rate", say("首次合格率", "First attempt"), {}};
    doc::Trend::Series final_rate{"final_rate", say("最终合格率", "Final"), {}};
    std::vector<Period> periods = {*scope.period};
    while (static_cast<int>(periods.size()) < most && periods.front().previous() != periods.front())
        periods.insert(periods.begin(), periods.front().previous());
    for (const Period& period : periods) {
        const LearningCounts counts =
            learning_of(input.tally, courses_ending_in(input.workspace, period, tracks));
        if (counts.assessed() == 0 && chart.points.empty()) continue;
        chart.points.push_back(period.text());
        const auto text = [](const Share& share, const EvaluationRule* line) {
            return share.percent() ? print_percent(*share.percent(), line) : std::string{};
        };
        first.values.push_back(text(counts.first_rate(), of_first ? rule : nullptr));
        final_rate.values.push_back(text(counts.final_rate(), of_first ? nullptr : rule));
    }
    chart.series = {std::move(first), std::move(final_rate)};
    chart.line = line_of(rule);
    return {"pass_rate_trend", say("合格率走势", "Pass rates over time"), {}, std::move(chart), {}};
}

}  // namespace

Part comparison_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    if (scope.courses_before.empty() || scope.courses.empty()) return part;
    doc::Table table{
        "comparison", say("与 {0} 比较", "Compared with {0}", before_title(input, scope)), {}, {}};
    table.columns = {{"figure", say("指标", "Figure"), Kind::id},
                     {"before", before_title(input, scope), Kind::text},
                     {"now", now_title(input, scope), Kind::text},
                     {"change", say("变化", "Change"), Kind::number}};
    for (const Compared& row : compare(input, scope))
        table.rows.push_back({{doc::coded(row.id, row.label), with_unit(row, row.before),
                               with_unit(row, row.now), change_cell(row)}});
    table.notes.push_back(say("比率的变化以百分点计。", "Changes of rates are in percentage points."));
    table.sources = sheet_sources(input, {"scores", "feedback", "attendance", "costs"});
    part.add(std::move(table));
    if (scope.of_period()) {
        doc::Chart chart = trend(input, scope);
        if (std::get<doc::Trend>(chart.data).points.size() > 1) part.add(std::move(chart));
    }
    return part;
}

namespace {

/// What a figure is held against, and what it was before.
Text figure_note(const EvaluationRule* rule, const doc::Cell& before, bool of_period) {
    Text note;
    if (rule != nullptr && rule->at_least) note = say("目标 ≥ {0}%", "target ≥ {0}%", rule->at_least->text());
    if (before.value.empty()) return note;
    const Text was = of_period ? say("上期 {0}%", "previous period: {0}%", before.value)
                               : say("上次 {0}%", "previous course: {0}%", before.value);
    return note.empty() ? was : say("{0}；{1}", "{0}; {1}", note, was);
}

Tone tone_against(const Share& share, const EvaluationRule* rule) {
    const auto percent = share.percent();
    if (!percent || rule == nullptr || !rule->at_least) return Tone::none;
    return *percent < Fraction(*rule->at_least) ? Tone::bad : Tone::good;
}

doc::KeyFigures key_figures(const ReportInput& input, const ReportScope& scope) {
    const auto groups = by_policy(input.workspace, scope.courses);
    const EvaluationRule* level2 = shared_rule(groups, learning);
    const EvaluationRule* level1 = shared_rule(groups, reaction);
    const bool first = judges_first(level2);
    const Headline now = headline(input, scope.courses, deadlines_in(input, scope));
    doc::KeyFigures figures{"overview", {}, {}};
    for (const Compared& row : compare(input, scope)) {
        if (row.now.value.empty()) continue;
        const EvaluationRule* rule = row.id == "first_rate" && first    ? level2
                                     : row.id == "final_rate" && !first ? level2
                                     : row.id == "satisfied"            ? level1
                                                                        : nullptr;
        doc::KeyFigure figure{row.id, row.label, row.now, row.kind, {}, {}};
        if (row.id == "enrolled") figure.sources = sheet_sources(input, {"scores", "roster"});
        if (row.kind == Kind::percent)
            figure.note =
                figure_note(rule, scope.courses_before.empty() ? doc::none() : row.before, scope.of_period());
        if (row.id == "first_rate") figure.cell.tone = tone_against(now.learning.first_rate(), rule);
        if (row.id == "final_rate") figure.cell.tone = tone_against(now.learning.final_rate(), rule);
        if (row.id == "satisfied") figure.cell.tone = tone_against(now.satisfied, rule);
        figures.figures.push_back(std::move(figure));
    }
    return figures;
}

/// Levels of the evaluation with problems, once each.
std::vector<Text> levels_in(const std::vector<Finding>& findings) {
    std::vector<Text> levels;
    for (const std::string_view area : {"reaction", "learning", "behaviour", "organisation"}) {
        const auto finding = std::ranges::find(findings, std::string(area), &Finding::area);
        if (finding != findings.end() && std::ranges::find(levels, finding->area_title) == levels.end())
            levels.push_back(finding->area_title);
    }
    return levels;
}

Text conclusion(const ReportInput& input, const ReportScope& scope, const std::vector<Finding>& findings) {
    const LearningCounts counts = learning_of(input.tally, scope.courses);
    const auto groups = by_policy(input.workspace, scope.courses);
    const EvaluationRule* rule = shared_rule(groups, learning);
    const bool first = judges_first(rule);
    Text text;
    if (counts.assessed() == 0) {
        text = say("尚无考核结果。", "There are no results yet.");
    } else {
        const Text rates =
            say("首次合格 {0}，最终合格 {1}", "{0} passed at the first attempt, {1} in the end",
                share_words(counts.first_rate(), first ? rule : nullptr),
                share_words(counts.final_rate(), first ? nullptr : rule));
        text = scope.of_period()
                   ? say("参训 {0} 人次，已考核 {1} 人次：{2}。", "{0} enrolled, {1} assessed: {2}.",
                         counts.enrolled, counts.assessed(), rates)
                   : say("参训 {0} 人，已考核 {1} 人：{2}。", "{0} enrolled, {1} assessed: {2}.",
                         counts.enrolled, counts.assessed(), rates);
    }
    if (findings.empty() && counts.enrolled == 0)
        return say("没有数据，未作评估。", "There is nothing to evaluate yet.");
    if (findings.empty()) return say("{0}没有发现问题。", "{0} No problems were found.", text);
    text = say("{0}发现问题 {1} 项", "{0} {1} {2} found", text, findings.size(),
               counted(findings.size(), "problem was", "problems were"));
    const std::vector<Text> levels = levels_in(findings);
    if (!levels.empty())
        text = say("{0}，其中涉及评估的：{1}", "{0}, in the evaluation: {1}", text, listed(levels));
    return say("{0}。", "{0}.", text);
}

}  // namespace

Part overview_part(const ReportInput& input, const ReportScope& scope, const std::vector<Finding>& findings) {
    Part part;
    part.add(key_figures(input, scope));
    part.add(doc::Paragraph{conclusion(input, scope, findings), say("结论：", "Conclusion: "), {}});
    return part;
}

}  // namespace passline
