#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "kpi/figures.h"
#include "policy/policy.h"
#include "trace/trace.h"
#include "workspace/follow.h"
#include "workspace/workspace.h"

namespace passline {

/// A course that the person passed, with what it can be looked up by.
struct ExamPassed {
    std::string course;
    Date end;
    std::vector<std::string> addresses;
};
/// The first course of a track that the person passed and that ended on or before `last`.
using ExamOf = std::function<std::optional<ExamPassed>(People::Index, std::string_view track, Date last)>;

/// One thing that a step asks for and the person lacks.
struct Missing {
    enum class Kind { at_least, at_most, exam, tenure };
    Kind kind = Kind::at_least;
    std::string what;    ///< the metric, or the track
    std::string figure;  ///< the mean as printed; empty: there is none
    std::string line;    ///< the figure or length that is asked for

    /// `kpi=84.5<85`, `aht=210>200`, `exam=regularisation`, `tenure=3 months`.
    std::string text() const;
};

enum class Recommendation { rise, stay, below };
std::string_view recommendation_name(Recommendation recommendation);
Text recommendation_title(Recommendation recommendation);

/// One person's review (semantics.md, Staff levels).
struct LevelResult {
    People::Index person = 0;
    const LevelStep* present = nullptr;  ///< null: none, below all
    const LevelStep* reached = nullptr;  ///< null: none
    const LevelStep* next = nullptr;     ///< the step above `reached`; null: there is none
    Recommendation recommendation = Recommendation::stay;
    std::vector<Missing> missing;  ///< for `next`
    /// Metrics that were asked for and of which the person has no figure in the whole period, though some
    /// month could have one.
    std::vector<Metrics::Number> unmeasured;
    std::vector<const LevelStep*> met;  ///< on all paths, in the policy's order
    /// Steps that are not met though the one below is, in the same order, with what is missing.
    std::vector<std::pair<const LevelStep*, std::vector<Missing>>> lacking;

    /// Roles that must decide, and actions that follow: of the step reached, where that is a rise.
    const std::vector<std::string>& decides() const;
    const std::vector<std::string>& actions() const;
    std::vector<const Article*> articles() const;
};

/// The policy whose levels hold on the last day of a period. Null after an error: no policy has `levels`
/// (`no-levels`), several have (`levels-several`).
const Policy* policy_with_levels(const Workspace& workspace, Date last, Diagnostics& diagnostics);

/// The last period of the kind in which levels are reviewed that is over when the day `as_of` ends, as a
/// month's figures are.
Period review_period(const LevelRules& rules, Date as_of);
Period::Kind kind_of(LevelRules::Per per);

/// By id, or by title in either language, blanks and case aside: what a roster may say. Null when there is no
/// such level.
const LevelStep* step_named(const LevelRules& rules, std::string_view name);

/// Roster levels that no policy knows: warning `unknown-level`. Silent where no policy has levels.
void check_levels(const Workspace& workspace, Diagnostics& diagnostics);

/// Reviews staff levels for one period. Months and courses count that have ended on `as_of`.
class LevelJudge {
  public:
    LevelJudge(const Workspace& workspace, const Figures& figures, const Policy& policy, Period period,
               Date as_of, ExamOf exam);

    /// Everyone employed on some day of the period, by id; without a roster those who have figures.
    std::vector<People::Index> people() const;
    /// Error: a level that the policy does not have (`unknown-level`). Warnings: a month without a figure,
    /// when others have one, of a metric that was asked for and in which the person was employed
    /// (`kpi-month-missing`); no hire date where a step asks for tenure (`hire-date-missing`). With a trace,
    /// one root node.
    LevelResult person(People::Index person, Diagnostics& diagnostics, Trace* trace = nullptr,
                       const DecisionOf& decision = {}) const;

    const Workspace& workspace() const { return workspace_; }
    const Policy& policy() const { return policy_; }
    const LevelRules& rules() const { return *policy_.sections.levels; }
    const Period& period() const { return period_; }

  private:
    class Review;
    const Workspace& workspace_;
    const Figures& figures_;
    const Policy& policy_;
    Period period_;
    Date as_of_;
    ExamOf exam_;
    std::vector<Metrics::Number> metrics_;  ///< that the steps ask for, once each
};

/// Those without any figure of a metric: one warning a metric (`kpi-month-missing`) tells of all of them.
class Unmeasured {
  public:
    void add(const LevelResult& result);
    void warn(const Workspace& workspace, const Metrics& metrics, const Period& period,
              Diagnostics& diagnostics) const;

  private:
    std::map<Metrics::Number, std::vector<People::Index>> people_;
};

}  // namespace passline
