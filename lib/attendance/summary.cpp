#include "attendance/summary.h"

#include <algorithm>

namespace passline {

namespace {

/// Hours absent with up to two decimals, cut where they would stand on the other side of a limit.
std::string hours_text(std::int64_t seconds, const AttendanceRules* rules) {
    const Fraction hours = Fraction::ratio(seconds, 3600);
    const std::string text = hours.shortest(2);
    const bool crossed =
        rules != nullptr && std::any_of(rules->limits.begin(), rules->limits.end(), [&](const auto& limit) {
            return limit.line && limit.of.front() == "absent_hours" && hours.crosses(text, *limit.line);
        });
    return crossed ? hours.fixed_cut(2) : text;
}

}  // namespace

void Consequences::add(const std::vector<std::string>& more, const Article& article) {
    for (const std::string& each : more) {
        if (std::find(actions.begin(), actions.end(), each) == actions.end()) actions.push_back(each);
    }
    const bool known = article.empty() || std::any_of(articles.begin(), articles.end(),
                                                      [&](const Article* a) { return *a == article; });
    if (!known) articles.push_back(&article);
}

AttendanceSummary summed(const AttendanceResult& result) {
    AttendanceSummary sum;
    std::int64_t halves = 0;
    std::int64_t seconds = 0;
    for (const SessionResult& session : result.sessions) {
        halves += session.absent_halves();
        seconds += session.absent_seconds();
        std::vector<std::string> actions;
        std::vector<const Article*> articles;
        add_consequences(result, session, actions, articles);
        for (const Article* article : articles) sum.follow.add({}, *article);
        sum.follow.add(actions, {});
    }
    for (const ReachedLimit& limit : result.limits) {
        sum.limits.push_back(limit.text());
        sum.follow.add(limit.rule->actions, limit.rule->article);
    }
    const std::vector<const RateRule*> missed = result.missed_rates();
    for (const RateRule* rule : missed) sum.follow.add(rule->actions, rule->article);
    sum.rate = result.rate_text();
    sum.rate_missed = !missed.empty();
    sum.sessions = static_cast<std::int32_t>(result.sessions.size());
    sum.attended = result.attended();
    sum.late = result.count(AttendanceClass::late);
    sum.early = result.count(AttendanceClass::early);
    sum.not_attended = result.count(AttendanceClass::not_attended);
    sum.absent_days = Fraction::ratio(halves, 2).shortest(1);
    sum.absent_hours = hours_text(seconds, result.rules);
    sum.make_up = result.open_count();
    return sum;
}

}  // namespace passline
