#include "attendance/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace passline {

namespace {

constexpr std::int64_t seconds_per_hour = 3600;

/// What one session adds to a limit, in the limit's unit: occurrences, hours or days.
Fraction share(const LimitRule& rule, const SessionResult& session) {
    std::int64_t count = 0;
    for (const std::string& word : rule.of) {
        if (word == "absent_hours") return Fraction::ratio(session.absent_seconds(), seconds_per_hour);
        if (word == "absent_days") return Fraction::ratio(session.absent_halves(), 2);
        if (word == "no_show") count += session.no_show ? 1 : 0;
        count += std::count_if(session.parts.begin(), session.parts.end(),
                               [&](const auto& part) { return class_name(part.is) == word; });
    }
    return Fraction::ratio(count, 1);
}

class LimitJudge {
  public:
    LimitJudge(const LimitRule& rule, const std::vector<SessionResult>& sessions,
               std::vector<ReachedLimit>& result)
        : rule_(rule), sessions_(sessions), result_(result) {}

    void run() { rule_.in_a_row > 0 ? in_a_row() : summed(); }

  private:
    std::optional<Period> month_of(const SessionResult& session) const {
        if (rule_.per != LimitRule::Per::month) return {};
        return Period::containing(Period::Kind::month, session.due.date);
    }

    void summed() {
        std::map<Date, ReachedLimit> groups;  // by the month's first day; one group per course
        for (const SessionResult& session : sessions_) {
            if (session.made_up != nullptr) continue;
            const Fraction add = share(rule_, session);
            if (add == Fraction{}) continue;
            const auto month = month_of(session);
            ReachedLimit& group = groups[month ? month->first : Date::earliest()];
            group.rule = &rule_;
            group.month = month;
            group.value += add;
            group.counted.push_back(&session);
        }
        for (auto& [first, group] : groups) {
            const Fraction line = rule_.line.value_or(Decimal{});
            if (rule_.reached_counts ? group.value >= line : group.value > line)
                result_.push_back(std::move(group));
        }
    }

    /// Days due in a row on each of which there is an absence of the kind; a whole day of `absent_days`. A
    /// row counts once, in the month of the day that reaches the limit.
    void in_a_row() {
        std::vector<const SessionResult*> row;
        std::int32_t days = 0;
        for (std::size_t i = 0; i < sessions_.size();) {
            const Date day = sessions_[i].due.date;
            Fraction amount;
            std::vector<const SessionResult*> today;
            for (; i < sessions_.size() && sessions_[i].due.date == day; ++i) {
                if (sessions_[i].made_up != nullptr) continue;
                const Fraction add = share(rule_, sessions_[i]);
                amount += add;
                if (!(add == Fraction{})) today.push_back(&sessions_[i]);
            }
            const bool whole_day = rule_.of.front() == "absent_days";
            const bool counts = whole_day ? amount >= Fraction(Decimal::whole(1)) : amount > Fraction{};
            if (!counts) {
                row.clear();
                days = 0;
                continue;
            }
            ++days;
            row.insert(row.end(), today.begin(), today.end());
            if (days < rule_.in_a_row) continue;
            if (days == rule_.in_a_row) result_.push_back({&rule_, month_of(*row.back()), {}, {}});
            result_.back().value = Decimal::whole(days);
            result_.back().counted = row;
        }
    }

    const LimitRule& rule_;
    const std::vector<SessionResult>& sessions_;
    std::vector<ReachedLimit>& result_;
};

}  // namespace

std::string ReachedLimit::text() const {
    std::string text = fmt::format("{}", fmt::join(rule->of, "+"));
    if (rule->in_a_row > 0) {
        text += fmt::format("={} in a row", value.shortest(0));
    } else {
        text +=
            fmt::format("={}{}{}", value.shortest(4), rule->reached_counts ? ">=" : ">", rule->line->text());
    }
    return month ? text + "@" + month->text() : text;
}

std::vector<ReachedLimit> reached_limits(const std::vector<LimitRule>& rules,
                                         const std::vector<SessionResult>& sessions) {
    std::vector<ReachedLimit> result;
    for (const LimitRule& rule : rules) LimitJudge(rule, sessions, result).run();
    return result;
}

}  // namespace passline
