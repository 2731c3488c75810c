#include "cases/case_workspace.h"

#include <algorithm>

namespace passline {

namespace {

constexpr std::uint32_t no_sheet = ~std::uint32_t{0};

/// The course's place among those of the workspace, which are in order of their ids.
std::uint32_t moved(const Case& test, const Workspace& workspace, std::uint32_t course) {
    if (course == Workspace::none) return course;  // also of the workplace
    return workspace.course(test.plan->courses[course].id);
}

void add_person(const Case& test, Workspace& workspace) {
    // Who has no scores takes part only where a roster lists them.
    Diagnostics none;
    const std::string roster =
        fmt::format("employee_id,name,hire_date,leave_date,level\n{0},{0},{1},{2},\"{3}\"\n", case_person,
                    test.hired ? test.hired->text() : "", test.left ? test.left->text() : "", test.level);
    workspace.people.add_roster(
        Sheet::open(FileBytes::of("", roster), *SheetSpec::builtin("roster"), {}, none), none);
}

}  // namespace

std::unique_ptr<Workspace> workspace_of(const Case& test, const Calendar& calendar) {
    auto workspace = std::make_unique<Workspace>();
    workspace->calendar = calendar;
    workspace->policies.push_back(*test.policy);
    const Policy& policy = workspace->policies.front();
    workspace->plans.push_back(*test.plan);
    const Plan& plan = workspace->plans.front();
    for (std::size_t i = 0; i < plan.courses.size(); ++i) {
        if (plan.courses[i].status == CourseStatus::cancelled) {
            workspace->courses.push_back({&plan.courses[i], &plan, {}});
            continue;
        }
        CourseRules rules = test.rules[i];
        rules.policy = &policy;
        rules.plan = &plan;
        rules.course = &plan.courses[i];
        rules.track = policy.track(rules.track->id);
        workspace->courses.push_back({rules.course, &plan, std::move(rules)});
    }
    std::sort(workspace->courses.begin(), workspace->courses.end(),
              [](const auto& a, const auto& b) { return a.course->id < b.course->id; });
    add_person(test, *workspace);
    return workspace;
}

Date day_of(const Case& test) { return test.as_of.value_or(Date::latest()); }

void add_attendance(const Case& test, const Workspace& workspace, Attendance& attendance,
                    Diagnostics& diagnostics) {
    for (const CaseRow& row : test.attendance) {
        AttendanceEntry entry = row.entry;
        entry.course = moved(test, workspace, entry.course);
        entry.sheet = no_sheet;
        if (row.leave) entry.leave = attendance.add(*row.leave);
        attendance.add(entry);
    }
    for (Shift shift : test.shifts) {
        shift.sheet = no_sheet;
        attendance.add(shift);
    }
    attendance.finish(diagnostics);
}

void add_incidents(const Case& test, const Workspace& workspace, Conduct& conduct) {
    for (Incident incident : test.incidents) {
        incident.course = moved(test, workspace, incident.course);
        conduct.add(std::move(incident));
    }
    conduct.sort();
}

}  // namespace passline
