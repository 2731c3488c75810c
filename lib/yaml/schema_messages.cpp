#include "yaml/schema_messages.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "base/suggest.h"
#include "yaml/schema_words.h"
#include "yaml/yaml_messages.h"

namespace passline {
namespace {

using Kind = Problem::Kind;

/// So many unknown keys are looked at for keys that they were meant to be.
constexpr std::size_t most_misspelt = 1000;

/// Writes the diagnostics of one document.
class Speaker {
  public:
    Speaker(const Document& document, Diagnostics& diagnostics)
        : document_(document), diagnostics_(diagnostics) {}

    void say_all(std::vector<Problem> problems);

  private:
    struct Said {
        std::string_view code;
        const Node* at = nullptr;
        Text message;
        Text hint;
        std::vector<Place> related;
    };

    static std::string_view code_of(const Problem& problem);
    const Node& node_of(const Problem& problem) const;
    const std::vector<std::string>& free_keys(const Node& map, const Rule& rule);
    std::optional<std::string> meant_key(const Problem& problem);
    void collect_misspelt(const std::vector<Problem>& problems);
    bool follows_from_misspelling(const Problem& problem) const;

    Said words(const Problem& problem);
    Said unknown_key(const Problem& problem);
    Said key_form(const Problem& problem) const;
    Said missing(const Problem& problem) const;
    Said groups_of_keys(const Problem& problem) const;
    Said type(const Problem& problem) const;
    Text type_hint(const Problem& problem) const;
    Said value(const Problem& problem) const;
    Said measure(const Problem& problem) const;
    Said repeated(const Problem& problem) const;

    /// The place's name, "the file" for the root.
    Text name_of(const Node& node) const;
    /// Where the key stands that holds the node; the node itself in a list or at the root.
    const Node& holder_of(const Node& node) const;
    std::vector<Step> way_to(const Node& node) const { return passline::way_to(document_.root(), node); }

