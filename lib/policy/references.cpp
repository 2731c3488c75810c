#include "policy/references.h"

#include <algorithm>

#include "base/suggest.h"

namespace passline {
namespace {

/// Every id of a node that is a list of them, or one, or missing.
template <class Check>
std::vector<std::string> each_of(const Node* node, RuleReader& read, Check check) {
    std::vector<std::string> ids = read.strings(node);
    for (std::size_t i = 0; i < ids.size(); ++i) check(node->is_sequence() ? node->items[i] : *node);
    return ids;
}

Text no_role(const std::string& id) {
    return say("roles 中没有角色“{0}”", "there is no role '{0}' under roles", id);
}

}  // namespace

void References::check(const Node& node, std::string_view code, std::span<const std::string> known, Text what,
                       Unlisted unlisted) {
    if (std::ranges::find(known, node.text) != known.end()) return;
    Text near = did_you_mean(node.text, known);
    if (unlisted == Unlisted::is_error || !near.empty()) {
        read_.error(code, node, std::move(what), std::move(near));
    } else if (unlisted == Unlisted::is_warning) {
        read_.diagnostics().warning(code, read_.place(node), std::move(what));
    }
}

std::vector<std::string> References::raters(const Node* node) {
    return each_of(node, read_, [this](const Node& id) {
        check(id, "unknown-role", ids_of(policy_.roles), no_role(id.text));
    });
}

std::vector<std::string> References::roles(const Node* node) {
    return each_of(node, read_, [this](const Node& id) {
        check(id, "unknown-role", ids_of(policy_.roles), no_role(id.text), Unlisted::is_fine);
    });
}

std::string References::role(const Node* node) {
    if (node == nullptr) return {};
    check(*node, "unknown-role", ids_of(policy_.roles), no_role(node->text), Unlisted::is_fine);
    return node->text;
}

std::vector<std::string> References::actions(const Node* node) {
    return each_of(node, read_, [this](const Node& id) {
        check(id, "unknown-action", ids_of(policy_.actions),
              say("actions 中没有“{0}”", "there is no '{0}' under actions", id.text), Unlisted::is_warning);
    });
}

void References::check_track(const Node& key) {
    check(key, "unknown-track", ids_of(policy_.tracks),
          say("tracks 中没有培训类别“{0}”", "there is no track '{0}' under tracks", key.text),
          Unlisted::is_warning);
}

std::vector<std::string> References::levels(const Node* node, const std::optional<LevelRules>& known) {
    return each_of(node, read_, [&](const Node& id) {
        if (!known) return;
        check(id, "unknown-level", ids_of(known->steps),
              say("levels 中没有职级“{0}”", "there is no level '{0}' under levels", id.text));
    });
}

std::vector<std::string> References::tracks(const Node* node) {
    return each_of(node, read_, [this](const Node& id) { check_track(id); });
}

std::string References::track(const Node* node) {
    if (node == nullptr) return {};
    check_track(*node);
    return node->text;
}

}  // namespace passline
