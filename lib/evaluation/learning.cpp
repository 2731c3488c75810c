#include "evaluation/learning.h"

namespace passline {

namespace {

/// The first score of a component, brought to 100; nothing when no attempt has one.
std::optional<Fraction> first_score(const CourseOutcome& outcome, std::size_t component,
                                    const Decimal& out_of) {
    for (const JudgedAttempt& attempt : outcome.attempts) {
        const ComponentResult& result = attempt.result.components[component];
        if (result.scored()) return result.compared.fraction() * Decimal::whole(100) / out_of;
    }
    return std::nullopt;
}

std::size_t place_in(const CourseRules& rules, const RuledComponent* component) {
    return static_cast<std::size_t>(component - rules.components.begin());
}

std::vector<Gain> gains_of(const CourseRules& rules) {
    std::vector<Gain> gains;
    for (const RuledComponent& baseline : rules.components) {
        const int of = baseline.baseline ? rules.component(baseline.baseline_of) : -1;
        if (of >= 0) gains.push_back({&baseline, &rules.components[static_cast<std::size_t>(of)], {}});
    }
    return gains;
}

}  // namespace

void LearningCounts::add(const CourseOutcome& outcome) {
    ++enrolled;
    switch (outcome.outcome) {
        case Outcome::pass:
            ++passed;
            if (outcome.passed_first()) ++passed_first;
            break;
        case Outcome::fail:
            ++failed;
            break;
        case Outcome::incomplete:
            ++incomplete;
            break;
        case Outcome::not_attended:
            ++not_attended;
            break;
        case Outcome::withdrawn:
            ++withdrawn;
            break;
    }
}

LearningCounts& LearningCounts::operator+=(const LearningCounts& other) {
    enrolled += other.enrolled;
    passed_first += other.passed_first;
    passed += other.passed;
    failed += other.failed;
    incomplete += other.incomplete;
    not_attended += other.not_attended;
    withdrawn += other.withdrawn;
    return *this;
}

std::optional<Fraction> Gain::normalised() const {
    const auto before = scores.mean_before();
    const auto gained = scores.mean();
    const Fraction full = Decimal::whole(100);
    if (!before || !gained || *before >= full) return std::nullopt;
    return *gained / (full - *before);
}

Learning::Learning(const Workspace& workspace) : workspace_(workspace), courses_(workspace.courses.size()) {
    for (std::size_t i = 0; i < courses_.size(); ++i) {
        if (const auto& rules = workspace.courses[i].rules) courses_[i].gains = gains_of(*rules);
    }
}

void Learning::add(const CourseOutcome& outcome) {
    OfCourse& course = courses_[outcome.course];
    course.all.add(outcome);
    const std::uint32_t department = workspace_.people[outcome.person].department;
    if (course.departments.size() <= department) course.departments.resize(department + 1);
    course.departments[department].add(outcome);
    for (Gain& gain : course.gains) {
        const auto before =
            first_score(outcome, place_in(*outcome.rules, gain.baseline), gain.baseline->out_of);
        const auto after =
            first_score(outcome, place_in(*outcome.rules, gain.component), gain.component->out_of);
        if (before && after) gain.scores.add(*before, *after);
    }
}

bool judges_first(const EvaluationRule* rule) {
    return rule != nullptr && rule->of == EvaluationRule::Of::first_rate;
}

Share rate_judged(const LearningCounts& counts, const EvaluationRule* rule) {
    return judges_first(rule) ? counts.first_rate() : counts.final_rate();
}

Judgement judge_learning(const LearningCounts& counts, const EvaluationRule* rule) {
    return hold(rule, rate_judged(counts, rule).percent());
}

}  // namespace passline
