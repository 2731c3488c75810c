#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "workspace/workspace.h"

namespace passline {

/// Courses that have a trainer or a method in common.
struct CourseGroup {
    std::string id;  ///< a trainer's employee id or name, a method's id
    Text title;
    std::vector<std::uint32_t> courses;
};

/// By trainer (a course counts for each of its trainers, whole), in the order of first appearance.
std::vector<CourseGroup> courses_by_trainer(const Workspace& workspace,
                                            std::span<const std::uint32_t> courses);
/// By training method (a course counts for each of its methods, whole).
std::vector<CourseGroup> courses_by_method(const Workspace& workspace,
                                           std::span<const std::uint32_t> courses);

/// A method's title as the track's policy gives it, else its id.
Text method_title(const Workspace::CourseEntry& entry, const std::string& method);

}  // namespace passline
