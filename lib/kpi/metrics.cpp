#include "kpi/metrics.h"

#include <algorithm>

#include "base/suggest.h"
#include "kpi/ticket_metrics.h"
#include "text/unicode.h"

namespace passline {

namespace {

/// True when the printed figure says the same about every line as the exact one.
bool agrees(const std::string& printed, const Fraction& figure, const std::vector<FigureLine>& lines) {
    const auto shown = Decimal::parse(printed);
    if (!shown) return true;
    return std::ranges::all_of(lines, [&](const FigureLine& line) {
        const Fraction value(line.value);
        return line.upper ? (*shown > line.value) == (figure > value)
                          : (*shown < line.value) == (figure < value);
    });
}

std::string on_its_side(const std::string& printed, int places, const Fraction& figure,
                        const std::vector<FigureLine>& lines) {
    if (agrees(printed, figure, lines)) return printed;
    std::string cut = figure.fixed_cut(places);
    if (agrees(cut, figure, lines)) return cut;
    const std::string up =
        (Fraction(Decimal::parse(cut).value_or(Decimal{})) + Fraction::ratio(1, places == 2 ? 100 : 10'000))
            .fixed(places);
    return agrees(up, figure, lines) ? up : figure.shortest(6);
}

}  // namespace

std::string print_fixed(const Fraction& figure, const std::vector<FigureLine>& lines) {
    return on_its_side(figure.fixed(2), 2, figure, lines);
}

std::string print_shortest(const Fraction& figure, const std::vector<FigureLine>& lines) {
    return on_its_side(figure.shortest(4), 4, figure, lines);
}

Metrics::Metrics(const std::vector<Policy>& policies) {
    for (const Policy& policy : policies) {
        for (const MetricRule& metric : policy.sections.evaluation.metrics) add(metric.id, metric.title);
    }
    for (const Policy& policy : policies) add_rules(policy.sections);
    for (const TicketMetric& metric : ticket_metrics(TicketClasses(policies)))
        add(metric.id, metric.title, false);
}

void Metrics::add_rules(const Sections& sections) {
    for (const PerformanceRule& rule : sections.performance) {
        if (rule.below) add_line(rule.metric, *rule.below, false);
        if (rule.above) add_line(rule.metric, *rule.above, true);
    }
    if (!sections.levels) return;
    for (const LevelStep& step : sections.levels->steps) {
        for (const MetricLine& line : step.at_least) add_line(line.metric, line.value, false);
        for (const MetricLine& line : step.at_most) add_line(line.metric, line.value, true);
    }
}

Metrics::Number Metrics::add(const std::string& id, const Text& title, bool of_policy) {
    const auto number = static_cast<Number>(metrics_.size());
    const auto [at, fresh] = by_id_.emplace(id, number);
    if (fresh) metrics_.push_back({id, same(id), {}, of_policy});
    Metric& metric = metrics_[at->second];
    if (!title.empty() && metric.title == same(id)) metric.title = title;
    by_name_.emplace(folded(id), at->second);
    if (!title.zh.empty()) by_name_.emplace(folded(title.zh), at->second);
    if (!title.en.empty()) by_name_.emplace(folded(title.en), at->second);
    return at->second;
}

void Metrics::add_line(const std::string& id, Decimal value, bool upper) {
    metrics_[add(id)].lines.push_back({value, upper});
}

Metrics::Number Metrics::find(std::string_view name) const {
    if (const auto exact = by_id_.find(name); exact != by_id_.end()) return exact->second;
    const auto found = by_name_.find(folded(name));
    return found == by_name_.end() ? none : found->second;
}

std::optional<std::string> Metrics::near(std::string_view name) const {
    std::vector<std::string> known;
    for (const Metric& metric : metrics_) {
        if (!metric.of_policy) continue;
        for (const std::string& each : {metric.id, metric.title.zh, metric.title.en}) known.push_back(each);
    }
    return nearest(name, known);
}

}  // namespace passline
