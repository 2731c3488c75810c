#include "yaml/schema_check.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "yaml/json_value.h"
#include "yaml/source_text.h"

namespace passline {
namespace {

using Kind = Problem::Kind;

/// Schemas that one node passes through, one leading to the next; references that lead in a circle end here,
/// as obeyed.
constexpr std::size_t longest_chain = 64;

/// Problems go to `problems`; without it the walk stops at the first.
class Checker {
  public:
    explicit Checker(std::vector<Problem>* problems) : problems_(problems) {}

    /// True when the node obeys the rule.
    bool check(const Rule& rule, const Node& node, std::size_t depth) {
        const Chain before = chain_;
        if (chain_.node != &node) chain_ = {&node, 0};
        const bool ok = chain_.length++ == longest_chain || check_rule(rule, node, depth);
        chain_ = before;
        return ok;
    }

  private:
    struct Chain {
        const Node* node = nullptr;
        std::size_t length = 0;
    };
    Problem& report(Kind kind, const Rule& rule, const Node& node, std::size_t depth) {
        if (problems_ == nullptr) {
            unseen_ = {};
            return unseen_;
        }
        Problem& problem = problems_->emplace_back();
        problem.kind = kind;
        problem.rule = &rule;
        problem.node = &node;
        problem.depth = depth;
        return problem;
    }
    /// One that goes on from here and tells others.
    Checker part(std::vector<Problem>* problems) const {
        Checker checker(problems);
        checker.chain_ = chain_;
        return checker;
    }
    bool quiet() const { return problems_ == nullptr; }
    bool obeys(const Rule& rule, const Node& node, std::size_t depth) const {
        return part(nullptr).check(rule, node, depth);
    }

    bool check_rule(const Rule& rule, const Node& node, std::size_t depth);
    bool check_value(const Rule& rule, const Node& node, std::size_t depth);
    bool check_number(const Rule& rule, const Node& node, std::size_t depth);
    bool check_string(const Rule& rule, const Node& node, std::size_t depth);
    bool check_sequence(const Rule& rule, const Node& node, std::size_t depth);
    bool check_unique(const Rule& rule, const Node& node, std::size_t depth);
    bool check_map(const Rule& rule, const Node& node, std::size_t depth);
    bool check_entry(const Rule& rule, const Node& node, const Node::Entry& entry, std::size_t depth);
    bool check_branches(const Rule& rule, const Node& node, std::size_t depth);
    bool check_condition(const Rule& rule, const Node& node, std::size_t depth);
    void report_branches(const Rule& rule, const std::vector<const Rule*>& branches, const Node& node,
                         std::size_t depth);
    bool report_merged(const Rule& rule, const std::vector<std::vector<Problem>>& found,
                       const std::vector<const Rule*>& branches, const Node& node, std::size_t depth);

