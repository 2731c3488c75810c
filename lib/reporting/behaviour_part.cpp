// Levels 3 and 4: behaviour from work figures before and after, the organisation's results, return on cost.
#include <algorithm>

#include "reporting/part.h"
#include "stats/interval.h"

namespace passline {

namespace {

using doc::Kind;

Text months_words(const Months& months) {
    if (months.count() == 1) return same(months.first.text());
    return say("{0} 至 {1}", "{0} to {1}", months.first.text(), months.last.text());
}

Text window_words(const EvaluationWindow& window) {
    return say("{0} 与 {1} 相比", "{0} against {1}", months_words(window.after), months_words(window.before));
}

/// Courses that the report judges at levels 3 and 4: its own, and of a period those of earlier ones whose
/// window closes in it.
template <class WindowOf>
std::vector<std::uint32_t> courses_judged(const ReportInput& input, const ReportScope& scope,
                                          WindowOf window_of) {
    std::vector<std::uint32_t> courses;
    if (scope.of_period()) {
        for (std::uint32_t i = 0; i < input.workspace.courses.size(); ++i) {
            const Workspace::CourseEntry& entry = input.workspace.courses[i];
            if (!entry.rules || entry.course->undated || entry.course->end >= scope.period->first) continue;
            if (scope.rule != nullptr && !scope.rule->tracks.empty() &&
                std::ranges::find(scope.rule->tracks, entry.course->track) == scope.rule->tracks.end())
                continue;
            const std::optional<EvaluationWindow> window = window_of(i);
            if (window && scope.period->contains(window->after.last.last())) courses.push_back(i);
        }
        std::ranges::stable_sort(courses, {},
                                 [&](std::uint32_t i) { return input.workspace.courses[i].course->end; });
    }
    courses.insert(courses.end(), scope.courses.begin(), scope.courses.end());
    return courses;
}

doc::Cell figure_cell(const std::optional<Fraction>& figure) {
    return figure ? doc::value(figure->fixed(2)) : doc::none();
}

Tone tone_of_change(const MetricRule& metric, const std::optional<Fraction>& change) {
    const Fraction zero;
    if (!change || *change == zero) return Tone::none;
    return (*change > zero) == metric.higher_is_better ? Tone::good : Tone::bad;
}

Text metric_title(const MetricRule& metric) {
    const Text title = metric.title.empty() ? same(metric.id) : metric.title;
    return metric.unit.empty() ? title : say("{0}（{1}）", "{0} ({1})", title, metric.unit);
}

doc::Row change_row(const ReportInput& input, std::uint32_t course, const BehaviourResult& result,
                    const MetricChange& change) {
    const Text few = say("人数不足", "too few");
    const auto mean = change.trained.mean();
    const auto interval = change.trained.interval();
    const Share improvement = change.improvement();
    return {{doc::value(input.workspace.courses[course].course->id),
             doc::coded(change.metric->id, metric_title(*change.metric)), count_cell(result.trained),
             count_cell(change.trained.count()), figure_cell(change.trained.mean_before()),
             figure_cell(change.trained.mean_after()),
             mean ? doc::value(mean->fixed(2), tone_of_change(*change.metric, mean)) : doc::none(),
             interval ? doc::value(print_estimate(interval->low, 2)) : doc::none(few),
             interval ? doc::value(print_estimate(interval->high, 2)) : doc::none(few),
             count_cell(change.improved), share_cell(improvement, result.rule), count_cell(change.untrained),
             figure_cell(change.untrained_change), figure_cell(change.difference_in_differences())}};
}

doc::Table change_table(const ReportInput& input, const std::vector<std::uint32_t>& courses) {
    doc::Table table{"behaviour", say("培训前后工作表现", "Work performance before and after"), {}, {}};
    table.columns = {{"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"metric", say("指标", "Metric"), Kind::id},
                     {"trained", say("受训人数", "Trained"), Kind::number, {}, false},
                     {"measured", say("人数", "People"), Kind::number},
                     {"before", say("训前", "Before"), Kind::number},
                     {"after", say("训后", "After"), Kind::number},
                     {"change", say("变化", "Change"), Kind::number},
                     {"low", say("95%下限", "95% low"), Kind::number, {}, false},
                     {"high", say("95%上限", "95% high"), Kind::number, {}, false},
                     {"improved", say("改善人数", "Improved"), Kind::number, {}, false},
                     {"improvement_rate", say("改善率", "Rate"), Kind::percent},
                     {"untrained", say("未受训人数", "Untrained"), Kind::number, {}, false},
                     {"untrained_change", say("未受训变化", "Their change"), Kind::number, {}, false},
                     {"difference", say("双重差分", "Diff. in diff."), Kind::number}};
    for (const std::uint32_t course : courses) {
        const BehaviourResult result = input.behaviour.of(course);
        for (const MetricChange& change : result.metrics)
            if (change.trained.count() > 0) table.rows.push_back(change_row(input, course, result, change));
    }
    table.notes.push_back(
        say("只计训前、训后都有数据的人；双重差分 = 受训者的变化 − 未受训者的变化。",
            "Of those with figures on both sides; difference in differences = change of the trained "
            "less that of the untrained."));
    table.sources = sheet_sources(input, {"kpi", "tickets"});
    return table;
}

/// One chart for each metric, a pair for each course.
void add_charts(const ReportInput& input, const std::vector<std::uint32_t>& courses, Part& part) {
    std::vector<std::pair<const MetricRule*, doc::Pairs>> charts;
    for (const std::uint32_t course : courses) {
        for (const MetricChange& change : input.behaviour.of(course).metrics) {
            const auto before = change.trained.mean_before(), after = change.trained.mean_after();
            if (!before || !after) continue;
            auto chart = std::ranges::find_if(
                charts, [&](const auto& each) { return each.first->id == change.metric->id; });
            if (chart == charts.end()) {
                doc::Pairs pairs;
                pairs.value_title = metric_title(*change.metric);
                pairs.before_title = say("训前", "Before");
                pairs.after_title = say("训后", "After");
                chart = charts.insert(charts.end(), {change.metric, std::move(pairs)});
            }
            const std::string& id = input.workspace.courses[course].course->id;
            const auto change_of = change.trained.mean();
            chart->second.pairs.push_back({id, same(id), before->fixed(2), after->fixed(2),
                                           tone_of_change(*change.metric, change_of),
                                           change_of ? change_of->fixed(2) : std::string{}});
        }
    }
    for (auto& [metric, pairs] : charts)
        part.add(doc::Chart{block_id("behaviour", metric->id),
                            say("培训前后：{0}", "Before and after: {0}", metric_title(*metric)),
                            {},
                            std::move(pairs),
                            {}});
}

/// How one course stands at level 3, as a sentence.
Text behaviour_sentence(const BehaviourResult& result) {
    if (!result.window) return say("观察期尚未开始", "the observation period has not begun");
    if (!result.window->opened)
        return say("观察期 {0} 尚未开始", "the observation period, {0}, has not begun",
                   months_words(result.window->after));
    Text text =
        result.improvement.of == 0
            ? say("{0}，没有训前训后都有数据的人", "{0}: nobody has figures on both sides",
                  window_words(*result.window))
            : say("{0}，改善率 {1}%（{3} 人·项中 {2} 项改善）",
                  "{0}: the improvement rate is {1}% ({2} of {3} figures of persons)",
                  window_words(*result.window), print_percent(*result.improvement.percent(), result.rule),
                  result.improvement.count, result.improvement.of);
    if (!result.window->closed)
        return say("{0}；观察期未满，不作评定", "{0}; it is not over, so nothing is judged", text);
    if (result.judgement.standing == Standing::reached) return say("{0}，达标", "{0}: reached", text);
    if (result.judgement.fell_short())
        return say("{0}，低于 {1}%", "{0}: below {1}%", text, result.rule->at_least->text());
    return text;
}

/// Of whom the same is to be said, it is said once.
class Grouped {
  public:
    void add(const Text& whom, const Text& sentence) {
        const auto said = std::ranges::find(groups_, sentence, &std::pair<Text, std::vector<Text>>::first);
        if (said == groups_.end())
            groups_.push_back({sentence, {whom}});
        else
            said->second.push_back(whom);
    }
    bool empty() const { return groups_.empty(); }
    doc::List list() const {
        doc::List list;
        for (const auto& [sentence, whom] : groups_)
            list.items.push_back(say("{0}：{1}。", "{0}: {1}.", listed(whom), sentence));
        return list;
    }

  private:
    std::vector<std::pair<Text, std::vector<Text>>> groups_;
};

Text behaviour_title(const EvaluationRule& rule) {
    return rule.title.empty() ? say("行为层", "Behaviour") : rule.title;
}

/// The rule by which there should be figures; its problem names the courses.
Finding behaviour_gap(const ReportInput& input, const EvaluationRule& rule, const Policy& policy) {
    return {"behaviour",
            behaviour_title(rule),
            {},
            say("补录工作数据，或说明原因", "Enter the figures, or give the reasons"),
            policy.cite_article(rule.article),
            rule_sources(input, policy, rule.article, rule.origin)};
}

/// Courses without figures, one finding for each rule.
class Gaps {
  public:
    void add(const Text& course, const Finding& finding) {
        for (auto& [each, courses] : gaps_) {
            if (each.article != finding.article || each.area_title != finding.area_title) continue;
            courses.push_back(course);
            return;
        }
        gaps_.push_back({finding, {course}});
    }
    std::vector<Finding> findings() const {
        std::vector<Finding> result;
        for (const auto& [finding, courses] : gaps_) {
            result.push_back(finding);
            result.back().problem =
                say("观察期已满而没有训前训后数据：{0}",
                    "The observation period is over without figures on both sides: {0}", listed(courses));
        }
        return result;
    }

  private:
    std::vector<std::pair<Finding, std::vector<Text>>> gaps_;
};

}  // namespace

Part behaviour_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    const auto courses =
        courses_judged(input, scope, [&](std::uint32_t course) { return input.behaviour.of(course).window; });
    Grouped sentences;
    Gaps unmeasured;
    for (const std::uint32_t course : courses) {
        const BehaviourResult result = input.behaviour.of(course);
        if (result.rule == nullptr) continue;
        const std::string& id = input.workspace.courses[course].course->id;
        sentences.add(same(id), behaviour_sentence(result));
        const Policy& policy = *input.workspace.courses[course].rules->policy;
        if (result.window && result.window->closed && result.trained > 0 && result.improvement.of == 0)
            unmeasured.add(same(id), behaviour_gap(input, *result.rule, policy));
        if (!result.judgement.fell_short()) continue;
        part.findings.push_back(
            {"behaviour", behaviour_title(*result.rule),
             say("{0} 的改善率为 {1}%，低于 {2}%", "{0}: the improvement rate was {1}%, below {2}%", id,
                 print_percent(*result.judgement.percent, result.rule), result.rule->at_least->text()),
             result.rule->otherwise, policy.cite_line(result.rule->article, result.rule->setting),
             rule_sources(input, policy, result.rule->article, result.rule->origin)});
    }
    for (Finding& finding : unmeasured.findings()) part.findings.push_back(std::move(finding));
    if (sentences.empty()) return part;
    part.add(sentences.list());
    doc::Table table = change_table(input, courses);
    if (table.rows.empty()) return part;
    part.add(std::move(table));
    add_charts(input, courses, part);
    return part;
}

// Level 4

namespace {

/// What level 4 is looked at for: a period's training as a whole, or one course.
struct Subject {
    Text title;
    const Policy* policy = nullptr;
    Date first, last;
    std::vector<MetricValue> values;
    std::vector<CostTotal> costs;
};

Subject period_subject(const ReportInput& input, const Policy& policy, const Period& period) {
    Subject subject{same(period.text()), &policy, period.first, period.last, {}, {}};
    for (const Plan& plan : input.workspace.plans)
        if (plan.period == period && policy_of(input.workspace, plan) == policy.id)
            subject.values.insert(subject.values.end(), plan.values.begin(), plan.values.end());
    std::vector<std::uint32_t> courses = courses_ending_in(input.workspace, period);
    std::erase_if(courses,
                  [&](std::uint32_t i) { return input.workspace.courses[i].rules->policy->id != policy.id; });
    subject.costs = input.costs.total(courses);
    return subject;
}

std::vector<Subject> subjects_of(const ReportInput& input, const ReportScope& scope) {
    std::vector<Subject> subjects;
    for (const Policy* policy : scope.policies) {
        const auto& rule = policy->sections.evaluation.results;
        if (!rule) continue;
        if (!scope.of_period()) {
            const Course& course = *input.workspace.courses[scope.course].course;
            subjects.push_back({same(course.id), policy, course.start, course.end, course.values,
                                input.costs.total(scope.course)});
            continue;
        }
        std::vector<Period> periods = {*scope.period};
        for (int back = 0; back < 4 && periods.front().previous() != periods.front(); ++back)
            periods.insert(periods.begin(), periods.front().previous());
        for (const Period& period : periods) {
            const auto window =
                evaluation_window(*rule, period.first, period.last, input.as_of, input.workspace.calendar);
            const bool judged =
                period == *scope.period || (window && scope.period->contains(window->after.last.last()));
            if (judged && !courses_ending_in(input.workspace, period).empty())
                subjects.push_back(period_subject(input, *policy, period));
        }
    }
    return subjects;
}

Text no_return_words(NoReturn reason) {
    switch (reason) {
        case NoReturn::none:
            return {};
        case NoReturn::no_values:
            return say("计划没有写明指标的金额价值", "the plan states no metric's value in money");
        case NoReturn::no_figures:
            return say("有金额价值的指标缺前后数据",
                       "the metrics that have a value lack figures on both sides");
        case NoReturn::no_costs:
            return say("没有费用数据", "there are no costs");
        case NoReturn::currencies:
            return say("价值与费用币种不一", "values and costs are in several currencies");
    }
    return {};
}

Text organisation_title(const EvaluationRule& rule) {
    return rule.title.empty() ? say("结果层", "Results") : rule.title;
}

Text organisation_sentence(const OrganisationResult& result, const CostReturn& gain) {
    if (!result.window) return say("观察期尚未开始", "the observation period has not begun");
    if (!result.window->opened)
        return say("观察期 {0} 尚未开始", "the observation period, {0}, has not begun",
                   months_words(result.window->after));
    Text text = result.improved.of == 0
                    ? say("{0}，没有前后都有数据的指标", "{0}: no metric has figures on both sides",
                          window_words(*result.window))
                    : say("{0}，{1} 项指标中 {2} 项改善", "{0}: {2} of {1} metrics improved",
                          window_words(*result.window), result.improved.of, result.improved.count);
    if (!result.window->closed) text = say("{0}；观察期未满", "{0}; it is not over", text);
    if (gain.percent)
        return say("{0}；投入产出：收益 {1}，费用 {2} {3}，回报率 {4}%",
                   "{0}; return: benefit {1}, cost {2} {3}, {4}%", text, gain.benefit.fixed(2),
                   gain.cost.fixed(2), gain.currency, gain.percent->fixed(2));
    return say("{0}；未计算回报率：{1}", "{0}; no return on cost: {1}", text, no_return_words(gain.reason));
}

void add_metrics(const Subject& subject, const OrganisationResult& result, doc::Table& table) {
    for (const OrganisationMetric& metric : result.metrics) {
        if (metric.figures_before + metric.figures_after == 0) continue;
        const auto change = metric.change();
        table.rows.push_back(
            {{doc::words(subject.title), doc::coded(metric.metric->id, metric_title(*metric.metric)),
              figure_cell(metric.before), figure_cell(metric.after),
              change ? doc::value(change->fixed(2), tone_of_change(*metric.metric, change)) : doc::none(),
              count_cell(metric.figures_before), count_cell(metric.figures_after)}});
    }
}

}  // namespace

Part organisation_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    doc::List sentences;
    doc::Table table{"organisation", say("组织层面指标", "The organisation's figures"), {}, {}};
    table.columns = {{"of", say("培训", "Training of"), Kind::text},
                     {"metric", say("指标", "Metric"), Kind::id},
                     {"before", say("之前", "Before"), Kind::number},
                     {"after", say("之后", "After"), Kind::number},
                     {"change", say("变化", "Change"), Kind::number},
                     {"figures_before", say("之前数据", "Figures before"), Kind::number, {}, false},
                     {"figures_after", say("之后数据", "Figures after"), Kind::number, {}, false}};
    for (const Subject& subject : subjects_of(input, scope)) {
        const OrganisationResult result =
            organisation_result(*subject.policy, input.figures, subject.first, subject.last, input.as_of,
                                input.workspace.calendar);
        const CostReturn gain = return_on_cost(result, subject.values, subject.costs);
        sentences.items.push_back(
            say("{0}：{1}。", "{0}: {1}.", subject.title, organisation_sentence(result, gain)));
        if (result.window && result.window->opened) add_metrics(subject, result, table);
        const EvaluationRule& rule = *result.rule;
        if (result.window && result.window->closed && result.improved.of == 0)
            part.findings.push_back(
                {"organisation", organisation_title(rule),
                 say("{0}：观察期已满而指标没有前后数据",
                     "{0}: the observation period is over without figures on both sides", subject.title),
                 say("补录数据，或说明原因", "Enter the figures, or give the reasons"),
                 subject.policy->cite_article(rule.article),
                 rule_sources(input, *subject.policy, rule.article, rule.origin)});
        if (!result.judgement.fell_short()) continue;
        part.findings.push_back(
            {"organisation", organisation_title(rule),
             say("{0}：改善的指标占 {1}%，低于 {2}%", "{0}: {1}% of the metrics improved, below {2}%",
                 subject.title, print_percent(*result.judgement.percent, &rule), rule.at_least->text()),
             rule.otherwise, subject.policy->cite_line(rule.article, rule.setting),
             rule_sources(input, *subject.policy, rule.article, rule.origin)});
    }
    if (sentences.items.empty()) return part;
    part.add(std::move(sentences));
    table.sources = sheet_sources(input, {"kpi", "tickets", "costs"});
    if (!table.rows.empty()) part.add(std::move(table));
    return part;
}

}  // namespace passline
