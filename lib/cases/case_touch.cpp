#include "cases/case_touch.h"

#include <algorithm>

#include "attendance/limits.h"
#include "text/unicode.h"

namespace passline {

namespace {

class AttendanceTouch {
  public:
    AttendanceTouch(const AttendanceResult& result, std::vector<Touch>& touched)
        : result_(result), rules_(*result.rules), touched_(touched) {}

    void run() {
        for (const SessionResult& session : result_.sessions) of(session);
        for (const LimitRule& rule : rules_.limits) of(rule);
        for (const RateRule& rule : rules_.rates) {
            const auto missed = result_.missed_rates(rule.per);
            add(rule.origin, std::ranges::find(missed, &rule) == missed.end());
        }
    }

  private:
    void add(const Origin& origin, bool reached, std::string part = {}) {
        touched_.push_back({origin, std::move(part), reached});
    }

    void of(const SessionResult& session) {
        if (rules_.hours && session.due.shift == nullptr &&
            session.due.start == std::optional(rules_.hours->from.seconds) &&
            session.due.end == std::optional(rules_.hours->to.seconds))
            add(rules_.hours->origin, true);
        if (session.no_show && rules_.no_show) add(rules_.no_show->origin, true);
        leave(session);
        if (session.excused) return;
        lines(session, rules_.late, session.late);
        lines(session, rules_.early, session.early);
        if (!rules_.sign_in || !session.late || session.late.value() > 0) return;
        add(rules_.sign_in->origin, session.has(AttendanceClass::late_sign_in));
    }

    /// The rule that gave the class; and those whose line was not reached.
    void lines(const SessionResult& session, const std::vector<LatenessRule>& rules,
               const std::optional<std::int32_t>& seconds) {
        if (!seconds) return;
        for (const LatenessRule& rule : rules) {
            const bool applied =
                std::ranges::any_of(session.parts, [&](const auto& part) { return part.rule == &rule; });
            const bool below = rule.reached_counts ? *seconds < rule.seconds : *seconds <= rule.seconds;
            if (applied || below) add(rule.origin, applied);
        }
    }

    void leave(const SessionResult& session) {
        using Refusal = SessionResult::Refusal;
        if (!rules_.leave || (!session.on_leave() && session.refusal == Refusal::none)) return;
        const LeaveRule& rule = *rules_.leave;
        add(rule.origin, true);
        if (session.approver != nullptr) add(session.approver->origin, true);
        if (session.refusal == Refusal::none || session.refusal == Refusal::not_approved)
            add(rule.origin, session.refusal == Refusal::none, "approved_by");
        if (session.refusal == Refusal::none || session.refusal == Refusal::not_in_time)
            add(rule.origin, session.refusal == Refusal::none, "ask_before");
    }

    /// A limit that is not reached was stood below where something counted towards it, or where the first
    /// occurrence reaches it.
    void of(const LimitRule& rule) {
        const bool reached = std::ranges::any_of(
            result_.limits, [&](const ReachedLimit& limit) { return limit.rule == &rule; });
        if (reached) {
            add(rule.origin, true);
            return;
        }
        LimitRule any = rule;
        any.line = Decimal{};
        any.reached_counts = false;
        if (any.in_a_row > 0) any.in_a_row = 1;
        const bool first_reaches = rule.in_a_row == 1 || (rule.in_a_row == 0 && rule.reached_counts &&
                                                          rule.line <= Decimal::whole(1));
        if (first_reaches || !reached_limits({any}, result_.sessions).empty()) add(rule.origin, false);
    }

    const AttendanceResult& result_;
    const AttendanceRules& rules_;
    std::vector<Touch>& touched_;
};

bool speaks_of(const ConductRule& rule, const Incident& incident) {
    return std::ranges::any_of(
        rule.of, [&](const std::string& kind) { return folded(kind) == folded(incident.kind); });
}

}  // namespace

void touch_attendance(const AttendanceResult& result, std::vector<Touch>& touched) {
    if (result.rules != nullptr && !result.empty()) AttendanceTouch(result, touched).run();
}

void touch_conduct(const Policy& policy, const std::vector<Incident>& incidents,
                   const std::vector<ReachedConduct>& reached, std::vector<Touch>& touched) {
    for (const ConductRule& rule : policy.sections.conduct) {
        const bool applies =
            std::ranges::any_of(reached, [&](const ReachedConduct& each) { return each.rule == &rule; });
        const bool counted = std::ranges::any_of(
            incidents, [&](const Incident& incident) { return speaks_of(rule, incident); });
        if (applies || counted) touched.push_back({rule.origin, {}, applies});
    }
}

}  // namespace passline
