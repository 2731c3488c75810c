// What several views say of a course.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "plan/plan.h"
#include "policy/policy.h"

namespace passline {

/// A list with one more: 甲、乙 / A, B.
Text listed(const Text& list, const Text& next);

/// Ids by the titles that the policy gives them, where it does.
Text titles(const std::vector<std::string>& ids, const std::optional<Choices>& choices);

/// 2026-01-05 至 2026-01-23 / 2026-01-05 to 2026-01-23; of one day that day.
Text day_range(Date first, Date last);

/// Names, with the organisation they come from.
Text trainer_names(const Course& course);

/// The daily times that hold where neither a session nor a day has its own: the course's, else those that the
/// policy gives its track; null without any.
const DailyHours* daily_hours(const Course& course, const Policy& policy);

}  // namespace passline
