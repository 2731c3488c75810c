#include <algorithm>

#include "costs/costs.h"
#include "text/unicode.h"

namespace passline {

namespace {

std::string currency_of(const Money& money) {
    return money.currency.empty() ? std::string(usual_currency) : money.currency;
}

/// The line of this item and currency, made at the end where there is none.
BudgetLine& line_of(std::vector<BudgetLine>& lines, const BudgetLine& like) {
    const std::string item = folded(like.item);
    const auto found = std::ranges::find_if(lines, [&](const BudgetLine& line) {
        return line.currency == like.currency && folded(line.item) == item;
    });
    return found == lines.end() ? lines.emplace_back(like) : *found;
}

/// Adds to the budget of a line that may have none yet.
void add_budget(BudgetLine& line, const Fraction& amount) {
    line.budget = line.budget.value_or(Fraction()) + amount;
}

/// Budget and costs of courses, one line a currency; a budget's currency first.
class Lines {
  public:
    Lines(const Workspace& workspace, const Costs& costs) : workspace_(workspace), costs_(costs) {}

    std::vector<BudgetLine> run() {
        for (const Plan& plan : workspace_.plans) add_plan(plan);
        return std::move(lines_);
    }

  private:
    void add_plan(const Plan& plan) {
        std::vector<BudgetLine> courses;
        std::vector<BudgetLine> sums;
        const BudgetLine of_plan{BudgetLine::Of::plan, &plan, Workspace::none, {}, {}, {}, {}};
        if (plan.budget) add_stated(sums, of_plan, *plan.budget);
        for (std::uint32_t number = 0; number < workspace_.courses.size(); ++number) {
            if (workspace_.courses[number].plan != &plan) continue;
            const std::vector<BudgetLine> own = course_lines(number, plan);
            for (const BudgetLine& line : own) add_to_sum(sums, of_plan, line, !plan.budget);
            courses.insert(courses.end(), own.begin(), own.end());
        }
        lines_.insert(lines_.end(), courses.begin(), courses.end());
        lines_.insert(lines_.end(), sums.begin(), sums.end());
    }

    static void add_to_sum(std::vector<BudgetLine>& sums, BudgetLine like, const BudgetLine& line,
                           bool budgets) {
        if (line.of != BudgetLine::Of::course) return;
        like.currency = line.currency;
        BudgetLine& sum = line_of(sums, like);
        sum.spent += line.spent;
        if (budgets && line.budget) add_budget(sum, *line.budget);
    }

    static void add_stated(std::vector<BudgetLine>& lines, BudgetLine like, const Budget& budget) {
        like.currency = currency_of(budget.total);
        add_budget(line_of(lines, like), budget.total.amount);
    }

    std::vector<BudgetLine> course_lines(std::uint32_t number, const Plan& plan) const {
        const Course& course = *workspace_.courses[number].course;
        const auto costs = costs_.of(number);
        if (costs.empty() && (!course.budget || course.status == CourseStatus::cancelled)) return {};
        std::vector<BudgetLine> totals;
        std::vector<BudgetLine> items;
        BudgetLine like{BudgetLine::Of::course, &plan, number, {}, {}, {}, {}};
        if (course.budget && course.status != CourseStatus::cancelled) {
            add_stated(totals, like, *course.budget);
            for (const auto& [item, amount] : course.budget->items) {
                BudgetLine of_item{
                    BudgetLine::Of::item, &plan, number, item, currency_of(course.budget->total), {}, {}};
                add_budget(line_of(items, of_item), amount);
            }
        }
        for (const Cost& cost : costs) {
            like.currency = cost.currency;
            line_of(totals, like).spent += cost.amount;
            line_of(items, {BudgetLine::Of::item, &plan, number, cost.item, cost.currency, {}, {}}).spent +=
                cost.amount;
        }
        totals.insert(totals.end(), items.begin(), items.end());
        return totals;
    }

    const Workspace& workspace_;
    const Costs& costs_;
    std::vector<BudgetLine> lines_;
};

}  // namespace

std::optional<Fraction> BudgetLine::left() const {
    if (!budget) return std::nullopt;
    return *budget - spent;
}

bool BudgetLine::overspent() const { return budget && *budget < spent; }

std::optional<Fraction> BudgetLine::percent() const {
    if (!budget || *budget == Fraction()) return std::nullopt;
    return spent * Fraction(Decimal::whole(100)) / *budget;
}

std::vector<BudgetLine> budget_lines(const Workspace& workspace, const Costs& costs) {
    return Lines(workspace, costs).run();
}

}  // namespace passline
