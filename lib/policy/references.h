#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"
#include "policy/reader.h"

namespace passline {

/// Reads ids that should stand elsewhere in the same policy (`unknown-role`, `unknown-action`,
/// `unknown-track`). One that is nearly a listed one is an error with a "did you mean". Else it depends on
/// what rests on it: raters must be listed; actions and tracks that are not are a warning; a role that only
/// owns, approves or receives something needs no title and may stand for itself. Looks into the policy as far
/// as it has been read.
class References {
  public:
    References(const Policy& policy, RuleReader& read) : policy_(policy), read_(read) {}

    std::vector<std::string> raters(const Node* node);   ///< roles that score: each must be listed
    std::vector<std::string> roles(const Node* node);    ///< a list, or one
    std::vector<std::string> actions(const Node* node);  ///< a list, or one
    std::vector<std::string> tracks(const Node* node);   ///< a list, or one
    /// A list, or one; where the policy has no levels, they are whatever the roster says (`unknown-level`).
    std::vector<std::string> levels(const Node* node, const std::optional<LevelRules>& known);
    std::string role(const Node* node);   ///< empty without a node
    std::string track(const Node* node);  ///< empty without a node
    /// A map's key that names a track.
    void check_track(const Node& key);
    enum class Unlisted { is_error, is_warning, is_fine };
    /// Reports `node` as unknown when `known` does not hold it: `what` says so in both languages.
    void check(const Node& node, std::string_view code, std::span<const std::string> known, Text what,
               Unlisted unlisted = Unlisted::is_error);

  private:
    const Policy& policy_;
    RuleReader& read_;
};

/// The ids of things that have one.
template <class Items>
std::vector<std::string> ids_of(const Items& items) {
    std::vector<std::string> ids;
    for (const auto& item : items) ids.push_back(item.id);
    return ids;
}

}  // namespace passline
