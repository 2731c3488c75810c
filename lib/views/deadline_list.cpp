#include "views/deadline_list.h"

#include <algorithm>
#include <tuple>

#include "views/joined.h"
#include "workspace/due_dates.h"

namespace passline {
namespace {

Tone tone_of(DeadlineState state) {
    switch (state) {
        case DeadlineState::done:
            return Tone::good;
        case DeadlineState::late:
            return Tone::open;
        case DeadlineState::overdue:
            return Tone::bad;
        case DeadlineState::upcoming:
            return Tone::dim;
        case DeadlineState::open:
            return Tone::none;
    }
    return Tone::none;
}

/// The latest review by each role that the rule asks for, in the rule's order.
std::string reviews(const DeadlineItem& item) {
    std::string text;
    for (const std::string& role : item.rule->reviewed_by) {
        text += (text.empty() ? "" : ";") + role + "=";
        std::optional<Date> last;
        if (item.done != nullptr) {
            for (const Done::Review& review : item.done->reviewed) {
                if (review.by == role && (!last || *last < review.date)) last = review.date;
            }
        }
        if (last) text += last->text();
    }
    return text;
}

std::vector<TableColumn> columns_for(TableFormat format) {
    using K = ColumnKind;
    std::vector<TableColumn> columns{{"course_id", {"课程编号", "Course ID"}, K::id},
                                     {"deadline", {"事项", "Deadline"}, K::text},
                                     {"owner", {"负责人", "Owner"}, K::text},
                                     {"opens", {"开始", "Opens"}, K::date, false},
                                     {"due", {"期限", "Due"}, K::date},
                                     {"done", {"完成日期", "Done"}, K::date},
                                     {"state", {"状态", "State"}, K::id},
                                     {"days_left", {"剩余工作日", "Days left"}, K::number},
                                     {"articles", {"依据条款", "Articles"}, K::list, false}};
    if (format == TableFormat::json) {
        columns.push_back({"provisional", {"期限待定", "Provisional"}, K::list});
        columns.push_back({"reviewed", {"审核", "Reviewed"}, K::list});
    }
    return columns;
}

std::string day(const std::optional<Date>& date) { return date ? date->text() : std::string(); }

std::string listed(const std::vector<const Article*>& articles, Language language) {
    std::string text;
    for (const Article* article : articles) text += (text.empty() ? "" : ";") + article->raw.in(language);
    return text;
}

/// The month, quarter or year that an occurrence belongs to.
std::string period_of(const DeadlineItem& item) {
    using Anchor = DueRule::Anchor;
    const Anchor anchor = item.rule->due.anchor;
    const auto kind = anchor == Anchor::year_start || anchor == Anchor::year_end ? Period::Kind::year
                      : anchor == Anchor::quarter_start || anchor == Anchor::quarter_end
                          ? Period::Kind::quarter
                          : Period::Kind::month;
    return Period::containing(kind, item.anchor).text();
}

std::string key_of(const DeadlineItem& item) {
    const std::string of = item.course == nullptr ? period_of(item) : item.course->id;
    return item.rule->id + "." + of + "@" + item.policy->id;
}

}  // namespace

DeadlineRow deadline_row(const DeadlineItem& item) {
    DeadlineRow row;
    row.key = key_of(item);
    if (item.course != nullptr) row.course = item.course->title;
    row.course_id = item.course_id();
    row.deadline = item.rule->id;
    row.title = item.rule->title;
    row.owner = item.rule->owner;
    if (const Role* role = item.policy->role(item.rule->owner)) row.owner_title = role->title;
    row.opens = item.opens;
    row.due = item.due;
    if (item.done != nullptr) row.done = item.done->date;
    row.state = item.state;
    row.days_left = item.days_left;
    if (!item.rule->article.empty()) row.articles.push_back(&item.rule->article);
    row.provisional = item.provisional;
    row.reviewed = reviews(item);
    return row;
}

DeadlineRow appeal_row(const AppealAnswer& answer, const Workspace& workspace) {
    DeadlineRow row;
    const Course& course = *workspace.courses[answer.appeal->course].course;
    row.key = "appeal." + answer.appeal->id + "@" + answer.policy->id;
    row.course = course.title;
    row.course_id = course.id;
    row.deadline = "appeal:" + answer.appeal->id;
    row.title = say("答复申诉 {0}", "Answer to the appeal {0}", answer.appeal->id);
    row.owner = joined(answer.rules->decides);
    row.owner_title = answer.policy->role_titles(answer.rules->decides);
    row.opens = answer.appeal->filed_on;
    row.due = answer.due;
    if (answer.appeal->status != AppealStatus::open) row.done = answer.appeal->decided_on;
    row.state = answer.state;
    row.days_left = answer.days_left;
    if (!answer.rules->article.empty()) row.articles.push_back(&answer.rules->article);
    row.provisional = answer.provisional;
    return row;
}

std::vector<DeadlineRow> withdrawn_deadlines(const Workspace& workspace, const std::string& course) {
    std::vector<DeadlineRow> rows;
    for (const Workspace::CourseEntry& entry : workspace.courses) {
        const Course& each = *entry.course;
        if ((entry.rules && !each.undated) || (!course.empty() && each.id != course)) continue;
        DeadlineItem item;
        item.policy = policy_in_force(workspace.policies, policy_of(workspace, *entry.plan), each.start);
        item.course = &each;
        if (item.policy == nullptr) continue;
        for (const DeadlineRule& rule : item.policy->sections.deadlines) {
            const auto due = due_date(rule.due, each.start, each.end, workspace.calendar);
            if (!due || !applies_to(rule, each)) continue;
            item.rule = &rule;
            item.due = due->date;
            rows.push_back(deadline_row(item));
            rows.back().withdrawn = true;
        }
    }
    return rows;
}

bool selected(const DeadlineRow& row, const DeadlineSelection& selection) {
    if (selection.from && row.due < *selection.from) return false;
    if (selection.to && row.due > *selection.to) return false;
    if (!selection.course.empty() && row.course_id != selection.course) return false;
    return !selection.unfinished || row.state == DeadlineState::open || row.state == DeadlineState::overdue;
}

void write_deadlines(std::vector<DeadlineRow> rows, TableOptions options, Sink& sink) {
    std::ranges::stable_sort(rows, {}, [](const DeadlineRow& row) {
        return std::tuple(row.due, std::tie(row.course_id, row.deadline));
    });
    const auto writer = TableWriter::create(columns_for(options.format), options, sink);
    for (const DeadlineRow& row : rows) {
        const std::string opens = day(row.opens);
        const std::string due = row.due.text();
        const std::string done = day(row.done);
        const std::string left = row.days_left ? std::to_string(*row.days_left) : "";
        const std::string articles = listed(row.articles, options.language);
        const Text state = state_title(row.state);
        const Tone tone = tone_of(row.state);
        std::vector<TableCell> cells{{row.course_id},
                                     {row.deadline, Tone::none, row.title.in(options.language)},
                                     {row.owner, Tone::none, row.owner_title.in(options.language)},
                                     {opens},
                                     {due, tone},
                                     {done},
                                     {state_name(row.state), tone, state.in(options.language)},
                                     {left, tone},
                                     {articles}};
        if (options.format == TableFormat::json) {
            cells.push_back({row.provisional ? "due" : ""});
            cells.push_back({row.reviewed});
        }
        writer->row(cells);
    }
    writer->finish();
}

}  // namespace passline
