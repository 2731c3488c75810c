// Inside workspace/*_checks.cpp only: the parts of check_plans.
#pragma once
#include "base/diagnostics.h"
#include "workspace/workspace.h"

namespace passline::plan_check {

void lengths(const Workspace& workspace, Diagnostics& diagnostics);
void statements(const Workspace& workspace, std::optional<Date> as_of, Diagnostics& diagnostics);
void trainers(const Workspace& workspace, Diagnostics& diagnostics);
void deadlines(const Workspace& workspace, Diagnostics& diagnostics);
void frequencies(const Workspace& workspace, Diagnostics& diagnostics);
void approvals(const Workspace& workspace, std::optional<Date> as_of, Diagnostics& diagnostics);
void changes(const Workspace& workspace, Diagnostics& diagnostics);
void employment(const Workspace& workspace, Diagnostics& diagnostics);
void mentors(const Workspace& workspace, Diagnostics& diagnostics);
void roster_tracks(const Workspace& workspace, Diagnostics& diagnostics);

/// Whether the plan is still being made: nobody has approved it, and its period lies after the day.
bool draft(const Plan& plan, std::optional<Date> as_of);

/// "; provisional: …" behind a figure that rests on `day`'s year, which the calendar does not cover.
Text provisional_note(bool provisional, const Calendar& calendar, Date day, Date other);

/// Every course that takes place, in the plans' order, with its entry: `visit(entry)`. Without cancelled ones
/// and those postponed without new dates.
template <class Visit>
void each_course(const Workspace& workspace, Visit visit) {
    for (const Plan& plan : workspace.plans) {
        for (const Course& course : plan.courses) {
            const Workspace::CourseEntry& entry = workspace.courses[workspace.course(course.id)];
            if (entry.rules && !course.undated) visit(entry);
        }
    }
}

}  // namespace passline::plan_check
