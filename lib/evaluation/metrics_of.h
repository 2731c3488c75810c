#pragma once
#include <vector>

#include "policy/evaluation_rules.h"

namespace passline {

/// The metrics that a level looks at: those it names, else all of the policy. Their rules live in `rules`.
inline std::vector<const MetricRule*> metrics_of(const EvaluationRules& rules, const EvaluationRule& level) {
    std::vector<const MetricRule*> metrics;
    for (const std::string& id : level.metrics) {
        if (const MetricRule* metric = rules.metric(id)) metrics.push_back(metric);
    }
    if (!level.metrics.empty()) return metrics;
    for (const MetricRule& metric : rules.metrics) metrics.push_back(&metric);
    return metrics;
}

}  // namespace passline
