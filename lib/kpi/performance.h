#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kpi/figures.h"
#include "policy/policy.h"
#include "workspace/follow.h"

namespace passline {

/// The earliest last day of a course of these tracks that the person took part in; nothing when there is
/// none.
using TookPart = std::function<std::optional<Date>(People::Index, const std::vector<std::string>& tracks)>;

/// A performance rule that applies to someone: the work figure was below (above) its line in so many months
/// in a row, up to the person's last month with a figure.
struct PerformanceFinding {
    People::Index person = 0;
    const Policy* policy = nullptr;
    const PerformanceRule* rule = nullptr;
    Metrics::Number metric = Metrics::none;
    std::vector<Figure> months;  ///< the whole row, at least `rule->months`, oldest first
    Date since;                  ///< the last day of its last month
    std::optional<Date> due;     ///< `since` plus the rule's `within`
    bool provisional = false;    ///< `due` rests on a year that the calendar does not cover

    /// The rule's line: `<80` or `>5`.
    std::string line() const;
    /// `2026-01=75;2026-02=78`.
    std::string figures() const;
};

/// Holds work figures against the `performance` rules of the policies. Of each policy the version in force on
/// the last day of the last month counts. A month counts once it has ended on `as_of`; one without a figure
/// breaks the row; with `after`, only months that begin after a course of these tracks count.
class PerformanceJudge {
  public:
    /// `took_part` may be empty: then nobody took part in anything.
    PerformanceJudge(const Workspace& workspace, const Figures& figures, Date as_of, TookPart took_part);

    bool has_rules() const { return !rules_.empty(); }
    /// In the order of the policies' rules.
    std::vector<PerformanceFinding> person(People::Index person) const;
    /// Everyone's, by employee id.
    std::vector<PerformanceFinding> everyone() const;

  private:
    struct Rule {
        const Policy* policy;
        const PerformanceRule* rule;
        Metrics::Number metric;
    };
    std::optional<PerformanceFinding> apply(const Rule& rule, People::Index person) const;

    const Workspace& workspace_;
    const Figures& figures_;
    Date as_of_;
    TookPart took_part_;
    std::vector<Rule> rules_;
};

/// A node for each finding: the rule with its article and place, under it every month's figure with its row,
/// what must follow by when, and the actions.
std::vector<TraceNode> explain_performance(const std::vector<PerformanceFinding>& findings,
                                           const Figures& figures, const DecisionOf& decision);

}  // namespace passline
