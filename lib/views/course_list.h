#pragma once
#include <vector>

#include "report/document.h"
#include "workspace/workspace.h"

namespace passline {

/// `plan`: one table, `courses`, a row for each, by first day, then id.
doc::Document course_list(const std::vector<const Workspace::CourseEntry*>& courses,
                          const Workspace& workspace, Date as_of);

}  // namespace passline
