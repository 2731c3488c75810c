#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "evaluation/standing.h"
#include "retraining/outcome.h"
#include "stats/differences.h"
#include "stats/share.h"

namespace passline {

/// How the people of a course (of a department, of several courses) ended: person × course, once each.
struct LearningCounts {
    std::uint64_t enrolled = 0;  ///< all rows of the results
    std::uint64_t passed_first = 0;
    std::uint64_t passed = 0;  ///< at any attempt
    std::uint64_t failed = 0;
    std::uint64_t incomplete = 0;
    std::uint64_t not_attended = 0;
    std::uint64_t withdrawn = 0;

    std::uint64_t assessed() const { return passed + failed; }
    /// Who could be asked what they thought of it.
    std::uint64_t took_part() const { return enrolled - withdrawn; }
    Share first_rate() const { return {passed_first, assessed()}; }
    Share final_rate() const { return {passed, assessed()}; }
    void add(const CourseOutcome& outcome);
    LearningCounts& operator+=(const LearningCounts& other);
    bool operator==(const LearningCounts&) const = default;
};

/// What was gained over a test before the course (`baseline_of`), in points of 100: of those who have a score
/// in both, the first score of each, whatever attempt it stands in.
struct Gain {
    const RuledComponent* baseline = nullptr;
    const RuledComponent* component = nullptr;
    Differences scores;  ///< before: baseline; after: component

    /// (after - before) / (100 - before) of the means (R. R. Hake, Am. J. Phys. 66, 1998). Nothing without
    /// pairs or with a full baseline.
    std::optional<Fraction> normalised() const;
};

/// Level 2. Takes the outcomes person by person, in any order, and keeps none of them.
class Learning {
  public:
    explicit Learning(const Workspace& workspace);

    void add(const CourseOutcome& outcome);

    /// By the course's number in the workspace.
    const LearningCounts& of(std::uint32_t course) const { return courses_[course].all; }
    /// By department number (People::departments); departments without anyone are empty at the end or
    /// between.
    const std::vector<LearningCounts>& by_department(std::uint32_t course) const {
        return courses_[course].departments;
    }
    /// Of every baseline of the course.
    const std::vector<Gain>& gains(std::uint32_t course) const { return courses_[course].gains; }

  private:
    struct OfCourse {
        LearningCounts all;
        std::vector<LearningCounts> departments;
        std::vector<Gain> gains;
    };
    const Workspace& workspace_;
    std::vector<OfCourse> courses_;
};

/// Whether the rule looks at the rate of first attempts; a null rule looks at the final one.
bool judges_first(const EvaluationRule* rule);
/// The rate that the rule looks at (`of`), held against its line. A null rule looks at the final rate.
Share rate_judged(const LearningCounts& counts, const EvaluationRule* rule);
Judgement judge_learning(const LearningCounts& counts, const EvaluationRule* rule);

}  // namespace passline
