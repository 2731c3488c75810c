// For unit tests of this room: workspaces from memory.
#pragma once
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "../problems.h"
#include "plan/plan_file.h"
#include "policy/policy_file.h"
#include "workspace/workspace.h"

namespace passline {

/// Policies, plans and (unless empty) a roster that belong together, with the built-in calendar. All must
/// load without a word. Files are called policy.yaml, plan.yaml and roster.csv; further ones policy2.yaml,
/// plan2.yaml.
inline std::unique_ptr<Workspace> assembled(const std::vector<std::string>& policies,
                                            const std::vector<std::string>& plans,
                                            const std::string& roster = {}) {
    Diagnostics diagnostics;
    auto workspace = std::make_unique<Workspace>();
    workspace->calendar = Calendar::cn();
    const auto name = [](std::string stem, std::size_t number) {
        return stem + (number == 0 ? "" : std::to_string(number + 1)) + ".yaml";
    };
    for (const std::string& text : policies) {
        auto policy = parse_policy(name("policy", workspace->policies.size()), text, diagnostics);
        if (policy) workspace->policies.push_back(std::move(*policy));
    }
    for (const std::string& text : plans) {
        auto plan = parse_plan(name("plan", workspace->plans.size()), text, diagnostics);
        if (plan) workspace->plans.push_back(std::move(*plan));
    }
    INFO(problems(diagnostics));
    REQUIRE(workspace->policies.size() == policies.size());
    if (!roster.empty()) {
        workspace->people.add_roster(
            Sheet::open(FileBytes::of("roster.csv", roster), *SheetSpec::builtin("roster"), {}, diagnostics),
            diagnostics);
    }
    for (const Plan& plan : workspace->plans) {
        const std::string id = plan.policy.empty() ? workspace->policies.front().id : plan.policy;
        for (const Course& course : plan.courses) {
            workspace->courses.push_back({&course, &plan, {}});
            const Policy* policy = policy_in_force(workspace->policies, id, course.start);
            if (course.status == CourseStatus::cancelled || policy == nullptr) continue;
            workspace->courses.back().rules = course_rules(*policy, plan, course, diagnostics);
        }
    }
    std::stable_sort(workspace->courses.begin(), workspace->courses.end(),
                     [](const auto& a, const auto& b) { return a.course->id < b.course->id; });
    CHECK(problems(diagnostics).empty());
    REQUIRE(workspace->plans.size() == plans.size());
    return workspace;
}

}  // namespace passline
