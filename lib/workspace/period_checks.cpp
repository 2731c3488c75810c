#include <algorithm>
#include <set>
#include <tuple>

#include "base/suggest.h"
#include "workspace/due_dates.h"
#include "workspace/frequency.h"
#include "workspace/plan_check_parts.h"

namespace passline::plan_check {
namespace {

class FrequencyCheck {
  public:
    FrequencyCheck(const Workspace& workspace, Diagnostics& diagnostics)
        : workspace_(workspace), diagnostics_(diagnostics) {}

    void check(const Plan& plan) {
        if (!plan.period) return;
        const std::string id = policy_of(workspace_, plan);
        for (const auto per :
             {FrequencyRule::Per::year, FrequencyRule::Per::quarter, FrequencyRule::Per::month}) {
            Period period = Period::containing(period_kind(per), plan.period->first);
            for (; period.last <= plan.period->last; period = next(period)) {
                if (period.first >= plan.period->first) check(plan, id, per, period);
                if (period.last == Date::latest()) break;
            }
        }
    }

  private:
    static Period next(const Period& period) {
        return Period::containing(period.kind, period.last.plus_days(1));
    }

    /// A version that begins within the period does not ask for the whole of it.
    void check(const Plan& plan, const std::string& id, FrequencyRule::Per per, const Period& period) {
        const Policy* policy = policy_in_force(workspace_.policies, id, period.first);
        if (policy == nullptr) return;
        for (const Track& track : policy->tracks) {
            for (const FrequencyRule& rule : track.frequency) {
                if (rule.per != per || !judged_.emplace(&rule, period.first).second) continue;
                const std::int32_t held = courses_towards(workspace_, id, track, rule, period);
                if (held < rule.at_least) shortfall(plan, *policy, track, rule, period, held);
            }
        }
    }

    void shortfall(const Plan& plan, const Policy& policy, const Track& track, const FrequencyRule& rule,
                   const Period& period, std::int32_t held) {
        const std::string_view courses_en = held == 1 ? "course" : "courses";
        const Text what = rule.kind.empty()
                              ? say("“{0}”类课程", "{1} of the track '{0}'", track.id, courses_en)
                              : say("种类为“{1}”的“{0}”类课程", "{2} of the track '{0}' and kind '{1}'",
                                    track.id, rule.kind, courses_en);
        diagnostics_.warning(
            "frequency-short", place_of(plan.period_origin),
            say("{0}：{1}有 {2} 门，规定{3}至少 {4} 门（{5}）",
                "{0} has {2} {1}; the policy asks for at least {4} {3} ({5})", period.text(), what, held,
                frequency_words(rule.per), rule.at_least, policy.cite_rule(rule.article, rule.origin)),
            say("在计划中加上课程，或改正已有课程的 kind 和日期；已取消的不计",
                "add a course to the plan, or correct `kind` and dates of one that is there; cancelled ones "
                "do not count"));
    }

    const Workspace& workspace_;
    Diagnostics& diagnostics_;
    std::set<std::pair<const FrequencyRule*, Date>> judged_;
};

/// The approvals of one plan or change against the one rule that asks for them.
class ApprovalCheck {
  public:
    ApprovalCheck(const Workspace& workspace, const Policy& policy, const Plan& plan,
                  std::optional<Date> as_of, Diagnostics& diagnostics)
        : workspace_(workspace), policy_(policy), plan_(plan), as_of_(as_of), diagnostics_(diagnostics) {}

    void check() {
        if (policy_.sections.approvals.empty()) return;
        words(plan_.approvals);
        for (const PlanChange& change : plan_.changes) words(change.approvals);
        const ApprovalRule* rule = asked();
        if (rule == nullptr || (draft(plan_, as_of_) && *as_of_ <= due_by(*rule).date)) return;
        const auto given = missing(*rule, plan_.approvals, plan_.approvals_origin,
                                   say("计划“{0}”", "the plan '{0}'", plan_.id));
        late(*rule, given);
        if (!rule->again_when_changed) return;
        for (const PlanChange& change : plan_.changes) {
            missing(*rule, change.approvals, change.origin,
                    say("计划“{0}”{1} 的变更", "the change of {1} to the plan '{0}'", plan_.id,
                        change.date.text()));
        }
    }

  private:
    const ApprovalRule* asked() const {
        if (!plan_.period) return nullptr;
        const Period::Kind kind = plan_.period->kind;
        return policy_.sections.approval(kind == Period::Kind::year      ? "annual_plan"
                                         : kind == Period::Kind::quarter ? "quarterly_plan"
                                                                         : "monthly_plan");
    }

    /// Roles and kinds of approval that the policy does not know.
    void words(const std::vector<Approval>& approvals) {
        for (const Approval& approval : approvals) {
            if (policy_.role(approval.by) == nullptr) {
                std::vector<std::string> ids;
                for (const Role& role : policy_.roles) ids.push_back(role.id);
                diagnostics_.warning(
                    "unknown-role", place_of(approval.origin),
                    say("批准人：制度 {0} 没有角色“{1}”", "approved by '{1}', no role of the policy {0}",
                        policy_.id, approval.by),
                    did_you_mean(approval.by, ids));
            }
            if (approval.of.empty() || policy_.sections.approval(approval.of) != nullptr) continue;
            std::vector<std::string> known;
            for (const ApprovalRule& rule : policy_.sections.approvals) known.push_back(rule.of);
            diagnostics_.warning("unknown-approval", place_of(approval.origin),
                                 say("批准事项：制度 {0} 的 approvals 中没有“{1}”",
                                     "approval of '{1}': the policy {0} has no such entry under approvals",
                                     policy_.id, approval.of),
                                 did_you_mean(approval.of, known));
        }
    }

