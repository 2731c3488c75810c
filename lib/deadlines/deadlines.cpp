#include "deadlines/deadlines.h"

#include <algorithm>
#include <tuple>

#include "deadlines/calendar_slots.h"
#include "workspace/due_dates.h"

namespace passline {

std::string_view state_name(DeadlineState state) {
    constexpr std::string_view names[] = {"upcoming", "open", "done", "late", "overdue"};
    return names[static_cast<std::size_t>(state)];
}

Text state_title(DeadlineState state) {
    switch (state) {
        case DeadlineState::upcoming:
            return {"未开始", "not yet open"};
        case DeadlineState::open:
            return {"待办", "open"};
        case DeadlineState::done:
            return {"按期完成", "done"};
        case DeadlineState::late:
            return {"逾期完成", "done late"};
        case DeadlineState::overdue:
            return {"逾期", "overdue"};
    }
    return {};
}

namespace {

class Collecting {
  public:
    Collecting(const Workspace& workspace, const DeadlineSelection& selection, Date as_of)
        : workspace_(workspace), selection_(selection), as_of_(as_of) {}

    void courses() {
        for (const Workspace::CourseEntry& entry : workspace_.courses) {
            if (!entry.rules || entry.course->undated) continue;
            if (!selection_.course.empty() && entry.course->id != selection_.course) continue;
            for (const DeadlineRule& rule : entry.rules->policy->sections.deadlines) of_course(entry, rule);
        }
    }

    void calendar() {
        if (!selection_.course.empty()) return;
        std::vector<CalendarSlot> slots = planned_slots(workspace_);
        if (const auto range = asked_range()) add_slots_due(workspace_, range->first, range->second, slots);
        for (const CalendarSlot& slot : slots) {
            DeadlineItem item;
            item.policy = slot.policy;
            item.rule = slot.rule;
            item.plan = slot.plan;
            item.anchor = slot.when.anchor;
            item.due = slot.when.due.date;
            item.done = slot.done;
            item.provisional = slot.when.due.provisional;
            if (slot.rule->opens) {
                opens(item, opens_before(*slot.rule->opens, slot.rule->due, slot.when, workspace_.calendar));
            }
            add(item);
        }
    }

    std::vector<DeadlineItem> sorted() {
        std::ranges::sort(items_, {}, [](const DeadlineItem& item) {
            return std::tuple(item.due, item.course_id(), std::string_view(item.rule->id),
                              std::string_view(item.policy->id), item.anchor);
        });
        return std::move(items_);
    }

  private:
    void of_course(const Workspace::CourseEntry& entry, const DeadlineRule& rule) {
        const Course& course = *entry.course;
        const auto due = due_date(rule.due, course.start, course.end, workspace_.calendar);
        if (!due || !applies_to(rule, course)) return;
        DeadlineItem item;
        item.policy = entry.rules->policy;
        item.rule = &rule;
        item.plan = entry.plan;
        item.course = &course;
        item.anchor = rule.due.anchor == DueRule::Anchor::course_start ? course.start : course.end;
        item.due = due->date;
        item.provisional = due->provisional;
        const auto done = std::ranges::find(course.done, rule.id, &Done::deadline);
        if (done != course.done.end()) item.done = &*done;
        if (rule.opens) {
            const auto stated = due_date(*rule.opens, course.start, course.end, workspace_.calendar);
            opens(item, stated ? stated : last_due_date(*rule.opens, item.due, workspace_.calendar));
        }
        add(item);
    }

    static void opens(DeadlineItem& item, const std::optional<DatedResult>& stated) {
        if (!stated) return;
        item.opens = stated->date;
        item.provisional = item.provisional || stated->provisional;
    }

    void add(DeadlineItem item) {
        if (selection_.from && item.due < *selection_.from) return;
        if (selection_.to && item.due > *selection_.to) return;
        if (!item.rule->opens && item.due > item.anchor) item.opens = item.anchor;
        item.state = state(item);
        if (item.done == nullptr) item.days_left = days_left(workspace_.calendar, as_of_, item.due);
        const bool unfinished = item.state == DeadlineState::open || item.state == DeadlineState::overdue;
        if (selection_.unfinished && !unfinished) return;
        items_.push_back(item);
    }

    DeadlineState state(const DeadlineItem& item) const {
        if (item.done != nullptr)
            return item.done->date <= item.due ? DeadlineState::done : DeadlineState::late;
        if (as_of_ > item.due) return DeadlineState::overdue;
        return item.opens && *item.opens > as_of_ ? DeadlineState::upcoming : DeadlineState::open;
    }

    /// The range of due dates in which every occurrence is wanted; a missing end is that of the plans.
    std::optional<std::pair<Date, Date>> asked_range() const {
        if (!selection_.from && !selection_.to) return std::nullopt;
        std::optional<Date> first = selection_.from;
        std::optional<Date> last = selection_.to;
        for (const Plan& plan : workspace_.plans) {
            if (!plan.period) continue;
            if (!selection_.from && (!first || plan.period->first < *first)) first = plan.period->first;
            if (!selection_.to && (!last || plan.period->last > *last)) last = plan.period->last;
        }
        if (!first || !last) return std::nullopt;
        return std::pair(*first, *last);
    }

    const Workspace& workspace_;
    const DeadlineSelection& selection_;
    Date as_of_;
    std::vector<DeadlineItem> items_;
};

}  // namespace

std::vector<DeadlineItem> deadlines_of(const Workspace& workspace, const DeadlineSelection& selection,
                                       Date as_of) {
    Collecting collecting(workspace, selection, as_of);
    collecting.courses();
    collecting.calendar();
    return collecting.sorted();
}

std::set<int> provisional_years(const DeadlineItem& item, const Calendar& calendar) {
    std::set<int> years;
    if (!item.provisional) return years;
    for (const Date day : {item.due, item.anchor, item.opens.value_or(item.due)}) {
        if (!calendar.covers(day)) years.insert(day.year());
    }
    return years;
}

}  // namespace passline
