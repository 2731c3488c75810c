#include "cases/case_kind.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace passline {

namespace {

struct Kind {
    CaseKind kind;
    std::initializer_list<std::string_view> keys;  ///< the first one says that a case is of this kind
};

// In the order in which they are tried: the more particular ones first.
const std::array kinds = {
    Kind{CaseKind::ticket, {"ticket"}},
    Kind{CaseKind::plan, {"plan"}},
    Kind{CaseKind::level, {"level", "period", "kpi", "passed"}},
    Kind{CaseKind::deadline,
         {"deadline", "period", "track", "start", "end", "kind", "trainers", "venue", "done"}},
    Kind{CaseKind::workplace, {"workplace", "start"}},
    Kind{CaseKind::performance, {"kpi", "period", "took_part"}},
    Kind{CaseKind::course,
         {"track", "assessment", "start", "end", "attempts", "courses", "attendance", "incidents", "appeals",
          "decisions"}},
    Kind{CaseKind::course, {"courses", "assessment", "start", "end", "decisions"}},
    Kind{CaseKind::conduct, {"incidents"}},
};

bool of_every_case(std::string_view key) {
    constexpr std::array common = {"name", "article", "expect", "as_of", "hired", "left"};
    return std::ranges::find(common, key) != common.end();
}

}  // namespace

std::optional<CaseKind> read_kind(const Node& node, RuleReader& read) {
    const auto found = std::ranges::find_if(
        kinds, [&](const Kind& each) { return node.find(*each.keys.begin()) != nullptr; });
    if (found == kinds.end()) {
        read.error("case-kind", *node.find("name"),
                   say("用例没有写明测试什么", "the case does not say what it is about"),
                   say("写 track、workplace、incidents、deadline、level、kpi、ticket 或 plan 之一",
                       "state one of track, workplace, incidents, deadline, level, kpi, ticket, plan"));
        return {};
    }
    bool fits = true;
    for (const auto& [key, value] : node.entries) {
        if (of_every_case(key.text) || std::ranges::find(found->keys, key.text) != found->keys.end())
            continue;
        fits = false;
        read.error("case-kind", key,
                   say("关于{0}的用例没有 '{1}'", "a case about {0} has no '{1}'", kind_title(found->kind),
                       key.text),
                   say("可用：{0}", "possible here: {0}", fmt::format("{}", fmt::join(found->keys, ", "))));
    }
    if (found->kind == CaseKind::course && node.find("courses") != nullptr) {
        for (const std::string_view key : {"attempts", "attendance", "incidents", "appeals"}) {
            const Node::Entry* entry = node.find_entry(key);
            if (entry == nullptr) continue;
            fits = false;
            read.error("case-kind", entry->key,
                       say("写了 courses，'{0}' 应写在各门课程里",
                           "with `courses`, '{0}' belongs to each of them", key));
        }
    }
    if (!fits) return {};
    return found->kind;
}

}  // namespace passline
