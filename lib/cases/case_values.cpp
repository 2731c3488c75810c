#include "cases/case_values.h"

#include "attendance/summary.h"

namespace passline {

void ValueList::one(std::string_view key, std::string value) {
    std::vector<std::string> items;
    if (!value.empty()) items.push_back(std::move(value));
    many(key, std::move(items));
}

void ValueList::many(std::string_view key, std::vector<std::string> values) {
    if (const auto form = form_of(kind_, key))
        all_.push_back({std::string(key), *form, std::move(values), {}});
}

void ValueList::many(std::string_view key, const std::vector<const Article*>& articles) {
    std::vector<std::string> en;
    std::vector<std::string> zh;
    for (const Article* article : articles) {
        en.push_back(article->raw.en);
        zh.push_back(article->raw.zh);
    }
    many(key, en);
    if (zh != en && !all_.empty() && all_.back().key == key) all_.back().zh = std::move(zh);
}

void add_attendance_values(const AttendanceResult& result, ValueList& values) {
    std::vector<std::string> classes;
    for (const SessionResult& session : result.sessions) classes.push_back(session.class_text());
    values.many("classes", std::move(classes));
    if (result.empty()) return;
    const AttendanceSummary sum = summed(result);
    values.many("limits", sum.limits);
    values.one("sessions", std::to_string(sum.sessions));
    values.one("attended", std::to_string(sum.attended));
    values.one("rate", sum.rate);
    values.one("late", std::to_string(sum.late));
    values.one("early", std::to_string(sum.early));
    values.one("not_attended", std::to_string(sum.not_attended));
    values.one("absent_days", sum.absent_days);
    values.one("absent_hours", sum.absent_hours);
    values.one("make_up", std::to_string(sum.make_up));
    values.many("actions", sum.follow.actions);
    values.many("articles", sum.follow.articles);
    std::vector<std::string> missed;
    using Per = RateRule::Per;
    for (const auto& [per, name] :
         {std::pair(Per::person, "person"), std::pair(Per::team, "team"), std::pair(Per::course, "course")}) {
        if (!result.missed_rates(per).empty()) missed.emplace_back(name);
    }
    values.many("rates_missed", std::move(missed));
}

void add_proceedings_values(const CourseOutcome& outcome, const Proceedings& proceedings, ValueList& values) {
    values.one("since", outcome.since ? outcome.since->text() : "");
    values.one("appeal", outcome.appeal ? std::string(appeal_status_name(*outcome.appeal)) : "");
    values.many("held", outcome.held_actions);
    std::vector<std::string> pending;
    std::vector<std::string> approved;
    std::vector<std::string> declined;
    for (const std::string& action : outcome.actions) {
        const Decision* decision = proceedings.decision(outcome.person, outcome.course, action);
        if (decision != nullptr) {
            (decision->approved ? approved : declined).push_back(action);
        } else if (outcome.rules->policy->decided_by_someone(action)) {
            pending.push_back(action);
        }
    }
    values.many("pending", std::move(pending));
    values.many("approved", std::move(approved));
    values.many("declined", std::move(declined));
}

}  // namespace passline
