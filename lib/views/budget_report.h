#pragma once
#include <vector>

#include "costs/costs.h"
#include "report/document.h"

namespace passline {

/// `plan budget`: one table, `budget`, a row for each line.
doc::Document budget_report(const std::vector<BudgetLine>& lines, const Workspace& workspace, Date as_of);

}  // namespace passline
