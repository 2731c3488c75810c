#include "cases/case_expect.h"

#include <algorithm>
#include <functional>

#include "base/suggest.h"
#include "policy/reader.h"

namespace passline {

namespace {

class ExpectReader {
  public:
    ExpectReader(const CourseRules& rules, const Document& document, Diagnostics& diagnostics)
        : rules_(rules), track_(*rules.track), read_(document, nullptr, diagnostics) {}

    Expectation read(const Node& node) {
        Expectation expect;
        expect.outcome = outcome(node.find("outcome"));
        expect.next = next(node.find("next"));
        expect.failed = known(node.find("failed"), "unknown-component", failing(), no_component());
        expect.scores = scores(node.find("scores"));
        expect.total = figure(node.find("total"));
        expect.band = one(node.find("band"), "unknown-band", bands(), [&](const std::string& id) {
            return say("培训类别 '{0}' 没有等级 '{1}'", "the track '{0}' has no band '{1}'", track_.id, id);
        });
        expect.actions = known(node.find("actions"), "unknown-action", actions(), [](const std::string& id) {
            return say("actions 中没有 '{0}'", "there is no '{0}' under actions", id);
        });
        expect.articles =
            known(node.find("articles"), "unknown-article", articles(), [&](const std::string& article) {
                return say("培训类别 '{0}' 的规则没有引用条款 '{1}'",
                           "no rule of the track '{0}' cites the article '{1}'", track_.id, article);
            });
        expect.certificate =
            one(node.find("certificate"), "unknown-certificate", certificates(), [&](const std::string& id) {
                return say("培训类别 '{0}' 不发证书 '{1}'", "the track '{0}' gives no certificate '{1}'",
                           track_.id, id);
            });
        if (const Node* attempts = node.find("attempts")) {
            if (const auto count = read_.count(attempts)) expect.attempts = static_cast<std::size_t>(*count);
        }
        if (const Node* due = node.find("due")) {
            expect.due = due->text;
            if (!due->is_null() && !due->text.empty()) read_.date(due);
        }
        return expect;
    }

  private:
    using Message = std::function<Text(const std::string&)>;

    void untestable(const Node& node, const Text& why) {
        read_.error("case-untestable", node,
                    say("用例得不出 '{0}'：{1}", "no case can come to '{0}': {1}", node.text, why),
                    say("改正预期，或去掉该用例", "correct what is expected, or take the case out"));
    }

    std::optional<Outcome> outcome(const Node* node) {
        if (node == nullptr) return {};
        for (const Outcome each : {Outcome::pass, Outcome::fail, Outcome::incomplete}) {
            if (node->text == outcome_name(each)) return each;
        }
        untestable(*node, node->text == outcome_name(Outcome::withdrawn)
                              ? say("用例中不能写离职日期", "a case can't say when somebody left")
                              : say("用例中还不能写出勤情况", "a case can't state attendance yet"));
        return {};
    }

    std::optional<Next> next(const Node* node) {
        if (node == nullptr) return {};
        for (const Next each : {Next::none, Next::assess, Next::retrain, Next::resit}) {
            if (node->text == next_name(each)) return each;
        }
        untestable(*node, say("用例中还不能写出勤情况", "a case can't state attendance yet"));
        return {};
    }

    Message no_component() const {
        return [&](const std::string& id) {
            return say("培训类别 '{0}' 没有考核项 '{1}'", "the track '{0}' has no component '{1}'", track_.id,
                       id);
        };
    }

    void check(const Node& node, std::string_view code, const std::vector<std::string>& all,
               const Message& message) {
        if (std::find(all.begin(), all.end(), node.text) != all.end()) return;
        const Text near = did_you_mean(node.text, all);
        std::string list;
        for (const std::string& each : all) list += (list.empty() ? "" : ", ") + each;
        const Text which = list.empty() ? Text{} : say("可用：{0}", "use one of: {0}", list);
        read_.error(code, node, message(node.text), near.empty() ? which : near);
    }

    std::optional<std::vector<std::string>> known(const Node* node, std::string_view code,
                                                  const std::vector<std::string>& all,
                                                  const Message& message) {
        if (node == nullptr) return {};
        for (const Node& item : node->items) check(item, code, all, message);
        return read_.strings(node);
    }

    std::optional<std::string> one(const Node* node, std::string_view code,
                                   const std::vector<std::string>& all, const Message& message) {
        if (node == nullptr) return {};
        if (node->is_null() || node->text.empty()) return "";
        check(*node, code, all, message);
        return node->text;
    }

    static std::optional<std::string> figure(const Node* node) {
        if (node == nullptr) return {};
        return node->is_null() ? "" : node->text;
    }

    std::optional<std::vector<std::pair<std::string, std::string>>> scores(const Node* node) {
        if (node == nullptr) return {};
        std::vector<std::pair<std::string, std::string>> result;
        for (const auto& [key, value] : node->entries) {
            std::vector<std::string> ids;
            for (const RuledComponent& rule : rules_.components) ids.push_back(rule.id);
            check(key, "unknown-component", ids, no_component());
            result.emplace_back(key.text, value.text);
        }
        return result;
    }

    std::vector<std::string> failing() const {
        std::vector<std::string> ids;
        for (const RuledComponent& rule : rules_.components) {
            if (!rule.baseline) ids.push_back(rule.id);
        }
        if (rules_.weighted) ids.emplace_back("total");
        return ids;
    }

    std::vector<std::string> bands() const {
        std::vector<std::string> ids;
        for (const BandRule& band : track_.bands) ids.push_back(band.id);
        return ids;
    }

    std::vector<std::string> actions() const {
        std::vector<std::string> ids;
        for (const Action& action : rules_.policy->actions) ids.push_back(action.id);
        return ids;
    }

    std::vector<std::string> certificates() const {
        return track_.on_pass.certificate ? std::vector<std::string>{track_.on_pass.certificate->id}
                                          : std::vector<std::string>{};
    }

    /// Every article that a row of results can name for this course.
    std::vector<std::string> articles() const {
        std::vector<std::string> all;
        const auto add = [&](const Article& article) {
            for (const std::string& text : {article.raw.zh, article.raw.en}) {
                if (!text.empty() && std::find(all.begin(), all.end(), text) == all.end())
                    all.push_back(text);
            }
        };
        for (const RuledComponent& rule : rules_.components) add(rule.article);
        for (const GroupRule& rule : rules_.groups) add(rule.article);
        for (const MarkRule& rule : rules_.marks) add(rule.article);
        for (const BandRule& rule : track_.bands) add(rule.article);
        for (const LadderStep& rule : track_.on_fail) add(rule.article);
        for (const CountRule& rule : track_.on_fails) add(rule.article);
        for (const CountRule& rule : track_.on_consecutive_fails) add(rule.article);
        add(track_.assessment.article);
        add(track_.on_pass.article);
        return all;
    }

    const CourseRules& rules_;
    const Track& track_;
    RuleReader read_;
};

}  // namespace

Expectation read_expectation(const Node& node, const CourseRules& rules, const Document& document,
                             Diagnostics& diagnostics) {
    return ExpectReader(rules, document, diagnostics).read(node);
}

}  // namespace passline
