#include "evaluation/standing.h"

#include "kpi/metrics.h"

namespace passline {

Judgement hold(const EvaluationRule* rule, std::optional<Fraction> percent, bool early) {
    Judgement judgement{rule, percent, Standing::no_line};
    if (rule == nullptr || !rule->at_least) return judgement;
    if (early) {
        judgement.standing = Standing::early;
    } else if (!percent) {
        judgement.standing = Standing::no_figures;
    } else {
        judgement.standing = *percent < Fraction(*rule->at_least) ? Standing::short_of : Standing::reached;
    }
    return judgement;
}

std::string print_percent(const Fraction& percent, const EvaluationRule* rule) {
    if (rule == nullptr || !rule->at_least) return percent.fixed(2);
    return print_fixed(percent, {{*rule->at_least, false}});
}

}  // namespace passline
