#include "views/results.h"

#include "report/row_pattern.h"
#include "retraining/action_trace.h"
#include "views/joined.h"

namespace passline {

namespace {

std::vector<TableColumn> text_columns() {
    using K = ColumnKind;
    return {
        {"employee_id", {"工号", "ID"}, K::id},
        {"name", {"姓名", "Name"}, K::text},
        {"course_id", {"课程", "Course"}, K::id},
        {"outcome", {"结果", "Outcome"}, K::text},
        {"total", {"总评", "Total"}, K::number},
        {"next", {"下一步", "Next"}, K::text},
        {"due", {"期限", "Due"}, K::date},
        {"scores", {"成绩与处理", "Scores and what follows"}, K::list},
    };
}

/// "Theory 79.5;Practical absent": as print_scores, with titles.
std::string scores_in_words(const AttemptResult& attempt, const CourseRules& rules, Language language) {
    std::string text;
    for (std::size_t i = 0; i < rules.components.size(); ++i) {
        const ComponentResult& result = attempt.components[i];
        const RuledComponent& rule = rules.components[i];
        if (result.state == ComponentResult::State::missing) continue;
        text += text.empty() ? "" : say("，", ", ").in(language);
        text += rule.title.in(language) + " " +
                (result.scored() ? print_component(result.compared, rules, i)
                                 : mark_title(result.mark).in(language));
    }
    return text;
}

}  // namespace

Tone tone_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::pass:
            return Tone::good;
        case Outcome::fail:
            return Tone::bad;
        case Outcome::incomplete:
        case Outcome::not_attended:
            return Tone::open;
        case Outcome::withdrawn:
            return Tone::dim;
    }
    return Tone::none;
}

std::vector<TableColumn> ResultRows::contract_columns() {
    using K = ColumnKind;
    return {
        {"employee_id", {"工号", "Employee ID"}, K::id},
        {"name", {"姓名", "Name"}, K::text},
        {"department", {"部门", "Department"}, K::text},
        {"course_id", {"课程编号", "Course ID"}, K::id},
        {"track", {"培训类别", "Track"}, K::id},
        {"attempts", {"考核次数", "Attempts"}, K::number},
        {"scores", {"成绩", "Scores"}, K::list},
        {"total", {"总评", "Total"}, K::number},
        {"outcome", {"结果", "Outcome"}, K::id},
        {"failed", {"未达标项", "Failed"}, K::list},
        {"band", {"等级", "Band"}, K::id},
        {"next", {"下一步", "Next"}, K::id},
        {"due", {"期限", "Due"}, K::date},
        {"actions", {"处理", "Actions"}, K::list},
        {"articles", {"依据条款", "Articles"}, K::list},
        {"appeal", {"申诉", "Appeal"}, K::id},
    };
}

ResultRows::ResultRows(const People& people, const Proceedings& proceedings, TableOptions options)
    : people_(people),
      proceedings_(proceedings),
      options_(options),
      has_patterns_(options.format != TableFormat::text && proceedings.decisions().empty()),
      made_(16) {}

std::vector<TableColumn> ResultRows::columns() const {
    using K = ColumnKind;
    if (options_.format == TableFormat::text) return text_columns();
    std::vector<TableColumn> columns = contract_columns();
    if (options_.format == TableFormat::json) {
        columns.push_back({"decisions", {"决定", "Decisions"}, K::list});
        columns.push_back({"held_actions", {"暂缓的处理", "Held actions"}, K::list});
        columns.push_back({"provisional", {"期限待定", "Provisional"}, K::list});
    }
    return columns;
}

void ResultRows::begin_row() {
    cell_count_ = 0;
    made_count_ = 0;
}

TableCell& ResultRows::cell(std::string_view value, bool plain) {
    TableCell& cell = cells_[cell_count_++];
    cell.value = value;
    cell.tone = Tone::none;
    cell.plain = plain;
    cell.open = false;
    return cell;
}

/// An empty text that lives until the next row.
std::string& ResultRows::made() {
    std::string& text = made_[made_count_++];
    text.clear();
    return text;
}

void ResultRows::add(const CourseOutcome& outcome, TableRows& to) {
    if (!add_alike(outcome, to)) add_cells(outcome, to);
}

void ResultRows::add_cells(const CourseOutcome& outcome, TableRows& to) {
    if (options_.format == TableFormat::text) {
        made_text(outcome);
    } else {
        all_cells(outcome);
    }
    to.row(row());
}

void ResultRows::all_cells(const CourseOutcome& outcome) {
    contract(outcome);
    if (options_.format != TableFormat::json) return;
    cell(made() = decisions(outcome));
    cell(made() = joined(outcome.held_actions));
    cell(outcome.provisional ? "due" : "");
}

/// A row whose like has been made: person, figures and dates are its own. False where there is none.
[[gnu::always_inline]] inline bool ResultRows::add_alike(const CourseOutcome& outcome, TableRows& to) {
    if (outcome.kind == 0 || !has_patterns_) return false;
    // Whether a date is provisional is the date's own.
    const std::size_t number = std::size_t{outcome.kind} * 2 + (outcome.provisional ? 1 : 0);
    if (number >= alike_.size()) alike_.resize(number + 1);
    Alike& alike = alike_[number];
    if (alike.row.empty()) make_alike(outcome, to, alike);
    if (alike.row.empty()) return false;
    const std::string_view id = people_.id(outcome.person), name = people_.name(outcome.person),
                           department = people_.department(outcome.person);
    RowFields fields(to, alike.row, id.size() + name.size() + department.size(), alike.most);
    fields.text(id);
    fields.text(name);
    fields.text(department);
    if (const AttemptResult* last = outcome.last()) {
        fields.made([&](char* at) { return alike.scores.put(at, *last); });
        if (last->total) fields.made([&](char* at) { return put_total(at, *last->total, *outcome.rules); });
    }
    if (outcome.due) fields.plain(due_text(*outcome.due));
    fields.end();
    return true;
}

