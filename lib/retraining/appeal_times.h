#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "deadlines/deadlines.h"
#include "retraining/appeals.h"
#include "retraining/outcome.h"
#include "workspace/workspace.h"

namespace passline {

/// An appeal that must be answered by a day, because the policy of its course says so (`answer_within`).
struct AppealAnswer {
    const Appeal* appeal = nullptr;
    const AppealRules* rules = nullptr;
    const Policy* policy = nullptr;
    Date due;  ///< filed_on and what the policy allows after it
    bool provisional = false;
    DeadlineState state = DeadlineState::open;  ///< done: answered in time, or on a day that is not stated
    std::optional<std::int32_t> days_left;      ///< empty when it is answered
};

/// Appeals with a day on which they were filed, of policies with `answer_within`, by that day.
std::vector<AppealAnswer> appeal_answers(const Workspace& workspace, const Proceedings& proceedings,
                                         Date as_of);

/// Warnings about answers: an open appeal that should have been answered (`appeal-overdue`), one that was
/// answered late (`appeal-late`).
void check_appeal_answers(const Workspace& workspace, const Proceedings& proceedings, Date as_of,
                          Diagnostics& diagnostics);

/// Warns of appeals of this person and course that were filed later than the policy's `file_within` after the
/// result, which is as old as the appealed attempt's latest date (`appeal-filed-late`).
void check_appeal_filing(const Workspace& workspace, const Proceedings& proceedings,
                         const CourseOutcome& outcome, Diagnostics& diagnostics);

}  // namespace passline
