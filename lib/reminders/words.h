// For reminders/*.cpp only.
#pragma once
#include "plan/plan.h"
#include "policy/policy.h"

namespace passline {

/// "ONB-2026-01 January onboarding".
Text course_named(const Course& course);

/// The article, and the company setting that gives the figure, where there is one; the policy's title where
/// there is neither.
Text why(const Policy& policy, const Article& article, const std::string& setting);

}  // namespace passline
