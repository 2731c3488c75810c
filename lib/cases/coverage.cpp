#include "cases/coverage.h"

#include <algorithm>

namespace passline {

namespace {

std::string numbered(const std::string& path, std::size_t index) {
    return fmt::format("{}[{}]", path, index + 1);
}

bool cites(const TraceNode& node, const std::string& source) {
    const auto& all = node.sources;
    if (std::find(all.begin(), all.end(), source) != all.end()) return true;
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](const TraceNode& child) { return cites(child, source); });
}

bool holds_all(const std::vector<std::string>& all, const std::vector<std::string>& wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& item) {
        return std::find(all.begin(), all.end(), item) != all.end();
    });
}

}  // namespace

Coverage::Coverage(const Policy& policy) : untested_(untested_rules(policy)) {
    for (const Track& track : policy.tracks) add_track(track);
}

CoveredRule& Coverage::rule(std::string path, const Article& article, const Origin& origin) {
    const bool known =
        std::any_of(articles_.begin(), articles_.end(), [&](const auto& a) { return a.article == article; });
    if (!article.empty() && !known) articles_.push_back({article, false});
    return rules_.emplace_back(CoveredRule{std::move(path), article, origin});
}

void Coverage::add_track(const Track& track) {
    const std::string path = "tracks." + track.id;
    const Assessment& assessment = track.assessment;
    const std::string assessed = path + ".assessment";
    if (assessment.pass.kind != PassLine::Kind::none) {
        rule(assessed + ".pass", assessment.article, assessment.pass.origin).is_line = true;
    }
    for (const GroupRule& group : assessment.groups)
        rule(assessed + ".groups." + group.id, group.article, group.origin);
    if (assessment.components_from_plan)
        rule(assessed + ".components", assessment.article, assessment.origin);
    for (const ComponentRule& component : assessment.components) {
        const std::string id = assessed + ".components." + component.id;
        if (!component.baseline_of.empty()) continue;
        if (component.pass.kind == PassLine::Kind::none) {
            rule(id, component.article, component.origin);
        } else {
            rule(id + ".pass", component.article, component.pass.origin).is_line = true;
        }
    }
    for (std::size_t i = 0; i < mark_count; ++i) {
        const MarkRule& mark = assessment.marks[i];
        if (mark.origin.line != 0)
            rule(fmt::format("{}.marks.{}", assessed, mark_name(static_cast<Mark>(i))), mark.article,
                 mark.origin);
    }
    for (const BandRule& band : track.bands) rule(path + ".bands." + band.id, band.article, band.origin);
    if (track.on_pass.origin.line != 0) rule(path + ".on_pass", track.on_pass.article, track.on_pass.origin);
    if (track.on_pass.certificate) rule(path + ".on_pass.certificate", {}, track.on_pass.origin);
    for (std::size_t i = 0; i < track.on_fail.size(); ++i) {
        rule(numbered(path + ".on_fail", i), track.on_fail[i].article, track.on_fail[i].origin);
    }
    for (std::size_t i = 0; i < track.on_fails.size(); ++i) {
        rule(numbered(path + ".on_fails", i), track.on_fails[i].article, track.on_fails[i].origin);
    }
    for (std::size_t i = 0; i < track.on_consecutive_fails.size(); ++i) {
        const CountRule& count = track.on_consecutive_fails[i];
        rule(numbered(path + ".on_consecutive_fails", i), count.article, count.origin);
    }
}

void Coverage::hit(const std::string& path) {
    for (CoveredRule& rule : rules_) {
        if (rule.path == path) rule.reached = true;
    }
}

void Coverage::line(const std::string& path, bool reached) {
    for (CoveredRule& rule : rules_) {
        if (rule.path == path) (reached ? rule.reached : rule.missed) = true;
    }
}

void Coverage::record_attempt(const std::string& assessment, const CourseRules& rules,
                              const AttemptResult& result) {
    hit(assessment + ".components");
    for (std::size_t i = 0; i < rules.components.size(); ++i) {
        const RuledComponent& rule = rules.components[i];
        const ComponentResult& component = result.components[i];
        const std::string path = assessment + ".components." + rule.id;
        if (component.state == ComponentResult::State::marked) {
            hit(fmt::format("{}.marks.{}", assessment, mark_name(component.mark)));
        }
        if (!component.scored()) continue;
        line(path + ".pass", !component.below);
        hit(path);
        if (result.total && rule.group >= 0)
            hit(assessment + ".groups." + rules.groups[static_cast<std::size_t>(rule.group)].id);
    }
    if (result.total) line(assessment + ".pass", !result.total_below);
}

void Coverage::record(const CourseOutcome& outcome, const TraceNode& trace) {
    const Track& track = *outcome.rules->track;
    const std::string path = "tracks." + track.id;
    for (const JudgedAttempt& attempt : outcome.attempts)
        record_attempt(path + ".assessment", *outcome.rules, attempt.result);
    if (outcome.band != nullptr) hit(path + ".bands." + outcome.band->id);
    if (outcome.outcome == Outcome::pass) hit(path + ".on_pass");
    if (outcome.certificate != nullptr) hit(path + ".on_pass.certificate");
    const std::size_t failures = outcome.failures;
    for (std::size_t i = 0; i < std::min(failures, track.on_fail.size()); ++i)
        hit(numbered(path + ".on_fail", i));
    record_counts(path + ".on_fails", track.on_fails, outcome, trace);
    record_counts(path + ".on_consecutive_fails", track.on_consecutive_fails, outcome, trace);
    for (CoveredArticle& each : articles_) {
        each.covered |= std::any_of(outcome.articles.begin(), outcome.articles.end(),
                                    [&](const Article* article) { return *article == each.article; });
    }
}

/// The outcome does not say which counts were reached; the trace names each rule that was applied by its
/// place. Rules that stand on one line are told apart by their actions.
void Coverage::record_counts(const std::string& path, const std::vector<CountRule>& counts,
                             const CourseOutcome& outcome, const TraceNode& trace) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (cites(trace, counts[i].origin.address()) && holds_all(outcome.actions, counts[i].actions))
            hit(numbered(path, i));
    }
}

bool Coverage::complete() const {
    return std::all_of(rules_.begin(), rules_.end(),
                       [](const CoveredRule& rule) { return rule.covered(); }) &&
           std::all_of(articles_.begin(), articles_.end(),
                       [](const CoveredArticle& article) { return article.covered; });
}

}  // namespace passline
