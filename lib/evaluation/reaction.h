#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "evaluation/course_groups.h"
#include "evaluation/feedback.h"
#include "evaluation/standing.h"

namespace passline {

/// Level 1 for some courses together.
struct Reaction {
    std::uint64_t sheets = 0;
    Answers overall;  ///< all answers to all questions
    struct OfQuestion {
        std::uint32_t question = 0;  ///< its number in Feedback::questions
        Answers answers;
    };
    std::vector<OfQuestion> questions;  ///< those with answers, in the order of Feedback::questions

    /// Answer sheets of those who took part; nothing when nobody did, or more answered than took part (a
    /// course with external guests, a link passed on).
    std::optional<Fraction> response_percent(std::uint64_t took_part) const;
};

/// Adds up the feedback on these courses (numbers in the workspace).
Reaction reaction_of(const Feedback& feedback, std::span<const std::uint32_t> courses);
/// Its share of satisfied answers, held against `evaluation.reaction` of a policy (may be null).
Judgement judge_reaction(const Reaction& reaction, const EvaluationRule* rule);

/// Courses that have something in common, and the feedback on them.
struct ReactionGroup : CourseGroup {
    Reaction reaction;
};

/// Adds up the feedback by group; courses without any are left out, and groups of only such.
std::vector<ReactionGroup> reaction_by(const Feedback& feedback, const std::vector<CourseGroup>& groups);

}  // namespace passline
