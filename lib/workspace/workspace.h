#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "csv/sheet.h"
#include "plan/plan.h"
#include "policy/policy.h"
#include "roster/people.h"
#include "time/calendar.h"
#include "workspace/course_rules.h"

namespace passline {

/// The files of a run, patterns expanded, by the keys of `file_keys`, and how sheets are to be read.
struct Inputs {
    std::map<std::string, std::vector<std::string>, std::less<>> files;
    std::vector<std::string> calendar;
    std::map<std::string, std::string> columns;
    std::map<std::string, Place> column_places;  ///< where passline.yaml states each of them
    std::vector<std::string> ignored_columns;
    std::optional<Encoding> encoding;
    bool strict = false;
    unsigned threads = 1;  ///< that may work on one sheet

    const std::vector<std::string>& of(std::string_view key) const;
    SheetOptions sheet_options() const;
};

/// Policies, plans, calendar and people that belong together and agree with each other. Cancelled courses
/// have no rules.
struct Workspace {
    std::vector<Policy> policies;
    std::vector<Plan> plans;
    Calendar calendar;
    People people;

    /// Every course of every plan, by id in byte order; the number of a course is its place here.
    struct CourseEntry {
        const Course* course = nullptr;
        const Plan* plan = nullptr;
        std::optional<CourseRules> rules;  ///< none: cancelled
    };
    std::vector<CourseEntry> courses;

    static constexpr std::uint32_t none = ~std::uint32_t{0};
    std::uint32_t course(std::string_view id) const;
    std::vector<std::string> course_ids() const;
};

/// What a command needs besides a policy.
enum class Needed { policy, plan, plan_and_scores };

/// Loads and checks everything but the sheets of results, and that `columns` stands for columns, components
/// or metrics that there are
/// (`columns-target`). Null after problems, all of which are in `diagnostics`. Without a plan it is
/// `no-plan`, unless only the policy is needed: there are no courses then.
std::unique_ptr<Workspace> load_workspace(const Inputs& inputs, Diagnostics& diagnostics,
                                          Needed needed = Needed::plan);

/// The version of policy `id` in force on `date`; null when there is none. A version without `until` holds
/// until the day before the next one.
const Policy* policy_in_force(const std::vector<Policy>& policies, std::string_view id, Date date);

/// The id of the policy that a plan follows: the one it names, else the workspace's only one.
std::string policy_of(const Workspace& workspace, const Plan& plan);

}  // namespace passline
