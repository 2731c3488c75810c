#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "costs/costs.h"
#include "evaluation/standing.h"
#include "evaluation/window.h"
#include "kpi/figures.h"
#include "stats/share.h"

namespace passline {

/// A metric of the whole organisation: the mean of all figures that the sheets have of it in the window, over
/// persons and months.
struct OrganisationMetric {
    const MetricRule* metric = nullptr;
    std::optional<Fraction> before;
    std::optional<Fraction> after;
    std::uint64_t figures_before = 0;
    std::uint64_t figures_after = 0;

    /// After less before.
    std::optional<Fraction> change() const;
    /// The change in the better direction: above 0 is better. Nothing without figures on both sides.
    std::optional<Fraction> improvement() const;
};

/// Level 4 for a course or a plan.
struct OrganisationResult {
    const EvaluationRule* rule = nullptr;
    std::optional<EvaluationWindow> window;
    std::vector<OrganisationMetric> metrics;  ///< as the rule names them, else all of the policy
    Share improved;                           ///< metrics that improved, of those with figures on both sides
    Judgement
        judgement;  ///< the share of improved metrics against the line; `early` until the window is closed
};

/// The organisation's metrics around the days from `first` to `last` (a course's, a plan's period).
OrganisationResult organisation_result(const Policy& policy, const Figures& figures, Date first, Date last,
                                       Date as_of, const Calendar& calendar);

/// Why there is no return on cost.
enum class NoReturn {
    none,        ///< there is one
    no_values,   ///< the plan states no metric's value in money
    no_figures,  ///< no metric that has a value has figures on both sides
    no_costs,    ///< the cost sheets have nothing, or nothing but zero
    currencies   ///< values and costs are not all in one currency
};

/// Return on cost: (benefit - cost) / cost.
struct CostReturn {
    struct Benefit {
        const MetricRule* metric = nullptr;
        const MetricValue* value = nullptr;  ///< what one unit is worth
        Fraction improvement;                ///< in the better direction; may be negative
        Fraction amount;
    };
    std::vector<Benefit> benefits;
    Fraction benefit;
    Fraction cost;
    std::string currency;
    NoReturn reason = NoReturn::none;
    std::optional<Fraction> percent;  ///< exact; -100 and up
};

/// `values`: of the course, or of the plan; `costs`: what it has cost, by currency.
CostReturn return_on_cost(const OrganisationResult& result, const std::vector<MetricValue>& values,
                          const std::vector<CostTotal>& costs);

}  // namespace passline
