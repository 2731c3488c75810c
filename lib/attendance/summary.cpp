#include "attendance/summary.h"

#include <algorithm>

namespace passline {

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
    const Fraction rate = *result.rate() * Fraction(Decimal::whole(100));
    sum.rate = missed.empty() ? rate.fixed(2) : rate.fixed_beside(2, missed.front()->at_least);
    sum.rate_missed = !missed.empty();
    sum.sessions = static_cast<std::int32_t>(result.sessions.size());
    sum.attended = result.attended();
    sum.late = result.count(AttendanceClass::late);
    sum.early = result.count(AttendanceClass::early);
    sum.not_attended = result.count(AttendanceClass::not_attended);
    sum.absent_days = Fraction::ratio(halves, 2).shortest(1);
    sum.absent_hours = Fraction::ratio(seconds, 3600).shortest(2);
    sum.make_up = result.open_count();
    return sum;
}

}  // namespace passline