    const Document& document_;
    Diagnostics& diagnostics_;
    std::map<std::pair<const Node*, const Rule*>, std::vector<std::string>> free_keys_;
    std::map<const Node*, std::vector<std::string>> misspelt_;  ///< per map: keys that were meant by others
};

Text Speaker::name_of(const Node& node) const {
    const std::string path = path_text(way_to(node));
    return path.empty() ? say("文件内容", "the file") : quoted(path);
}

const Node& Speaker::holder_of(const Node& node) const {
    const std::vector<Step> way = way_to(node);
    return way.empty() || way.back().entry == nullptr ? node : way.back().entry->key;
}

std::string_view Speaker::code_of(const Problem& problem) {
    switch (problem.kind) {
        case Kind::unknown_key:
        case Kind::key_form:
        case Kind::several_of:
            return "schema-key";
        case Kind::missing:
        case Kind::none_of:
            return "schema-required";
        case Kind::type:
            return "schema-type";
        default:
            return "schema-value";
    }
}

const Node& Speaker::node_of(const Problem& problem) const {
    return problem.entry != nullptr ? problem.entry->key : *problem.node;
}

/// The keys that a map may have and has not.
const std::vector<std::string>& Speaker::free_keys(const Node& map, const Rule& rule) {
    const auto [place, fresh] = free_keys_.try_emplace({&map, &rule});
    if (fresh) {
        std::set<std::string_view> taken;
        for (const Node::Entry& entry : map.entries) taken.insert(entry.key.text);
        for (std::string& name : rule.names()) {
            if (!taken.contains(name)) place->second.push_back(std::move(name));
        }
    }
    return place->second;
}

/// The key that an unknown one was meant to be: one that is not there yet.
std::optional<std::string> Speaker::meant_key(const Problem& problem) {
    return nearest(problem.entry->key.text, free_keys(*problem.node, *problem.rule));
}

void Speaker::collect_misspelt(const std::vector<Problem>& problems) {
    std::size_t looked_at = 0;
    for (const Problem& problem : problems) {
        if (problem.kind != Kind::unknown_key) continue;
        if (++looked_at > most_misspelt) return;
        if (std::optional<std::string> meant = meant_key(problem))
            misspelt_[problem.node].push_back(std::move(*meant));
    }
}

bool Speaker::follows_from_misspelling(const Problem& problem) const {
    const auto found = misspelt_.find(problem.node);
    if (found == misspelt_.end()) return false;
    const auto meant = [&](std::string_view name) {
        return std::find(found->second.begin(), found->second.end(), name) != found->second.end();
    };
    if (problem.kind == Kind::missing) return meant(problem.name);
    if (problem.kind != Kind::none_of) return false;
    return std::any_of(problem.branches.begin(), problem.branches.end(), [&](const Rule* branch) {
        return std::any_of(branch->map->required.begin(), branch->map->required.end(), meant);
    });
}

void Speaker::say_all(std::vector<Problem> problems) {
    collect_misspelt(problems);
    std::stable_sort(problems.begin(), problems.end(), [&](const Problem& a, const Problem& b) {
        const Node& left = node_of(a);
        const Node& right = node_of(b);
        return std::tie(left.line, left.column) < std::tie(right.line, right.column);
    });
    std::set<std::tuple<Kind, const Node*, const Node::Entry*, std::string_view>> said;
    for (const Problem& problem : problems) {
        if (follows_from_misspelling(problem)) continue;
        if (!said.emplace(problem.kind, problem.node, problem.entry, problem.name).second) continue;
        diagnostics_.report(Severity::error, code_of(problem), [&] {
            Said said_now = words(problem);
            return Diagnostic{Severity::error,
                              std::string(code_of(problem)),
                              document_.place(*said_now.at),
                              std::move(said_now.message),
                              std::move(said_now.hint),
                              std::move(said_now.related),
                              Trouble::input};
        });
    }
}

Speaker::Said Speaker::words(const Problem& problem) {
    switch (problem.kind) {
        case Kind::unknown_key:
            return unknown_key(problem);
        case Kind::key_form:
            return key_form(problem);
        case Kind::missing:
            return missing(problem);
        case Kind::none_of:
        case Kind::several_of:
            return groups_of_keys(problem);
        case Kind::type:
            return type(problem);
        case Kind::value:
            return value(problem);
        case Kind::repeated:
            return repeated(problem);
        default:
            return measure(problem);
    }
}

Speaker::Said Speaker::unknown_key(const Problem& problem) {
    Said said;
    said.at = &problem.entry->key;
    const std::string& key = problem.entry->key.text;
    const std::string path = path_text(way_to(*problem.node));
    const std::optional<std::string> meant = meant_key(problem);
    const Text ending = meant ? say("；是不是想写“{0}”？", "; did you mean '{0}'?", *meant) : Text{};
    said.message = path.empty() ? say("没有“{0}”这个键{1}", "unknown key '{0}'{1}", shortened(key), ending)
                                : say("“{1}”里没有“{0}”这个键{2}", "unknown key '{0}' in {1}{2}",
                                      shortened(key), path, ending);
    if (holds_full_width_colon(key)) {
        said.hint = full_width_colon_hint();
    } else if (const std::optional<Text> list = listed(problem.rule->names())) {
        said.hint = say("这里可以写：{0}", "possible here: {0}", *list);
    }
    return said;
}

Speaker::Said Speaker::key_form(const Problem& problem) const {
    Said said;
    said.at = &problem.entry->key;
    said.message = say("“{0}”不能用作{1}里的键", "'{0}' can't be a key in {1}",
                       shortened(problem.entry->key.text), name_of(*problem.node));
    said.hint =
        holds_full_width_colon(problem.entry->key.text) ? full_width_colon_hint() : expected(*problem.rule);
    return said;
}

Speaker::Said Speaker::missing(const Problem& problem) const {
    Said said;
    said.at = &holder_of(*problem.node);
    const std::string path = path_text(way_to(*problem.node));
    said.message = path.empty() ? say("缺少“{0}”", "'{0}' is missing", problem.name)
                                : say("“{1}”缺少“{0}”", "'{0}' is missing in {1}", problem.name, path);
    if (const Rule* property = problem.rule->property(problem.name)) {
        const Text about = property->words();
        std::vector<std::string> values;
        for (const Node* value : property->allowed_values()) values.push_back(value_text(*value));
        if (const std::optional<Text> list = listed(values)) {
            said.hint = say("“{0}”可以是：{1}", "'{0}' can be: {1}", problem.name, *list);
        } else if (!about.empty()) {
            said.hint = say("{0}：{1}", "{0}: {1}", problem.name, lower_first(about));
        }
    }
    return said;
}

Speaker::Said Speaker::groups_of_keys(const Problem& problem) const {
    Said said;
    said.at = &holder_of(*problem.node);
    const bool none = problem.kind == Kind::none_of;
    std::vector<Text> groups;
    for (const Rule* branch : problem.branches) {
        std::vector<Text> keys;
        for (const std::string_view name : branch->map->required) keys.push_back(quoted(std::string(name)));
        groups.push_back(joined_and(keys));
    }
    const Text name = name_of(*problem.node);
    said.message = none ? say("{0}缺少{1}", "{0} needs {1}", name, joined_or(groups))
                        : say("{0}里{1}只能写一个", "{0} takes only one of {1}", name, joined_and(groups));
    said.hint = lower_first(problem.rule->words());
    return said;
}

Speaker::Said Speaker::type(const Problem& problem) const {
    Said said;
    const Node& node = *problem.node;
    said.at = node.is_scalar() || node.is_null() ? &node : &holder_of(node);
    const Text name = name_of(node);
    said.message = node.is_null() ? say("{0}是空的，应为{1}", "{0} is empty; it must be {1}", name,
                                        type_words(problem.types))
                                  : say("{0}应为{1}，而不是{2}", "{0} must be {1}, not {2}", name,
                                        type_words(problem.types), found_words(node));
    said.hint = type_hint(problem);
    return said;
}

/// How to give the value the type that is wanted, where that can be told; else what the schema says of the
/// place.
Text Speaker::type_hint(const Problem& problem) const {
    const Node& node = *problem.node;
    const unsigned types = problem.types;
    const bool text_only = (types & (type_array | type_object)) == 0;
    if (node.is_scalar() && (types & type_object) != 0 && holds_full_width_colon(node.text))
        return full_width_colon_hint();
    Node text = node;
    text.quoted = true;
    if ((node.is_number() || node.is_boolean()) && (types & type_string) != 0 &&
        find_problems(*problem.rule, text).empty()) {
        return say("作为文字请加引号：\"{0}\"", "put it in quotes to make it text: \"{0}\"", node.text);
    }
    if (node.is_scalar() && node.quoted && !node.text.empty() && text_only) {
        Node bare = node;
        bare.quoted = false;
        if ((type_of(bare) & types) != 0) return say("去掉引号", "remove the quotes");
    }
    if (node.is_scalar() && !node.quoted && types == type_boolean)
        return say("写 true 或 false", "write true or false");
    if (node.is_scalar() && types == type_array && shortened(node.text) == node.text) {
        return say("写成列表：[{0}]", "write it as a list: [{0}]",
                   node.quoted ? "\"" + node.text + "\"" : node.text);
    }
    if (node.is_map() && types == type_array) return say("每一项前面加“- ”", "begin every item with '- '");
    if (const std::optional<Text> list = listed(problem.rule->names()); list && (types & type_object) != 0) {
        return say("这里可以写：{0}", "possible here: {0}", *list);
    }
    return expected(*problem.rule);
}

Speaker::Said Speaker::value(const Problem& problem) const {
    Said said;
    const Node& node = *problem.node;
    said.at = node.is_scalar() || node.is_null() ? &node : &holder_of(node);
    const Text name = name_of(node);
    std::vector<std::string> names;
    bool only_quoting = false;
    for (const Node* allowed : problem.values) {
        const std::string text = value_text(*allowed);
        if (std::find(names.begin(), names.end(), text) == names.end()) names.push_back(text);
        only_quoting =
            only_quoting || (node.is_scalar() && allowed->is_scalar() && allowed->text == node.text);
    }
    if (names.size() == 1) {
        said.message =
            say("{0}应为 {1}，而不是{2}", "{0} must be {1}, not {2}", name, names.front(), found_words(node));
    } else {
        const std::optional<std::string> meant = node.is_scalar() ? nearest(node.text, names) : std::nullopt;
        const Text ending = meant ? say("；是不是想写“{0}”？", "; did you mean '{0}'?", *meant) : Text{};
        said.message = say("{0}不能是{1}{2}", "{0} can't be {1}{2}", name,
                           node.is_scalar() ? quoted(shortened(node.text)) : found_words(node), ending);
        if (const std::optional<Text> list = listed(names))
            said.hint = say("可以是：{0}", "possible: {0}", *list);
    }
    if (only_quoting)
        said.hint = node.quoted ? say("去掉引号", "remove the quotes") : say("加上引号", "put it in quotes");
    return said;
}

Speaker::Said Speaker::repeated(const Problem& problem) const {
    Said said;
    const Node& node = *problem.node;
    std::vector<Step> way = way_to(node);
    const std::size_t index = way.back().index;
    way.pop_back();
    const Node* list = &document_.root();
    for (const Step& step : way) list = step.entry != nullptr ? &step.entry->value : &list->items[step.index];
    const std::string path = path_text(way);
    const Text name = path.empty() ? say("列表", "the list") : quoted(path);
    said.at = &node;
    said.message =
        node.is_scalar()
            ? say("{0}里“{1}”重复：第 {2} 项和第 {3} 项", "'{1}' stands twice in {0}: items {2} and {3}",
                  name, shortened(node.text), problem.index + 1, index + 1)
            : say("{0}的第 {1} 项和第 {2} 项相同", "items {1} and {2} of {0} are the same", name,
                  problem.index + 1, index + 1);
    said.hint = say("删去其中一个", "remove one of the two");
    if (list->items[problem.index].line != node.line)
        said.related.push_back(document_.place(list->items[problem.index]));
    return said;
}

/// Sizes, ranges and forms.
Speaker::Said Speaker::measure(const Problem& problem) const {
    Said said;
    const Node& node = *problem.node;
    const Text name = name_of(node);
    said.at = node.is_scalar() || node.is_null() ? &node : &holder_of(node);
    said.message = node.is_scalar() ? value_measure(problem, name) : size_measure(problem, name);
    said.hint = expected(*problem.rule);
    return said;
}

}  // namespace

void report_problems(std::vector<Problem> problems, const Document& document, Diagnostics& diagnostics) {
    if (!problems.empty()) Speaker(document, diagnostics).say_all(std::move(problems));
}

}  // namespace passline
