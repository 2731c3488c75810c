#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/diagnostics.h"
#include "csv/sheet.h"
#include "num/fraction.h"
#include "workspace/course_sheet.h"
#include "workspace/workspace.h"

namespace passline {

/// The currency where neither sheet nor plan states one.
constexpr std::string_view usual_currency = "CNY";

/// One row of a cost sheet.
struct Cost {
    std::uint32_t course = 0;  ///< its number in the workspace
    std::string item;          ///< as written
    Decimal amount;            ///< 0 and up
    std::string currency;      ///< in capitals
    std::optional<Date> paid_on;
    RowPlace row;
};

struct CostTotal {
    std::string currency;
    Fraction amount;
};

/// What courses cost.
class Costs {
  public:
    /// Errors: an unknown course or none, no item or amount (`value-missing`), an amount below 0
    /// (`value-range`), a currency that is not three letters (`value-currency`), and what the reader of
    /// sheets finds. Warning: the same row again (`cost-repeated`; both count).
    void load(const std::string& path, const Workspace& workspace, const SheetOptions& options,
              Diagnostics& diagnostics);

    bool empty() const { return rows_.empty(); }
    /// By course, then in the order of the sheets.
    std::span<const Cost> of(std::uint32_t course) const;
    /// A course's costs by currency, in the order of first appearance.
    std::vector<CostTotal> total(std::uint32_t course) const;
    /// Of several courses.
    std::vector<CostTotal> total(std::span<const std::uint32_t> courses) const;

  private:
    class SheetReader;
    std::vector<Cost> rows_;
    std::map<std::tuple<std::uint32_t, std::string, Decimal, std::string, std::optional<Date>>, RowPlace>
        seen_;
};

/// Budget and costs of one item, one course or one plan, in one currency.
struct BudgetLine {
    enum class Of { plan, course, item };
    Of of = Of::course;
    const Plan* plan = nullptr;
    std::uint32_t course = Workspace::none;  ///< none: of a plan
    std::string item;                        ///< of an item
    std::string currency;
    std::optional<Fraction> budget;  ///< none: not budgeted, or not in this currency
    Fraction spent;

    /// Budget less costs; negative when overspent. Nothing without a budget.
    std::optional<Fraction> left() const;
    bool overspent() const;
    /// Costs in per cent of the budget; nothing without a budget, or with one of 0.
    std::optional<Fraction> percent() const;
};

/// Budgets against costs: for each plan the lines of its courses by id, each followed by its items (the
/// budget's in its order, then what only the sheets have), and last the plan's own. A plan's budget is the
/// one that it states, else the sum of its courses'; a cancelled course has none. What has neither budget nor
/// costs is left out.
std::vector<BudgetLine> budget_lines(const Workspace& workspace, const Costs& costs);

}  // namespace passline
