#include "yaml/schema_words.h"

#include "yaml/source_text.h"

namespace passline {
namespace {

using Kind = Problem::Kind;

/// A hint lists keys or values when they are no more, and take no more characters than this.
constexpr std::size_t most_listed = 12;
constexpr std::size_t longest_list = 120;
/// A value longer than this is cut in a message.
constexpr std::size_t longest_value = 40;

bool find_way(const Node& from, const Node& wanted, std::vector<Step>& way) {
    if (&from == &wanted) return true;
    for (const Node::Entry& entry : from.entries) {
        way.push_back({&entry, 0});
        if (find_way(entry.value, wanted, way)) return true;
        way.pop_back();
    }
    for (std::size_t i = 0; i < from.items.size(); ++i) {
        way.push_back({nullptr, i});
        if (find_way(from.items[i], wanted, way)) return true;
        way.pop_back();
    }
    return false;
}

Text joined(const std::vector<Text>& parts, const Text& last) {
    Text all;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0 && i + 1 == parts.size()) {
            all.zh += last.zh;
            all.en += last.en;
        } else if (i > 0) {
            all.zh += "、";
            all.en += ", ";
        }
        all.zh += parts[i].zh;
        all.en += parts[i].en;
    }
    return all;
}

}  // namespace

std::vector<Step> way_to(const Node& root, const Node& wanted) {
    std::vector<Step> way;
    find_way(root, wanted, way);
    return way;
}

Text joined_or(const std::vector<Text>& parts) { return joined(parts, {"或", " or "}); }

Text joined_and(const std::vector<Text>& parts) { return joined(parts, {"和", " and "}); }

std::string path_text(const std::vector<Step>& way) {
    std::size_t first = way.size();
    for (int keys = 0; first > 0 && keys < 2; --first) keys += way[first - 1].entry != nullptr ? 1 : 0;
    std::string text;
    for (std::size_t i = first; i < way.size(); ++i) {
        if (way[i].entry == nullptr) {
            text += fmt::format("[{}]", way[i].index + 1);
        } else {
            text += (text.empty() ? "" : ".") + way[i].entry->key.text;
        }
    }
    return text;
}

std::string shortened(const std::string& text) {
    if (count_characters(text) <= longest_value) return text;
    std::size_t bytes = 0;
    for (std::size_t seen = 0; bytes < text.size(); ++bytes) {
        if ((static_cast<unsigned char>(text[bytes]) & 0xC0U) != 0x80U && ++seen > longest_value) break;
    }
    return text.substr(0, bytes) + "...";
}

Text quoted(const std::string& text) { return say("“{0}”", "'{0}'", text); }

std::optional<Text> listed(const std::vector<std::string>& names) {
    if (names.empty() || names.size() > most_listed) return std::nullopt;
    std::size_t length = 0;
    std::vector<Text> parts;
    for (const std::string& name : names) {
        length += name.size() + 2;
        parts.push_back(same(name));
    }
    if (length > longest_list) return std::nullopt;
    return joined(parts, {"、", ", "});
}

Text type_words(unsigned types) {
    std::vector<Text> words;
    if ((types & type_string) != 0) words.push_back(say("文字", "text"));
    if ((types & type_number) != 0) words.push_back(say("数字", "a number"));
    if ((types & (type_number | type_integer)) == type_integer)
        words.push_back(say("整数", "a whole number"));
    if ((types & type_boolean) != 0) words.push_back(say(" true 或 false", "true or false"));
    if ((types & type_array) != 0) words.push_back(say("列表", "a list"));
    if ((types & type_object) != 0) words.push_back(say("映射（键: 值）", "a map (key: value)"));
    if (words.empty()) words.push_back(say("空", "empty"));
    return joined_or(words);
}

