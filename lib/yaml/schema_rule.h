#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/language.h"
#include "yaml/document.h"
#include "yaml/pattern.h"

namespace passline {

/// JSON Schema's types, as bits.
enum : unsigned {
    type_null = 1U,
    type_boolean = 2U,
    type_integer = 4U,
    type_number = 8U,
    type_string = 16U,
    type_array = 32U,
    type_object = 64U,
};

/// The types that a node has: an integer is a number, too.
unsigned types_of(const Node& node);

/// One schema of a JSON Schema, ready to be checked. Views and pointers into the schema's tree.
struct Rule {
    std::optional<bool> always;  ///< the schemas `true` and `false`
    unsigned types = 0;          ///< 0: any
    const Rule* ref = nullptr;

    std::vector<std::pair<std::string_view, const Rule*>> properties;  ///< by name
    std::vector<std::string_view> names;  ///< of the properties, in the schema's order
    std::vector<std::string_view> required;
    std::vector<std::pair<const Pattern*, const Rule*>> pattern_properties;
    const Rule* additional = nullptr;
    const Rule* property_names = nullptr;
    std::size_t min_properties = 0;
    std::optional<std::size_t> max_properties;

    const Rule* items = nullptr;
    std::size_t min_items = 0;
    std::optional<std::size_t> max_items;
    bool unique_items = false;

    const Node* values = nullptr;    ///< of enum
    const Node* constant = nullptr;  ///< of const
    const Pattern* pattern = nullptr;
    std::string_view pattern_text;
    std::size_t min_length = 0;
    std::optional<std::size_t> max_length;
    std::string_view minimum, exclusive_minimum, maximum, exclusive_maximum;  ///< numbers; empty: none

    std::vector<const Rule*> any_of, one_of, all_of;
    const Rule* negated = nullptr;
    const Rule* condition = nullptr;
    const Rule* then_rule = nullptr;
    const Rule* else_rule = nullptr;

    std::string_view description, description_zh;

    const Rule* property(std::string_view name) const;
    /// The values of its enum or const, or of the schema it refers to; empty when it has none.
    std::vector<const Node*> allowed_values() const;
    /// What the schema says of itself, or what the one it refers to says; empty when neither does.
    Text words() const;
};

/// The rules of one JSON Schema.
class RuleSet {
  public:
    /// Null when a keyword, a reference or a pattern is wrong or not supported. `root` is kept.
    static std::unique_ptr<RuleSet> compile(Node root);

    const Rule& root() const { return *root_rule_; }

  private:
    RuleSet() = default;
    const Rule* rule(const Node& schema);
    const Rule* reference(const Node& target);
    const Pattern* pattern(std::string_view text);
    void keyword(Rule& rule, std::string_view name, const Node& value);
    bool object_keyword(Rule& rule, std::string_view name, const Node& value);
    bool other_keyword(Rule& rule, std::string_view name, const Node& value);
    std::vector<const Rule*> rules(const Node& list);
    unsigned types(const Node& value);
    std::size_t count(const Node& value);
    std::string_view number(const Node& value);
    bool flag(const Node& value);

    Node tree_;
    bool ok_ = true;
    std::unordered_map<const Node*, std::unique_ptr<Rule>> rules_;
    std::unordered_map<std::string_view, std::unique_ptr<Pattern>> patterns_;
    const Rule* root_rule_ = nullptr;
};

}  // namespace passline
