#pragma once
#include <cstdint>
#include <optional>

#include "num/fraction.h"
#include "stats/interval.h"

namespace passline {

/// Pairs of figures of the same person before and after, one pair at a time: means exact, their spread
/// estimated. Keeps no pairs.
class Differences {
  public:
    void add(const Fraction& before, const Fraction& after);
    /// All pairs of another collection as if they had been added here.
    void merge(const Differences& other);

    std::uint64_t count() const { return count_; }
    bool too_few() const { return count_ < fewest_cases; }
    Fraction sum_before() const { return before_; }
    Fraction sum_after() const { return after_; }
    /// Nothing without pairs, and where figures are too long to add exactly.
    std::optional<Fraction> mean_before() const { return mean_of(before_); }
    std::optional<Fraction> mean_after() const { return mean_of(after_); }
    /// After less before.
    std::optional<Fraction> mean() const { return mean_of(after_ - before_); }
    /// Of the differences, with n - 1; nothing below two pairs.
    std::optional<double> standard_deviation() const;
    /// 95 % for the mean difference by Student's t, as R's t.test(after, before, paired = TRUE). Nothing of
    /// too few pairs.
    std::optional<Interval> interval() const;

  private:
    std::optional<Fraction> mean_of(const Fraction& sum) const;

    std::uint64_t count_ = 0;
    Fraction before_;
    Fraction after_;
    double mean_ = 0;     // of the differences, kept up by Welford's method
    double squares_ = 0;  // of their distances from it
};

}  // namespace passline
