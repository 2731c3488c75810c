#include "views/decision_notes.h"

#include <fmt/format.h>

#include "retraining/action_trace.h"

namespace passline {

const Decision* decision_since(const Proceedings& proceedings, People::Index person, std::string_view action,
                               Date since) {
    const Decision* decision = proceedings.decision(person, Workspace::none, action);
    if (decision == nullptr || (decision->decided_on && *decision->decided_on < since)) return nullptr;
    return decision;
}

DecisionOf decision_notes(const Proceedings& proceedings, const Policy& policy, Date since) {
    return [&proceedings, &policy, since](People::Index person,
                                          std::string_view action) -> std::optional<DecisionNote> {
        const Decision* decision = decision_since(proceedings, person, action, since);
        if (decision == nullptr) return {};
        return DecisionNote{decision_in_words(*decision, policy), decision->place.address()};
    };
}

std::string decision_entry(const Decision* decision, const std::string& action) {
    if (decision == nullptr) return action + "=pending";
    return fmt::format("{}={}:{}:{}", action, decision->approved ? "approved" : "declined",
                       decision->decided_by, decision->decided_on ? decision->decided_on->text() : "");
}

}  // namespace passline
