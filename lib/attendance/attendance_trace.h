#pragma once
#include <functional>
#include <string>
#include <vector>

#include "attendance/attendance.h"
#include "attendance/conduct.h"
#include "trace/trace.h"

namespace passline {

/// How the actions of a rule are shown: with who must decide them and what was decided, which rooms above
/// know.
using ActionNodes =
    std::function<std::vector<TraceNode>(const std::vector<std::string>& actions, const Origin& origin)>;

/// How many sessions were attended; below it every session that was not on time, and every limit that was
/// reached, with row, rule and article.
TraceNode attendance_node(const AttendanceResult& result, const Attendance& sheets,
                          const ActionNodes& actions);

/// A conduct rule that was reached, and the incidents that did.
TraceNode conduct_node(const ReachedConduct& reached, const ActionNodes& actions);

}  // namespace passline
