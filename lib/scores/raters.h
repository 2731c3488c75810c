#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "workspace/course_rules.h"

namespace passline {

/// A sheet's rater taken apart: `role`, or `role:who` (also with a full-width colon) where several people
/// hold a role.
std::pair<std::string_view, std::string_view> split_rater(std::string_view text);
/// Which of the component's raters is named by `role` or `role:who`, by id or title; -1 when none is.
int role_of(std::string_view rater, const RuledComponent& component);
/// "mentor, hr".
std::string list_of(const std::vector<Role>& roles);

}  // namespace passline
