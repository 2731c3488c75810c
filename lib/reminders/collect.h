#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "deadlines/deadlines.h"
#include "kpi/performance.h"
#include "reminders/reminder.h"
#include "retraining/appeal_times.h"
#include "retraining/outcome.h"
#include "workspace/certificates.h"
#include "workspace/workspace.h"

namespace passline {

/// A period whose staff levels are to be reviewed.
struct LevelsToReview {
    const Policy* policy = nullptr;
    Period period;
    std::size_t people = 0;
    /// How many of them the figures let rise, or fall below their level; nothing where they are not known.
    std::optional<std::pair<std::size_t, std::size_t>> rise_and_below;
};

/// Gathers what is to be told whom on a day. It knows nothing of what was told before, nor of addresses.
///
/// What concerns a person goes to that person, of retraining also to the mentor, and once overdue to the
/// manager too. What a role owns or decides goes to that role; what no role does, to nobody in particular. Of
/// people who have left nothing is said, and nothing goes to them.
class ReminderCollector {
  public:
    ReminderCollector(const Workspace& workspace, Date as_of, Duration ahead)
        : workspace_(workspace), as_of_(as_of), ahead_(ahead) {}

    /// Retraining, resit or make-up that follows from a course.
    void add(const CourseOutcome& outcome);
    /// What work figures below standard ask for.
    void add(const PerformanceFinding& finding);
    /// What is not done yet. Those of courses come before `windows`.
    void add(const DeadlineItem& item);
    /// Appeals that wait for an answer.
    void add(const AppealAnswer& answer);
    /// Each person's latest certificate of a kind: its last day, and the day by which it must be reviewed.
    /// Once the day is past, only where nobody may work without it.
    void add(const Certificates& certificates);
    /// The windows in which a course's behaviour and results are evaluated, while they are open; left out
    /// where a deadline of the course opens and is due on the same days.
    void windows();
    /// Kinds of courses of which the running period holds too few; a year is looked at in its last quarter.
    void frequencies();
    /// A review of staff levels whose period is over, once.
    void add(const LevelsToReview& review);

    /// By due date (those without one last), then kind, subject, person and recipient.
    std::vector<Reminder> sorted();
    /// Years that due dates rest on and the calendar does not cover.
    const std::set<int>& provisional_years() const { return provisional_; }

  private:
    /// Sets stage and days; false when nobody need hear of it today.
    bool timed(Reminder& reminder, const Timing& timing) const;
    void to_person(Reminder reminder, People::Index person, bool mentor_too);
    void to_roles(const Reminder& reminder, const std::vector<std::string>& roles);
    void to(Recipient recipient, Reminder reminder);
    /// "E1145 岚立夏".
    /// `@id` where the workspace holds other policies too, else nothing: what tells apart what belongs to no
    /// course.
    std::string of_policy(const Policy& policy) const;
    std::string named(People::Index person) const;
    void window(const CourseRules& rules, const EvaluationRule& rule, std::string_view level,
                const Text& title);
    void frequency(const Policy& policy, const Track& track, const FrequencyRule& rule);

    const Workspace& workspace_;
    Date as_of_;
    Duration ahead_;
    std::vector<Reminder> reminders_;
    std::set<int> provisional_;
    std::set<std::tuple<const Course*, Date, Date>> opened_by_deadline_;  ///< opens and is due
};

}  // namespace passline
