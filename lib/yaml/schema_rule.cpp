#include "yaml/schema_rule.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "yaml/json_reader.h"
#include "yaml/json_value.h"

namespace passline {
namespace {

using Kind = JsonTree::Kind;

/// Keywords that say nothing about what is valid; `description` is used in messages.
constexpr std::array<std::string_view, 10> annotations{"$schema",     "$id",       "$comment", "$defs",
                                                       "definitions", "title",     "default",  "examples",
                                                       "format",      "deprecated"};

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

template <class Part>
Part& part(std::unique_ptr<Part>& holder) {
    if (!holder) holder = std::make_unique<Part>();
    return *holder;
}

}  // namespace

unsigned type_of(const Node& node) {
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

const std::optional<Pattern>& LazyPattern::compiled() const {
    std::call_once(once_, [&] { pattern_ = Pattern::compile(text_); });
    return pattern_;
}

const Rule* Rule::property(std::string_view name) const {
    if (!map) return nullptr;
    const auto& all = map->properties;
    const auto found = std::lower_bound(
        all.begin(), all.end(), name,
        [](const auto& property, std::string_view wanted) { return property.first < wanted; });
    return found != all.end() && found->first == name ? found->second : nullptr;
}

std::vector<std::string> Rule::names() const {
    return map ? std::vector<std::string>(map->names.begin(), map->names.end()) : std::vector<std::string>{};
}

std::vector<const Node*> Rule::allowed_values() const {
    std::vector<const Node*> allowed;
    const Rule* rule = this;
    for (int steps = 0; rule != nullptr && steps < longest_reference; ++steps, rule = rule->ref) {
        if (!rule->value) continue;
        if (rule->value->constant) return {&*rule->value->constant};
        if (!rule->value->values) continue;
        for (const Node& one : *rule->value->values) allowed.push_back(&one);
        return allowed;
    }
    return allowed;
}

Text Rule::words() const {
    const Rule* rule = this;
    for (int steps = 0; rule->description.empty() && rule->ref != nullptr && steps < longest_reference;
         ++steps)
        rule = rule->ref;
    if (rule->description.empty()) return {};
    const std::string_view zh = rule->description_zh.empty() ? rule->description : rule->description_zh;
    return {decoded_json(zh), decoded_json(rule->description)};
}

RuleSet::RuleSet(JsonTree tree) : tree_(std::move(tree)), rule_at_(tree_.values().size(), nullptr) {}

std::unique_ptr<RuleSet> RuleSet::compile(std::string_view json) {
    JsonFailure failure;
    std::optional<JsonTree> tree = JsonTree::parse(json, failure);
    if (!tree) return nullptr;
    std::unique_ptr<RuleSet> set(new RuleSet(std::move(*tree)));
    set->root_ = set->rule(0);
    return set->ok_ ? std::move(set) : nullptr;
}

bool RuleSet::patterns_valid() const {
    return std::all_of(patterns_.begin(), patterns_.end(),
                       [](const auto& pattern) { return pattern.second->valid(); });
}

template <class Use>
void RuleSet::each_item(std::uint32_t list, const Use& use) {
    if (!expect(tree_[list].kind == Kind::array)) return;
    for (std::uint32_t item = list + 1; item < tree_[list].end; item = tree_[item].end) use(item);
}

template <class Use>
void RuleSet::each_entry(std::uint32_t object, const Use& use) {
    if (!expect(tree_[object].kind == Kind::object)) return;
    for (std::uint32_t key = object + 1; key < tree_[object].end; key = tree_[key + 1].end)
        use(string(key), key + 1);
}

const Rule* RuleSet::rule(std::uint32_t index) {
    if (rule_at_[index] != nullptr) return rule_at_[index];
    Rule& rule = rules_.emplace_back();
    rule_at_[index] = &rule;
    if (tree_[index].kind == Kind::boolean) {
        rule.always = tree_[index].raw == "true";
    } else {
        each_entry(index, [&](std::string_view name, std::uint32_t value) { keyword(rule, name, value); });
    }
    return &rule;
}

void RuleSet::keyword(Rule& rule, std::string_view name, std::uint32_t value) {
    if (name == "description") {
        if (expect(tree_[value].kind == Kind::string)) rule.description = tree_[value].raw;
    } else if (name == "x-zh") {
        if (expect(tree_[value].kind == Kind::string)) rule.description_zh = tree_[value].raw;
    } else if (name == "$ref") {
        rule.ref = reference(string(value));
    } else if (name == "type") {
        rule.types = types(value);
    } else if (!map_keyword(rule, name, value) && !list_keyword(rule, name, value) &&
               !value_keyword(rule, name, value) && !branch_keyword(rule, name, value)) {
        expect(name.starts_with("x-") ||
               std::find(annotations.begin(), annotations.end(), name) != annotations.end());
    }
}

bool RuleSet::map_keyword(Rule& rule, std::string_view name, std::uint32_t value) {
    if (name == "properties") {
        MapRule& map = part(rule.map);
        each_entry(value, [&](std::string_view key, std::uint32_t schema) {
            map.properties.emplace_back(key, this->rule(schema));
            map.names.push_back(key);
        });
        std::sort(map.properties.begin(), map.properties.end());
    } else if (name == "required") {
        part(rule.map).required = strings(value);
    } else if (name == "patternProperties") {
        MapRule& map = part(rule.map);
        each_entry(value, [&](std::string_view, std::uint32_t schema) {
            map.pattern_properties.emplace_back(pattern(schema - 1), this->rule(schema));
        });
    } else if (name == "additionalProperties") {
        part(rule.map).additional = this->rule(value);
    } else if (name == "propertyNames") {
        part(rule.map).property_names = this->rule(value);
    } else if (name == "minProperties") {
        part(rule.map).min_properties = count(value);
    } else if (name == "maxProperties") {
        part(rule.map).max_properties = count(value);
    } else {
        return false;
    }
    return true;
}

bool RuleSet::list_keyword(Rule& rule, std::string_view name, std::uint32_t value) {
    if (name == "items") {
        part(rule.list).items = this->rule(value);
    } else if (name == "minItems") {
        part(rule.list).min_items = count(value);
    } else if (name == "maxItems") {
        part(rule.list).max_items = count(value);
    } else if (name == "uniqueItems") {
        part(rule.list).unique_items = flag(value);
    } else {
        return false;
    }
    return true;
}

bool RuleSet::value_keyword(Rule& rule, std::string_view name, std::uint32_t value) {
    if (name == "enum") {
        std::vector<Node>& values = part(rule.value).values.emplace();
        each_item(value, [&](std::uint32_t item) { values.push_back(json_node(tree_, item)); });
    } else if (name == "const") {
        part(rule.value).constant = json_node(tree_, value);
    } else if (name == "pattern") {
        part(rule.value).pattern = pattern(value);
    } else if (name == "minLength") {
        part(rule.value).min_length = count(value);
    } else if (name == "maxLength") {
        part(rule.value).max_length = count(value);
    } else if (name == "minimum") {
        part(rule.value).minimum = number(value);
    } else if (name == "exclusiveMinimum") {
        part(rule.value).exclusive_minimum = number(value);
    } else if (name == "maximum") {
        part(rule.value).maximum = number(value);
    } else if (name == "exclusiveMaximum") {
        part(rule.value).exclusive_maximum = number(value);
    } else {
        return false;
    }
    return true;
}

bool RuleSet::branch_keyword(Rule& rule, std::string_view name, std::uint32_t value) {
    if (name == "anyOf") {
        part(rule.branches).any_of = rules(value);
    } else if (name == "oneOf") {
        part(rule.branches).one_of = rules(value);
    } else if (name == "allOf") {
        part(rule.branches).all_of = rules(value);
    } else if (name == "not") {
        part(rule.branches).negated = this->rule(value);
    } else if (name == "if") {
        part(rule.branches).condition = this->rule(value);
    } else if (name == "then") {
        part(rule.branches).then_rule = this->rule(value);
    } else if (name == "else") {
        part(rule.branches).else_rule = this->rule(value);
    } else {
        return false;
    }
    return true;
}

const Rule* RuleSet::reference(std::string_view text) {
    if (!expect(text.starts_with('#'))) return nullptr;
    const auto [known, is_new] = targets_.try_emplace(text);
    if (is_new) known->second = resolve(text.substr(1));
    return expect(known->second.has_value()) ? rule(*known->second) : nullptr;
}

/// What a JSON pointer within the schema points to.
std::optional<std::uint32_t> RuleSet::resolve(std::string_view pointer) {
    std::uint32_t at = 0;
    while (!pointer.empty()) {
        if (pointer.front() != '/') return std::nullopt;
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        const std::string segment = unescaped(pointer.substr(0, end));
        pointer.remove_prefix(end);
        std::optional<std::uint32_t> next;
        if (tree_[at].kind == Kind::object) {
            each_entry(at, [&](std::string_view key, std::uint32_t value) {
                if (key == segment) next = value;
            });
        } else if (tree_[at].kind == Kind::array) {
            std::size_t number = 0;
            each_item(at, [&](std::uint32_t item) {
                if (std::to_string(number++) == segment) next = item;
            });
        }
        if (!next) return std::nullopt;
        at = *next;
    }
    return at;
}

std::string_view RuleSet::string(std::uint32_t value) {
    const std::string_view raw = tree_[value].raw;
    if (!expect(tree_[value].kind == Kind::string)) return {};
    if (raw.find('\\') == std::string_view::npos) return raw.substr(1, raw.size() - 2);
    return decoded_.emplace_back(decoded_json(raw));
}

std::vector<std::string_view> RuleSet::strings(std::uint32_t list) {
    std::vector<std::string_view> result;
    each_item(list, [&](std::uint32_t item) { result.push_back(string(item)); });
    return result;
}

const LazyPattern* RuleSet::pattern(std::uint32_t value) {
    const std::string_view raw = tree_[value].raw;
    std::unique_ptr<LazyPattern>& known = patterns_[raw];
    if (!known) known = std::make_unique<LazyPattern>(std::string(string(value)));
    return known.get();
}

std::vector<const Rule*> RuleSet::rules(std::uint32_t list) {
    std::vector<const Rule*> result;
    each_item(list, [&](std::uint32_t item) { result.push_back(rule(item)); });
    expect(!result.empty());
    return result;
}

unsigned RuleSet::types(std::uint32_t value) {
    unsigned bits = 0;
    if (tree_[value].kind == Kind::array) {
        each_item(value, [&](std::uint32_t item) { bits |= types(item); });
        return bits;
    }
    const std::string_view name = string(value);
    const auto found = std::find_if(type_names.begin(), type_names.end(),
                                    [&](const TypeName& type) { return type.name == name; });
    return expect(found != type_names.end()) ? found->bits : 0;
}

std::size_t RuleSet::count(std::uint32_t value) {
    const std::string_view number = this->number(value);
    const std::string_view digits = number.substr(0, number.find('.'));
    std::size_t result = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), result);
    expect(read.ec == std::errc{} && read.ptr == digits.data() + digits.size() && is_whole(number));
    return result;
}

std::string_view RuleSet::number(std::uint32_t value) {
    expect(tree_[value].kind == Kind::number);
    return tree_[value].raw;
}

bool RuleSet::flag(std::uint32_t value) {
    expect(tree_[value].kind == Kind::boolean);
    return tree_[value].raw == "true";
}

}  // namespace passline
