#include "cases/case_scores.h"

#include <algorithm>

#include "base/suggest.h"
#include "text/unicode.h"

namespace passline {

namespace {

constexpr std::size_t most_attempts = 999;  // as in a sheet

std::string list_of(const std::vector<Role>& roles) {
    std::string result;
    for (const Role& role : roles) result += (result.empty() ? "" : ", ") + role.id;
    return result;
}

/// `role` or `role:who`, also with a full-width colon.
std::pair<std::string_view, std::string_view> split_rater(std::string_view text) {
    for (const std::string_view colon : {std::string_view(":"), std::string_view("：")}) {
        if (const auto at = text.find(colon); at != std::string_view::npos) {
            return {trimmed(text.substr(0, at)), trimmed(text.substr(at + colon.size()))};
        }
    }
    return {text, {}};
}

bool names(const Role& role, std::string_view text) {
    const std::string plain = folded(text);
    return role.id == text || folded(role.id) == plain || folded(role.title.zh) == plain ||
           folded(role.title.en) == plain;
}

}  // namespace

ScoreReader::ScoreReader(const Document& document, Diagnostics& diagnostics, Case& test, std::uint32_t course)
    : read_(document, nullptr, diagnostics), test_(test), course_(course), rules_(test.rules[course]) {}

void ScoreReader::read(const Node& attempts) {
    if (attempts.items.size() > most_attempts) {
        read_.error("case-untestable", attempts,
                    say("考核次数多于 {0}", "there are more than {0} attempts", most_attempts));
        return;
    }
    std::uint16_t number = 0;
    for (const Node& node : attempts.items) attempt(node, ++number);
}

void ScoreReader::attempt(const Node& node, std::uint16_t number) {
    ScoreEntry entry;
    entry.course = course_;
    entry.attempt = number;
    if (const auto date = read_.date(node.find("date"))) entry.date = date->days();
    const std::size_t before = test_.entries.size();
    for (const Node::Entry& item : node.entries) {
        if (item.key.text != "date") component(item, entry);
    }
    // An attempt in which nothing is scored yet is one all the same, like a row with empty cells.
    if (test_.entries.size() == before) test_.add(entry, read_.place(node));
}

int ScoreReader::component_of(const Node& key) {
    const int component = rules_.component(key.text);
    if (component >= 0) return component;
    std::vector<std::string> known;
    std::string list;
    for (const RuledComponent& rule : rules_.components) {
        known.push_back(rule.id);
        list += (list.empty() ? "" : ", ") + rule.id;
    }
    const Text near = did_you_mean(key.text, known);
    read_.error("unknown-component", key,
                say("培训类别 '{0}' 没有考核项 '{1}'", "the track '{0}' has no component '{1}'",
                    rules_.track->id, key.text),
                near.empty() ? say("考核项有：{0}", "its components are: {0}", list) : near);
    return -1;
}

void ScoreReader::component(const Node::Entry& item, ScoreEntry entry) {
    const int index = component_of(item.key);
    if (index < 0) return;
    const RuledComponent& rule = rules_.components[static_cast<std::size_t>(index)];
    entry.component = static_cast<std::uint8_t>(index);
    if (item.value.is_map()) {
        for (const Node::Entry& each : item.value.entries) rater(each, entry, rule);
        return;
    }
    if (rule.rated() && !item.value.is_null() && !item.value.text.empty()) {
        read_.error("rater-missing", item.value,
                    say("'{0}' 由 {1} 评分，此处没有写明评分人",
                        "'{0}' is scored by {1}, but no rater is named here", rule.id, list_of(rule.raters)),
                    say("写成 {0}: {{{1}: 成绩}}", "write it like {0}: {{{1}: score}}", rule.id,
                        rule.raters.front().id));
        return;
    }
    score(item.value, entry, rule, item.key);
}

void ScoreReader::rater(const Node::Entry& item, ScoreEntry entry, const RuledComponent& component) {
    if (!component.rated()) {
        read_.error("unknown-rater", item.key,
                    say("'{0}' 不由评分人评分，此处却写了 '{1}'",
                        "'{0}' has no raters, but '{1}' is named here", component.id, item.key.text),
                    say("只写成绩", "state the score alone"));
        return;
    }
    const auto [name, who] = split_rater(item.key.text);
    const auto found = std::find_if(component.raters.begin(), component.raters.end(),
                                    [&, wanted = name](const Role& role) { return names(role, wanted); });
    if (found == component.raters.end()) {
        std::vector<std::string> known;
        for (const Role& role : component.raters) known.push_back(role.id);
        const Text near = did_you_mean(name, known);
        read_.error(
            "unknown-rater", item.key,
            say("'{0}' 的评分人中没有 '{1}'", "'{1}' is not a rater of '{0}'", component.id, name),
            near.empty() ? say("评分人为：{0}", "its raters are: {0}", list_of(component.raters)) : near);
        return;
    }
    entry.role = static_cast<std::uint8_t>(found - component.raters.begin());
    if (!who.empty()) {
        const auto known = std::find(test_.raters.begin(), test_.raters.end(), who);
        entry.who = static_cast<std::uint32_t>(known - test_.raters.begin());
        if (known == test_.raters.end()) test_.raters.emplace_back(who);
    }
    score(item.value, entry, component, item.key);
}

void ScoreReader::score(const Node& node, ScoreEntry entry, const RuledComponent& component, const Node& at) {
    if (node.is_null() || node.text.empty()) {
        test_.add(entry, read_.place(at));
        return;
    }
    if (const auto mark = mark_named(node.text)) {
        entry.value = ScoreValue::of(*mark);
    } else if (const auto score = Decimal::parse(node.text); !score) {
        read_.error("figure", node, say("'{0}' 不是成绩", "'{0}' is no score", node.text),
                    say("成绩最多 6 位小数", "a score has up to 6 decimal places"));
        return;
    } else if (*score > component.out_of) {
        read_.error(
            "score-range", node,
            say("{0} 大于 '{2}' 的满分 {1}（{3}）", "{0} is more than {1}, the most that '{2}' gives ({3})",
                score->text(), component.out_of.text(), component.id, component.out_of_origin.address()),
            say("改正成绩，或在制度中写明 `out_of`", "correct the score, or set `out_of` in the policy"));
        return;
    } else {
        entry.value = ScoreValue::of(*score);
    }
    test_.add(entry, read_.place(node));
}

}  // namespace passline
