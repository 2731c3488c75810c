#pragma once
#include <optional>

#include "base/diagnostics.h"
#include "workspace/workspace.h"

namespace passline {

/// What `check` finds about plans and roster without any sheet of results: what does not stop grading,
/// but is not as the policy asks. All of it warnings, each with the rule's article and place. REQUIRES:
/// a workspace that loaded.
///
/// Courses: shorter or longer than their track or kind asks (`course-short`, `course-long`); what a
/// plan, or its notice, must state and the plan does not (`course-unstated`, `notice-unstated`); a kind that
/// is nearly one of the policy's
/// (`unknown-kind`); trainers whose `from` contradicts what else is stated of them (`trainer-from`),
/// who are not in the roster (`unknown-trainer`) or of a department that the policy does not name
/// (`trainer-department`).
///
/// Deadlines in `done`: `unknown-deadline`, not one of this course or of the calendar (`deadline-
/// elsewhere`), of a course and done after the day it was due (`deadline-late`), reviewed by an
/// `unknown-role` or by some, but not all, of those who must (`review-missing`). Those of the calendar:
/// check_calendar_done.
///
/// Plans: too few courses in a period that a plan covers wholly (`frequency-short`); approvals that are
/// missing (`approval-missing`), out of order (`approval-order`), after the period's first day or the
/// approval's own `due` (`approval-late`), of something that the policy does not have approved
/// (`unknown-approval`), by an `unknown-role`. Changes need theirs too, and a course that was cancelled or
/// postponed is one (`change-missing`); one that was postponed needs a new notice (`notice-again`).
///
/// People: mentors of participants in tracks with a mentor rule: `mentor-self`, `mentor-missing` (where
/// others have one), `unknown-mentor`, `mentor-track`, `mentor-level`, `mentor-left` (not employed during
/// the whole course), `mentor-trainees` (too many at the same time); participants and trainers who are not
/// employed on any day of their course (`not-employed`); tracks of the roster that no policy has
/// (`roster-track`).
///
/// A plan whose period lies after `as_of` and that nobody has approved yet is a draft: neither approvals that
/// are not due yet nor what it must state are missing. Without `as_of` no plan is one.
void check_plans(const Workspace& workspace, Diagnostics& diagnostics, std::optional<Date> as_of = {});

/// All that the notice of this course must state and the plan does not, as one warning (`notice-unstated`).
void check_notice(const CourseRules& rules, Diagnostics& diagnostics);

}  // namespace passline
