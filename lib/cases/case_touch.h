#pragma once
#include <vector>

#include "attendance/attendance.h"
#include "attendance/conduct.h"
#include "cases/case_run.h"

namespace passline {

// Which rules a judged case has touched, and on which side. Read from what was judged; nothing is decided
// here.

void touch_attendance(const AttendanceResult& result, std::vector<Touch>& touched);
/// `policy`: whose rules the incidents were held against; `reached`: those that they reached.
void touch_conduct(const Policy& policy, const std::vector<Incident>& incidents,
                   const std::vector<ReachedConduct>& reached, std::vector<Touch>& touched);

}  // namespace passline
