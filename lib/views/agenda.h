#pragma once
#include <vector>

#include "report/ics.h"
#include "views/deadline_list.h"
#include "workspace/workspace.h"

namespace passline {

/// Courses for calendars: an entry for each session, at its times in the zone (floating without one), or for
/// each day and all of it where no times are known; of a course without sessions one over all of its days.
/// Courses that were cancelled, or postponed without new dates, stand there as cancelled.
ics::Agenda course_agenda(const std::vector<const Workspace::CourseEntry*>& courses,
                          const Workspace& workspace, const std::optional<TimeZone>& zone, Date as_of);

/// Deadlines for calendars: an entry for each, all of the day on which it is due.
ics::Agenda deadline_agenda(const std::vector<DeadlineRow>& rows, Date as_of);

}  // namespace passline
