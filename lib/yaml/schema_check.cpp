#include "yaml/schema_check.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "yaml/json_value.h"
#include "yaml/source_text.h"

namespace passline {
namespace {

using Kind = Problem::Kind;

/// Schemas within schemas on the way to a place; references that lead in a circle without going deeper end
/// here, as obeyed.
constexpr std::size_t longest_chain = 1000;

/// Problems go to `problems`; without it the walk stops at the first.
class Checker {
  public:
    explicit Checker(std::vector<Problem>* problems, std::size_t chain = 0)
        : problems_(problems), chain_(chain) {}

    /// True when the node obeys the rule.
    bool check(const Rule& rule, const Node& node, std::size_t depth);

  private:
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
    bool quiet() const { return problems_ == nullptr; }
    bool obeys(const Rule& rule, const Node& node, std::size_t depth) const {
        return Checker(nullptr, chain_).check(rule, node, depth);
    }

    bool check_value(const Rule& rule, const Node& node, std::size_t depth);
    bool check_number(const Rule& rule, const Node& node, std::size_t depth);
    bool check_string(const Rule& rule, const Node& node, std::size_t depth);
    bool check_sequence(const Rule& rule, const Node& node, std::size_t depth);
    bool check_unique(const Rule& rule, const Node& node, std::size_t depth);
    bool check_map(const Rule& rule, const Node& node, std::size_t depth);
    bool check_entry(const Rule& rule, const Node& map, const Node::Entry& entry, std::size_t depth);
    bool check_branches(const Rule& rule, const Node& node, std::size_t depth);
    bool check_condition(const Rule& rule, const Node& node, std::size_t depth);
    void report_branches(const Rule& rule, const std::vector<const Rule*>& branches, const Node& node,
                         std::size_t depth);
    bool report_merged(const Rule& rule, const std::vector<std::vector<Problem>>& found,
                       const std::vector<const Rule*>& branches, const Node& node, std::size_t depth);

