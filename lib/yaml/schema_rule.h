#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/language.h"
#include "yaml/document.h"
#include "yaml/json_tree.h"
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

/// The type of a node; `type_integer` for a number without fraction.
unsigned type_of(const Node& node);

/// A pattern that is compiled when it is first needed.
class LazyPattern {
  public:
    explicit LazyPattern(std::string text) : text_(std::move(text)) {}
    const std::string& text() const { return text_; }
    /// False when the pattern is wrong or not supported; nothing is found then.
    bool valid() const { return compiled().has_value(); }
    bool found_in(std::string_view text) const { return compiled() && compiled()->found_in(text); }

  private:
    const std::optional<Pattern>& compiled() const;

    std::string text_;
    mutable std::once_flag once_;
    mutable std::optional<Pattern> pattern_;
};

struct Rule;

/// What a schema says of objects.
struct MapRule {
    std::vector<std::pair<std::string_view, const Rule*>> properties;  ///< by name
    std::vector<std::string_view> names;  ///< of the properties, in the schema's order
    std::vector<std::string_view> required;
    std::vector<std::pair<const LazyPattern*, const Rule*>> pattern_properties;
    const Rule* additional = nullptr;
    const Rule* property_names = nullptr;
    std::size_t min_properties = 0;
    std::optional<std::size_t> max_properties;
};

/// What a schema says of arrays.
struct ListRule {
    const Rule* items = nullptr;
    std::size_t min_items = 0;
    std::optional<std::size_t> max_items;
    bool unique_items = false;
};

/// What a schema says of single values.
struct ValueRule {
    std::optional<std::vector<Node>> values;  ///< of enum
    std::optional<Node> constant;             ///< of const
    const LazyPattern* pattern = nullptr;
    std::size_t min_length = 0;
    std::optional<std::size_t> max_length;
    std::string_view minimum, exclusive_minimum, maximum, exclusive_maximum;  ///< numbers; empty: none
};

/// What other schemas a schema puts together.
struct BranchRule {
    std::vector<const Rule*> any_of, one_of, all_of;
    const Rule* negated = nullptr;
    const Rule* condition = nullptr;
    const Rule* then_rule = nullptr;
    const Rule* else_rule = nullptr;
};

/// One schema of a JSON Schema, ready to be checked.
struct Rule {
    std::optional<bool> always;  ///< the schemas `true` and `false`
    unsigned types = 0;          ///< 0: any
    const Rule* ref = nullptr;
    std::unique_ptr<MapRule> map;  ///< these four only where the schema has such keywords
    std::unique_ptr<ListRule> list;
    std::unique_ptr<ValueRule> value;
    std::unique_ptr<BranchRule> branches;
    std::string_view description, description_zh;  ///< tokens, with their quotes

    const Rule* property(std::string_view name) const;
    /// The properties' names, in the schema's order.
    std::vector<std::string> names() const;
    /// The values of its enum or const, or of the schema it refers to; empty when it has none.
    std::vector<const Node*> allowed_values() const;
    /// What the schema says of itself, or what the one it refers to says; empty when neither does.
    Text words() const;
};

/// The rules of one JSON Schema. Views into its text.
class RuleSet {
  public:
    /// Null when the text is not JSON, or a keyword or a reference is wrong or not supported.
    static std::unique_ptr<RuleSet> compile(std::string_view json);

    const Rule& root() const { return *root_; }
    /// True when every pattern can be compiled; they are otherwise compiled when they are needed.
    bool patterns_valid() const;

  private:
    explicit RuleSet(JsonTree tree);
    const Rule* rule(std::uint32_t index);
    void keyword(Rule& rule, std::string_view name, std::uint32_t value);
    bool map_keyword(Rule& rule, std::string_view name, std::uint32_t value);
    bool list_keyword(Rule& rule, std::string_view name, std::uint32_t value);
    bool value_keyword(Rule& rule, std::string_view name, std::uint32_t value);
    bool branch_keyword(Rule& rule, std::string_view name, std::uint32_t value);
    const Rule* reference(std::string_view text);
    std::optional<std::uint32_t> resolve(std::string_view pointer);
    const LazyPattern* pattern(std::uint32_t value);
    std::vector<const Rule*> rules(std::uint32_t list);
    std::vector<std::string_view> strings(std::uint32_t list);
    std::string_view string(std::uint32_t value);
    unsigned types(std::uint32_t value);
    std::size_t count(std::uint32_t value);
    std::string_view number(std::uint32_t value);
    bool flag(std::uint32_t value);
    bool expect(bool fine) {
        ok_ = ok_ && fine;
        return fine;
    }
    template <class Use>
    void each_item(std::uint32_t list, const Use& use);
    template <class Use>
    void each_entry(std::uint32_t object, const Use& use);

    JsonTree tree_;
    bool ok_ = true;
    std::deque<Rule> rules_;
    std::vector<const Rule*> rule_at_;  ///< by the index of the value it is made from
    std::unordered_map<std::string_view, std::unique_ptr<LazyPattern>> patterns_;
    std::unordered_map<std::string_view, std::optional<std::uint32_t>> targets_;  ///< of references
    std::deque<std::string> decoded_;                                             ///< strings with escapes
    const Rule* root_ = nullptr;
};

}  // namespace passline
