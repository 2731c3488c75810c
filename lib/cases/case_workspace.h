#pragma once
#include <memory>

#include "attendance/attendance.h"
#include "attendance/conduct.h"
#include "cases/case.h"
#include "cases/case_run.h"
#include "time/calendar.h"
#include "workspace/workspace.h"

namespace passline {

/// The case as a workspace: its policy, its courses, and one person who takes part in all of them.
std::unique_ptr<Workspace> workspace_of(const Case& test, const Calendar& calendar);
/// The day up to which things have happened.
Date day_of(const Case& test);
/// Everything of the case that is about attendance; `attendance` is made from `workspace`.
void add_attendance(const Case& test, const Workspace& workspace, Attendance& attendance,
                    Diagnostics& diagnostics);
void add_incidents(const Case& test, const Workspace& workspace, Conduct& conduct);

/// Judge a case that is about no course.
void run_workplace(const Case& test, CaseResult& result);
void run_conduct(const Case& test, CaseResult& result);
void run_deadline(const Case& test, CaseResult& result);
void run_plan(const Case& test, CaseResult& result);
void run_level(const Case& test, CaseResult& result);
void run_performance(const Case& test, CaseResult& result);
void run_ticket(const Case& test, CaseResult& result);

}  // namespace passline
