#include "reminders/collect.h"

#include <algorithm>
#include <tuple>

#include "reminders/words.h"
#include "workspace/due_dates.h"

namespace passline {

bool ReminderCollector::timed(Reminder& reminder, const Timing& timing) const {
    const auto stage = stage_on(timing, ahead_, workspace_.calendar, as_of_);
    if (!stage) return false;
    reminder.stage = *stage;
    reminder.due = timing.due;
    if (timing.due) reminder.days_left = days_left(workspace_.calendar, as_of_, *timing.due);
    return true;
}

void ReminderCollector::to(Recipient recipient, Reminder reminder) {
    if (reminder.provisional && reminder.due && !workspace_.calendar.covers(*reminder.due))
        provisional_.insert(reminder.due->year());
    reminder.to = std::move(recipient);
    reminders_.push_back(std::move(reminder));
}

void ReminderCollector::to_person(Reminder reminder, People::Index person, bool mentor_too) {
    const People& people = workspace_.people;
    if (people[person].left_before(as_of_)) return;
    reminder.about = people.id(person);
    const PersonDetails details = people.details(person);
    std::vector<std::string> others;
    if (mentor_too) others.push_back(details.mentor_id);
    if (reminder.stage.kind == Stage::Kind::overdue) others.push_back(details.manager_id);
    std::ranges::sort(others);
    const auto repeated = std::ranges::unique(others);
    others.erase(repeated.begin(), repeated.end());
    for (const std::string& other : others) {
        if (other.empty() || other == reminder.about) continue;
        const People::Index known = people.find(other);
        if (known != People::none && people[known].left_before(as_of_)) continue;
        to(Recipient::person(other), reminder);
    }
    Recipient whom = Recipient::person(reminder.about);
    to(std::move(whom), std::move(reminder));
}

void ReminderCollector::to_roles(const Reminder& reminder, const std::vector<std::string>& roles) {
    if (roles.empty()) to({}, reminder);
    for (const std::string& role : roles) to(Recipient::role(role), reminder);
}

std::string ReminderCollector::of_policy(const Policy& policy) const {
    const bool several =
        std::ranges::any_of(workspace_.policies, [&](const Policy& other) { return other.id != policy.id; });
    return several ? "@" + policy.id : std::string();
}

std::string ReminderCollector::named(People::Index person) const {
    const People& people = workspace_.people;
    std::string text(people.id(person));
    const std::string_view name = people.name(person);
    return name.empty() ? text : text.append(" ").append(name);
}

Text course_named(const Course& course) {
    return course.title.empty() ? same(course.id) : say("{0} {1}", "{0} {1}", course.id, course.title);
}

Text why(const Policy& policy, const Article& article, const std::string& setting) {
    const Text line = policy.cite_line(article, setting);
    return line.empty() ? policy.title : line;
}

namespace {

/// Titles of the components that were below their line or failed by a mark.
Text failed_titles(const CourseOutcome& outcome) {
    Text list;
    std::string rest = outcome.failed();
    while (!rest.empty()) {
        const std::string id = rest.substr(0, rest.find(';'));
        rest.erase(0, id.size() + 1);
        const int component = outcome.rules->component(id);
        const Text title = component >= 0
                               ? outcome.rules->components[static_cast<std::size_t>(component)].title
                           : id == "total" ? say("总成绩", "total")
                                           : same(id);
        list = list.empty() ? title : say("{0}、{1}", "{0}, {1}", list, title);
    }
    return list;
}

/// The articles as the policy cites them, once each.
Text cited_all(const std::vector<const Article*>& articles, const Policy& policy) {
    Text list;
    for (const Article* article : articles) {
        const Text cited = policy.cite_article(*article);
        if (cited.empty()) continue;
        list = list.empty() ? cited : say("{0}、{1}", "{0}, {1}", list, cited);
    }
    return list;
}

Text what_of(const CourseOutcome& outcome) {
    const Text course = course_named(*outcome.rules->course);
    if (outcome.next == Next::make_up) {
        return outcome.since ? say("{0}：补 {1} 起所缺课次", "{0}: make up what was missed from {1} on",
                                   course, outcome.since->text())
                             : say("{0}：补课", "{0}: make up what was missed", course);
    }
    const Text failed = failed_titles(outcome);
    const Text next = next_title(outcome.next);
    return failed.empty()
               ? say("{0}：{1}", "{0}: {1}", course, next)
               : say("{0}：{1}（未达标：{2}）", "{0}: {1} (below the line: {2})", course, next, failed);
}

}  // namespace

void ReminderCollector::add(const CourseOutcome& outcome) {
    if (outcome.next != Next::retrain && outcome.next != Next::resit && outcome.next != Next::make_up) return;
    Reminder reminder;
    reminder.kind = next_name(outcome.next);
    reminder.subject = outcome.rules->course->id;
    reminder.provisional = outcome.provisional;
    const Date open = outcome.since.value_or(outcome.rules->course->end);
    if (!timed(reminder, {outcome.due ? std::nullopt : std::optional(open), outcome.due, false})) return;
    reminder.what = say("{0}：{1}", "{0}: {1}", named(outcome.person), what_of(outcome));
    reminder.why = cited_all(outcome.articles, *outcome.rules->policy);
    to_person(std::move(reminder), outcome.person, true);
}

void ReminderCollector::add(const PerformanceFinding& finding) {
    const PerformanceRule& rule = *finding.rule;
    if (rule.then == PerformanceRule::Then::nothing) return;
    const bool retrain = rule.then == PerformanceRule::Then::retrain;
    Reminder reminder;
    reminder.kind = retrain ? "retrain" : "assess";
    reminder.subject = "figures of " + rule.metric + " to " + finding.since.text();
    reminder.provisional = finding.provisional;
    const auto since = finding.due ? std::nullopt : std::optional(finding.since.plus_days(1));
    if (!timed(reminder, {since, finding.due, false})) return;
    const MetricRule* metric = finding.policy->sections.evaluation.metric(rule.metric);
    const Text title = metric == nullptr || metric->title.empty() ? same(rule.metric) : metric->title;
    reminder.what =
        say("{0}：{1}（{2}：{3}，标准 {4}）", "{0}: {1} ({2}: {3}; the line is {4})", named(finding.person),
            next_title(retrain ? Next::retrain : Next::assess), title, finding.figures(), finding.line());
    reminder.why = finding.policy->cite_article(rule.article);
    to_person(std::move(reminder), finding.person, true);
}

void ReminderCollector::add(const DeadlineItem& item) {
    if (item.course != nullptr && item.rule->opens && item.opens)
        opened_by_deadline_.emplace(item.course, *item.opens, item.due);
    if (item.done != nullptr) return;
    Reminder reminder;
    reminder.kind = "deadline";
    reminder.subject = item.rule->id;
    // of the calendar: each time by the day it counts from
    reminder.subject +=
        ":" + (item.course != nullptr ? item.course->id : item.anchor.text() + of_policy(*item.policy));
    reminder.provisional = item.provisional;
    // a deadline that merely counts from its anchor does not open: nobody waits for that day
    if (!timed(reminder, {item.rule->opens ? item.opens : std::nullopt, item.due, false})) return;
    reminder.what = item.course == nullptr
                        ? item.rule->title
                        : say("{0}：{1}", "{0}: {1}", course_named(*item.course), item.rule->title);
    reminder.why = why(*item.policy, item.rule->article, item.rule->setting);
    to_roles(reminder, item.rule->owner.empty() ? std::vector<std::string>{}
                                                : std::vector<std::string>{item.rule->owner});
}

void ReminderCollector::add(const AppealAnswer& answer) {
    const Appeal& appeal = *answer.appeal;
    if (appeal.status != AppealStatus::open || *appeal.filed_on > as_of_) return;
    Reminder reminder;
    reminder.kind = "appeal";
    reminder.subject = appeal.id;
    reminder.about = workspace_.people.id(appeal.person);
    reminder.provisional = answer.provisional;
    if (!timed(reminder, {appeal.filed_on, answer.due, false})) return;
    reminder.what = say("答复申诉 {0}：{1}，{2}，{3} 提出", "answer the appeal {0} of {1}, {2}, filed on {3}",
                        appeal.id, named(appeal.person),
                        course_named(*workspace_.courses[appeal.course].course), appeal.filed_on->text());
    reminder.why = why(*answer.policy, answer.rules->article, {});
    to_roles(reminder, answer.rules->decides);
}

std::vector<Reminder> ReminderCollector::sorted() {
    const auto key = [](const Reminder& each) {
        return std::tuple(!each.due.has_value(), each.due,
                          std::tie(each.kind, each.subject, each.about, each.to));
    };
    std::ranges::sort(reminders_, [&](const Reminder& a, const Reminder& b) { return key(a) < key(b); });
    return reminders_;
}

}  // namespace passline
