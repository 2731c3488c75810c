#include "evaluation/results.h"

#include <algorithm>

#include "evaluation/metrics_of.h"

namespace passline {

namespace {

struct Sum {
    Fraction total;
    std::uint64_t count = 0;

    std::optional<Fraction> mean() const {
        if (count == 0 || total.overflowed()) return std::nullopt;
        return total / Fraction::ratio(static_cast<std::int64_t>(count), 1);
    }
};

OrganisationMetric metric_around(const MetricRule& rule, const Figures& figures,
                                 const std::vector<People::Index>& people, const EvaluationWindow& window,
                                 Date as_of) {
    const Metrics::Number number = figures.metrics().find(rule.id);
    Sum before, after;
    for (const People::Index person : people) {
        for (const Figure& figure : figures.until(as_of, person, number)) {
            Sum* const sum = window.before.contains(figure.month)  ? &before
                             : window.after.contains(figure.month) ? &after
                                                                   : nullptr;
            if (sum == nullptr) continue;
            sum->total += figure.value;
            ++sum->count;
        }
    }
    return {&rule, before.mean(), after.mean(), before.count, after.count};
}

/// The one currency of values and costs; empty when there are several.
std::string common_currency(const std::vector<CostReturn::Benefit>& benefits,
                            const std::vector<CostTotal>& costs) {
    const std::string currency = costs.front().currency;
    const bool values = std::ranges::all_of(benefits, [&](const CostReturn::Benefit& benefit) {
        const std::string& own = benefit.value->worth.currency;
        return (own.empty() ? usual_currency : std::string_view(own)) == currency;
    });
    return values && costs.size() == 1 ? currency : std::string();
}

}  // namespace

std::optional<Fraction> OrganisationMetric::change() const {
    if (!before || !after) return std::nullopt;
    return *after - *before;
}

std::optional<Fraction> OrganisationMetric::improvement() const {
    const auto moved = change();
    if (!moved || metric->higher_is_better) return moved;
    return Fraction() - *moved;
}

OrganisationResult organisation_result(const Policy& policy, const Figures& figures, Date first, Date last,
                                       Date as_of, const Calendar& calendar) {
    OrganisationResult result;
    const EvaluationRules& evaluation = policy.sections.evaluation;
    if (!evaluation.results) return result;
    result.rule = &*evaluation.results;
    result.window = evaluation_window(*result.rule, first, last, as_of, calendar);
    const std::vector<People::Index> people = figures.people();
    for (const MetricRule* metric : metrics_of(evaluation, *result.rule)) {
        OrganisationMetric around{metric, {}, {}, 0, 0};
        if (result.window) around = metric_around(*metric, figures, people, *result.window, as_of);
        if (const auto improvement = around.improvement())
            result.improved += {*improvement > Fraction() ? 1U : 0U, 1};
        result.metrics.push_back(around);
    }
    result.judgement = hold(result.rule, result.improved.percent(), !result.window || !result.window->closed);
    return result;
}

CostReturn return_on_cost(const OrganisationResult& result, const std::vector<MetricValue>& values,
                          const std::vector<CostTotal>& costs) {
    CostReturn back;
    for (const MetricValue& value : values) {
        const auto metric = std::ranges::find_if(
            result.metrics, [&](const OrganisationMetric& each) { return each.metric->id == value.metric; });
        if (metric == result.metrics.end()) continue;
        const auto improvement = metric->improvement();
        if (!improvement) continue;
        back.benefits.push_back(
            {metric->metric, &value, *improvement, *improvement * Fraction(value.worth.amount)});
        back.benefit += back.benefits.back().amount;
    }
    if (costs.size() == 1) back.cost = costs.front().amount;
    if (values.empty()) {
        back.reason = NoReturn::no_values;
    } else if (back.benefits.empty()) {
        back.reason = NoReturn::no_figures;
    } else if (costs.empty() || (costs.size() == 1 && back.cost == Fraction())) {
        back.reason = NoReturn::no_costs;
    } else if (back.currency = common_currency(back.benefits, costs); back.currency.empty()) {
        back.reason = NoReturn::currencies;
    } else {
        back.percent = (back.benefit - back.cost) * Fraction(Decimal::whole(100)) / back.cost;
    }
    return back;
}

}  // namespace passline
