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
    add_sections(policy.sections);
}

CoveredRule& Coverage::rule(std::string path, const Article& article, const Origin& origin, bool cited) {
    const bool known =
        std::any_of(articles_.begin(), articles_.end(), [&](const auto& a) { return a.article == article; });
    if (cited && !article.empty() && !known) articles_.push_back({article, false});
    return rules_.emplace_back(CoveredRule{std::move(path), article, origin});
}

void Coverage::add_track(const Track& track) {
    const std::string path = "tracks." + track.id;
    add_assessment(path + ".assessment", track.assessment);
    for (const BandRule& band : track.bands) rule(path + ".bands." + band.id, band.article, band.origin);
    if (track.on_pass.origin.line != 0) rule(path + ".on_pass", track.on_pass.article, track.on_pass.origin);
    if (track.on_pass.certificate) {
        rule(path + ".on_pass.certificate", track.on_pass.certificate->article, track.on_pass.origin, false);
    }
    const auto list = [&](const char* key, const auto& rules) {
        for (std::size_t i = 0; i < rules.size(); ++i)
            rule(numbered(path + key, i), rules[i].article, rules[i].origin);
    };
    list(".on_fail", track.on_fail);
    list(".on_fails", track.on_fails);
    list(".on_consecutive_fails", track.on_consecutive_fails);
}

void Coverage::add_assessment(const std::string& path, const Assessment& assessment) {
    const bool total_decides = assessment.pass.kind != PassLine::Kind::none;
    if (total_decides) rule(path + ".pass", assessment.article, assessment.pass.origin).is_line = true;
    for (const GroupRule& group : assessment.groups) {
        rule(path + ".groups." + group.id, group.article, group.origin, total_decides);
    }
    if (assessment.components_from_plan)
        rule(path + ".components", assessment.article, assessment.origin, total_decides);
    const bool a_mark_fails = std::any_of(assessment.marks.begin(), assessment.marks.end(),
                                          [](const MarkRule& mark) { return mark.as == MarkRule::As::fail; });
    for (const ComponentRule& component : assessment.components) {
        const std::string id = path + ".components." + component.id;
        if (!component.baseline_of.empty()) continue;
        if (component.pass.kind == PassLine::Kind::none) {
            rule(id, component.article, component.origin, a_mark_fails);
        } else {
            rule(id + ".pass", component.article, component.pass.origin).is_line = true;
        }
    }
    for (std::size_t i = 0; i < mark_count; ++i) {
        const MarkRule& mark = assessment.marks[i];
        if (mark.origin.line == 0) continue;  // the default, which the policy does not state
        rule(fmt::format("{}.marks.{}", path, mark_name(static_cast<Mark>(i))), mark.article, mark.origin,
             mark.as == MarkRule::As::fail);
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
