#pragma once
#include <optional>
#include <string>
#include <vector>

#include "num/decimal.h"
#include "num/fraction.h"
#include "workspace/course_rules.h"

namespace passline {

/// The pass rules of one course for an attempt in which every component has one score, worked out apart from
/// scores/attempt.h so that the two can be held against each other.
class ExpectedVerdict {
  public:
    explicit ExpectedVerdict(const CourseRules& rules);

    /// Places in `rules.components` of those that are judged (baseline tests are not).
    const std::vector<std::size_t>& judged() const { return judged_; }
    /// Share of the whole, from 0 to 1, that a judged component has in total and rating.
    const Fraction& share(std::size_t component) const { return shares_[component]; }
    /// Total of these scores (one for each component, in its own scale) in per cent, exact; without weights,
    /// their mean.
    Fraction rating(const std::vector<Decimal>& scores) const;
    /// Components below their line, in the policy's order, and `total` last.
    std::vector<std::string> failed(const std::vector<Decimal>& scores) const;
    /// The highest band reached; empty when none is or the attempt fails.
    std::string band(const std::vector<Decimal>& scores) const;

  private:
    const CourseRules& rules_;
    std::vector<std::size_t> judged_;
    std::vector<Fraction> shares_;  ///< by component; 0 for those that are not judged
};

}  // namespace passline
