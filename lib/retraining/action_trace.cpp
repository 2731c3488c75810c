#include "retraining/action_trace.h"

#include "workspace/follow.h"

namespace passline {

Text decision_in_words(const Decision& decision, const Policy& policy) {
    const Role* role = policy.role_named(decision.decided_by);
    const Text who = role == nullptr ? same(decision.decided_by) : role->title;
    const std::string day = decision.decided_on ? decision.decided_on->text() : "";
    if (day.empty())
        return decision.approved ? say("{0}已同意", "approved by {0}", who)
                                 : say("{0}不同意", "declined by {0}", who);
    return decision.approved ? say("{0}于 {1} 同意", "approved by {0} on {1}", who, day)
                             : say("{0}于 {1} 不同意", "declined by {0} on {1}", who, day);
}

std::vector<TraceNode> action_nodes(const CourseOutcome& outcome, const std::vector<std::string>& actions,
                                    const Article& article, const Origin& origin,
                                    const Proceedings& proceedings) {
    const Policy& policy = *outcome.rules->policy;
    const auto decided = [&](People::Index person, std::string_view action) -> std::optional<DecisionNote> {
        const Decision* decision = proceedings.decision(person, outcome.course, action);
        if (decision == nullptr) return std::nullopt;
        return DecisionNote{decision_in_words(*decision, policy), decision->place.address()};
    };
    return follow_nodes(outcome.person, actions, {}, article, origin, policy, decided,
                        outcome.appeal == AppealStatus::open);
}

}  // namespace passline
