#pragma once
#include <set>
#include <vector>

#include "planning/owed.h"
#include "workspace/workspace.h"

namespace passline {

/// Finds days for a course.
class CourseDates {
  public:
    CourseDates(const Workspace& workspace, const Policy& policy, Date as_of)
        : workspace_(workspace), policy_(policy), as_of_(as_of) {}

    /// Gives the course its days, as near as can be to `share` (0 to 100) of the way through `within`. It has
    /// the shape of `like` (sessions at its times, or as many days), or of one day without it, and grows day
    /// by day until track and kind find it long enough. Only working days; it ends in `within`, and all of
    /// its deadlines lie after the as-of date. Days that no other course took are preferred. False, and the
    /// course as it was, where there are no such days.
    bool place(Course& course, const Course* like, const Period& within, std::int32_t share);

  private:
    struct Shape {
        std::vector<std::vector<Session>> days;  ///< sessions of each day; empty: without sessions
        std::int32_t length = 1;                 ///< in working days, where there are no sessions
    };
    Shape shape_of(const Course& course, const Course* like) const;
    bool lay(Course& course, Shape shape, Date start) const;
    bool fits(const Course& course) const;
    bool long_enough(const Course& course) const;
    bool free(const Course& course) const;
    Date working_day(Date start, std::int32_t number) const;

    const Workspace& workspace_;
    const Policy& policy_;
    Date as_of_;
    std::set<Date> taken_;
};

}  // namespace passline
