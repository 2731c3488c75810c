#include "cases/case_expect.h"

#include <algorithm>
#include <functional>

#include "base/suggest.h"
#include "policy/reader.h"

namespace passline {

namespace {

class ExpectReader {
  public:
    ExpectReader(const Case& test, const Document& document, Diagnostics& diagnostics)
        : test_(test),
          rules_(test.rules.back()),
          track_(*rules_.track),
          read_(document, nullptr, diagnostics) {}

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
            if (due->is_sequence()) untestable(*due, say("课程只有一个期限", "a course has one due date"));
            if (!due->is_null() && !due->text.empty()) read_.date(due);
        }
        return expect;
    }

  private:
    using Message = std::function<Text(const std::string&)>;

    void untestable(const Node& node, const Text& why) {
        read_.error("case-untestable", node,
                    say("用例得不出 '{0}'：{1}", "no case can come to '{0}': {1}", node.text, why),
                    say("补上情况，或改正预期", "state it, or correct what is expected"));
    }

    std::optional<Outcome> outcome(const Node* node) {
        if (node == nullptr) return {};
        for (const Outcome each :
             {Outcome::pass, Outcome::fail, Outcome::incomplete, Outcome::not_attended, Outcome::withdrawn}) {
            if (node->text != outcome_name(each)) continue;
            if (each == Outcome::withdrawn && !test_.left)
                untestable(*node, say("用例没有写离职日期", "the case does not say when the person left"));
            if (each == Outcome::not_attended) attendance_stated(*node);
            return each;
        }
        return {};
    }

    void attendance_stated(const Node& node) {
        if (test_.attendance.empty())
            untestable(node, say("用例没有写出勤情况", "the case states no attendance"));
    }

    std::optional<Next> next(const Node* node) {
        if (node == nullptr) return {};
        for (const Next each : {Next::none, Next::assess, Next::retrain, Next::resit, Next::make_up}) {
            if (node->text != next_name(each)) continue;
            if (each == Next::make_up) attendance_stated(*node);
            return each;
        }
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
        for (const MarkRule& rule : rules_.track->assessment.marks) add(rule.article);
        for (const BandRule& rule : track_.bands) add(rule.article);
        for (const LadderStep& rule : track_.on_fail) add(rule.article);
        for (const CountRule& rule : track_.on_fails) add(rule.article);
        for (const CountRule& rule : track_.on_consecutive_fails) add(rule.article);
        add(track_.assessment.article);
        add(track_.on_pass.article);
        for_each_article(rules_.policy->sections.attendance_of(track_.id), add);
        for (const ConductRule& rule : rules_.policy->sections.conduct) add(rule.article);
        return all;
    }

    template <class Add>
    static void for_each_article(const AttendanceRules* rules, const Add& add) {
        if (rules == nullptr) return;
        if (rules->sign_in) add(rules->sign_in->article);
        for (const LatenessRule& rule : rules->late) add(rule.article);
        for (const LatenessRule& rule : rules->early) add(rule.article);
        if (rules->no_show) add(rules->no_show->article);
        if (rules->leave) {
            add(rules->leave->article);
            for (const Approver& rule : rules->leave->approved_by_length) add(rule.article);
        }
        for (const LimitRule& rule : rules->limits) add(rule.article);
        for (const RateRule& rule : rules->rates) add(rule.article);
    }

    const Case& test_;
    const CourseRules& rules_;
    const Track& track_;
    RuleReader read_;
};

/// The keys that do not stand in Expectation by themselves, of cases of every kind.
class MoreReader {
  public:
    MoreReader(const Policy& policy, const Case& test, const Document& document, Diagnostics& diagnostics)
        : policy_(policy), test_(test), read_(document, nullptr, diagnostics) {}

    std::vector<CaseValue> read(const Node& node) {
        std::vector<CaseValue> all;
        for (const auto& [key, value] : node.entries) {
            const auto form = form_of(test_.kind, key.text);
            if (form) {
                all.push_back({key.text, *form, items(value), {}});
                check(key, value);
            } else if (!of_course(key.text)) {
                foreign(key);
            }
        }
        return all;
    }

  private:
    bool of_course(const std::string& key) const {
        const std::vector<std::string> keys = keys_of(CaseKind::course);
        return test_.kind == CaseKind::course && std::ranges::find(keys, key) != keys.end();
    }

    void foreign(const Node& key) {
        read_.error(
            "case-untestable", key,
            say("关于{0}的用例得不出 '{1}'", "a case about {0} does not come to '{1}'",
                kind_title(test_.kind), key.text),
            say("可用：{0}", "possible here: {0}", fmt::format("{}", fmt::join(keys_of(test_.kind), ", "))));
    }

    static std::vector<std::string> items(const Node& value) {
        std::vector<std::string> result;
        for (const Node& item : value.items) result.push_back(item.text);
        if (value.is_scalar() && !value.text.empty()) result.push_back(value.text);
        return result;
    }

    void check(const Node& key, const Node& value) {
        const bool actions = key.text == "actions" || key.text == "held" || key.text == "pending" ||
                             key.text == "approved" || key.text == "declined";
        std::vector<std::string> known;
        for (const Action& action : policy_.actions) known.push_back(action.id);
        for (const Node& item : value.items) {
            if (!actions || policy_.action(item.text) != nullptr) continue;
            read_.error("unknown-action", item,
                        say("actions 中没有 '{0}'", "there is no '{0}' under actions", item.text),
                        did_you_mean(item.text, known));
        }
        const bool by_day = key.text == "state" || key.text == "days_left";
        if (test_.kind == CaseKind::deadline && by_day && !test_.as_of) {
            read_.error("case-untestable", key,
                        say("'{0}' 取决于截至哪一天", "'{0}' depends on the day", key.text),
                        say("写明 as_of", "state `as_of`"));
        }
    }

    const Policy& policy_;
    const Case& test_;
    RuleReader read_;
};

}  // namespace

Expectation read_expectation(const Node& node, const Policy& policy, const Case& test,
                             const Document& document, Diagnostics& diagnostics) {
    Expectation expect;
    if (test.kind == CaseKind::course) expect = ExpectReader(test, document, diagnostics).read(node);
    expect.more = MoreReader(policy, test, document, diagnostics).read(node);
    return expect;
}

}  // namespace passline
