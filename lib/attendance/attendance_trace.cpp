#include "attendance/attendance_trace.h"

#include <algorithm>

namespace passline {

namespace {

std::string clock(std::int32_t seconds) { return TimeOfDay{seconds % seconds_per_day}.text(); }

/// The setting that gives a rule's figure, if one does.
void cite_setting(TraceNode& node, const Policy& policy, const std::string& setting) {
    if (setting.empty()) return;
    const Text cited = setting_cited(setting);
    node.rule = node.rule.empty() ? cited : say("{0}，{1}", "{0}, {1}", node.rule, cited);
    for (std::string& address : policy.addresses({}, setting)) node.sources.push_back(std::move(address));
}

class AttendanceTrace {
  public:
    AttendanceTrace(const AttendanceResult& result, const Attendance& sheets, const ActionNodes& actions)
        : result_(result), sheets_(sheets), actions_(actions) {}

    TraceNode run() {
        TraceNode root;
        const auto due = static_cast<std::int32_t>(result_.sessions.size());
        const std::string rate = result_.rate_text();
        root.what = say("考勤：应到 {0} 次，实到 {1} 次，出勤率 {2}%",
                        "attendance: {1} of {0} sessions attended, {2} %", due, result_.attended(), rate);
        for (const SessionResult& session : result_.sessions) {
            const bool plain = session.parts.size() == 1 && session.parts[0].is == AttendanceClass::on_time &&
                               !session.excused;
            if (!plain) root.children.push_back(session_node(session));
        }
        for (const ReachedLimit& limit : result_.limits) root.children.push_back(limit_node(limit));
        for (const RateRule* rule : result_.missed_rates()) {
            TraceNode node{say("出勤率低于 {0}%", "the rate is below {0} %", rule->at_least.text()),
                           cite(rule->article),
                           {rule->origin.address()},
                           {}};
            cite_setting(node, *result_.policy, rule->setting);
            add_actions(node, rule->actions, rule->origin);
            root.children.push_back(std::move(node));
        }
        return root;
    }

  private:
    Text cite(const Article& article) const {
        return result_.policy == nullptr ? article.raw : result_.policy->cite_article(article);
    }

    void add_actions(TraceNode& node, const std::vector<std::string>& actions, const Origin& origin) const {
        for (TraceNode& each : actions_(actions, origin)) node.children.push_back(std::move(each));
    }

    void add_place(TraceNode& node, const Place& place) const {
        if (!place.file.empty()) node.sources.push_back(place.address());
    }

    static Text name_of(const SessionResult& session) {
        const std::string day = session.due.date.text();
        return session.due.id.empty() ? same(day) : same(day + " " + session.due.id);
    }

    TraceNode session_node(const SessionResult& session) const {
        TraceNode node;
        node.what = say("{0}：{1}", "{0}: {1}", name_of(session), session.class_words());
        if (session.entry != nullptr) add_place(node, sheets_.place(*session.entry));
        if (session.due.shift != nullptr) {
            add_place(node, sheets_.place(*session.due.shift));
        } else if (session.due.origin.line != 0) {
            node.sources.push_back(session.due.origin.address());
        }
        add_times(node, session);
        add_leave(node, session);
        add_no_show(node, session);
        if (session.excused)
            node.children.push_back(
                {say("已认定有正当理由，不计迟到、早退", "excused, so it counts as on time"), {}, {}, {}});
        if (session.made_up != nullptr) {
            TraceNode made{
                say("已于 {0} 补课", "made up on {0}", Date::from_days(session.made_up->date).text()),
                {},
                {},
                {}};
            add_place(made, sheets_.place(*session.made_up));
            node.children.push_back(std::move(made));
        } else if (result_.open(session)) {
            node.children.push_back({say("须补课，尚未补", "a make-up is due and open"), {}, {}, {}});
        }
        return node;
    }

