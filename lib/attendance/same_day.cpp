// How many may be on leave on one day.
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "attendance/attendance.h"

namespace passline {

void Attendance::check_same_day(Diagnostics& diagnostics) const {
    std::map<std::tuple<std::int32_t, std::uint32_t, std::string>, std::vector<const AttendanceEntry*>> away;
    for (const AttendanceEntry& entry : entries_) {
        if (entry.status != RowStatus::leave) continue;
        const Policy* policy = nullptr;
        const AttendanceRules* rules = rules_for(entry, policy);
        if (rules == nullptr || !rules->leave || !rules->leave->same_day) continue;
        const SameDayRule& rule = *rules->leave->same_day;
        const std::string group = rule.per == SameDayRule::Per::team
                                      ? workspace_.people.team(entry.person)
                                      : std::string(workspace_.people.department(entry.person));
        std::vector<const AttendanceEntry*>& others = away[{entry.date, entry.course, group}];
        others.push_back(&entry);
        if (others.size() != static_cast<std::size_t>(rule.at_most) + 1) continue;
        const Place first = place(*others.front());
        const bool led = rule.per == SameDayRule::Per::team && workspace_.people.find(group) != People::none;
        const Text group_title = led ? say("{0} 的团队", "the team of {0}", group) : same(group);
        diagnostics.report(Severity::warning, "leave-same-day", [&] {
            return Diagnostic{Severity::warning,
                              "leave-same-day",
                              place(entry),
                              say("{0}在 {1} 请假的不止 {2} 人（{3}）",
                                  "on {1} more people of {0} are on leave than the {2} allowed ({3})",
                                  group_title, Date::from_days(entry.date).text(), rule.at_most,
                                  policy->cite_rule(rule.article, rule.origin)),
                              say("核对准假记录；规则见制度的 leave.same_day",
                                  "check who approved it; the rule is `leave.same_day`"),
                              {first},
                              Trouble::input};
        });
    }
}

}  // namespace passline
