#include "cases/expected_verdict.h"

#include "cases/edge.h"

namespace passline {

namespace {
Fraction hundred() { return Decimal::whole(100); }
}  // namespace

ExpectedVerdict::ExpectedVerdict(const CourseRules& rules) : rules_(rules), shares_(rules.components.size()) {
    const auto weight = [](const RuledComponent& rule) {
        return rule.weight ? Fraction(*rule.weight) : Fraction(Decimal::whole(1));
    };
    for (std::size_t i = 0; i < rules.components.size(); ++i) {
        if (!rules.components[i].baseline) judged_.push_back(i);
    }
    for (const std::size_t i : judged_) {
        const RuledComponent& rule = rules.components[i];
        Fraction of_group;
        for (const std::size_t other : judged_) {
            if (rules.components[other].group == rule.group) of_group += weight(rules.components[other]);
        }
        const Fraction group =
            rule.group < 0 ? Fraction(Decimal::whole(1))
                           : Fraction(rules.groups[static_cast<std::size_t>(rule.group)].weight) / hundred();
        shares_[i] = group * weight(rule) / of_group;
    }
}

Fraction ExpectedVerdict::rating(const std::vector<Decimal>& scores) const {
    Fraction sum;
    for (const std::size_t i : judged_) {
        sum += shares_[i] * Fraction(scores[i]) * hundred() / Fraction(rules_.components[i].out_of);
    }
    return sum;
}

std::vector<std::string> ExpectedVerdict::failed(const std::vector<Decimal>& scores) const {
    std::vector<std::string> ids;
    for (const std::size_t i : judged_) {
        const RuledComponent& rule = rules_.components[i];
        if (rule.pass && !edge_of(rule.pass->value, rules_.round).reached_by(scores[i]))
            ids.push_back(rule.id);
    }
    if (rules_.weighted && rules_.pass &&
        !edge_of(rules_.pass->value, rules_.round).reached_by(rating(scores))) {
        ids.emplace_back("total");
    }
    return ids;
}

std::string ExpectedVerdict::band(const std::vector<Decimal>& scores) const {
    if (!failed(scores).empty()) return {};
    const BandRule* highest = nullptr;
    for (const BandRule& band : rules_.track->bands) {
        if (!edge_of(band.at_least, rules_.round).reached_by(rating(scores))) continue;
        if (highest == nullptr || highest->at_least < band.at_least) highest = &band;
    }
    return highest == nullptr ? "" : highest->id;
}

}  // namespace passline