    /// The approvals that count, in the order in which the rule asks for them; of several by one role the
    /// last.
    std::vector<const Approval*> missing(const ApprovalRule& rule, const std::vector<Approval>& approvals,
                                         const Origin& origin, const Text& of_what) {
        std::vector<const Approval*> given;
        std::vector<std::string> lacking;
        for (const std::string& role : rule.by) {
            const Approval* found = nullptr;
            for (const Approval& approval : approvals) {
                if (approval.by != role || (!approval.of.empty() && approval.of != rule.of)) continue;
                if (found == nullptr || found->date <= approval.date) found = &approval;
            }
            found == nullptr ? lacking.push_back(role) : given.push_back(found);
        }
        if (!lacking.empty()) {
            diagnostics_.warning(
                "approval-missing", place_of(origin),
                say("{0}：缺少{1}的批准（{2}）", "{0} lacks the approval of {1} ({2})", of_what,
                    titles(lacking), policy_.cite_rule(rule.article, rule.origin)),
                say("取得批准后写入 approvals：{{by: {0}, date: …}}",
                    "once given, enter it under approvals: {{by: {0}, date: …}}", lacking.front()));
        }
        order(rule, given, of_what);
        return given;
    }

    void order(const ApprovalRule& rule, const std::vector<const Approval*>& given, const Text& of_what) {
        for (std::size_t i = 1; i < given.size(); ++i) {
            const Approval& earlier = *given[i - 1];
            const Approval& later = *given[i];
            if (earlier.date <= later.date) continue;
            diagnostics_.warning(
                "approval-order", place_of(later.origin),
                say("{0}：{1}于 {2} 批准，须在其先的{3}却于 {4} 才批准（{5}）",
                    "{0}: {1} approved on {2}, before {3} ({4}), whose approval comes first ({5})", of_what,
                    title(later.by), later.date.text(), title(earlier.by), earlier.date.text(),
                    policy_.cite_rule(rule.article, rule.origin)),
                say("若日期写错，请改正；否则须重新批准",
                    "correct the date if it is wrong; otherwise it must be approved again"));
        }
    }

    void late(const ApprovalRule& rule, const std::vector<const Approval*>& given) {
        const DatedResult due = due_by(rule);
        const Text what =
            rule.due
                ? say("期限 {0}，即{1}{2}", "the day it was due, {0}, {1}{2}", due.date.text(),
                      rule.due->words(),
                      provisional_note(due.provisional, workspace_.calendar, due.date, plan_.period->first))
                : say("计划期首日 {0}", "the first day of its period, {0}", due.date.text());
        for (const Approval* approval : given) {
            if (approval->date <= due.date) continue;
            diagnostics_.warning(
                "approval-late", place_of(approval->origin),
                say("计划“{0}”：{1}于 {2} 批准，晚于{3}（{4}）",
                    "the plan '{0}': {1} approved on {2}, after {3} ({4})", plan_.id, title(approval->by),
                    approval->date.text(), what, policy_.cite_rule(rule.article, rule.origin)),
                say("若日期写错，请改正；否则留此记录",
                    "correct the date if it is wrong; otherwise it stays on record"));
        }
    }

    /// The rule's own `due`, of the calendar the last one up to the period's first day, else that day.
    DatedResult due_by(const ApprovalRule& rule) const {
        const Period& period = *plan_.period;
        if (!rule.due) return {period.first, false};
        const auto of_plan = due_date(*rule.due, period.first, period.last, workspace_.calendar);
        const auto due = of_plan ? of_plan : last_due_date(*rule.due, period.first, workspace_.calendar);
        return due.value_or(DatedResult{period.first, false});
    }

    Text title(const std::string& role) const {
        const Role* known = policy_.role(role);
        return known == nullptr ? same(role) : known->title;
    }

    Text titles(const std::vector<std::string>& roles) const {
        Text result;
        for (const std::string& role : roles) {
            result = result.empty() ? title(role) : say("{0}、{1}", "{0}, {1}", result, title(role));
        }
        return result;
    }

    const Workspace& workspace_;
    const Policy& policy_;
    const Plan& plan_;
    std::optional<Date> as_of_;
    Diagnostics& diagnostics_;
};

}  // namespace

void frequencies(const Workspace& workspace, Diagnostics& diagnostics) {
    FrequencyCheck check(workspace, diagnostics);
    for (const Plan& plan : workspace.plans) check.check(plan);
}

void approvals(const Workspace& workspace, std::optional<Date> as_of, Diagnostics& diagnostics) {
    for (const Plan& plan : workspace.plans) {
        if (!plan.period) continue;
        const std::string id = policy_of(workspace, plan);
        const Policy* policy = policy_in_force(workspace.policies, id, plan.period->first);
        if (policy == nullptr) policy = policy_in_force(workspace.policies, id, plan.period->last);
        if (policy != nullptr) ApprovalCheck(workspace, *policy, plan, as_of, diagnostics).check();
    }
}

}  // namespace passline::plan_check
