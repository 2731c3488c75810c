// What attendance and conduct do to a course: sessions that were not attended, limits and rules that are
// reached.
#include <algorithm>

#include "attendance/attendance_trace.h"
#include "retraining/action_trace.h"
#include "retraining/course_judge.h"

namespace passline {

bool CourseJudge::concerns(const ReachedConduct& reached) const {
    return reached.course == outcome_.course && reached.policy == rules_.policy;
}

bool CourseJudge::ended_by_discipline() const {
    return input_.attendance.ends() ||
           std::any_of(input_.conduct.begin(), input_.conduct.end(), [&](const ReachedConduct& reached) {
               return concerns(reached) && reached.rule->ends;
           });
}

/// A limit, a refused leave or a conduct rule ends the training, whatever the scores say.
void CourseJudge::conclude_ended() {
    outcome_.outcome = Outcome::fail;
    outcome_.next = Next::none;
    outcome_.ladder_ended = true;
    outcome_.since.reset();
    if (trace_ != nullptr)
        trace_->note(say("培训终止：成绩照列，等级和补训阶梯不适用",
                         "the training is ended: scores are shown, band and ladder do not apply"));
    failed_articles();
    add_attendance(true);
    add_limits();
    add_conduct();
    explain_attendance();
}

/// Components below their line are named in `failed`, and so are their articles.
void CourseJudge::failed_articles() {
    if (outcome_.last() != nullptr && outcome_.last()->verdict == Verdict::fail)
        line_articles(*outcome_.last(), false);
}

/// A session was missed and has not been made up.
void CourseJudge::conclude_not_attended() {
    outcome_.outcome = Outcome::not_attended;
    outcome_.next = Next::make_up;
    outcome_.since.reset();
    for (const SessionResult& session : input_.attendance.sessions) {
        if (!outcome_.since && input_.attendance.open(session)) outcome_.since = session.due.date;
    }
    if (trace_ != nullptr)
        trace_->note(say("有课次未参加，补课之前等级和补训阶梯不适用",
                         "a session was not attended: until it is made up, band and ladder do not apply"));
    failed_articles();
    add_attendance(true);
    add_limits();
    add_conduct();
    explain_attendance();
}

/// Articles and actions of the rules that gave sessions their class: of those that are open or end the
/// training, and of those whose rule names actions.
void CourseJudge::add_attendance(bool with_open) {
    const AttendanceResult& attendance = input_.attendance;
    for (const SessionResult& session : attendance.sessions) {
        std::vector<std::string> actions;
        std::vector<const Article*> articles;
        add_consequences(attendance, session, actions, articles);
        const bool decides = with_open && (attendance.open(session) || attendance.ends(session));
        if (!decides && actions.empty()) continue;
        for (const Article* article : articles) outcome_.add_article(*article);
        for (const std::string& action : actions) outcome_.add_action(action);
    }
}

void CourseJudge::add_limits() {
    for (const ReachedLimit& limit : input_.attendance.limits) {
        outcome_.add_article(limit.rule->article);
        for (const std::string& action : limit.rule->actions) outcome_.add_action(action);
    }
}

void CourseJudge::add_conduct() {
    for (const ReachedConduct& reached : input_.conduct) {
        if (!concerns(reached)) continue;
        outcome_.add_article(reached.rule->article);
        for (const std::string& action : reached.rule->actions) outcome_.add_action(action);
    }
}

void CourseJudge::explain_attendance() {
    if (trace_ == nullptr) return;
    const auto actions_of = [&](const std::vector<std::string>& actions, const Origin& origin) {
        return action_nodes(outcome_, actions, {}, origin, input_.proceedings);
    };
    if (input_.sheets != nullptr && !input_.attendance.empty())
        trace_->add(attendance_node(input_.attendance, *input_.sheets, actions_of));
    for (const ReachedConduct& reached : input_.conduct) {
        if (concerns(reached)) trace_->add(conduct_node(reached, actions_of));
    }
}

}  // namespace passline
