#include "levels/levels.h"

#include <algorithm>

#include "base/suggest.h"
#include "text/unicode.h"

namespace passline {

std::string Missing::text() const {
    switch (kind) {
        case Kind::at_least:
            return what + "=" + figure + "<" + line;
        case Kind::at_most:
            return what + "=" + figure + ">" + line;
        case Kind::exam:
            return "exam=" + what;
        case Kind::tenure:
            return "tenure=" + line;
    }
    return {};
}

std::string_view recommendation_name(Recommendation recommendation) {
    constexpr std::string_view names[] = {"rise", "stay", "below"};
    return names[static_cast<std::size_t>(recommendation)];
}

Text recommendation_title(Recommendation recommendation) {
    switch (recommendation) {
        case Recommendation::rise:
            return {"升级", "rise"};
        case Recommendation::stay:
            return {"保持", "stay"};
        case Recommendation::below:
            return {"未达现职级", "below"};
    }
    return {};
}

const std::vector<std::string>& LevelResult::decides() const {
    static const std::vector<std::string> nobody;
    return recommendation == Recommendation::rise ? reached->decides : nobody;
}

const std::vector<std::string>& LevelResult::actions() const {
    static const std::vector<std::string> nothing;
    return recommendation == Recommendation::rise ? reached->actions : nothing;
}

std::vector<const Article*> LevelResult::articles() const {
    std::vector<const Article*> articles;
    for (const LevelStep* step : {reached, next}) {
        if (step == nullptr || step->article.empty()) continue;
        if (articles.empty() || *articles.back() != step->article) articles.push_back(&step->article);
    }
    return articles;
}

const Policy* policy_with_levels(const Workspace& workspace, Date last, Diagnostics& diagnostics) {
    const std::string* id = nullptr;
    for (const Policy& policy : workspace.policies) {
        if (!policy.sections.levels) continue;
        if (id != nullptr && *id != policy.id) {
            diagnostics.error("levels-several", place_of(policy.sections.levels->origin),
                              say("制度 '{0}' 和 '{1}' 都有职级规定",
                                  "the policies '{0}' and '{1}' both have levels", *id, policy.id),
                              say("用 --policy 和 --plan 只给出其中一个",
                                  "name only one of them with --policy and --plan"));
            return nullptr;
        }
        id = &policy.id;
    }
    const Policy* policy = id == nullptr ? nullptr : policy_in_force(workspace.policies, *id, last);
    if (policy != nullptr && policy->sections.levels) return policy;
    diagnostics.error("no-levels", {},
                      id == nullptr
                          ? say("制度没有职级规定", "no policy has levels")
                          : say("{0} 没有施行中的职级规定", "no levels are in force on {0}", last.text()),
                      say("在制度中写 levels:", "state them in the policy under levels:"));
    return nullptr;
}

Period::Kind kind_of(LevelRules::Per per) {
    switch (per) {
        case LevelRules::Per::month:
            return Period::Kind::month;
        case LevelRules::Per::quarter:
            return Period::Kind::quarter;
        case LevelRules::Per::year:
            return Period::Kind::year;
    }
    return Period::Kind::quarter;
}

Period review_period(const LevelRules& rules, Date as_of) {
    const Period present = Period::containing(kind_of(rules.per), as_of);
    return present.last == as_of ? present : present.previous();
}

const LevelStep* step_named(const LevelRules& rules, std::string_view name) {
    if (const LevelStep* step = rules.step(name)) return step;
    const std::string wanted = folded(name);
    for (const LevelStep& step : rules.steps) {
        if (folded(step.title.zh) == wanted || folded(step.title.en) == wanted) return &step;
    }
    return nullptr;
}

namespace {

std::vector<std::string> step_ids(const LevelRules& rules) {
    std::vector<std::string> ids;
    for (const LevelStep& step : rules.steps) ids.push_back(step.id);
    return ids;
}

}  // namespace

void check_levels(const Workspace& workspace, Diagnostics& diagnostics) {
    std::vector<const LevelRules*> all;
    std::vector<std::string> known;
    for (const Policy& policy : workspace.policies) {
        if (!policy.sections.levels) continue;
        all.push_back(&*policy.sections.levels);
        for (std::string& id : step_ids(*all.back())) known.push_back(std::move(id));
    }
    if (all.empty() || !workspace.people.has_roster()) return;
    for (People::Index person = 0; person < workspace.people.size(); ++person) {
        const std::string level = workspace.people.details(person).level;
        if (level.empty() ||
            std::ranges::any_of(all, [&](const LevelRules* rules) { return step_named(*rules, level); }))
            continue;
        diagnostics.error("unknown-level", workspace.people.place(person, "level"),
                          say("没有制度规定职级“{0}”", "no policy has a level '{0}'", level),
                          did_you_mean(level, known));
    }
}

LevelJudge::LevelJudge(const Workspace& workspace, const Figures& figures, const Policy& policy,
                       Period period, Date as_of, ExamOf exam)
    : workspace_(workspace),
      figures_(figures),
      policy_(policy),
      period_(period),
      as_of_(as_of),
      exam_(std::move(exam)) {
    const auto ask_for = [&](const std::vector<MetricLine>& lines) {
        for (const MetricLine& line : lines) {
            const Metrics::Number metric = figures.metrics().find(line.metric);
            if (std::ranges::find(metrics_, metric) == metrics_.end()) metrics_.push_back(metric);
        }
    };
    for (const LevelStep& step : policy.sections.levels->steps) {
        ask_for(step.at_least);
        ask_for(step.at_most);
    }
}

std::vector<People::Index> LevelJudge::people() const {
    const People& people = workspace_.people;
    if (people.has_roster()) {
        std::vector<People::Index> order = people.in_order();
        std::erase_if(order, [&](People::Index person) {
            return !people[person].employed_during(period_.first, period_.last);
        });
        return order;
    }
    std::vector<People::Index> order = figures_.people();
    std::ranges::sort(order, {}, [&](People::Index person) { return people.id(person); });
    return order;
}

void Unmeasured::add(const LevelResult& result) {
    for (const Metrics::Number metric : result.unmeasured) people_[metric].push_back(result.person);
}

void Unmeasured::warn(const Workspace& workspace, const Metrics& metrics, const Period& period,
                      Diagnostics& diagnostics) const {
    constexpr std::size_t named = 3;
    for (const auto& [metric, people] : people_) {
        std::vector<std::string_view> ids;
        for (const People::Index person : people) {
            if (ids.size() < named) ids.push_back(workspace.people.id(person));
        }
        const Text list = listed_text(ids);
        diagnostics.warning(
            "kpi-month-missing", workspace.people.place(people.front()),
            people.size() <= named
                ? say("{0} 在 {2} 没有“{1}”的数据", "no figure of '{1}' in {2}: {0}", list,
                      metrics.id(metric), period.text())
                : say("{0}等 {3} 人在 {2} 没有“{1}”的数据", "no figure of '{1}' in {2}: {0} and {4} more",
                      list, metrics.id(metric), period.text(), people.size(), people.size() - named),
            say("须评定的人请补上；没有数据即未达到要求",
                "add it for those who are reviewed; without any figure the line is not met"));
    }
}

}  // namespace passline
