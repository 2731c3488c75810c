#include "policy/policy.h"

#include <algorithm>

#include "text/unicode.h"

namespace passline {

namespace {
template <class Items>
auto by_id(const Items& items, std::string_view id) -> const typename Items::value_type* {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

template <class Items>
auto by_name(const Items& items, std::string_view name) -> const typename Items::value_type* {
    if (const auto* exact = by_id(items, name)) return exact;
    const std::string plain = folded(name);
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) {
        return folded(item.id) == plain || folded(item.title.zh) == plain || folded(item.title.en) == plain;
    });
    return found == items.end() ? nullptr : &*found;
}
}  // namespace

std::string_view mark_name(Mark mark) {
    constexpr std::string_view names[] = {"absent", "exempt", "void"};
    return names[static_cast<std::size_t>(mark)];
}

Text mark_title(Mark mark) {
    switch (mark) {
        case Mark::absent:
            return {"缺考", "absent"};
        case Mark::exempt:
            return {"免考", "exempt"};
        case Mark::voided:
            return {"作废", "void"};
    }
    return {};
}

std::optional<Mark> mark_named(std::string_view word) {
    constexpr std::pair<std::string_view, Mark> words[] = {
        {"absent", Mark::absent}, {"缺考", Mark::absent},   {"缺席", Mark::absent},
        {"缓考", Mark::absent},   {"exempt", Mark::exempt}, {"免考", Mark::exempt},
        {"void", Mark::voided},   {"作弊", Mark::voided},   {"无效", Mark::voided},
    };
    const std::string plain = folded(word);
    for (const auto& [name, mark] : words) {
        if (plain == name) return mark;
    }
    return {};
}

std::string_view then_name(Then then) {
    constexpr std::string_view names[] = {"retrain", "resit", "end"};
    return names[static_cast<std::size_t>(then)];
}

Text then_title(Then then) {
    switch (then) {
        case Then::retrain:
            return {"补训", "retraining"};
        case Then::resit:
            return {"补考", "resit"};
        case Then::end:
            return {"终止", "end"};
    }
    return {};
}

const Track* Policy::track(std::string_view wanted) const { return by_id(tracks, wanted); }
const Action* Policy::action(std::string_view wanted) const { return by_id(actions, wanted); }
const Role* Policy::role(std::string_view wanted) const { return by_id(roles, wanted); }

const Role* Policy::role_named(std::string_view name) const { return by_name(roles, name); }
const Track* Policy::track_named(std::string_view name) const { return by_name(tracks, name); }

bool Policy::in_force(Date date) const {
    return (!effective || *effective <= date) && (!until || date <= *until);
}

Text Policy::action_title(std::string_view action_id) const {
    const Action* found = action(action_id);
    return found == nullptr || found->title.empty() ? same(std::string(action_id)) : found->title;
}

Text Policy::role_title(std::string_view wanted) const {
    const Role* found = role(wanted);
    return found == nullptr ? same(std::string(wanted)) : found->title;
}

Text Policy::role_titles(const std::vector<std::string>& ids) const {
    Text all;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const Text next = role_title(ids[i]);
        all = i == 0                ? next
              : i + 1 == ids.size() ? say("{0}、{1}", "{0} and {1}", all, next)
                                    : say("{0}、{1}", "{0}, {1}", all, next);
    }
    return all;
}

Text setting_cited(const std::string& setting) {
    return setting.empty() ? Text{} : say("公司设定 {0}", "company setting {0}", setting);
}

Text Policy::cite_line(const Article& article, const std::string& setting) const {
    if (article.empty()) return setting_cited(setting);
    return setting.empty() ? cite_article(article)
                           : say("{0}，{1}", "{0}, {1}", cite_article(article), setting_cited(setting));
}

std::vector<std::string> Policy::addresses(const Origin& rule, const std::string& setting) const {
    std::vector<std::string> all;
    if (rule.line != 0) all.push_back(rule.address());
    for (const Setting& each : settings) {
        if (each.name == setting) all.push_back(each.origin.address());
    }
    return all;
}

Text Policy::cite_rule(const Article& article, const Origin& stated_at) const {
    if (article.empty()) return same(stated_at.address());
    return say("{0}，{1}", "{0}, {1}", cite_article(article), stated_at.address());
}

bool Policy::decided_by_someone(std::string_view action_id) const {
    const Action* found = action(action_id);
    return found != nullptr && !found->decides.empty();
}

}  // namespace passline
