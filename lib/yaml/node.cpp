#include <algorithm>

#include "yaml/document.h"
#include "yaml/json_tree.h"

namespace passline {

bool Node::is_number() const { return kind == Kind::scalar && !quoted && is_json_number(text); }

bool Node::is_boolean() const {
    return kind == Kind::scalar && !quoted && (text == "true" || text == "false");
}

const Node::Entry* Node::find_entry(std::string_view key) const {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key.text == key; });
    return found == entries.end() ? nullptr : &*found;
}

const Node* Node::find(std::string_view key) const {
    const Entry* entry = find_entry(key);
    return entry == nullptr ? nullptr : &entry->value;
}

}  // namespace passline
