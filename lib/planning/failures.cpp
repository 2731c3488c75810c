#include "planning/failures.h"

#include <algorithm>
#include <tuple>

namespace passline {

void Failures::add(const CourseOutcome& outcome) {
    const CourseRules& rules = *outcome.rules;
    if (rules.policy->id != policy_.id) return;
    if (outcome.next == Next::retrain || outcome.next == Next::resit || outcome.next == Next::make_up)
        again_.push_back(
            {std::string(workspace_.people.id(outcome.person)), rules.course->id, outcome.next, outcome.due});
    if (outcome.attempts.empty()) return;
    const AttemptResult& first = outcome.attempts.front().result;
    for (std::size_t i = 0; i < first.components.size() && i < rules.components.size(); ++i) {
        if (!first.components[i].below) continue;
        const RuledComponent& part = rules.components[i];
        Weak& weak = components_[{rules.track->id, part.id}];
        weak.title = part.title.empty() ? same(part.id) : part.title;
        weak.people.insert(outcome.person);
    }
    if (first.total_below) {
        Weak& weak = components_[{rules.track->id, "total"}];
        weak.title = say("总评", "Total");
        weak.people.insert(outcome.person);
    }
}

std::vector<WeakComponent> Failures::weakest(const std::string& track) const {
    std::vector<WeakComponent> found;
    for (const auto& [key, weak] : components_) {
        if (key.first == track) found.push_back({weak.title, weak.people.size()});
    }
    std::ranges::stable_sort(found, std::ranges::greater{}, &WeakComponent::people);
    return found;
}

std::vector<ToBeRepeated> Failures::to_be_repeated() const {
    std::vector<ToBeRepeated> sorted = again_;
    std::ranges::sort(sorted, {}, [](const ToBeRepeated& each) {
        return std::tuple(each.due.value_or(Date::latest()), std::string_view(each.employee_id),
                          std::string_view(each.course_id));
    });
    return sorted;
}

}  // namespace passline
