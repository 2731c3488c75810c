#include "views/retraining_list.h"

#include <algorithm>
#include <tuple>

namespace passline {

void RetrainingList::add(const CourseOutcome& outcome) {
    if (outcome.next != Next::retrain && outcome.next != Next::resit && outcome.next != Next::make_up) return;
    RetrainingItem item;
    item.course_id = outcome.rules->course->id;
    item.track = outcome.rules->track->id;
    item.next = outcome.next;
    item.failures = outcome.failures;
    item.failed = outcome.failed();
    item.since = outcome.since;
    item.due = outcome.due;
    for (const Article* article : outcome.articles)
        item.articles += (item.articles.empty() ? "" : ";") + article->raw.in(language_);
    add_person(outcome.person, std::move(item));
}

void RetrainingList::add(const PerformanceFinding& finding) {
    const PerformanceRule& rule = *finding.rule;
    if (rule.then == PerformanceRule::Then::nothing) return;
    RetrainingItem item;
    item.track = rule.track;
    item.next = rule.then == PerformanceRule::Then::retrain ? Next::retrain : Next::assess;
    item.failures = static_cast<std::uint16_t>(finding.months.size());
    item.failed = rule.metric;
    item.since = finding.since;
    item.due = finding.due;
    item.articles = rule.article.raw.in(language_);
    add_person(finding.person, std::move(item));
}

void RetrainingList::add_person(People::Index person, RetrainingItem item) {
    const People& people = workspace_.people;
    item.employee_id = people.id(person);
    item.name = people[person].name;
    item.department = people.department(person);
    if (item.due) item.days_left = days_left(workspace_.calendar, as_of_, *item.due);
    const PersonDetails details = people.details(person);
    item.mentor_id = details.mentor_id;
    item.manager_id = details.manager_id;
    items_.push_back(std::move(item));
}

const std::vector<RetrainingItem>& RetrainingList::sorted() {
    const auto key = [](const RetrainingItem& item) {
        return std::tuple(!item.due.has_value(), item.due, std::tie(item.employee_id, item.course_id));
    };
    std::sort(items_.begin(), items_.end(),
              [&](const RetrainingItem& a, const RetrainingItem& b) { return key(a) < key(b); });
    return items_;
}

void write_retraining(const std::vector<RetrainingItem>& items, TableOptions options, Sink& sink) {
    using K = ColumnKind;
    const auto writer = TableWriter::create({{"employee_id", {"工号", "ID"}, K::id},
                                             {"name", {"姓名", "Name"}, K::text},
                                             {"department", {"部门", "Department"}, K::text, false},
                                             {"course_id", {"课程编号", "Course"}, K::id},
                                             {"track", {"培训类别", "Track"}, K::id, false},
                                             {"next", {"下一步", "Next"}, K::id},
                                             {"failures", {"不合格次数", "Failures"}, K::number, false},
                                             {"failed", {"未达标项", "Failed"}, K::list},
                                             {"since", {"考核日期", "Since"}, K::date, false},
                                             {"due", {"期限", "Due"}, K::date},
                                             {"days_left", {"剩余工作日", "Left"}, K::number},
                                             {"mentor_id", {"导师", "Mentor"}, K::id},
                                             {"manager_id", {"主管", "Manager"}, K::id, false},
                                             {"articles", {"依据条款", "Articles"}, K::list, false}},
                                            options, sink);
    for (const RetrainingItem& item : items) {
        const std::string failures = std::to_string(item.failures);
        const std::string since = item.since ? item.since->text() : "";
        const std::string due = item.due ? item.due->text() : "";
        const std::string left = item.days_left ? std::to_string(*item.days_left) : "";
        const Text next = next_title(item.next);
        const Tone tone = !item.days_left        ? Tone::none
                          : *item.days_left < 0  ? Tone::bad
                          : *item.days_left <= 5 ? Tone::open
                                                 : Tone::none;
        writer->row({{item.employee_id},
                     {item.name},
                     {item.department},
                     {item.course_id},
                     {item.track},
                     {next_name(item.next), Tone::none, next.in(options.language)},
                     {failures},
                     {item.failed},
                     {since},
                     {due, tone},
                     {left, tone},
                     {item.mentor_id},
                     {item.manager_id},
                     {item.articles}});
    }
    writer->finish();
}

}  // namespace passline
