#include "evaluation/behaviour.h"

#include <algorithm>

#include "evaluation/metrics_of.h"

namespace passline {

namespace {

bool was_trained(const CourseOutcome& outcome) {
    return !outcome.attempts.empty() && outcome.outcome != Outcome::withdrawn &&
           outcome.outcome != Outcome::not_attended;
}

Fraction whole(std::uint64_t number) { return Fraction::ratio(static_cast<std::int64_t>(number), 1); }

}  // namespace

std::optional<Fraction> MetricChange::difference_in_differences() const {
    const auto own = trained.mean();
    if (!own || !untrained_change) return std::nullopt;
    return *own - *untrained_change;
}

bool MetricChange::better(const Fraction& change) const {
    const Fraction zero;
    return metric->higher_is_better ? change > zero : change < zero;
}

Behaviour::Behaviour(const Workspace& workspace, const Figures& figures, Date as_of)
    : workspace_(workspace),
      figures_(figures),
      as_of_(as_of),
      courses_(workspace.courses.size()),
      people_(figures.people()) {
    for (std::size_t i = 0; i < courses_.size(); ++i) {
        const auto& rules = workspace.courses[i].rules;
        if (!rules || !rules->policy->sections.evaluation.behaviour) continue;
        const EvaluationRules& evaluation = rules->policy->sections.evaluation;
        courses_[i].window = evaluation_window(*evaluation.behaviour, rules->course->start,
                                               rules->course->end, as_of, workspace.calendar);
        for (const MetricRule* metric : metrics_of(evaluation, *evaluation.behaviour)) {
            courses_[i].numbers.push_back(figures.metrics().find(metric->id));
            courses_[i].metrics.push_back({metric, {}, 0, 0, 0, 0, {}});
        }
    }
}

void Behaviour::add(const CourseOutcome& outcome) {
    OfCourse& course = courses_[outcome.course];
    if (!course.window || !was_trained(outcome)) return;
    ++course.trained;
    for (std::size_t i = 0; i < course.metrics.size(); ++i) {
        MetricChange& metric = course.metrics[i];
        const auto before = mean(outcome.person, course.numbers[i], course.window->before);
        const auto after = mean(outcome.person, course.numbers[i], course.window->after);
        if (!before || !after) {
            ++metric.unmeasured;
            continue;
        }
        metric.trained.add(*before, *after);
        if (*after == *before) ++metric.unchanged;
        if (metric.better(*after - *before)) ++metric.improved;
    }
}

std::optional<Fraction> Behaviour::mean(People::Index person, Metrics::Number metric,
                                        const Months& months) const {
    Fraction sum;
    std::int64_t count = 0;
    for (const Figure& figure : figures_.until(as_of_, person, metric)) {
        if (!months.contains(figure.month)) continue;
        sum += figure.value;
        ++count;
    }
    if (count == 0) return std::nullopt;
    return sum / Fraction::ratio(count, 1);
}

const Behaviour::Everyone& Behaviour::everyone(Metrics::Number metric, const EvaluationWindow& window) const {
    const auto [found, added] = everyone_.try_emplace({metric, window.before, window.after});
    if (!added) return found->second;
    for (const People::Index person : people_) {
        const auto before = mean(person, metric, window.before);
        const auto after = mean(person, metric, window.after);
        if (!before || !after) continue;
        ++found->second.count;
        found->second.change += *after - *before;
    }
    return found->second;
}

BehaviourResult Behaviour::of(std::uint32_t number) const {
    const auto& rules = workspace_.courses[number].rules;
    const OfCourse& course = courses_[number];
    BehaviourResult result;
    if (!rules || !rules->policy->sections.evaluation.behaviour) return result;
    result.rule = &*rules->policy->sections.evaluation.behaviour;
    result.window = course.window;
    result.trained = course.trained;
    result.metrics = course.metrics;
    for (std::size_t i = 0; i < course.metrics.size() && course.window; ++i) {
        MetricChange& metric = result.metrics[i];
        const Everyone& all = everyone(course.numbers[i], *course.window);
        metric.untrained = all.count - metric.trained.count();
        const Fraction others = all.change - (metric.trained.sum_after() - metric.trained.sum_before());
        if (metric.untrained > 0 && !others.overflowed())
            metric.untrained_change = others / whole(metric.untrained);
        result.improvement += metric.improvement();
    }
    result.judgement =
        hold(result.rule, result.improvement.percent(), !course.window || !course.window->closed);
    return result;
}

}  // namespace passline
