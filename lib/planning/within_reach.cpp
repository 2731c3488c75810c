#include "planning/within_reach.h"

#include <algorithm>

namespace passline {

namespace {

constexpr std::size_t most_named = 20;

Text titled(const Text& title, const std::string& id) { return title.empty() ? same(id) : title; }

}  // namespace

Text WithinReach::lacking(const Missing& missing) const {
    const Policy& policy = judge_.policy();
    if (missing.kind == Missing::Kind::exam) {
        const Track* track = policy.track(missing.what);
        return say("通过“{0}”考核", "a pass of '{0}'",
                   track == nullptr ? same(missing.what) : titled(track->title, track->id));
    }
    const MetricRule* metric = policy.sections.evaluation.metric(missing.what);
    const Text title = metric == nullptr ? same(missing.what) : titled(metric->title, metric->id);
    return missing.kind == Missing::Kind::at_least
               ? say("“{0}”达到 {1}", "{0} of {1} or more", title, missing.line)
               : say("“{0}”不高于 {1}", "{0} of {1} or less", title, missing.line);
}

void WithinReach::add(const LevelResult& result) {
    if (result.next == nullptr || result.missing.size() != 1) return;
    if (result.present == nullptr && result.reached == nullptr) return;  // levels are not for everybody
    const Missing& missing = result.missing.front();
    if (missing.kind == Missing::Kind::tenure) return;
    if (missing.kind != Missing::Kind::exam && missing.figure.empty()) return;  // not measured at all
    Group& group = groups_[{result.next->id, missing.what}];
    group.step = result.next;
    group.lacking = lacking(missing);
    group.people.emplace_back(judge_.workspace().people.id(result.person));
}

std::vector<Text> WithinReach::notes() const {
    std::vector<Text> notes;
    for (const auto& [key, group] : groups_) {
        std::vector<std::string> people = group.people;
        std::ranges::sort(people);
        std::string names;
        for (std::size_t i = 0; i < std::min(people.size(), most_named); ++i)
            names += (names.empty() ? "" : " ") + people[i];
        if (people.size() > most_named) names += " …";
        const Text cited = judge_.policy().cite_article(group.step->article);
        const Text level = titled(group.step->title, group.step->id);
        notes.push_back(say("职级“{0}”（{1}）：{2} 人只差{3}：{4}",
                            "Level {0} ({1}): only {3} is lacking for {4}", level, cited, people.size(),
                            group.lacking, names));
    }
    return notes;
}

}  // namespace passline
