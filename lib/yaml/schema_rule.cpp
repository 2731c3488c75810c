#include "yaml/schema_rule.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "yaml/json_value.h"

namespace passline {
namespace {

/// Keywords that say nothing about what is valid. `if` comes with `then` and `else`.
constexpr std::array<std::string_view, 11> annotations{
    "$schema", "$id",      "$comment", "$defs",      "definitions",        "title",
    "default", "examples", "format",   "deprecated", "markdownDescription"};

/// References from one schema to the next are followed so far for words.
constexpr int longest_reference = 10;

struct TypeName {
    std::string_view name;
    unsigned bits;
};
constexpr std::array<TypeName, 7> type_names{{{"null", type_null},
                                              {"boolean", type_boolean},
                                              {"integer", type_integer},
                                              {"number", type_number | type_integer},
                                              {"string", type_string},
                                              {"array", type_array},
                                              {"object", type_object}}};

/// One segment of a JSON pointer in its plain form.
std::string unescaped(std::string_view segment) {
    std::string plain;
    for (std::size_t at = 0; at < segment.size(); ++at) {
        const std::string_view rest = segment.substr(at);
        unsigned value = 0;
        if (rest.starts_with("~0") || rest.starts_with("~1")) {
            plain += rest[1] == '0' ? '~' : '/';
            ++at;
        } else if (rest.size() > 2 && rest[0] == '%' &&
                   std::from_chars(rest.data() + 1, rest.data() + 3, value, 16).ptr == rest.data() + 3) {
            plain += static_cast<char>(value);
            at += 2;
        } else {
            plain += rest[0];
        }
    }
    return plain;
}

/// What a reference within the schema points to; null when it is not there.
const Node* resolve(const Node& root, std::string_view reference) {
    if (!reference.starts_with('#')) return nullptr;
    reference.remove_prefix(1);
    const Node* node = &root;
    while (node != nullptr && !reference.empty()) {
        if (reference.front() != '/') return nullptr;
        reference.remove_prefix(1);
        const std::size_t end = std::min(reference.find('/'), reference.size());
        const std::string segment = unescaped(reference.substr(0, end));
        reference.remove_prefix(end);
        std::size_t index = 0;
        if (node->is_map()) {
            node = node->find(segment);
        } else if (std::from_chars(segment.data(), segment.data() + segment.size(), index).ec ==
                       std::errc{} &&
                   index < node->items.size()) {
            node = &node->items[index];
        } else {
            node = nullptr;
        }
    }
    return node;
}

}  // namespace

unsigned types_of(const Node& node) {
    switch (node.kind) {
        case Node::Kind::null:
            return type_null;
        case Node::Kind::sequence:
            return type_array;
        case Node::Kind::map:
            return type_object;
        case Node::Kind::scalar:
            break;
    }
    if (node.is_boolean()) return type_boolean;
    if (!node.is_number()) return type_string;
    return is_whole(node.text) ? type_integer : type_number;
}

const Rule* Rule::property(std::string_view name) const {
    const auto found = std::lower_bound(
        properties.begin(), properties.end(), name,
        [](const auto& property, std::string_view wanted) { return property.first < wanted; });
    return found != properties.end() && found->first == name ? found->second : nullptr;
}

std::vector<const Node*> Rule::allowed_values() const {
    const Rule* rule = this;
    for (int steps = 0; rule->values == nullptr && rule->ref != nullptr && steps < longest_reference; ++steps)
        rule = rule->ref;
    if (rule->values == nullptr)
        return rule->constant == nullptr ? std::vector<const Node*>{}
                                         : std::vector<const Node*>{rule->constant};
    std::vector<const Node*> allowed;
    for (const Node& value : rule->values->items) allowed.push_back(&value);
    return allowed;
}

Text Rule::words() const {
    const Rule* rule = this;
    for (int steps = 0; rule->description.empty() && rule->ref != nullptr && steps < longest_reference;
         ++steps)
        rule = rule->ref;
    const std::string_view zh = rule->description_zh.empty() ? rule->description : rule->description_zh;
    return {std::string(zh), std::string(rule->description)};
}

std::unique_ptr<RuleSet> RuleSet::compile(Node root) {
    std::unique_ptr<RuleSet> set(new RuleSet);
    set->tree_ = std::move(root);
    set->root_rule_ = set->rule(set->tree_);
    return set->ok_ ? std::move(set) : nullptr;
}

const Rule* RuleSet::rule(const Node& schema) {
    const auto [place, fresh] = rules_.try_emplace(&schema, nullptr);
    if (!fresh) return place->second.get();
    place->second = std::make_unique<Rule>();
    Rule& rule = *place->second;
    if (schema.is_boolean()) {
        rule.always = schema.text == "true";
    } else if (schema.is_map()) {
        for (const Node::Entry& entry : schema.entries) keyword(rule, entry.key.text, entry.value);
    } else {
        ok_ = false;
    }
    return &rule;
}

void RuleSet::keyword(Rule& rule, std::string_view name, const Node& value) {
    if (name == "description") {
        rule.description = value.text;
    } else if (name == "x-zh") {
        rule.description_zh = value.text;
    } else if (name.starts_with("x-") ||
               std::find(annotations.begin(), annotations.end(), name) != annotations.end()) {
        return;
    } else if (!object_keyword(rule, name, value) && !other_keyword(rule, name, value)) {
        ok_ = false;
    }
}

bool RuleSet::object_keyword(Rule& rule, std::string_view name, const Node& value) {
    if (name == "properties") {
        for (const Node::Entry& entry : value.entries) {
            rule.properties.emplace_back(entry.key.text, this->rule(entry.value));
            rule.names.emplace_back(entry.key.text);
        }
        std::sort(rule.properties.begin(), rule.properties.end());
    } else if (name == "required") {
        for (const Node& item : value.items) rule.required.emplace_back(item.text);
    } else if (name == "patternProperties") {
        for (const Node::Entry& entry : value.entries) {
            rule.pattern_properties.emplace_back(pattern(entry.key.text), this->rule(entry.value));
        }
    } else if (name == "additionalProperties") {
        rule.additional = this->rule(value);
    } else if (name == "propertyNames") {
        rule.property_names = this->rule(value);
    } else if (name == "minProperties") {
        rule.min_properties = count(value);
    } else if (name == "maxProperties") {
        rule.max_properties = count(value);
    } else {
        return false;
    }
    return true;
}

bool RuleSet::other_keyword(Rule& rule, std::string_view name, const Node& value) {
    if (name == "$ref") {
        const Node* target = resolve(tree_, value.text);
        ok_ = ok_ && target != nullptr;
        if (target != nullptr) rule.ref = this->rule(*target);
    } else if (name == "type") {
        rule.types = types(value);
    } else if (name == "items") {
        rule.items = this->rule(value);
    } else if (name == "minItems") {
        rule.min_items = count(value);
    } else if (name == "maxItems") {
        rule.max_items = count(value);
    } else if (name == "uniqueItems") {
        rule.unique_items = flag(value);
    } else if (name == "enum") {
        rule.values = &value;
    } else if (name == "const") {
        rule.constant = &value;
    } else if (name == "pattern") {
        rule.pattern = pattern(value.text);
        rule.pattern_text = value.text;
    } else if (name == "minLength") {
        rule.min_length = count(value);
    } else if (name == "maxLength") {
        rule.max_length = count(value);
    } else if (name == "minimum") {
        rule.minimum = number(value);
    } else if (name == "exclusiveMinimum") {
        rule.exclusive_minimum = number(value);
    } else if (name == "maximum") {
        rule.maximum = number(value);
    } else if (name == "exclusiveMaximum") {
        rule.exclusive_maximum = number(value);
    } else if (name == "anyOf") {
        rule.any_of = rules(value);
    } else if (name == "oneOf") {
        rule.one_of = rules(value);
    } else if (name == "allOf") {
        rule.all_of = rules(value);
    } else if (name == "not") {
        rule.negated = this->rule(value);
    } else if (name == "if") {
        rule.condition = this->rule(value);
    } else if (name == "then") {
        rule.then_rule = this->rule(value);
    } else if (name == "else") {
        rule.else_rule = this->rule(value);
    } else {
        return false;
    }
    return true;
}

const Pattern* RuleSet::pattern(std::string_view text) {
    const auto [place, fresh] = patterns_.try_emplace(text, nullptr);
    if (fresh) {
        if (std::optional<Pattern> compiled = Pattern::compile(text)) {
            place->second = std::make_unique<Pattern>(std::move(*compiled));
        } else {
            ok_ = false;
        }
    }
    return place->second.get();
}

std::vector<const Rule*> RuleSet::rules(const Node& list) {
    std::vector<const Rule*> result;
    for (const Node& item : list.items) result.push_back(rule(item));
    if (result.empty()) ok_ = false;
    return result;
}

unsigned RuleSet::types(const Node& value) {
    if (value.is_sequence()) {
        unsigned bits = 0;
        for (const Node& item : value.items) bits |= types(item);
        return bits;
    }
    const auto found = std::find_if(type_names.begin(), type_names.end(),
                                    [&](const TypeName& t) { return t.name == value.text; });
    if (found != type_names.end()) return found->bits;
    ok_ = false;
    return 0;
}

std::size_t RuleSet::count(const Node& value) {
    const std::string_view text = std::string_view(value.text).substr(0, value.text.find('.'));
    std::size_t result = 0;
    if (!value.is_number() || !is_whole(value.text) ||
        std::from_chars(text.data(), text.data() + text.size(), result).ptr != text.data() + text.size()) {
        ok_ = false;
    }
    return result;
}

std::string_view RuleSet::number(const Node& value) {
    if (!value.is_number()) ok_ = false;
    return value.text;
}

bool RuleSet::flag(const Node& value) {
    if (!value.is_boolean()) ok_ = false;
    return value.text == "true";
}

}  // namespace passline