    std::vector<Problem>* problems_;
    Problem unseen_;
    std::size_t chain_;
};

bool Checker::check(const Rule& rule, const Node& node, std::size_t depth) {
    if (rule.always) {
        if (!*rule.always) report(Kind::forbidden, rule, node, depth);
        return *rule.always;
    }
    if (chain_ == longest_chain) return true;
    ++chain_;
    bool ok = true;
    const auto also = [&](auto&& part) {
        if (ok || !quiet()) ok = part() && ok;
    };
    if (rule.ref != nullptr) ok = check(*rule.ref, node, depth);
    if (rule.types != 0 && (types_of(node) & rule.types) == 0) {
        // What else the rule says is about values of another type.
        report(Kind::type, rule, node, depth).types = rule.types;
        --chain_;
        return false;
    }
    also([&] { return check_value(rule, node, depth); });
    if (node.is_sequence()) also([&] { return check_sequence(rule, node, depth); });
    if (node.is_map()) also([&] { return check_map(rule, node, depth); });
    if (node.is_scalar() && node.is_number()) also([&] { return check_number(rule, node, depth); });
    if (node.is_scalar() && !node.is_number() && !node.is_boolean())
        also([&] { return check_string(rule, node, depth); });
    also([&] { return check_branches(rule, node, depth); });
    also([&] { return check_condition(rule, node, depth); });
    --chain_;
    return ok;
}

bool Checker::check_value(const Rule& rule, const Node& node, std::size_t depth) {
    if (rule.constant != nullptr && !same_value(*rule.constant, node)) {
        report(Kind::value, rule, node, depth).values = {rule.constant};
        return false;
    }
    if (rule.values == nullptr) return true;
    const std::vector<Node>& allowed = rule.values->items;
    if (std::any_of(allowed.begin(), allowed.end(),
                    [&](const Node& value) { return same_value(value, node); }))
        return true;
    Problem& problem = report(Kind::value, rule, node, depth);
    if (!quiet()) {
        for (const Node& value : allowed) problem.values.push_back(&value);
    }
    return false;
}

bool Checker::check_number(const Rule& rule, const Node& node, std::size_t depth) {
    const auto broken = [&](std::string_view limit, auto bad, Kind kind) {
        if (limit.empty() || !bad(compare_numbers(node.text, limit))) return false;
        report(kind, rule, node, depth);
        return true;
    };
    return !broken(
               rule.minimum, [](auto order) { return order < 0; }, Kind::too_small) &&
           !broken(
               rule.exclusive_minimum, [](auto order) { return order <= 0; }, Kind::not_above) &&
           !broken(
               rule.maximum, [](auto order) { return order > 0; }, Kind::too_large) &&
           !broken(
               rule.exclusive_maximum, [](auto order) { return order >= 0; }, Kind::not_below);
}

bool Checker::check_string(const Rule& rule, const Node& node, std::size_t depth) {
    if (rule.min_length > 0 && count_characters(node.text) < rule.min_length) {
        report(Kind::too_short, rule, node, depth);
        return false;
    }
    if (rule.max_length && count_characters(node.text) > *rule.max_length) {
        report(Kind::too_long, rule, node, depth);
        return false;
    }
    if (rule.pattern != nullptr && !rule.pattern->found_in(node.text)) {
        report(Kind::form, rule, node, depth);
        return false;
    }
    return true;
}

bool Checker::check_sequence(const Rule& rule, const Node& node, std::size_t depth) {
    bool ok = true;
    if (node.items.size() < rule.min_items) {
        report(Kind::few_items, rule, node, depth);
        ok = false;
    }
    if (rule.max_items && node.items.size() > *rule.max_items) {
        report(Kind::many_items, rule, node, depth);
        ok = false;
    }
    if (rule.items != nullptr) {
        for (const Node& item : node.items) {
            if (!ok && quiet()) return false;
            ok = check(*rule.items, item, depth + 1) && ok;
        }
    }
    return (!rule.unique_items || check_unique(rule, node, depth)) && ok;
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
    bool ok = true;
    for (const std::string_view name : rule.required) {
        if (node.find_entry(name) != nullptr) continue;
        report(Kind::missing, rule, node, depth).name = name;
        ok = false;
    }
    if (node.entries.size() < rule.min_properties) {
        report(Kind::few_entries, rule, node, depth);
        ok = false;
    }
    if (rule.max_properties && node.entries.size() > *rule.max_properties) {
        report(Kind::many_entries, rule, node, depth);
        ok = false;
    }
    for (const Node::Entry& entry : node.entries) {
        if (!ok && quiet()) return false;
        ok = check_entry(rule, node, entry, depth) && ok;
    }
    return ok;
}

bool Checker::check_entry(const Rule& rule, const Node& map, const Node::Entry& entry, std::size_t depth) {
    bool ok = true;
    bool known = false;
    if (rule.property_names != nullptr) {
        Node name = entry.key;
        name.quoted = true;  // a name is a text, also when it looks like a number
        std::vector<Problem> broken;
        if (!Checker(&broken, chain_).check(*rule.property_names, name, depth + 1)) {
            report(Kind::key_form, *broken.front().rule, map, depth + 1).entry = &entry;
            ok = false;
        }
    }
    if (const Rule* property = rule.property(entry.key.text)) {
        known = true;
        ok = check(*property, entry.value, depth + 1) && ok;
    }
    for (const auto& [pattern, property] : rule.pattern_properties) {
        if (!pattern->found_in(entry.key.text)) continue;
        known = true;
        ok = check(*property, entry.value, depth + 1) && ok;
    }
    if (known || rule.additional == nullptr) return ok;
    if (rule.additional->always == false) {
        report(Kind::unknown_key, rule, map, depth + 1).entry = &entry;
        return false;
    }
    return check(*rule.additional, entry.value, depth + 1) && ok;
}

bool Checker::check_condition(const Rule& rule, const Node& node, std::size_t depth) {
    if (rule.negated != nullptr && obeys(*rule.negated, node, depth)) {
        report(Kind::unwanted, rule, node, depth);
        return false;
    }
    if (rule.condition == nullptr) return true;
    const Rule* next = obeys(*rule.condition, node, depth) ? rule.then_rule : rule.else_rule;
    return next == nullptr || check(*next, node, depth);
}

bool Checker::check_branches(const Rule& rule, const Node& node, std::size_t depth) {
    bool ok = true;
    for (const Rule* branch : rule.all_of) {
        if (!ok && quiet()) return false;
        ok = check(*branch, node, depth) && ok;
    }
    if (!rule.any_of.empty()) {
        const bool any = std::any_of(rule.any_of.begin(), rule.any_of.end(),
                                     [&](const Rule* b) { return obeys(*b, node, depth); });
        if (!any && !quiet()) report_branches(rule, rule.any_of, node, depth);
        ok = ok && any;
    }
    if (!rule.one_of.empty()) {
        std::vector<const Rule*> obeyed;
        for (const Rule* branch : rule.one_of) {
            if (obeys(*branch, node, depth)) obeyed.push_back(branch);
        }
        if (obeyed.empty() && !quiet()) report_branches(rule, rule.one_of, node, depth);
        if (obeyed.size() > 1) {
            const bool by_keys =
                std::none_of(obeyed.begin(), obeyed.end(), [](const Rule* b) { return b->required.empty(); });
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
    for (const Rule* branch : branches) Checker(&found.emplace_back(), chain_).check(*branch, node, depth);
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
