#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

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

/// Courses that have something in common, and their feedback.
struct ReactionGroup {
    std::string id;  ///< a trainer's employee id or name, a method's id
    Text title;
    std::vector<std::uint32_t> courses;
    Reaction reaction;
};

/// By trainer (a course counts for each of its trainers, whole), in the order of first appearance. Courses
/// without feedback are left out.
std::vector<ReactionGroup> reaction_by_trainer(const Feedback& feedback, const Workspace& workspace,
                                               std::span<const std::uint32_t> courses);
/// By training method (a course counts for each of its methods, whole).
std::vector<ReactionGroup> reaction_by_method(const Feedback& feedback, const Workspace& workspace,
                                              std::span<const std::uint32_t> courses);

/// A method's title as the track's policy gives it, else its id.
Text method_title(const Workspace::CourseEntry& entry, const std::string& method);

}  // namespace passline
