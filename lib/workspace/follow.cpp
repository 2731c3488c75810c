#include "workspace/follow.h"

namespace passline {

std::vector<TraceNode> follow_nodes(People::Index person, const std::vector<std::string>& actions,
                                    const std::vector<std::string>& decides, const Article& article,
                                    const Origin& origin, const Policy& policy, const DecisionOf& decision,
                                    bool held) {
    std::vector<TraceNode> nodes;
    for (const std::string& id : actions) {
        TraceNode node{{}, policy.cite_article(article), policy.addresses(origin, {}), {}};
        const Text title = policy.action_title(id);
        const Action* action = policy.action(id);
        const std::vector<std::string>& by =
            action == nullptr || action->decides.empty() ? decides : action->decides;
        const auto made = decision ? decision(person, id) : std::nullopt;
        if (by.empty()) {
            node.what = say("处理：{0}", "follows: {0}", title);
        } else if (held) {
            node.what = say("建议：{0}（须由{1}决定；申诉受理中，暂缓）",
                            "recommended: {0} ({1} must decide; held while the appeal is open)", title,
                            policy.role_titles(by));
        } else if (made) {
            node.what = say("建议：{0}（{1}）", "recommended: {0} ({1})", title, made->words);
            node.sources.push_back(made->address);
        } else {
            node.what = say("建议：{0}（须由{1}决定，待定）", "recommended: {0} ({1} must decide; pending)",
                            title, policy.role_titles(by));
        }
        nodes.push_back(std::move(node));
    }
    return nodes;
}

}  // namespace passline
