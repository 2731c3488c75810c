// Costs against budgets, deadlines kept and missed, decisions and appeals that are open.
#include <algorithm>
#include <tuple>

#include "reporting/part.h"

namespace passline {

namespace {

using doc::Kind;

doc::Cell money_cell(const std::optional<Fraction>& amount, const Text& why = {}, Tone tone = Tone::none) {
    return amount ? doc::value(amount->fixed(2), tone) : doc::none(why);
}

/// Sums of one currency over the courses of the report. What is left is told only where every course that
/// cost something has a budget: else spending would stand against budgets of others.
struct CurrencySum {
    std::string currency;
    BudgetLine line;
    bool unbudgeted = false;
};

void add_up(std::vector<CurrencySum>& sums, const BudgetLine& line) {
    auto found = std::ranges::find(sums, line.currency, &CurrencySum::currency);
    if (found == sums.end()) {
        CurrencySum sum{line.currency, {}};
        sum.line.of = BudgetLine::Of::plan;
        sum.line.currency = line.currency;
        found = sums.insert(sums.end(), std::move(sum));
    }
    found->line.spent += line.spent;
    if (line.budget) found->line.budget = found->line.budget.value_or(Fraction{}) + *line.budget;
    if (!line.budget && line.spent > Fraction{}) found->unbudgeted = true;
}

doc::Row cost_row(const BudgetLine& line, doc::Cell first, bool entered, bool told) {
    const Tone tone = line.overspent() ? Tone::bad : Tone::none;
    const auto percent = line.percent();
    const Text why = told ? Text{} : say("含未列预算", "some unbudgeted");
    return {
        {std::move(first), doc::value(line.currency), money_cell(line.budget, say("未列", "none")),
         entered ? money_cell(line.spent) : doc::none(say("未登记", "not entered")),
         told && entered ? money_cell(line.left(), {}, tone) : doc::none(why),
         told && entered && percent ? doc::value(print_fixed(*percent, {{Decimal::whole(100), true}}), tone)
                                    : doc::none(why)},
        line.of == BudgetLine::Of::plan};
}

bool belongs(const ReportInput& input, const ReportScope& scope, std::uint32_t course) {
    const bool cancelled = std::ranges::find(scope.dropped, course) != scope.dropped.end() &&
                           !input.workspace.courses[course].rules;
    return scope.holds(course) || cancelled;
}

void find_costs(const std::vector<Text>& over, const std::vector<Text>& unbudgeted, Part& part) {
    const Text area = say("费用", "Costs");
    if (!over.empty())
        part.findings.push_back({"costs",
                                 area,
                                 say("超出预算：{0}", "Over budget: {0}", listed(over)),
                                 say("说明原因", "Give the reasons"),
                                 {},
                                 {}});
    if (!unbudgeted.empty())
        part.findings.push_back(
            {"costs",
             area,
             say("有支出而未列预算：{0}", "Costs without a budget: {0}", listed(unbudgeted)),
             say("补列预算，或说明原因", "Enter the budget, or give the reasons"),
             {},
             {}});
}

}  // namespace

Part costs_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    doc::Table table{"costs", say("费用与预算", "Costs against budgets"), {}, {}};
    table.columns = {{"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"currency", say("币种", "Currency"), Kind::id},
                     {"budget", say("预算", "Budget"), Kind::money},
                     {"spent", say("已支出", "Spent"), Kind::money},
                     {"left", say("结余", "Left"), Kind::money},
                     {"used", say("使用率", "Used"), Kind::percent}};
    std::vector<CurrencySum> sums;
    std::vector<Text> over, unbudgeted;
    const std::vector<BudgetLine> lines = budget_lines(input.workspace, input.costs);
    for (const BudgetLine& line : lines) {
        if (line.of != BudgetLine::Of::course || !belongs(input, scope, line.course)) continue;
        const std::string& id = input.workspace.courses[line.course].course->id;
        table.rows.push_back(cost_row(line, doc::value(id), !input.costs.of(line.course).empty(), true));
        add_up(sums, line);
        if (line.overspent()) over.push_back(same(id));
        if (!line.budget && line.spent > Fraction{})
            unbudgeted.push_back(
                say("{0}（{1} {2}）", "{0} ({1} {2})", id, line.spent.fixed(2), line.currency));
    }
    if (table.rows.empty()) return part;
    if (table.rows.size() > 1)
        for (const CurrencySum& sum : sums)
            table.rows.push_back(cost_row(sum.line, total_cell(), true, !sum.unbudgeted));
    for (const BudgetLine& line : lines) {  // the plan's own budget, beside the sum of its courses'
        if (line.of == BudgetLine::Of::plan && scope.of_period() && line.plan->period == scope.period &&
            line.plan->budget)
            table.rows.push_back(cost_row(
                line, doc::coded("plan", say("计划总预算 {0}", "Plan {0}", line.plan->id)), true, true));
    }
    table.sources = sheet_sources(input, {"costs"});
    part.add(std::move(table));
    find_costs(over, unbudgeted, part);
    return part;
}

// Deadlines

namespace {

struct DeadlineCounts {
    const DeadlineItem* first = nullptr;
    std::uint64_t due = 0, kept = 0, late = 0, overdue = 0, open = 0;
};

Text deadline_title(const DeadlineItem& item) {
    return item.rule->title.empty() ? same(item.rule->id) : item.rule->title;
}

doc::Table deadline_counts(const ReportInput& input, const std::vector<DeadlineItem>& items) {
    std::vector<DeadlineCounts> counts;
    for (const DeadlineItem& item : items) {
        auto of = std::ranges::find_if(counts, [&](const DeadlineCounts& each) {
            return each.first->rule->id == item.rule->id && each.first->policy->id == item.policy->id;
        });
        if (of == counts.end()) of = counts.insert(counts.end(), DeadlineCounts{&item});
        ++of->due;
        ++(item.state == DeadlineState::done      ? of->kept
           : item.state == DeadlineState::late    ? of->late
           : item.state == DeadlineState::overdue ? of->overdue
                                                  : of->open);
    }
    doc::Table table{"deadlines", say("各事项时限", "Deadlines"), {}, {}};
    table.columns = {{"deadline", say("事项", "Deadline"), Kind::text},
                     {"owner", say("负责", "Owner"), Kind::id},
                     {"due", say("应办", "Due"), Kind::number},
                     {"kept", say("按期", "Kept"), Kind::number},
                     {"late", say("逾期完成", "Late"), Kind::number},
                     {"overdue", say("逾期未办", "Overdue"), Kind::number},
                     {"open", say("未到期", "Still open"), Kind::number}};
    const auto bad = [](std::uint64_t count) {
        return doc::value(std::to_string(count), count > 0 ? Tone::bad : Tone::none);
    };
    for (const DeadlineCounts& of : counts) {
        const DeadlineRule& rule = *of.first->rule;
        for (const Text& source : rule_sources(input, *of.first->policy, rule.article, rule.origin))
            table.sources.push_back(source);
        table.rows.push_back(
            {{doc::coded(rule.id, deadline_title(*of.first)),
              rule.owner.empty() ? doc::none()
                                 : doc::coded(rule.owner, of.first->policy->role_title(rule.owner)),
              count_cell(of.due), count_cell(of.kept), bad(of.late), bad(of.overdue), count_cell(of.open)}});
    }
    return table;
}

doc::Table missed_table(const std::vector<const DeadlineItem*>& missed) {
    doc::Table table{"deadlines_missed", say("逾期事项", "Deadlines missed"), {}, {}};
    table.columns = {{"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"deadline", say("事项", "Deadline"), Kind::text},
                     {"due", say("期限", "Due"), Kind::date},
                     {"done", say("完成", "Done"), Kind::date},
                     {"state", say("状态", "State"), Kind::id},
                     {"article", say("条款", "Article"), Kind::text}};
    for (const DeadlineItem* item : missed) {
        if (table.rows.size() == most_people_listed) break;
        table.rows.push_back(
            {{doc::value(std::string(item->course_id())), doc::coded(item->rule->id, deadline_title(*item)),
              doc::date(item->due),
              item->done == nullptr ? doc::none(say("未完成", "not done")) : doc::date(item->done->date),
              doc::coded(std::string(state_name(item->state)), state_title(item->state), Tone::bad),
              doc::words(item->policy->cite_article(item->rule->article))}});
    }
    if (missed.size() > most_people_listed)
        table.notes.push_back(say("另有 {0} 项未列，见 passline deadlines。",
                                  "{0} more are not listed; see passline deadlines.",
                                  missed.size() - most_people_listed));
    return table;
}

/// One finding for each kind of deadline that was missed.
void find_missed(const ReportInput& input, const std::vector<const DeadlineItem*>& missed, Part& part) {
    std::vector<const DeadlineRule*> told;
    for (const DeadlineItem* item : missed) {
        if (std::ranges::find(told, item->rule) != told.end()) continue;
        told.push_back(item->rule);
        std::vector<Text> open, late;
        Finding finding{"deadlines", say("时限", "Deadlines"), {}, {}, {}, {}};
        for (const DeadlineItem* each : missed) {
            if (each->rule != item->rule) continue;
            const Text name = each->course == nullptr ? same(each->due.text()) : same(each->course->id);
            (each->state == DeadlineState::overdue ? open : late).push_back(name);
            if (input.explain && each->done != nullptr)
                finding.sources.push_back(same(each->done->origin.address()));
        }
        const Text title = deadline_title(*item);
        finding.problem =
            open.empty() ? say("“{0}”逾期完成：{1}", "\"{0}\" was done late: {1}", title, listed(late))
            : late.empty()
                ? say("“{0}”逾期未办：{1}", "\"{0}\" is overdue: {1}", title, listed(open))
                : say("“{0}”逾期未办：{1}；逾期完成：{2}", "\"{0}\" is overdue: {1}; was done late: {2}",
                      title, listed(open), listed(late));
        finding.measure =
            open.empty()
                ? say("说明原因，避免再次逾期", "Give the reasons, and how it will be kept next time")
                : say("立即办理，并登记完成日期", "Do it at once, and enter the date in the plan");
        finding.article = item->policy->cite_line(item->rule->article, item->rule->setting);
        for (const Text& source : rule_sources(input, *item->policy, item->rule->article, item->rule->origin))
            finding.sources.push_back(source);
        part.findings.push_back(std::move(finding));
    }
}

}  // namespace

Part deadlines_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    const std::vector<DeadlineItem> items = deadlines_in(input, scope);
    if (items.empty()) return part;
    part.add(deadline_counts(input, items));
    std::vector<const DeadlineItem*> missed;
    for (const DeadlineItem& item : items)
        if (item.state == DeadlineState::late || item.state == DeadlineState::overdue)
            missed.push_back(&item);
    if (missed.empty()) return part;
    part.add(missed_table(missed));
    find_missed(input, missed, part);
    return part;
}

// Decisions and appeals

namespace {

std::vector<const OpenDecision*> open_decisions(const ReportInput& input, const ReportScope& scope) {
    std::vector<const OpenDecision*> open;
    for (const OpenDecision& each : input.tally.decisions())
        if (scope.holds(each.course)) open.push_back(&each);
    const People& people = input.workspace.people;
    std::ranges::stable_sort(open, {}, [&](const OpenDecision* each) {
        return std::tuple(people.id(each->person), each->course);
    });
    return open;
}

doc::Table decision_table(const ReportInput& input, const std::vector<const OpenDecision*>& open) {
    const bool any_held = std::ranges::any_of(open, [](const OpenDecision* each) { return each->held; });
    doc::Table table{"decisions_pending", say("待决定的建议", "Recommendations to be decided"), {}, {}};
    table.columns = {{"employee_id", say("工号", "Employee ID"), Kind::id},
                     {"name", say("姓名", "Name"), Kind::text},
                     {"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"action", say("建议", "Recommended"), Kind::text},
                     {"decides", say("决定人", "Decides"), Kind::id},
                     {"held", say("备注", "Remark"), Kind::text, {}, any_held}};
    const People& people = input.workspace.people;
    for (const OpenDecision* each : open) {
        if (table.rows.size() == most_people_listed) break;
        const Policy& policy = *input.workspace.courses[each->course].rules->policy;
        const Action& action = *policy.action(each->action);
        std::string roles;
        for (const std::string& role : action.decides) roles += (roles.empty() ? "" : ";") + role;
        table.rows.push_back(
            {{doc::value(std::string(people.id(each->person))),
              doc::words(std::string(people.name(each->person))),
              doc::value(input.workspace.courses[each->course].course->id),
              doc::coded(each->action, policy.action_title(each->action)),
              doc::coded(roles, policy.role_titles(action.decides)),
              each->held ? doc::coded("held", say("申诉未结，暂缓", "on hold: appeal open")) : doc::none()}});
    }
    if (open.size() > most_people_listed)
        table.notes.push_back(say("另有 {0} 项未列，见 passline grade。",
                                  "{0} more are not listed; see passline grade.",
                                  open.size() - most_people_listed));
    table.notes.push_back(say("以上均为依规定提出的建议，由所列人员决定。",
                              "These are recommendations under the regulation; the named roles decide."));
    return table;
}

void add_appeals(const ReportInput& input, const ReportScope& scope, Part& part) {
    doc::Table table{"appeals_open", say("未办结的申诉", "Open appeals"), {}, {}};
    table.columns = {{"appeal_id", say("申诉编号", "Appeal"), Kind::id},
                     {"employee_id", say("工号", "Employee ID"), Kind::id},
                     {"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"filed_on", say("提出日期", "Filed"), Kind::date}};
    for (const Appeal& appeal : input.proceedings.appeals()) {
        if (appeal.status != AppealStatus::open || !scope.holds(appeal.course)) continue;
        table.rows.push_back(
            {{doc::value(appeal.id), doc::value(std::string(input.workspace.people.id(appeal.person))),
              doc::value(input.workspace.courses[appeal.course].course->id),
              appeal.filed_on ? doc::date(*appeal.filed_on) : doc::none()}});
    }
    if (table.rows.empty()) return;
    table.sources = sheet_sources(input, {"appeals"});
    part.add(std::move(table));
    for (const AppealAnswer& answer : appeal_answers(input.workspace, input.proceedings, input.as_of)) {
        if (answer.state != DeadlineState::overdue || !scope.holds(answer.appeal->course)) continue;
        part.findings.push_back(
            {"appeals", say("申诉", "Appeals"),
             say("申诉 {0} 的答复期限为 {1}，逾期未答复",
                 "Appeal {0} was due an answer by {1} and is still open", answer.appeal->id,
                 answer.due.text()),
             say("立即答复", "Answer it at once"), answer.policy->cite_article(answer.rules->article),
             rule_sources(input, *answer.policy, answer.rules->article, answer.rules->origin)});
    }
}

}  // namespace

Part decisions_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    std::uint64_t approved = 0, declined = 0;
    for (const std::uint32_t course : scope.courses) {
        approved += input.tally.of(course).approved;
        declined += input.tally.of(course).declined;
    }
    const auto open = open_decisions(input, scope);
    const auto held = static_cast<std::uint64_t>(
        std::ranges::count_if(open, [](const OpenDecision* each) { return each->held; }));
    if (approved + declined + open.size() > 0) {
        Text text =
            say("依规定提出建议 {0} 项：批准 {1} 项，不予批准 {2} 项，待决定 {3} 项",
                "Recommended under the regulation: {0}; approved {1}, declined {2}, to be decided {3}",
                approved + declined + open.size(), approved, declined, open.size() - held);
        if (held > 0)
            text = say("{0}，另有 {1} 项因申诉未结暂缓", "{0}, on hold until an appeal is closed {1}", text,
                       held);
        part.add(doc::Paragraph{say("{0}。", "{0}.", text), {}, sheet_sources(input, {"decisions"})});
    }
    if (!open.empty()) part.add(decision_table(input, open));
    add_appeals(input, scope, part);
    return part;
}

}  // namespace passline
