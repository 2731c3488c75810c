#include "evaluation/reaction.h"

#include <algorithm>

namespace passline {

std::optional<Fraction> Reaction::response_percent(std::uint64_t took_part) const {
    if (took_part == 0 || sheets > took_part) return std::nullopt;
    return Share{sheets, took_part}.percent();
}

Reaction reaction_of(const Feedback& feedback, std::span<const std::uint32_t> courses) {
    Reaction reaction;
    std::vector<Answers> by_question(feedback.questions().size());
    for (const std::uint32_t course : courses) {
        const Feedback::OfCourse& of = feedback.of(course);
        reaction.sheets += of.sheets;
        for (std::size_t i = 0; i < of.by_question.size(); ++i) by_question[i] += of.by_question[i];
    }
    for (std::uint32_t i = 0; i < by_question.size(); ++i) {
        if (by_question[i].count() == 0) continue;
        reaction.questions.push_back({i, by_question[i]});
        reaction.overall += by_question[i];
    }
    return reaction;
}

Judgement judge_reaction(const Reaction& reaction, const EvaluationRule* rule) {
    return hold(rule, reaction.overall.satisfied().percent());
}

std::vector<ReactionGroup> reaction_by(const Feedback& feedback, const std::vector<CourseGroup>& groups) {
    std::vector<ReactionGroup> result;
    for (const CourseGroup& group : groups) {
        ReactionGroup with{group, {}};
        std::erase_if(with.courses, [&](std::uint32_t course) { return feedback.of(course).sheets == 0; });
        if (with.courses.empty()) continue;
        with.reaction = reaction_of(feedback, with.courses);
        result.push_back(std::move(with));
    }
    return result;
}

}  // namespace passline