void ResultRows::make_alike(const CourseOutcome& outcome, const TableRows& to, Alike& alike) {
    all_cells(outcome);
    for (const std::size_t column : {id_column, name_column, department_column}) cells_[column].open = true;
    const AttemptResult* last = outcome.last();
    cells_[scores_column].open = last != nullptr;
    cells_[total_column].open = last != nullptr && last->total;
    cells_[due_column].open = outcome.due.has_value();
    alike.row = to.pattern(row());
    if (last != nullptr) alike.scores = ScorePattern(*last, *outcome.rules, alike.row.between());
    alike.most = alike.scores.most() + most_of_figure + longest_date;
}

std::string_view ResultRows::due_text(Date due) {
    if (due.days() != due_days_) {
        due_days_ = due.days();
        due_text_ = due.text();
    }
    return due_text_;
}

/// `lower_grade=approved:HR:2026-03-02`, or `…=pending`, for actions that a person decides.
std::string ResultRows::decisions(const CourseOutcome& outcome) const {
    std::vector<std::string> items;
    for (const std::string& id : outcome.actions) {
        if (!outcome.rules->policy->decided_by_someone(id)) continue;
        const Decision* decision = proceedings_.decision(outcome.person, outcome.course, id);
        if (decision == nullptr) {
            items.push_back(id + "=pending");
        } else {
            items.push_back(fmt::format("{}={}:{}:{}", id, decision->approved ? "approved" : "declined",
                                        decision->decided_by,
                                        decision->decided_on ? decision->decided_on->text() : ""));
        }
    }
    return joined(items);
}

std::span<const TableCell> ResultRows::contract(const CourseOutcome& outcome) {
    const CourseRules& rules = *outcome.rules;
    begin_row();
    cell(people_.id(outcome.person));
    cell(people_.name(outcome.person));
    cell(people_.department(outcome.person));
    cell(rules.course->id);
    plain(rules.track->id);  // ids of a policy hold nothing that a format guards against
    const unsigned attempts = outcome.attempts.empty() ? 0 : outcome.attempts.back().number;
    plain(attempts < 10 ? std::string_view("0123456789").substr(attempts, 1)
                        : made() = std::to_string(attempts));
    const AttemptResult* last = outcome.last();
    plain(last == nullptr ? std::string_view() : made() = print_scores(*last, rules));
    plain(last == nullptr || !last->total ? std::string_view() : made() = print_total(*last->total, rules));
    plain(outcome_name(outcome.outcome));
    std::string& failed = made();
    outcome.append_failed(failed);
    plain(failed);
    plain(outcome.band == nullptr ? std::string_view() : outcome.band->id);
    plain(next_name(outcome.next));
    plain(outcome.due ? due_text(*outcome.due) : std::string_view());
    std::string& actions = made();
    append_joined(actions, outcome.actions);
    plain(actions);
    std::string& articles = made();
    append_joined(articles, outcome.articles, options_.language);
    cell(articles);
    plain(outcome.appeal ? appeal_status_name(*outcome.appeal) : std::string_view());
    return row();
}

std::string ResultRows::actions_in_words(const CourseOutcome& outcome) const {
    const Language language = options_.language;
    const Policy& policy = *outcome.rules->policy;
    std::string text;
    const auto add = [&](const std::string& part) {
        text += (text.empty() ? "" : say("；", "; ").in(language)) + part;
    };
    for (const std::string& id : outcome.actions) {
        const Text title = policy.action_title(id);
        if (!policy.decided_by_someone(id)) {
            add(title.in(language));
            continue;
        }
        const Decision* decision = proceedings_.decision(outcome.person, outcome.course, id);
        const Text state = decision == nullptr ? say("建议，待决定", "recommended, pending")
                                               : decision_in_words(*decision, policy);
        add(say("{0}（{1}）", "{0} ({1})", title, state).in(language));
    }
    if (outcome.appeal == AppealStatus::open) {
        add(outcome.held_actions.empty()
                ? say("申诉受理中", "appeal open").in(language)
                : say("申诉受理中，相关处理暂缓", "held while the appeal is open").in(language));
    }
    return text;
}

void ResultRows::made_text(const CourseOutcome& outcome) {
    const AttemptResult* last = outcome.last();
    const Language language = options_.language;
    begin_row();
    cell(people_.id(outcome.person));
    cell(people_.name(outcome.person));
    cell(outcome.rules->course->id);
    std::string& result = made();
    result = outcome_title(outcome.outcome).in(language);
    if (outcome.band != nullptr) result = outcome.band->title.in(language);
    if (outcome.attempts.size() > 1)
        result += say("（第{0}次）", " ({0})", outcome.attempts.size()).in(language);
    cell(result).tone = tone_of(outcome.outcome);
    cell(last != nullptr && last->total ? made() = print_total(*last->total, *outcome.rules)
                                        : std::string_view());
    cell(outcome.next == Next::none ? std::string_view() : made() = next_title(outcome.next).in(language));
    cell(outcome.due ? made() = outcome.due->text() : std::string_view());
    std::string& scores = made();
    if (last != nullptr) scores = scores_in_words(*last, *outcome.rules, language);
    const std::string follows = actions_in_words(outcome);
    if (!follows.empty()) scores += (scores.empty() ? "→ " : " → ") + follows;
    cell(scores);
}

}  // namespace passline
