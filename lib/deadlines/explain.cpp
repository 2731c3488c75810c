#include "deadlines/explain.h"

#include <cstdlib>

#include "workspace/due_dates.h"

namespace passline {
namespace {

using Anchor = DueRule::Anchor;
using Side = DueRule::Side;

constexpr unsigned friday = 5;

/// Days of one name that follow each other and are off, or worked, though a weekday or weekend is not.
struct Special {
    std::string name;
    Date first;
    Date last;
    bool working = false;
};

/// What a count of working days met from `first` to `last`, both included: holidays on weekdays with the
/// weekend days between them, and weekend days that were worked.
std::vector<Special> specials(const Calendar& calendar, Date first, Date last) {
    std::vector<Special> found;
    for (Date day = first; day <= last; day = day.plus_days(1)) {
        const std::string name = calendar.name_of(day);
        const bool working = calendar.is_working_day(day);
        if (name.empty() || (working && day.weekday() <= friday)) continue;
        const bool goes_on = !found.empty() && found.back().name == name && found.back().working == working &&
                             found.back().last.plus_days(1) == day;
        if (goes_on) {
            found.back().last = day;
        } else {
            found.push_back({name, day, day, working});
        }
    }
    return found;
}

Text span(const Special& special) {
    if (special.first == special.last) return same(special.first.text());
    return say("{0} 至 {1}", "{0} to {1}", special.first.text(), special.last.text());
}

class Explaining {
  public:
    Explaining(const DeadlineItem& item, const Workspace& workspace, Date as_of)
        : item_(item), workspace_(workspace), as_of_(as_of) {}

    TraceNode run() {
        TraceNode root{headline(), article(), sources_of_rule(), {}};
        root.children.push_back(due_node());
        if (item_.opens) root.children.push_back(opens_node());
        root.children.push_back(done_node());
        root.children.push_back(state_node());
        return root;
    }

  private:
    Text headline() const {
        const Text whose = item_.course == nullptr
                               ? item_.rule->title
                               : say("{0} · {1}", "{0} · {1}", item_.course->id, item_.rule->title);
        return say("{0}：期限 {1}，{2}", "{0}: due {1}, {2}", whose, item_.due.text(),
                   state_title(item_.state));
    }

    Text article() const { return item_.policy->cite_article(item_.rule->article); }

    std::vector<std::string> sources_of_rule() const {
        return item_.policy->addresses(item_.rule->origin, item_.rule->setting);
    }

    Text setting() const { return setting_cited(item_.rule->setting); }

    /// Where the day stands from which something counts.
    std::vector<std::string> sources_of_anchor() const {
        if (item_.course != nullptr) return {item_.course->origin.address()};
        if (item_.plan != nullptr && item_.plan->period) return {item_.plan->period_origin.address()};
        return {};
    }

    Text anchor_words(const DueRule& rule, Date anchor) const {
        switch (rule.anchor) {
            case Anchor::course_start:
                return say("开课日 {0}", "the course begins on {0}", anchor.text());
            case Anchor::course_end:
                return say("结课日 {0}", "the course ends on {0}", anchor.text());
            default:
                return say("起算日 {0}", "counted from {0}", anchor.text());
        }
    }

    TraceNode due_node() const {
        TraceNode node{say("{0} → {1}{2}", "{0} → {1}{2}", item_.rule->due.words(), item_.due.text(),
                           item_.provisional ? say("（暂定）", " (provisional)") : Text{}),
                       setting(),
                       {},
                       {}};
        node.children.push_back({anchor_words(item_.rule->due, item_.anchor), {}, sources_of_anchor(), {}});
        count(item_.rule->due, item_.anchor, item_.due, node);
        return node;
    }

