#include "deadlines/calendar_slots.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "deadlines/done_dates.h"

namespace passline {
namespace {

/// Calls `visit` with every rule of the calendar in every version of one policy.
template <class Visit>
void each_rule(const Workspace& workspace, const std::string& id, Visit visit) {
    for (const Policy& policy : workspace.policies) {
        if (policy.id != id) continue;
        for (const DeadlineRule& rule : policy.sections.deadlines) {
            if (!rule.due.of_course()) visit(policy, rule);
        }
    }
}

class Planned {
  public:
    explicit Planned(const Workspace& workspace) : workspace_(workspace) {
        for (const Plan& plan : workspace.plans) occurrences(plan);
        std::ranges::stable_sort(slots_, {}, [](const CalendarSlot& slot) { return slot.when.due.date; });
    }

    /// First every plan's dates to its own period, then what is left to any.
    void share_out(const std::function<void(const Plan&, const Done&)>& surplus) {
        std::vector<std::pair<const Plan*, const Done*>> left;
        for (const Plan& plan : workspace_.plans) {
            for (const Done* done : share(plan, dates(plan), true)) left.emplace_back(&plan, done);
        }
        for (const auto& [plan, done] : left) {
            if (!share(*plan, {{done->deadline, {done}}}, false).empty() && surplus) surplus(*plan, *done);
        }
    }

    std::vector<CalendarSlot> take() { return std::move(slots_); }

  private:
    using Dates = std::map<std::string, std::vector<const Done*>>;

    void occurrences(const Plan& plan) {
        if (!plan.period) return;
        const std::string id = policy_of(workspace_, plan);
        each_rule(workspace_, id, [&](const Policy& policy, const DeadlineRule& rule) {
            for (const Occurrence& when :
                 occurrences_anchored(rule.due, plan.period->first, plan.period->last, workspace_.calendar)) {
                if (policy_in_force(workspace_.policies, id, when.anchor) != &policy) continue;
                if (!seen_.emplace(&rule, when.anchor).second) continue;
                slots_.push_back({&policy, &rule, &plan, when, nullptr});
            }
        });
    }

    /// What a plan says is done of the calendar, ascending, each day once.
    static Dates dates(const Plan& plan) {
        Dates result;
        for (const Done& done : plan.done) result[done.deadline].push_back(&done);
        for (auto& [id, list] : result) {
            const auto day = [](const Done* done) { return done->date; };
            std::ranges::stable_sort(list, {}, day);
            const auto twins = std::ranges::unique(list, {}, day);
            list.erase(twins.begin(), twins.end());
        }
        return result;
    }

    /// The dates that found no day.
    std::vector<const Done*> share(const Plan& plan, const Dates& dates, bool own_period) {
        std::vector<const Done*> left;
        const std::string policy = policy_of(workspace_, plan);
        for (const auto& [id, all] : dates) {
            std::vector<CalendarSlot*> of_rule;
            for (CalendarSlot& slot : slots_) {
                if (slot.policy->id == policy && slot.rule->id == id) of_rule.push_back(&slot);
            }
            if (of_rule.empty() && !is_of_calendar(policy, id)) continue;  // `check` says so elsewhere
            const std::vector<const Done*> fresh = not_stated_before(all, of_rule);
            std::erase_if(of_rule, [&](const CalendarSlot* slot) {
                const bool elsewhere = own_period && plan.period && !plan.period->contains(slot->when.anchor);
                return slot->done != nullptr || elsewhere;
            });
            std::vector<Date> due;
            std::vector<Date> done;
            for (const CalendarSlot* slot : of_rule) due.push_back(slot->when.due.date);
            for (const Done* each : fresh) done.push_back(each->date);
            const auto days = days_done(due, done);
            for (std::size_t i = 0; i < fresh.size(); ++i) {
                if (days[i]) {
                    of_rule[*days[i]]->done = fresh[i];
                } else {
                    left.push_back(fresh[i]);
                }
            }
        }
        return left;
    }

    bool is_of_calendar(const std::string& policy, const std::string& id) const {
        bool found = false;
        each_rule(workspace_, policy,
                  [&](const Policy&, const DeadlineRule& rule) { found = found || rule.id == id; });
        return found;
    }

    /// Two plans may both state one day: a year's and a quarter's.
    static std::vector<const Done*> not_stated_before(const std::vector<const Done*>& dates,
                                                      const std::vector<CalendarSlot*>& slots) {
        std::vector<const Done*> fresh;
        for (const Done* done : dates) {
            const auto same_day = [&](const CalendarSlot* slot) {
                return slot->done != nullptr && slot->done->date == done->date;
            };
            if (std::ranges::none_of(slots, same_day)) fresh.push_back(done);
        }
        return fresh;
    }

    const Workspace& workspace_;
    std::vector<CalendarSlot> slots_;
    std::set<std::pair<const DeadlineRule*, Date>> seen_;
};

}  // namespace

std::vector<CalendarSlot> planned_slots(const Workspace& workspace,
                                        const std::function<void(const Plan&, const Done&)>& surplus) {
    Planned planned(workspace);
    planned.share_out(surplus);
    return planned.take();
}

void add_slots_due(const Workspace& workspace, Date first, Date last, std::vector<CalendarSlot>& slots) {
    std::set<std::pair<const DeadlineRule*, Date>> seen;
    for (const CalendarSlot& slot : slots) seen.emplace(slot.rule, slot.when.anchor);
    std::set<std::string> ids;
    for (const Plan& plan : workspace.plans) ids.insert(policy_of(workspace, plan));
    for (const std::string& id : ids) {
        each_rule(workspace, id, [&](const Policy& policy, const DeadlineRule& rule) {
            for (const Occurrence& when : occurrences_due(rule.due, first, last, workspace.calendar)) {
                if (policy_in_force(workspace.policies, id, when.anchor) != &policy) continue;
                if (seen.emplace(&rule, when.anchor).second)
                    slots.push_back({&policy, &rule, nullptr, when, nullptr});
            }
        });
    }
}

}  // namespace passline