    void add_times(TraceNode& node, const SessionResult& session) const {
        const AttendanceEntry* entry = session.entry;
        if (session.late.value_or(0) > 0) {
            node.children.push_back(
                {say("{0} 开始，{1} 签到，迟到 {2} 分钟", "begins at {0}, signed in at {1}: {2} min late",
                     clock(*session.due.start), clock(entry->sign_in), *session.late / 60),
                 {},
                 {},
                 {}});
        }
        if (session.early.value_or(0) > 0) {
            node.children.push_back(
                {say("{0} 结束，{1} 签退，早退 {2} 分钟", "ends at {0}, signed out at {1}: {2} min early",
                     clock(*session.due.end), clock(entry->sign_out), *session.early / 60),
                 {},
                 {},
                 {}});
        }
        for (const SessionResult::Part& part : session.parts) {
            if (part.is == AttendanceClass::late_sign_in) {
                const SignInRule& rule = *result_.rules->sign_in;
                node.children.push_back({say("{0} 签到，应在开始前 {1}签到",
                                             "signed in at {0}, which should be {1} before the start",
                                             clock(entry->sign_in), rule.before_start.words()),
                                         cite(rule.article),
                                         {rule.origin.address()},
                                         {}});
            }
            if (part.rule == nullptr) continue;
            const std::string minutes = Fraction::ratio(part.rule->seconds, 60).shortest(2);
            TraceNode line{part.rule->reached_counts
                               ? say("{0} 分钟及以上，计为{1}", "{0} min or more counts as {1}", minutes,
                                     class_title(part.is))
                               : say("超过 {0} 分钟，计为{1}", "more than {0} min counts as {1}", minutes,
                                     class_title(part.is)),
                           cite(part.rule->article),
                           {part.rule->origin.address()},
                           {}};
            cite_setting(line, *result_.policy, part.rule->setting);
            add_actions(line, part.rule->actions, part.rule->origin);
            node.children.push_back(std::move(line));
        }
    }

    void add_leave(TraceNode& node, const SessionResult& session) const {
        if (result_.rules == nullptr || !result_.rules->leave) return;
        const LeaveRule& rule = *result_.rules->leave;
        using Refusal = SessionResult::Refusal;
        if (!session.on_leave() && session.refusal == Refusal::none) return;
        TraceNode leave{{}, cite(rule.article), {rule.origin.address()}, {}};
        if (session.refusal == Refusal::none) {
            leave.what = say("按时请假并获准", "asked for in time and approved");
        } else if (session.refusal == Refusal::not_allowed) {
            leave.what = say("不准请假", "leave is not allowed");
        } else if (session.refusal == Refusal::not_in_time) {
            leave.what = say("应不晚于 {0} 提出请假", "leave had to be asked for by {0}",
                             session.ask_by_time ? DateTime{*session.ask_by, *session.ask_by_time}.text()
                                                 : session.ask_by->text());
        } else {
            const Text roles = result_.policy->role_titles(session.not_approved_by);
            leave.what = say("未经{0}批准", "not approved by {0}", roles);
        }
        if (session.approver != nullptr) explain_approver(leave, *session.approver);
        if (session.approver != nullptr && !session.approver->article.empty())
            leave.rule = cite(session.approver->article);
        if (session.approver != nullptr) cite_setting(leave, *result_.policy, session.approver->setting);
        if (session.on_leave()) add_actions(leave, rule.actions, rule.origin);
        node.children.push_back(std::move(leave));
    }

    /// Which entry the length of the leave led to.
    void explain_approver(TraceNode& leave, const Approver& approver) const {
        const Text roles = result_.policy->role_titles(approver.by);
        leave.children.push_back({approver.up_to
                                      ? say("{0}以内的假由{1}批准", "leave of up to {0} is approved by {1}",
                                            approver.up_to->words(), roles)
                                      : say("更长的假由{0}批准", "longer leave is approved by {0}", roles),
                                  {},
                                  {approver.origin.address()},
                                  {}});
    }

    void add_no_show(TraceNode& node, const SessionResult& session) const {
        if (!session.no_show) return;
        const bool no_row = session.entry == nullptr;
        const bool refused = session.refusal != SessionResult::Refusal::none;
        TraceNode missed{
            no_row ? say("考勤表中没有此人的记录", "the attendance sheets have no row for it")
            : refused ? say("请假不算数，按无故缺席处理", "the leave does not count, so this is a no-show")
                      : say("没有签到，也没有请假", "did not sign in, and was not on leave"),
            {},
            {},
            {}};
        if (result_.rules != nullptr && result_.rules->no_show) {
            const NoShowRule& rule = *result_.rules->no_show;
            missed.rule = cite(rule.article);
            missed.sources = {rule.origin.address()};
            add_actions(missed, rule.actions, rule.origin);
        }
        node.children.push_back(std::move(missed));
    }

