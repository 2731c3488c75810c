#include "retraining/action_trace.h"

namespace passline {

Text setting_cited(const std::string& setting) {
    return setting.empty() ? Text{} : say("公司设定 {0}", "company setting {0}", setting);
}

Text decision_in_words(const Decision& decision, const Policy& policy) {
    const Role* role = policy.role_named(decision.decided_by);
    const Text who = role == nullptr ? same(decision.decided_by) : role->title;
    const std::string day = decision.decided_on ? decision.decided_on->text() : "";
    if (day.empty())
        return decision.approved ? say("{0}已同意", "approved by {0}", who)
                                 : say("{0}不同意", "declined by {0}", who);
    return decision.approved ? say("{0}于 {1} 同意", "approved by {0} on {1}", who, day)
                             : say("{0}于 {1} 不同意", "declined by {0} on {1}", who, day);
}

namespace {

Text deciders(const Action& action, const Policy& policy) {
    Text who;
    for (const std::string& id : action.decides) {
        const Role* role = policy.role(id);
        const Text name = role == nullptr ? same(id) : role->title;
        who = who.empty() ? name : say("{0}、{1}", "{0} and {1}", who, name);
    }
    return who;
}

}  // namespace

std::vector<TraceNode> action_nodes(const CourseOutcome& outcome, const std::vector<std::string>& actions,
                                    const Article& article, const Origin& origin,
                                    const Proceedings& proceedings) {
    const Policy& policy = *outcome.rules->policy;
    std::vector<TraceNode> nodes;
    for (const std::string& id : actions) {
        TraceNode node{{}, policy.cite_article(article), {}, {}};
        if (origin.line != 0) node.sources.push_back(origin.address());
        const Text title = policy.action_title(id);
        const Action* action = policy.action(id);
        if (action == nullptr || action->decides.empty()) {
            node.what = say("处理：{0}", "follows: {0}", title);
        } else if (outcome.appeal == AppealStatus::open) {
            node.what = say("建议：{0}（须由{1}决定；申诉受理中，暂缓）",
                            "recommended: {0} ({1} must decide; held while the appeal is open)", title,
                            deciders(*action, policy));
        } else if (const Decision* decision = proceedings.decision(outcome.person, outcome.course, id)) {
            node.what = say("建议：{0}（{1}）", "recommended: {0} ({1})", title,
                            decision_in_words(*decision, policy));
            node.sources.push_back(decision->place.address());
        } else {
            node.what = say("建议：{0}（须由{1}决定，待定）", "recommended: {0} ({1} must decide; pending)",
                            title, deciders(*action, policy));
        }
        nodes.push_back(std::move(node));
    }
    return nodes;
}

}  // namespace passline
