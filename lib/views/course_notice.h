#pragma once
#include "report/document.h"
#include "workspace/workspace.h"

namespace passline {

/// `notice`: the letter that announces a course. It says what the plan states of it, and what the policy's
/// `must_state` asks a notice to state; where the plan lacks that, the place is marked, to be filled in.
/// Budget and frequency appear only where they are asked for. REQUIRES: a course with rules.
doc::Document course_notice(const Workspace::CourseEntry& entry, const Workspace& workspace, Date as_of);

}  // namespace passline
