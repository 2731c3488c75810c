#include "kpi/follow.h"

namespace passline {

Text deciders_of(const std::vector<std::string>& roles, const Policy& policy) {
    Text who;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        const Role* role = policy.role(roles[i]);
        const Text name = role == nullptr ? same(roles[i]) : role->title;
        who = i == 0                  ? name
              : i + 1 == roles.size() ? say("{0}、{1}", "{0} and {1}", who, name)
                                      : say("{0}、{1}", "{0}, {1}", who, name);
    }
    return who;
}

std::vector<std::string> addresses_of(const Origin& rule, const std::string& setting, const Policy& policy) {
    std::vector<std::string> addresses;
    if (rule.line != 0) addresses.push_back(rule.address());
    for (const Setting& each : policy.settings) {
        if (each.name == setting) addresses.push_back(each.origin.address());
    }
    return addresses;
}

Text basis_of(const Article& article, const std::string& setting, const Policy& policy) {
    return setting.empty() ? policy.cite_article(article)
                           : say("公司设定 {0}", "company setting {0}", setting);
}

std::vector<TraceNode> follow_nodes(People::Index person, const std::vector<std::string>& actions,
                                    const std::vector<std::string>& decides, const Article& article,
                                    const Origin& origin, const Policy& policy, const DecisionOf& decision) {
    std::vector<TraceNode> nodes;
    for (const std::string& id : actions) {
        TraceNode node{{}, policy.cite_article(article), addresses_of(origin, {}, policy), {}};
        const Text title = policy.action_title(id);
        const Action* action = policy.action(id);
        const std::vector<std::string>& by =
            action == nullptr || action->decides.empty() ? decides : action->decides;
        const auto made = decision ? decision(person, id) : std::nullopt;
        if (by.empty()) {
            node.what = say("处理：{0}", "follows: {0}", title);
        } else if (made) {
            node.what = say("建议：{0}（{1}）", "recommended: {0} ({1})", title, made->words);
            node.sources.push_back(made->address);
        } else {
            node.what = say("建议：{0}（须由{1}决定，待定）", "recommended: {0} ({1} must decide; pending)",
                            title, deciders_of(by, policy));
        }
        nodes.push_back(std::move(node));
    }
    return nodes;
}

}  // namespace passline
