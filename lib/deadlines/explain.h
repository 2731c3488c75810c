#pragma once
#include <string_view>
#include <vector>

#include "deadlines/deadlines.h"
#include "trace/trace.h"
#include "workspace/workspace.h"

namespace passline {

/// Why something is due on its day: the rule with its article and place, the day from which it counts, how
/// the days were counted and which holidays and make-up working days lay between, what was done, the state.
TraceNode explain_deadline(const DeadlineItem& item, const Workspace& workspace, Date as_of);

/// One tree for each deadline of the course `subject`, or, where no course has that id, for each time that
/// the deadline `subject` is due. Empty when there is neither.
std::vector<TraceNode> explain_deadlines(const Workspace& workspace, std::string_view subject, Date as_of);

}  // namespace passline