    TraceNode limit_node(const ReachedLimit& limit) const {
        const LimitRule& rule = *limit.rule;
        Text words;
        for (const std::string& word : rule.of) {
            const Text title = word_title(word);
            words = words.empty() ? title : say("{0}、{1}", "{0} or {1}", words, title);
        }
        const Text when = limit.month ? say("{0} 月内", "in {0}", limit.month->text())
                          : result_.course == AttendanceEntry::workplace ? say("累计", "in all")
                                                                         : say("本课程", "in this course");
        const std::string value = limit.value.shortest(4);
        TraceNode node;
        if (rule.in_a_row > 0) {
            node.what = say("{0}连续 {2} 天有“{1}”，达到 {3} 天",
                            "{0}, {2} days in a row with '{1}', which reaches {3}", when, words, value,
                            rule.in_a_row);
        } else if (rule.reached_counts) {
            node.what = say("{0}{1}：{2}，达到 {3}", "{0}, {1}: {2} reaches {3}", when, words, value,
                            rule.line->text());
        } else {
            node.what = say("{0}{1}：{2}，超过 {3}", "{0}, {1}: {2} is more than {3}", when, words, value,
                            rule.line->text());
        }
        node.rule = cite(rule.article);
        node.sources = {rule.origin.address()};
        cite_setting(node, *result_.policy, rule.setting);
        for (const SessionResult* session : limit.counted) {
            TraceNode each{
                say("{0}：{1}", "{0}: {1}", name_of(*session), session->class_words()), {}, {}, {}};
            if (session->entry != nullptr) add_place(each, sheets_.place(*session->entry));
            node.children.push_back(std::move(each));
        }
        if (rule.ends) node.children.push_back({say("培训终止", "the training ends"), {}, {}, {}});
        add_actions(node, rule.actions, rule.origin);
        return node;
    }

    static Text word_title(const std::string& word) {
        for (int i = 0; i <= static_cast<int>(AttendanceClass::not_attended); ++i) {
            if (class_name(static_cast<AttendanceClass>(i)) == word)
                return class_title(static_cast<AttendanceClass>(i));
        }
        if (word == "absent_hours") return {"缺勤小时", "hours absent"};
        if (word == "absent_days") return {"缺勤天数", "days absent"};
        return {"无故缺席", "no-show"};
    }

    const AttendanceResult& result_;
    const Attendance& sheets_;
    const ActionNodes& actions_;
};

}  // namespace

TraceNode attendance_node(const AttendanceResult& result, const Attendance& sheets,
                          const ActionNodes& actions) {
    return AttendanceTrace(result, sheets, actions).run();
}

TraceNode conduct_node(const ReachedConduct& reached, const ActionNodes& actions) {
    const ConductRule& rule = *reached.rule;
    std::string kinds;
    for (const std::string& kind : rule.of) kinds += (kinds.empty() ? "" : "/") + kind;
    const Text title = rule.title.empty() ? same(kinds) : rule.title;
    TraceNode node{say("{0}：{1} 次，达到 {2} 次", "{0}: {1}, which reaches {2}", title,
                       reached.counted.size(), rule.at_least),
                   reached.policy->cite_article(rule.article),
                   {rule.origin.address()},
                   {}};
    if (reached.period) node.what = say("{0}（{1}）", "{0} ({1})", node.what, reached.period->text());
    cite_setting(node, *reached.policy, rule.setting);
    for (const Incident* incident : reached.counted) {
        const Text note = incident->note.empty() ? Text{} : say("：{0}", ": {0}", incident->note);
        node.children.push_back(
            {say("{0} {1}{2}", "{0} {1}{2}", incident->date.text(), incident->kind, note), {}, {}, {}});
        if (!incident->place.file.empty()) node.children.back().sources = {incident->place.address()};
    }
    if (rule.ends) node.children.push_back({say("培训终止", "the training ends"), {}, {}, {}});
    for (TraceNode& each : actions(rule.actions, rule.origin)) node.children.push_back(std::move(each));
    return node;
}

}  // namespace passline
