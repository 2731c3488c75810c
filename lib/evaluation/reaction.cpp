#include "evaluation/reaction.h"

#include <algorithm>

namespace passline {

namespace {

/// Puts a course into the group of this id, made where it is new.
void put(std::vector<ReactionGroup>& groups, const std::string& id, const Text& title, std::uint32_t course) {
    auto group = std::ranges::find(groups, id, &ReactionGroup::id);
    if (group == groups.end()) group = groups.insert(groups.end(), ReactionGroup{id, title, {}, {}});
    if (group->courses.empty() || group->courses.back() != course) group->courses.push_back(course);
}

void add_up(std::vector<ReactionGroup>& groups, const Feedback& feedback) {
    for (ReactionGroup& group : groups) group.reaction = reaction_of(feedback, group.courses);
}

}  // namespace

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

std::vector<ReactionGroup> reaction_by_trainer(const Feedback& feedback, const Workspace& workspace,
                                               std::span<const std::uint32_t> courses) {
    std::vector<ReactionGroup> groups;
    for (const std::uint32_t course : courses) {
        if (feedback.of(course).sheets == 0) continue;
        for (const Trainer& trainer : workspace.courses[course].course->trainers)
            put(groups, trainer.employee_id.empty() ? trainer.name.zh : trainer.employee_id, trainer.name,
                course);
    }
    add_up(groups, feedback);
    return groups;
}

std::vector<ReactionGroup> reaction_by_method(const Feedback& feedback, const Workspace& workspace,
                                              std::span<const std::uint32_t> courses) {
    std::vector<ReactionGroup> groups;
    for (const std::uint32_t course : courses) {
        if (feedback.of(course).sheets == 0) continue;
        const Workspace::CourseEntry& entry = workspace.courses[course];
        for (const std::string& method : entry.course->methods)
            put(groups, method, method_title(entry, method), course);
    }
    add_up(groups, feedback);
    return groups;
}

Text method_title(const Workspace::CourseEntry& entry, const std::string& method) {
    if (entry.rules && entry.rules->track->methods) {
        const auto& of = entry.rules->track->methods->of;
        const auto named = std::ranges::find(of, method, &Choices::Choice::id);
        if (named != of.end() && !named->title.empty()) return named->title;
    }
    return same(method);
}

}  // namespace passline
