#include "views/budget_report.h"

#include <algorithm>

#include "kpi/metrics.h"

namespace passline {

namespace {

using doc::Kind;

std::string_view name_of(BudgetLine::Of of) {
    switch (of) {
        case BudgetLine::Of::plan:
            return "plan";
        case BudgetLine::Of::course:
            return "course";
        case BudgetLine::Of::item:
            return "item";
    }
    return "";
}

Text title_of(BudgetLine::Of of) {
    switch (of) {
        case BudgetLine::Of::plan:
            return say("计划合计", "Whole plan");
        case BudgetLine::Of::course:
            return say("课程", "Course");
        case BudgetLine::Of::item:
            return say("其中", "of which");
    }
    return {};
}

/// To the cent; where sheets have smaller parts, all of them: an amount that is beyond a budget must not look
/// like it.
std::string exact(const Fraction& amount) {
    const std::string cents = amount.fixed(2);
    const auto shown = Decimal::parse(cents);
    return shown && Fraction(*shown) == amount ? cents : amount.shortest(6);
}

doc::Cell money(const std::optional<Fraction>& amount, const Text& why = {}, Tone tone = Tone::none) {
    return amount ? doc::value(exact(*amount), tone) : doc::none(why);
}

/// Costs in per cent of the budget: above 100.00 where, and only where, it is overspent.
doc::Cell used(const BudgetLine& line) {
    const auto percent = line.percent();
    if (!percent) return doc::none();
    return doc::value(print_fixed(*percent, {{Decimal::whole(100), true}}),
                      line.overspent() ? Tone::bad : Tone::none);
}

doc::Row row_of(const BudgetLine& line, const Workspace& workspace) {
    const bool of_course = line.course != Workspace::none;
    const Course* course = of_course ? workspace.courses[line.course].course : nullptr;
    const Tone tone = line.overspent() ? Tone::bad : Tone::none;
    const Text title = course == nullptr ? Text{} : course->title.empty() ? same(course->id) : course->title;
    doc::Row row{{doc::value(line.plan->id), doc::coded(std::string(name_of(line.of)), title_of(line.of)),
                  course == nullptr ? doc::none() : doc::value(course->id),
                  line.of == BudgetLine::Of::course ? doc::words(title) : doc::none(),
                  line.item.empty() ? doc::none() : doc::value(line.item), doc::value(line.currency),
                  money(line.budget, say("未列", "none")), money(line.spent), money(line.left(), {}, tone),
                  used(line)}};
    row.total = line.of == BudgetLine::Of::plan;
    return row;
}

}  // namespace

doc::Document budget_report(const std::vector<BudgetLine>& lines, const Workspace& workspace, Date as_of) {
    doc::Document document{"budget", say("培训预算与费用", "Training budget and costs")};
    document.as_of = as_of;
    doc::Table table{"budget", say("预算与实际费用", "Budget against costs"), {}, {}};
    table.columns = {{"plan", say("计划", "Plan"), Kind::id},
                     {"of", say("范围", "For"), Kind::id},
                     {"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"course", say("课程", "Course"), Kind::text, {}, false},
                     {"item", say("项目", "Item"), Kind::text},
                     {"currency", say("币种", "Currency"), Kind::id},
                     {"budget", say("预算", "Budget"), Kind::money},
                     {"spent", say("已支出", "Spent"), Kind::money},
                     {"left", say("结余", "Left"), Kind::money},
                     {"used", say("使用率", "Used"), Kind::percent}};
    table.empty = say("没有预算，也没有费用。", "There are neither budgets nor costs.");
    for (const BudgetLine& line : lines) table.rows.push_back(row_of(line, workspace));
    document.add(std::move(table));
    const auto over = std::ranges::count_if(
        lines, [](const BudgetLine& line) { return line.of == BudgetLine::Of::course && line.overspent(); });
    if (over > 0)
        document.add(doc::Note{say("{0} 门课程超出预算。", "Courses beyond their budget: {0}.", over),
                               doc::Note::Kind::warning});
    return document;
}

}  // namespace passline
