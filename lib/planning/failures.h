#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "retraining/outcome.h"

namespace passline {

/// A component that people failed at their first attempt at a course, each counted once.
struct WeakComponent {
    Text title;
    std::size_t people = 0;
};

/// Something that must be done again and is not done: an attempt at a course that was, not a new course.
struct ToBeRepeated {
    std::string employee_id, course_id;
    Next next = Next::retrain;
    std::optional<Date> due;
};

/// What the results of earlier courses ask of the next plan.
class Failures {
  public:
    Failures(const Workspace& workspace, const Policy& policy) : workspace_(workspace), policy_(policy) {}
    void add(const CourseOutcome& outcome);

    /// The components of a track by the number of people who failed them, most first.
    std::vector<WeakComponent> weakest(const std::string& track) const;
    /// By due date, then employee and course.
    std::vector<ToBeRepeated> to_be_repeated() const;

  private:
    const Workspace& workspace_;
    const Policy& policy_;
    /// One component and who failed it.
    struct Weak {
        Text title;
        std::set<People::Index> people;
    };
    std::map<std::pair<std::string, std::string>, Weak> components_;  // by track and component
    std::vector<ToBeRepeated> again_;
};

}  // namespace passline
