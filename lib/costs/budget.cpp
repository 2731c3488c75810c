#include <map>
#include <utility>

#include "costs/costs.h"
#include "text/unicode.h"

namespace passline {

namespace {

std::string currency_of(const Money& money) {
    return money.currency.empty() ? std::string(usual_currency) : money.currency;
}

/// Lines in the order in which they were made, one for each item and currency.
class LineSet {
  public:
    /// The one of this item and currency, made like this where there is none.
    BudgetLine& line(const BudgetLine& like) {
        const auto [known, added] = places_.try_emplace({like.currency, folded(like.item)}, lines_.size());
        if (added) lines_.push_back(like);
        return lines_[known->second];
    }
    void add_budget(const BudgetLine& like, const Fraction& amount) {
        BudgetLine& own = line(like);
        own.budget = own.budget.value_or(Fraction()) + amount;
    }
    const std::vector<BudgetLine>& lines() const { return lines_; }

  private:
    std::vector<BudgetLine> lines_;
    std::map<std::pair<std::string, std::string>, std::size_t> places_;
};

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
        LineSet sums;
        BudgetLine of_plan{BudgetLine::Of::plan, &plan, Workspace::none, {}, {}, {}, {}};
        if (plan.budget) {
            of_plan.currency = currency_of(plan.budget->total);
            sums.add_budget(of_plan, plan.budget->total.amount);
        }
        for (std::uint32_t number = 0; number < workspace_.courses.size(); ++number) {
            if (workspace_.courses[number].plan != &plan) continue;
            for (const BudgetLine& line : course_lines(number, plan)) {
                lines_.push_back(line);
                if (line.of != BudgetLine::Of::course) continue;
                of_plan.currency = line.currency;
                sums.line(of_plan).spent += line.spent;
                if (!plan.budget && line.budget) sums.add_budget(of_plan, *line.budget);
            }
        }
        lines_.insert(lines_.end(), sums.lines().begin(), sums.lines().end());
    }

    std::vector<BudgetLine> course_lines(std::uint32_t number, const Plan& plan) const {
        const Course& course = *workspace_.courses[number].course;
        LineSet totals;
        LineSet items;
        BudgetLine like{BudgetLine::Of::course, &plan, number, {}, {}, {}, {}};
        BudgetLine like_item{BudgetLine::Of::item, &plan, number, {}, {}, {}, {}};
        if (course.budget && course.status != CourseStatus::cancelled) {
            like.currency = like_item.currency = currency_of(course.budget->total);
            totals.add_budget(like, course.budget->total.amount);
            for (const auto& [item, amount] : course.budget->items) {
                like_item.item = item;
                items.add_budget(like_item, amount);
            }
        }
        for (const Cost& cost : costs_.of(number)) {
            like.currency = like_item.currency = cost.currency;
            like_item.item = cost.item;
            totals.line(like).spent += cost.amount;
            items.line(like_item).spent += cost.amount;
        }
        std::vector<BudgetLine> lines = totals.lines();
        lines.insert(lines.end(), items.lines().begin(), items.lines().end());
        return lines;
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
