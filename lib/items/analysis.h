#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "items/answers.h"
#include "num/fraction.h"
#include "stats/interval.h"

namespace passline {

/// One option of a question that has a key.
struct OptionResult {
    std::string option;  ///< empty: left out
    bool right = false;
    std::uint64_t count = 0;             ///< who chose it
    std::optional<Fraction> mean_total;  ///< the exam's points of those who chose it; nothing when nobody did
};

/// One question as classical test theory sees it.
struct ItemResult {
    std::string question;
    Decimal most;              ///< points that it gives
    std::uint64_t right = 0;   ///< who got all of them
    std::uint64_t missed = 0;  ///< who got none, those included who left it out
    std::uint64_t unanswered = 0;
    /// Points reached of those possible in per cent, 0 to 100: the higher, the easier.
    Fraction difficulty;
    /// Correlation of its points with the exam's (of a question of 0 or 1, the point-biserial), -1 to 1.
    /// Nothing where one of the two does not vary, or of too few people.
    std::optional<double> with_total;
    /// The same with the points of all other questions: what the question itself adds to the exam's points
    /// does not speak for it.
    std::optional<double> discrimination;
    std::vector<OptionResult> options;  ///< the right one, then by count, then by text; left out last
};

/// An exam's questions and how well they measure together.
struct ItemAnalysis {
    std::uint64_t people = 0;
    std::uint64_t without_answers = 0;         ///< rows in which nothing is answered, left out
    std::vector<ItemResult> items;             ///< in the sheets' order
    Fraction most;                             ///< points of the whole exam
    std::optional<Fraction> mean;              ///< points reached
    std::optional<double> standard_deviation;  ///< with n - 1; nothing below two people
    /// Every answer gives 0 or 1 point: the reliability is KR-20 (Kuder and Richardson, Psychometrika 2,
    /// 1937), with the points' variance over n - 1. Else it is Cronbach's alpha (Psychometrika 16, 1951).
    bool right_or_wrong = true;
    /// Exact, 1 and below. Nothing with fewer than two questions, without any spread, of too few people, or
    /// where points are too long to multiply exactly.
    std::optional<Fraction> reliability;

    bool too_few() const { return people < fewest_cases; }
    /// Numbers of the items by difficulty, the most missed first; equal ones in order.
    std::vector<std::size_t> hardest_first() const;
};

ItemAnalysis analyse(const ExamAnswers& exam);

}  // namespace passline
