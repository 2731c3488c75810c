#pragma once
#include <optional>
#include <string>

#include "num/fraction.h"
#include "policy/evaluation_rules.h"

namespace passline {

/// How a level of the evaluation stands against the line that its rule draws (`at_least`).
enum class Standing {
    no_line,     ///< the policy demands no figure, or has no such level
    no_figures,  ///< nothing to hold against the line
    early,       ///< the window is not over: what there is says nothing yet
    reached,     ///< on the line or above it
    short_of     ///< below: what the rule says under `otherwise` must follow, by its `article`
};

struct Judgement {
    const EvaluationRule* rule = nullptr;  ///< null: the policy does not have the level
    std::optional<Fraction> percent;       ///< exact; what was held against the line
    Standing standing = Standing::no_line;

    bool fell_short() const { return standing == Standing::short_of; }
};

/// Holds an exact percentage against the rule's `at_least`. `early`: the window is not over.
Judgement hold(const EvaluationRule* rule, std::optional<Fraction> percent, bool early = false);

/// A percentage with two decimals, half up, and never on the other side of the rule's line than the exact
/// value: there it is cut, or else the next step up. A null rule has no line.
std::string print_percent(const Fraction& percent, const EvaluationRule* rule);

}  // namespace passline
