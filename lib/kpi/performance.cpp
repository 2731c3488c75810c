#include "kpi/performance.h"

#include <algorithm>

namespace passline {

std::string PerformanceFinding::line() const {
    return rule->below ? "<" + rule->below->text() : ">" + rule->above->text();
}

std::string PerformanceFinding::figures() const {
    std::string text;
    for (const Figure& figure : months)
        text += (text.empty() ? "" : ";") + figure.month.text() + "=" + figure.value.text();
    return text;
}

PerformanceJudge::PerformanceJudge(const Workspace& workspace, const Figures& figures, Date as_of,
                                   TookPart took_part)
    : workspace_(workspace), figures_(figures), as_of_(as_of), took_part_(std::move(took_part)) {
    for (const Policy& policy : workspace.policies) {
        for (const PerformanceRule& rule : policy.sections.performance)
            rules_.push_back({&policy, &rule, figures.metrics().find(rule.metric)});
    }
}

std::vector<PerformanceFinding> PerformanceJudge::person(People::Index person) const {
    std::vector<PerformanceFinding> findings;
    for (const Rule& rule : rules_) {
        if (auto finding = apply(rule, person)) findings.push_back(std::move(*finding));
    }
    return findings;
}

std::vector<PerformanceFinding> PerformanceJudge::everyone() const {
    std::vector<People::Index> people = figures_.people();
    std::ranges::sort(people, {}, [&](People::Index person) { return workspace_.people.id(person); });
    std::vector<PerformanceFinding> all;
    for (const People::Index each : people) {
        for (PerformanceFinding& finding : person(each)) all.push_back(std::move(finding));
    }
    return all;
}

std::optional<PerformanceFinding> PerformanceJudge::apply(const Rule& rule, People::Index person) const {
    const auto figures = figures_.until(as_of_, person, rule.metric);
    if (figures.empty()) return {};
    const Date last = figures.back().month.last();
    if (policy_in_force(workspace_.policies, rule.policy->id, last) != rule.policy) return {};
    std::optional<Date> trained;
    if (!rule.rule->after.empty()) {
        trained = took_part_ ? took_part_(person, rule.rule->after) : std::nullopt;
        if (!trained) return {};
    }
    std::size_t first = figures.size();
    while (first > 0) {
        const Figure& figure = figures[first - 1];
        if (first < figures.size() && figure.month.next() != figures[first].month) break;
        const bool wrong =
            rule.rule->below ? figure.value < *rule.rule->below : figure.value > *rule.rule->above;
        if (!wrong || (trained && figure.month.first() <= *trained)) break;
        --first;
    }
    const auto row = figures.subspan(first);
    if (row.size() < static_cast<std::size_t>(rule.rule->months)) return {};
    PerformanceFinding finding{person, rule.policy, rule.rule, rule.metric, {row.begin(), row.end()},
                               last,   {},          false};
    if (rule.rule->within) {
        const DatedResult due = after(last, *rule.rule->within, workspace_.calendar);
        finding.due = due.date;
        finding.provisional = due.provisional;
    }
    return finding;
}

namespace {

Text headline(const PerformanceFinding& finding, const Metrics& metrics) {
    const PerformanceRule& rule = *finding.rule;
    const Text& metric = metrics.title(finding.metric);
    const std::string line = rule.below ? rule.below->text() : rule.above->text();
    const std::size_t months = finding.months.size();
    if (rule.below)
        return months == 1 ? say("{0}低于 {1}", "{0} is below {1}", metric, line)
                           : say("{0}连续 {2} 个月低于 {1}", "{0} is below {1} in {2} months in a row",
                                 metric, line, months);
    return months == 1 ? say("{0}高于 {1}", "{0} is above {1}", metric, line)
                       : say("{0}连续 {2} 个月高于 {1}", "{0} is above {1} in {2} months in a row", metric,
                             line, months);
}

Text what_follows(const PerformanceFinding& finding) {
    const PerformanceRule& rule = *finding.rule;
    const bool retrain = rule.then == PerformanceRule::Then::retrain;
    Text what = retrain ? say("须补训", "retraining") : say("须考核", "assessment");
    if (!rule.track.empty()) {
        const Track* track = finding.policy->track(rule.track);
        what = say("{0}：{1}", "{0}: {1}", what, track == nullptr ? same(rule.track) : track->title);
    }
    if (!finding.due) return what;
    return say("{0}，期限 {1}（{2} 之后 {3}）", "{0}, due {1} ({3} after {2})", what, finding.due->text(),
               finding.since.text(), rule.within->words());
}

}  // namespace

std::vector<TraceNode> explain_performance(const std::vector<PerformanceFinding>& findings,
                                           const Figures& figures, const DecisionOf& decision) {
    std::vector<TraceNode> nodes;
    for (const PerformanceFinding& finding : findings) {
        const PerformanceRule& rule = *finding.rule;
        const Policy& policy = *finding.policy;
        TraceNode node{headline(finding, figures.metrics()),
                       policy.cite_article(rule.article),
                       policy.addresses(rule.origin, {}),
                       {}};
        if (!rule.setting.empty()) {
            node.children.push_back({say("界线 {0}", "the line {0}", finding.line()),
                                     setting_cited(rule.setting),
                                     policy.addresses({}, rule.setting),
                                     {}});
        }
        for (const Figure& figure : finding.months)
            node.children.push_back({say("{0}：{1}", "{0}: {1}", figure.month.text(), figure.value.text()),
                                     {},
                                     {figures.address(figure)},
                                     {}});
        if (rule.then != PerformanceRule::Then::nothing)
            node.children.push_back({what_follows(finding), {}, {}, {}});
        for (TraceNode& follows :
             follow_nodes(finding.person, rule.actions, {}, rule.article, rule.origin, policy, decision))
            node.children.push_back(std::move(follows));
        nodes.push_back(std::move(node));
    }
    return nodes;
}

}  // namespace passline
