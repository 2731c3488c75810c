#pragma once
#include <string>
#include <vector>

#include "kpi/performance.h"
#include "levels/levels.h"
#include "retraining/outcome.h"

namespace passline {

/// Which courses people passed and took part in: what levels and performance rules ask of the results.
class CourseHistory {
  public:
    void add(const std::vector<CourseOutcome>& outcomes);

    /// For LevelJudge: the first course of a track of this policy that the person passed. The history must
    /// outlive the result.
    ExamOf exams(const std::string& policy) const;
    /// Whether the person passed a course of this track that ended after `since`, and on `until` or before.
    bool passed_between(People::Index person, const std::string& policy, std::string_view track, Date since,
                        Date until) const;
    /// For PerformanceJudge: who has an attempt in a course took part in it.
    TookPart took_part() const;

  private:
    struct Entry {
        const CourseRules* rules = nullptr;
        bool passed = false;
    };
    std::vector<std::vector<Entry>> by_person_;
};

}  // namespace passline
