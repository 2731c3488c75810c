#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "evaluation/standing.h"
#include "evaluation/window.h"
#include "kpi/figures.h"
#include "retraining/outcome.h"
#include "stats/differences.h"
#include "stats/share.h"

namespace passline {

/// How one work figure of those who took a course changed from the window before it to the window after it.
/// A person's figure in a window is the mean of its months that have one; months that have not ended on the
/// as-of day do not count.
struct MetricChange {
    const MetricRule* metric = nullptr;
    Differences trained;           ///< those with figures on both sides
    std::uint64_t improved = 0;    ///< moved in the metric's better direction
    std::uint64_t unchanged = 0;   ///< not at all
    std::uint64_t unmeasured = 0;  ///< trained, but without figures on one side or both
    /// People whom the sheets have on both sides and who did not take this course.
    std::uint64_t untrained = 0;
    std::optional<Fraction> untrained_change;  ///< their mean change

    std::uint64_t worse() const { return trained.count() - improved - unchanged; }
    Share improvement() const { return {improved, trained.count()}; }
    /// Mean change of the trained less that of the untrained; nothing without either.
    std::optional<Fraction> difference_in_differences() const;
    /// Whether a change is for the better: above 0, or below it where lower is better.
    bool better(const Fraction& change) const;
};

/// Level 3 for one course.
struct BehaviourResult {
    const EvaluationRule* rule = nullptr;  ///< null: the policy does not have the level
    std::optional<EvaluationWindow> window;
    std::uint64_t trained = 0;
    std::vector<MetricChange> metrics;  ///< as the rule names them, else all of the policy
    Share improvement;                  ///< over persons and metrics
    Judgement judgement;                ///< `early` until the window is closed
};

/// Level 3. Takes outcomes in any order, each person × course once, and keeps none of them: what a person's
/// figures say is added up at once. Trained is who has an attempt in the course, did not withdraw and has no
/// session to make up.
class Behaviour {
  public:
    Behaviour(const Workspace& workspace, const Figures& figures, Date as_of);

    void add(const CourseOutcome& outcome);
    /// By its number in the workspace; a cancelled course has no rule.
    BehaviourResult of(std::uint32_t number) const;

  private:
    struct OfCourse {
        std::optional<EvaluationWindow> window;
        std::vector<Metrics::Number> numbers;  ///< of `metrics`
        std::vector<MetricChange> metrics;
        std::uint64_t trained = 0;
    };
    struct Everyone {
        std::uint64_t count = 0;
        Fraction change;  ///< the sum
    };
    std::optional<Fraction> mean(People::Index person, Metrics::Number metric, const Months& months) const;
    const Everyone& everyone(Metrics::Number metric, const EvaluationWindow& window) const;

    const Workspace& workspace_;
    const Figures& figures_;
    Date as_of_;
    std::vector<OfCourse> courses_;
    std::vector<People::Index> people_;  ///< who has figures
    mutable std::map<std::tuple<Metrics::Number, Months, Months>, Everyone> everyone_;
};

}  // namespace passline