Text found_words(const Node& node) {
    switch (node.kind) {
        case Node::Kind::null:
            return say("空", "empty");
        case Node::Kind::sequence:
            return say("列表", "a list");
        case Node::Kind::map:
            return say("映射（键: 值）", "a map (key: value)");
        case Node::Kind::scalar:
            break;
    }
    if (node.is_number()) return say("数字 {0}", "the number {0}", shortened(node.text));
    if (node.is_boolean()) return same(node.text);
    return say("文字“{0}”", "the text '{0}'", shortened(node.text));
}

std::string value_text(const Node& node) { return node.is_null() ? "null" : shortened(node.text); }

Text lower_first(Text text) {
    std::string& en = text.en;
    const bool word =
        en.size() > 1 && en[0] >= 'A' && en[0] <= 'Z' && (en[1] == ' ' || (en[1] >= 'a' && en[1] <= 'z'));
    if (word) en[0] = static_cast<char>(en[0] - 'A' + 'a');
    return text;
}

Text expected(const Rule& rule) {
    const Text words = lower_first(rule.words());
    if (words.empty()) return {};
    const Text lead =
        words.zh.find("：") == std::string::npos ? say("应为：", "expected: ") : say("应为", "expected: ");
    return say("{0}{1}", "{0}{1}", lead, words);
}

Text value_measure(const Problem& problem, const Text& name) {
    const std::string text = shortened(problem.node->text);
    if (problem.kind == Kind::forbidden) return say("这里不能写{0}", "{0} can't stand here", name);
    if (!problem.rule->value) return say("{0}的写法不对", "{0} can't be written like this", name);
    const ValueRule& rule = *problem.rule->value;
    switch (problem.kind) {
        case Kind::form:
            if (text.empty()) return say("{0}是空的", "{0} is empty", name);
            return say("{0}不能是“{1}”", "{0} can't be '{1}'", name, text);
        case Kind::too_short:
            if (text.empty()) return say("{0}是空的", "{0} is empty", name);
            return say("{0}太短，至少要 {1} 个字符", "{0} is too short: it takes at least {1} characters",
                       name, rule.min_length);
        case Kind::too_long:
            return say("{0}太长，最多 {1} 个字符", "{0} is too long: it takes at most {1} characters", name,
                       *rule.max_length);
        case Kind::too_small:
            return say("{0}是 {1}，不能小于 {2}", "{0} is {1}; it must be at least {2}", name, text,
                       rule.minimum);
        case Kind::not_above:
            return say("{0}是 {1}，必须大于 {2}", "{0} is {1}; it must be more than {2}", name, text,
                       rule.exclusive_minimum);
        case Kind::too_large:
            return say("{0}是 {1}，不能大于 {2}", "{0} is {1}; it must be at most {2}", name, text,
                       rule.maximum);
        case Kind::not_below:
            return say("{0}是 {1}，必须小于 {2}", "{0} is {1}; it must be less than {2}", name, text,
                       rule.exclusive_maximum);
        default:
            return say("{0}的写法不对", "{0} can't be written like this", name);
    }
}

Text size_measure(const Problem& problem, const Text& name) {
    const Rule& rule = *problem.rule;
    switch (problem.kind) {
        case Kind::few_items:
            if (problem.node->items.empty()) {
                return say("{0}是空的列表，至少要有 {1} 项", "{0} is an empty list; it needs at least {1}",
                           name, rule.list->min_items);
            }
            return say("{0}至少要有 {1} 项", "{0} needs at least {1} items", name, rule.list->min_items);
        case Kind::many_items:
            return say("{0}最多 {1} 项", "{0} takes at most {1} items", name, *rule.list->max_items);
        case Kind::few_entries:
            if (problem.node->entries.empty()) return say("{0}是空的", "{0} is empty", name);
            return say("{0}至少要有 {1} 个键", "{0} needs at least {1} keys", name, rule.map->min_properties);
        case Kind::many_entries:
            return say("{0}最多 {1} 个键", "{0} takes at most {1} keys", name, *rule.map->max_properties);
        case Kind::forbidden:
            return say("这里不能写{0}", "{0} can't stand here", name);
        default:
            return say("{0}的写法不对", "{0} can't be written like this", name);
    }
}

}  // namespace passline
