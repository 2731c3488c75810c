#include "evaluation/course_groups.h"

#include <algorithm>

namespace passline {

namespace {

/// Puts a course into the group of this id, made where it is new.
void put(std::vector<CourseGroup>& groups, const std::string& id, const Text& title, std::uint32_t course) {
    auto group = std::ranges::find(groups, id, &CourseGroup::id);
    if (group == groups.end()) group = groups.insert(groups.end(), CourseGroup{id, title, {}});
    if (group->title == same(id)) group->title = title;  // a later course may know its title
    if (group->courses.empty() || group->courses.back() != course) group->courses.push_back(course);
}

}  // namespace

std::vector<CourseGroup> courses_by_trainer(const Workspace& workspace,
                                            std::span<const std::uint32_t> courses) {
    std::vector<CourseGroup> groups;
    for (const std::uint32_t course : courses) {
        for (const Trainer& trainer : workspace.courses[course].course->trainers)
            put(groups, trainer.employee_id.empty() ? trainer.name.zh : trainer.employee_id, trainer.name,
                course);
    }
    return groups;
}

std::vector<CourseGroup> courses_by_method(const Workspace& workspace,
                                           std::span<const std::uint32_t> courses) {
    std::vector<CourseGroup> groups;
    for (const std::uint32_t course : courses) {
        const Workspace::CourseEntry& entry = workspace.courses[course];
        for (const std::string& method : entry.course->methods)
            put(groups, method, method_title(entry, method), course);
    }
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
