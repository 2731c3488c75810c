#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "cli/command_run.h"
#include "retraining/judge.h"
#include "scores/score_sheets.h"

namespace passline {

/// Everything loaded that grading, explaining and the retraining list decide from.
struct Grading {
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<ScoreSheets> sheets;
    Proceedings proceedings;
    EntrySource source;
};

/// Loads workspace, score sheets, appeals and decisions. Null after problems.
std::unique_ptr<Grading> load_grading(CommandRun& run, const std::string& course = {}, bool quarantine = false);

/// Judges everyone in the order of the results and hands each person's outcomes over. Errors found on the way are in the run's
/// diagnostics; true when there are none.
bool judge_all(CommandRun& run, Grading& grading, const std::function<void(const std::vector<CourseOutcome>&)>& take);

}  // namespace passline
