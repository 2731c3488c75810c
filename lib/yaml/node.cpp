#include <algorithm>

#include "yaml/document.h"

namespace passline {
namespace {

/// Takes digits off the front; false when there are none.
bool take_digits(std::string_view& rest) {
    const std::size_t count = std::min(rest.find_first_not_of("0123456789"), rest.size());
    rest.remove_prefix(count);
    return count > 0;
}

bool json_number(std::string_view rest) {
    if (rest.starts_with('-')) rest.remove_prefix(1);
    if (rest.size() > 1 && rest[0] == '0' && rest[1] >= '0' && rest[1] <= '9') return false;
    if (!take_digits(rest)) return false;
    if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        if (!take_digits(rest)) return false;
    }
    if (rest.starts_with('e') || rest.starts_with('E')) {
        rest.remove_prefix(1);
        if (rest.starts_with('+') || rest.starts_with('-')) rest.remove_prefix(1);
        if (!take_digits(rest)) return false;
    }
    return rest.empty();
}

}  // namespace

bool Node::is_number() const { return kind == Kind::scalar && !quoted && json_number(text); }

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
