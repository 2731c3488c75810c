#include "cli/level_review.h"

namespace passline {

std::optional<LevelReview> levels_reviewed(CommandRun& run, const Workspace& workspace,
                                           const std::optional<Period>& asked, Diagnostics& diagnostics) {
    LevelReview result;
    if (asked) result.period = *asked;
    for (const Policy& policy : workspace.policies) {
        if (!asked && policy.sections.levels)
            result.period = review_period(*policy.sections.levels, run.as_of());
    }
    result.policy = policy_with_levels(workspace, result.period.last, diagnostics);
    if (result.policy == nullptr) return {};
    const LevelRules& rules = *result.policy->sections.levels;
    const Period usual = review_period(rules, run.as_of());
    if (!asked) result.period = usual;
    if (result.period.kind == usual.kind) return result;
    run.usage(say("--period：职级不按 {0} 这样的期间评定",
                  "--period: levels are not reviewed for periods like {0}", result.period.text()),
              say("写成 {0} 这样", "write it like {0}", usual.text()));
    return {};
}

}  // namespace passline
