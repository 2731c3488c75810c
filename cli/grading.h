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
    std::unique_ptr<Attendance> attendance;
    std::unique_ptr<Conduct> conduct;

    Circumstances circumstances() const {
        return {attendance->empty() ? nullptr : attendance.get(), conduct->empty() ? nullptr : conduct.get()};
    }
    Judge judge() const { return {*workspace, proceedings, source, circumstances()}; }
};

/// Loads workspace, score sheets, attendance, incidents, appeals and decisions. Null when the workspace can't
/// be loaded; problems of the sheets are in the diagnostics. Without a plan or any score sheet it is an
/// error, unless they are not needed.
std::unique_ptr<Grading> load_grading(CommandRun& run, const std::string& course = {},
                                      bool quarantine = false, Needed needed = Needed::plan_and_scores);

/// Judges everyone in the order of the results and hands each person's outcomes over. Errors found on the way
/// are in the run's diagnostics; true when there are none.
bool judge_all(CommandRun& run, Grading& grading,
               const std::function<void(const std::vector<CourseOutcome>&)>& take);

}  // namespace passline