    std::vector<Problem>* problems_;
    Problem unseen_;
    Chain chain_;
};

bool Checker::check_rule(const Rule& rule, const Node& node, std::size_t depth) {
    if (rule.always) {
        if (!*rule.always) report(Kind::forbidden, rule, node, depth);
        return *rule.always;
    }
    bool ok = true;
    const auto also = [&](auto&& more) {
        if (ok || !quiet()) ok = more() && ok;
    };
    if (rule.ref != nullptr) ok = check(*rule.ref, node, depth);
    if (rule.types != 0 && (type_of(node) & rule.types) == 0) {
        // What else the rule says is about values of another type.
        report(Kind::type, rule, node, depth).types = rule.types;
        return false;
    }
    if (rule.value) also([&] { return check_value(rule, node, depth); });
    if (rule.list && node.is_sequence()) also([&] { return check_sequence(rule, node, depth); });
    if (rule.map && node.is_map()) also([&] { return check_map(rule, node, depth); });
    if (rule.branches) {
        also([&] { return check_branches(rule, node, depth); });
        also([&] { return check_condition(rule, node, depth); });
    }
    return ok;
}

bool Checker::check_value(const Rule& rule, const Node& node, std::size_t depth) {
    const ValueRule& value = *rule.value;
    const auto is_it = [&](const Node& allowed) { return same_value(allowed, node); };
    if ((value.constant && !is_it(*value.constant)) ||
        (value.values && std::none_of(value.values->begin(), value.values->end(), is_it))) {
        Problem& problem = report(Kind::value, rule, node, depth);
        if (!quiet()) problem.values = rule.allowed_values();
        return false;
    }
    if (!node.is_scalar() || node.is_boolean()) return true;
    return node.is_number() ? check_number(rule, node, depth) : check_string(rule, node, depth);
}

bool Checker::check_number(const Rule& rule, const Node& node, std::size_t depth) {
    const ValueRule& value = *rule.value;
    const auto order = [&](std::string_view limit) { return compare_numbers(node.text, limit); };
    std::optional<Kind> broken;
    if (!value.minimum.empty() && order(value.minimum) < 0) broken = Kind::too_small;
    if (!value.maximum.empty() && order(value.maximum) > 0) broken = Kind::too_large;
    if (!value.exclusive_minimum.empty() && order(value.exclusive_minimum) <= 0) broken = Kind::not_above;
    if (!value.exclusive_maximum.empty() && order(value.exclusive_maximum) >= 0) broken = Kind::not_below;
    if (broken) report(*broken, rule, node, depth);
    return !broken;
}

bool Checker::check_string(const Rule& rule, const Node& node, std::size_t depth) {
    const ValueRule& value = *rule.value;
    std::optional<Kind> broken;
    if (value.pattern != nullptr && !value.pattern->found_in(node.text)) broken = Kind::form;
    if (value.max_length && count_characters(node.text) > *value.max_length) broken = Kind::too_long;
    if (value.min_length > 0 && count_characters(node.text) < value.min_length) broken = Kind::too_short;
    if (broken) report(*broken, rule, node, depth);
    return !broken;
}

bool Checker::check_sequence(const Rule& rule, const Node& node, std::size_t depth) {
    const ListRule& list = *rule.list;
    bool ok = true;
    if (node.items.size() < list.min_items) {
        report(Kind::few_items, rule, node, depth);
        ok = false;
    }
    if (list.max_items && node.items.size() > *list.max_items) {
        report(Kind::many_items, rule, node, depth);
        ok = false;
    }
    if (list.items != nullptr) {
        for (const Node& item : node.items) {
            if (!ok && quiet()) return false;
            ok = check(*list.items, item, depth + 1) && ok;
        }
    }
    return (!list.unique_items || check_unique(rule, node, depth)) && ok;
}

bool Checker::check_unique(const Rule& rule, const Node& node, std::size_t depth) {
    bool ok = true;
    std::unordered_map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const auto [first, fresh] = seen.emplace(canonical_text(node.items[i]), i);
        if (fresh) continue;
        ok = false;
        if (quiet()) break;
        Problem& problem = report(Kind::repeated, rule, node.items[i], depth + 1);
        problem.index = first->second;
    }
    return ok;
}

bool Checker::check_map(const Rule& rule, const Node& node, std::size_t depth) {
    const MapRule& map = *rule.map;
    bool ok = true;
    for (const std::string_view name : map.required) {
        if (node.find_entry(name) != nullptr) continue;
        report(Kind::missing, rule, node, depth).name = name;
        ok = false;
    }
    if (node.entries.size() < map.min_properties) {
        report(Kind::few_entries, rule, node, depth);
        ok = false;
    }
    if (map.max_properties && node.entries.size() > *map.max_properties) {
        report(Kind::many_entries, rule, node, depth);
        ok = false;
    }
    for (const Node::Entry& entry : node.entries) {
        if (!ok && quiet()) return false;
        ok = check_entry(rule, node, entry, depth) && ok;
    }
    return ok;
}

bool Checker::check_entry(const Rule& rule, const Node& node, const Node::Entry& entry, std::size_t depth) {
    const MapRule& map = *rule.map;
    bool ok = true;
    bool known = false;
    if (map.property_names != nullptr) {
        Node name = entry.key;
        name.quoted = true;  // a name is a text, also when it looks like a number
        std::vector<Problem> broken;
        if (!part(&broken).check(*map.property_names, name, depth + 1)) {
            report(Kind::key_form, *broken.front().rule, node, depth + 1).entry = &entry;
            ok = false;
        }
    }
    if (const Rule* property = rule.property(entry.key.text)) {
        known = true;
        ok = check(*property, entry.value, depth + 1) && ok;
    }
    for (const auto& [pattern, property] : map.pattern_properties) {
        if (!pattern->found_in(entry.key.text)) continue;
        known = true;
        ok = check(*property, entry.value, depth + 1) && ok;
    }
    if (known || map.additional == nullptr) return ok;
    if (map.additional->always == false) {
        report(Kind::unknown_key, rule, node, depth + 1).entry = &entry;
        return false;
    }
    return check(*map.additional, entry.value, depth + 1) && ok;
}

bool Checker::check_condition(const Rule& rule, const Node& node, std::size_t depth) {
    const BranchRule& branches = *rule.branches;
    if (branches.negated != nullptr && obeys(*branches.negated, node, depth)) {
        report(Kind::unwanted, rule, node, depth);
        return false;
    }
    if (branches.condition == nullptr) return true;
    const Rule* next = obeys(*branches.condition, node, depth) ? branches.then_rule : branches.else_rule;
    return next == nullptr || check(*next, node, depth);
}

bool Checker::check_branches(const Rule& rule, const Node& node, std::size_t depth) {
    const BranchRule& branches = *rule.branches;
    bool ok = true;
    for (const Rule* branch : branches.all_of) {
        if (!ok && quiet()) return false;
        ok = check(*branch, node, depth) && ok;
    }
    if (!branches.any_of.empty()) {
        const bool any = std::any_of(branches.any_of.begin(), branches.any_of.end(),
                                     [&](const Rule* b) { return obeys(*b, node, depth); });
        if (!any && !quiet()) report_branches(rule, branches.any_of, node, depth);
        ok = ok && any;
    }
    if (!branches.one_of.empty()) {
        std::vector<const Rule*> obeyed;
        for (const Rule* branch : branches.one_of) {
            if (obeys(*branch, node, depth)) obeyed.push_back(branch);
        }
        if (obeyed.empty() && !quiet()) report_branches(rule, branches.one_of, node, depth);
        if (obeyed.size() > 1) {
            const bool by_keys = std::none_of(obeyed.begin(), obeyed.end(), [](const Rule* b) {
                return !b->map || b->map->required.empty();
            });
            report(by_keys ? Kind::several_of : Kind::ambiguous, rule, node, depth).branches = obeyed;
        }
        ok = ok && obeyed.size() == 1;
    }
    return ok;
}

/// How little a branch seems to be meant; the least is chosen. A branch of the wrong type is the least
/// likely, then one whose own mark (a key's only value) differs; then fewer problems win, then deeper ones.
auto unlikeliness(const std::vector<Problem>& problems, const Node& node, std::size_t depth) {
    bool wrong_type = false;
    bool wrong_mark = false;
    std::size_t deepest = 0;
    for (const Problem& problem : problems) {
        if (problem.node == &node && problem.kind == Kind::type) wrong_type = true;
        if (problem.kind == Kind::value && problem.depth <= depth + 1) wrong_mark = true;
        deepest = std::max(deepest, problem.depth);
    }
    return std::tuple(wrong_type, wrong_mark, problems.size(), ~deepest);
}

void Checker::report_branches(const Rule& rule, const std::vector<const Rule*>& branches, const Node& node,
                              std::size_t depth) {
    std::vector<std::vector<Problem>> found;
    for (const Rule* branch : branches) part(&found.emplace_back()).check(*branch, node, depth);
    if (report_merged(rule, found, branches, node, depth)) return;
    const auto best = std::min_element(found.begin(), found.end(), [&](const auto& a, const auto& b) {
        return unlikeliness(a, node, depth) < unlikeliness(b, node, depth);
    });
    problems_->insert(problems_->end(), best->begin(), best->end());
}

/// When every branch fails in the same way, one problem says so for all.
bool Checker::report_merged(const Rule& rule, const std::vector<std::vector<Problem>>& found,
                            const std::vector<const Rule*>& branches, const Node& node, std::size_t depth) {
    const auto all = [&](auto&& test) {
        return std::all_of(found.begin(), found.end(), [&](const std::vector<Problem>& problems) {
            return !problems.empty() && std::all_of(problems.begin(), problems.end(), test);
        });
    };
    if (all([&](const Problem& p) { return p.kind == Kind::missing && p.node == &node; })) {
        report(Kind::none_of, rule, node, depth).branches = branches;
        return true;
    }
    if (all([&](const Problem& p) { return p.kind == Kind::type && p.node == &node; })) {
        Problem& problem = report(Kind::type, rule, node, depth);
        for (const auto& problems : found) problem.types |= problems.front().types;
        return true;
    }
    // Branches that fit in type and differ in the value of one key: all values that it may have.
    std::vector<Problem> marks;
    for (const auto& problems : found) {
        if (std::get<0>(unlikeliness(problems, node, depth))) continue;
        const auto mark = std::find_if(problems.begin(), problems.end(), [&](const Problem& p) {
            return p.kind == Kind::value && p.depth <= depth + 1;
        });
        if (mark == problems.end() || (!marks.empty() && mark->node != marks.front().node)) return false;
        marks.push_back(*mark);
    }
    if (marks.size() < 2) return false;
    Problem& problem = report(Kind::value, *marks.front().rule, *marks.front().node, marks.front().depth);
    for (const Problem& mark : marks)
        problem.values.insert(problem.values.end(), mark.values.begin(), mark.values.end());
    return true;
}

}  // namespace

std::vector<Problem> find_problems(const Rule& rule, const Node& root) {
    std::vector<Problem> problems;
    if (!Checker(nullptr).check(rule, root, 0)) Checker(&problems).check(rule, root, 0);
    return problems;
}

}  // namespace passline
