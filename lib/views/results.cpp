#include "views/results.h"

#include <algorithm>

#include "retraining/action_trace.h"
#include "views/joined.h"

namespace passline {

namespace {

std::vector<TableColumn> columns_for(TableFormat format) {
    using K = ColumnKind;
    std::vector<TableColumn> columns = ResultRows::contract();
    if (format == TableFormat::json) {
        columns.push_back({"decisions", {"决定", "Decisions"}, K::list});
        columns.push_back({"held_actions", {"暂缓的处理", "Held actions"}, K::list});
        columns.push_back({"provisional", {"期限待定", "Provisional"}, K::list});
    }
    return columns;
}

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

std::vector<TableColumn> ResultRows::contract() {
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

ResultRows::ResultRows(const Workspace& workspace, const Proceedings& proceedings, TableOptions options,
                       Sink& sink)
    : workspace_(workspace), proceedings_(proceedings), options_(options) {
    const bool text = options.format == TableFormat::text;
    auto all = text ? text_columns() : columns_for(options.format);
    cells_.resize(all.size());
    values_.resize(all.size());
    writer_ = TableWriter::create(std::move(all), options, sink);
}

void ResultRows::add(const CourseOutcome& outcome) {
    if (options_.format == TableFormat::text) {
        add_text(outcome);
    } else {
        add_contract(outcome);
    }
    writer_->row(cells_);
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

std::vector<std::string> ResultRows::values(const Workspace& workspace, const CourseOutcome& outcome,
                                            Language language) {
    const People& people = workspace.people;
    const CourseRules& rules = *outcome.rules;
    const AttemptResult* last = outcome.last();
    return {
        std::string(people.id(outcome.person)),
        std::string(people[outcome.person].name),
        std::string(people.department(outcome.person)),
        rules.course->id,
        rules.track->id,
        std::to_string(outcome.attempts.empty() ? 0 : outcome.attempts.back().number),
        last == nullptr ? "" : print_scores(*last, rules),
        last == nullptr || !last->total ? "" : print_total(*last->total, rules),
        std::string(outcome_name(outcome.outcome)),
        outcome.failed(),
        outcome.band == nullptr ? "" : outcome.band->id,
        std::string(next_name(outcome.next)),
        outcome.due ? outcome.due->text() : "",
        joined(outcome.actions),
        joined(outcome.articles, language),
        outcome.appeal ? std::string(appeal_status_name(*outcome.appeal)) : "",
    };
}

void ResultRows::add_contract(const CourseOutcome& outcome) {
    values_ = values(workspace_, outcome, options_.language);
    if (options_.format == TableFormat::json) {
        values_.push_back(decisions(outcome));
        values_.push_back(joined(outcome.held_actions));
        values_.push_back(outcome.provisional ? "due" : "");
    }
    for (std::size_t i = 0; i < values_.size(); ++i) cells_[i].value = values_[i];
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

void ResultRows::add_text(const CourseOutcome& outcome) {
    const People& people = workspace_.people;
    const AttemptResult* last = outcome.last();
    const Language language = options_.language;
    values_[3] = outcome_title(outcome.outcome).in(language);
    if (outcome.band != nullptr) values_[3] = outcome.band->title.in(language);
    if (outcome.attempts.size() > 1)
        values_[3] += say("（第{0}次）", " ({0})", outcome.attempts.size()).in(language);
    values_[4] = last == nullptr || !last->total ? std::string{} : print_total(*last->total, *outcome.rules);
    values_[5] = outcome.next == Next::none ? std::string{} : next_title(outcome.next).in(language);
    values_[6] = outcome.due ? outcome.due->text() : std::string{};
    values_[7] = last == nullptr ? std::string{} : scores_in_words(*last, *outcome.rules, language);
    const std::string follows = actions_in_words(outcome);
    if (!follows.empty()) values_[7] += (values_[7].empty() ? "→ " : " → ") + follows;
    cells_[0].value = people.id(outcome.person);
    cells_[1].value = people[outcome.person].name;
    cells_[2].value = outcome.rules->course->id;
    for (std::size_t i = 3; i < cells_.size(); ++i) cells_[i].value = values_[i];
    cells_[3].tone = tone_of(outcome.outcome);
}

ComponentRows::ComponentRows(const Workspace& workspace, TableOptions options, Sink& sink)
    : workspace_(workspace), cells_(7) {
    using K = ColumnKind;
    writer_ = TableWriter::create({{"employee_id", {"工号", "Employee ID"}, K::id},
                                   {"course_id", {"课程编号", "Course ID"}, K::id},
                                   {"attempt", {"第几次考核", "Attempt"}, K::number},
                                   {"component", {"考核项", "Component"}, K::id},
                                   {"score", {"成绩", "Score"}, K::number},
                                   {"pass_line", {"合格线", "Pass-line"}, K::number},
                                   {"verdict", {"判定", "Verdict"}, K::id}},
                                  options, sink);
}

void ComponentRows::add(const CourseOutcome& outcome) {
    const CourseRules& rules = *outcome.rules;
    for (const JudgedAttempt& attempt : outcome.attempts) {
        const std::string number = std::to_string(attempt.number);
        for (std::size_t i = 0; i < rules.components.size(); ++i) {
            const RuledComponent& rule = rules.components[i];
            const ComponentResult& result = attempt.result.components[i];
            if (result.state == ComponentResult::State::missing) continue;
            const std::string score = result.scored() ? print_component(result.compared, rules, i)
                                                      : std::string(mark_name(result.mark));
            const std::string line = rule.pass && !rule.baseline ? rule.pass->value.text() : std::string{};
            std::string_view verdict;
            if (result.scored() && rule.pass) verdict = result.below ? "fail" : "pass";
            if (!result.scored())
                verdict = result.failed_by_mark() ? "fail" : result.skipped() ? "skip" : "incomplete";
            if (rule.baseline) verdict = {};
            const std::string_view values[] = {workspace_.people.id(outcome.person),
                                               rules.course->id,
                                               number,
                                               rule.id,
                                               score,
                                               line,
                                               verdict};
            for (std::size_t c = 0; c < cells_.size(); ++c) cells_[c].value = values[c];
            cells_[6].tone = verdict == "fail" ? Tone::bad : Tone::none;
            writer_->row(cells_);
        }
    }
}

void Summary::Counts::add(const CourseOutcome& outcome) {
    ++enrolled;
    passed += outcome.outcome == Outcome::pass;
    failed += outcome.outcome == Outcome::fail;
    assessed += outcome.outcome == Outcome::pass || outcome.outcome == Outcome::fail;
    passed_first += outcome.outcome == Outcome::pass && outcome.passed_first();
    incomplete += outcome.outcome == Outcome::incomplete;
    not_attended += outcome.outcome == Outcome::not_attended;
    const AttemptResult* last = outcome.last();
    if (last == nullptr || !last->total) return;
    ++totals;
    sum += *last->total;
}

void Summary::add(const CourseOutcome& outcome) {
    const std::string_view department = workspace_.people.department(outcome.person);
    counts_[{outcome.course, {}}].add(outcome);
    counts_[{outcome.course, department.empty() ? std::string_view("-") : department}].add(outcome);
}

void Summary::write(TableOptions options, Sink& sink) const {
    using K = ColumnKind;
    const auto writer =
        TableWriter::create({{"course_id", {"课程编号", "Course ID"}, K::id},
                             {"department", {"部门", "Department"}, K::text},
                             {"enrolled", {"应参加", "Enrolled"}, K::number},
                             {"assessed", {"已考核", "Assessed"}, K::number},
                             {"passed_first", {"首次合格", "Passed first"}, K::number},
                             {"passed", {"合格", "Passed"}, K::number},
                             {"failed", {"不合格", "Failed"}, K::number},
                             {"incomplete", {"未完成", "Incomplete"}, K::number},
                             {"not_attended", {"未参加", "Not attended"}, K::number},
                             {"first_pass_rate", {"首次合格率", "First pass rate"}, K::number},
                             {"pass_rate", {"合格率", "Pass rate"}, K::number},
                             {"mean_total", {"平均总评", "Mean total"}, K::number}},
                            options, sink);
    for (const auto& [key, c] : counts_) {
        const auto rate = [&](std::int64_t part) {
            return c.assessed == 0 ? std::string{} : Fraction::ratio(part * 100, c.assessed).fixed(2);
        };
        const Fraction mean = c.totals == 0 ? Fraction() : c.sum / Fraction::ratio(c.totals, 1);
        const std::string values[] = {workspace_.courses[key.first].course->id,
                                      std::string(key.second),
                                      std::to_string(c.enrolled),
                                      std::to_string(c.assessed),
                                      std::to_string(c.passed_first),
                                      std::to_string(c.passed),
                                      std::to_string(c.failed),
                                      std::to_string(c.incomplete),
                                      std::to_string(c.not_attended),
                                      rate(c.passed_first),
                                      rate(c.passed),
                                      c.totals == 0 || mean.overflowed() ? std::string{} : mean.fixed(2)};
        std::vector<TableCell> cells;
        for (const std::string& value : values) cells.push_back({value});
        writer->row(cells);
    }
    writer->finish();
}

}  // namespace passline
