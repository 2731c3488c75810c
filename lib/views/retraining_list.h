#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kpi/performance.h"
#include "report/table.h"
#include "retraining/outcome.h"
#include "workspace/due_dates.h"
#include "workspace/workspace.h"

namespace passline {

/// One line of `retrain`: a person who must be retrained, resit or make up.
struct RetrainingItem {
    std::string employee_id, name, department, course_id, track;
    Next next = Next::retrain;
    std::uint16_t failures = 0;
    std::string failed;
    std::optional<Date> since;
    std::optional<Date> due;
    std::optional<std::int32_t> days_left;  ///< working days; negative when overdue
    std::string mentor_id, manager_id, articles;
};

/// The items of outcomes that ask for something to be done again.
class RetrainingList {
  public:
    RetrainingList(const Workspace& workspace, Date as_of, Language language)
        : workspace_(workspace), as_of_(as_of), language_(language) {}
    void add(const CourseOutcome& outcome);
    /// Work figures below standard that ask for retraining or another assessment; other findings are left
    /// out. `failed` names the metric, `failures` the months.
    void add(const PerformanceFinding& finding);
    /// By due date (those without one last), then employee and course.
    const std::vector<RetrainingItem>& sorted();

  private:
    void add_person(People::Index person, RetrainingItem item);
    const Workspace& workspace_;
    Date as_of_;
    Language language_;
    std::vector<RetrainingItem> items_;
};

void write_retraining(const std::vector<RetrainingItem>& items, TableOptions options, Sink& sink);

}  // namespace passline
