#pragma once
#include <cstddef>
#include <vector>

#include "yaml/document.h"
#include "yaml/schema_rule.h"

namespace passline {

/// One way in which a document does not obey its schema. Cheap to make: words are found for it only when it
/// is shown.
struct Problem {
    enum class Kind {
        unknown_key,   ///< `entry`
        key_form,      ///< `entry`: its key breaks propertyNames; `rule` is the one it breaks
        missing,       ///< `name`
        type,          ///< `types` were expected
        value,         ///< not among `values`
        form,          ///< does not match the pattern
        too_short,     ///< a text; of length 0 when the minimum is 1
        too_long,      ///< a text
        too_small,     ///< below minimum
        not_above,     ///< at or below exclusiveMinimum
        too_large,     ///< above maximum
        not_below,     ///< at or above exclusiveMaximum
        few_items,     ///< a list; empty when the minimum is 1
        many_items,    ///< a list
        repeated,      ///< `index` is the item that stands earlier, too
        few_entries,   ///< a map
        many_entries,  ///< a map
        forbidden,     ///< nothing may stand here
        none_of,       ///< `branches`: none of these groups of keys is there
        several_of,    ///< `branches`: more than one of these groups of keys is there
        ambiguous,     ///< obeys more than one of the schemas of a oneOf
        unwanted,      ///< obeys the schema under `not`
    };

    Kind kind = Kind::type;
    const Rule* rule = nullptr;
    const Node* node = nullptr;          ///< that which is wrong, or the map that misses a key
    const Node::Entry* entry = nullptr;  ///< of a problem with a key
    std::string_view name;               ///< of a missing key
    std::size_t depth = 0;               ///< of the place below the root
    std::size_t index = 0;
    unsigned types = 0;
    std::vector<const Node*> values;
    std::vector<const Rule*> branches;
};

/// All problems of a document, those of a failed anyOf or oneOf reduced to the branch that was most likely
/// meant.
std::vector<Problem> find_problems(const Rule& rule, const Node& root);

}  // namespace passline