    /// The holidays and make-up days that a count of working days passed.
    void count(const DueRule& rule, Date anchor, Date day, TraceNode& node) const {
        if (rule.side == Side::on || rule.offset.unit != Unit::working_days || rule.offset.count == 0) return;
        const bool back = rule.side == Side::before;
        const Date first = back ? day : anchor.plus_days(1);
        const Date last = back ? anchor.plus_days(-1) : day;
        node.children.push_back(
            {back
                 ? say("自 {0} 往前数 {1}：{2} 至 {3}", "going back {1} from the day before {0}: {3} to {2}",
                       anchor.text(), rule.offset.words(), first.text(), last.text())
                 : say("自 {0} 次日往后数 {1}：{2} 至 {3}", "going on {1} from the day after {0}: {2} to {3}",
                       anchor.text(), rule.offset.words(), first.text(), last.text()),
             {},
             {},
             {}});
        for (const Special& special : specials(workspace_.calendar, first, last)) {
            node.children.push_back(
                {special.working
                     ? say("计入调休上班日：{0}（{1}）", "counted, a make-up working day: {0} ({1})",
                           span(special), special.name)
                     : say("不计放假：{0}（{1}）", "passed over, a holiday: {0} ({1})", span(special),
                           special.name),
                 {},
                 {},
                 {}});
        }
        if (workspace_.calendar.provisional(first, last)) {
            node.children.push_back({say("日历没有该年的放假安排，只按周末推算",
                                         "the calendar does not cover that year: weekends only"),
                                     {},
                                     {},
                                     {}});
        }
    }

    TraceNode opens_node() const {
        if (!item_.rule->opens) {
            return {say("自 {0} 起可办理", "open from {0}, the day it counts from", item_.opens->text()),
                    {},
                    {},
                    {}};
        }
        const DueRule& rule = *item_.rule->opens;
        TraceNode node{say("{0} → 自 {1} 起可办理", "{0} → open from {1}", rule.words(), item_.opens->text()),
                       {},
                       {},
                       {}};
        if (item_.course != nullptr && rule.of_course()) {
            const Date anchor = rule.anchor == Anchor::course_start ? item_.course->start : item_.course->end;
            count(rule, anchor, *item_.opens, node);
        }
        return node;
    }

    Text role(const std::string& id) const {
        const Role* known = item_.policy->role(id);
        return known == nullptr ? same(id) : known->title;
    }

    TraceNode done_node() const {
        if (item_.done == nullptr) {
            if (item_.rule->owner.empty())
                return {say("尚无完成日期", "no date on which it was done"), {}, {}, {}};
            return {say("尚无完成日期，负责人：{0}", "no date on which it was done; it is up to {0}",
                        role(item_.rule->owner)),
                    {},
                    {},
                    {}};
        }
        TraceNode node{
            say("{0} 完成", "done on {0}", item_.done->date.text()), {}, {item_.done->origin.address()}, {}};
        for (const Done::Review& review : item_.done->reviewed) {
            node.children.push_back(
                {say("{0} {1} 审核", "reviewed by {0} on {1}", role(review.by), review.date.text()),
                 {},
                 {review.origin.address()},
                 {}});
        }
        if (!item_.done->note.empty()) node.children.push_back({item_.done->note, {}, {}, {}});
        return node;
    }

    TraceNode state_node() const { return {state_words(), {}, {}, {}}; }

    Text state_words() const {
        const std::string due = item_.due.text();
        const std::string day = as_of_.text();
        const Text days = Duration{std::abs(item_.days_left.value_or(0)), Unit::working_days}.words();
        switch (item_.state) {
            case DeadlineState::done:
                return say("{0} 不晚于 {1}：按期完成", "{0} is not after {1}: done in time",
                           item_.done->date.text(), due);
            case DeadlineState::late:
                return say("{0} 晚于 {1}：逾期完成", "{0} is after {1}: done late", item_.done->date.text(),
                           due);
            case DeadlineState::overdue:
                return say("截至 {0} 已逾期 {1}", "as of {0} overdue by {1}", day, days);
            case DeadlineState::upcoming:
                return say("截至 {0} 尚未开始，距期限 {1}", "as of {0} not yet open, due in {1}", day, days);
            case DeadlineState::open:
                break;
        }
        return say("截至 {0} 剩余 {1}", "as of {0} {1} left", day, days);
    }

    const DeadlineItem& item_;
    const Workspace& workspace_;
    Date as_of_;
};

}  // namespace

TraceNode explain_deadline(const DeadlineItem& item, const Workspace& workspace, Date as_of) {
    return Explaining(item, workspace, as_of).run();
}

std::vector<TraceNode> explain_deadlines(const Workspace& workspace, std::string_view subject, Date as_of) {
    const bool of_course = workspace.course(subject) != Workspace::none;
    DeadlineSelection selection;
    if (of_course) selection.course = subject;
    std::vector<TraceNode> nodes;
    for (const DeadlineItem& item : deadlines_of(workspace, selection, as_of)) {
        if (of_course || item.rule->id == subject) nodes.push_back(explain_deadline(item, workspace, as_of));
    }
    return nodes;
}

}  // namespace passline
