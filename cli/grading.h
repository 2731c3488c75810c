#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
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
    bool unread = false;  ///< the one score sheet is open, but not read: judge_stream may do

    Circumstances circumstances() const {
        return {attendance->empty() ? nullptr : attendance.get(), conduct->empty() ? nullptr : conduct.get()};
    }
    Judge judge() const { return {*workspace, proceedings, source, circumstances()}; }
};

/// What of the scores a command asks for.
struct GradingNeeds {
    std::string course = {};                  ///< --course: of a wide sheet without course_id; empty: none
    bool quarantine = false;                  ///< wrong rows are set aside
    Needed needed = Needed::plan_and_scores;  ///< without which it is an error
    std::string only = {};  ///< scores of this employee only are kept, and can be explained; empty: all
    bool stream = false;    ///< where nothing but one sheet decides, it is left unread
    std::vector<std::string_view> beside = {};  ///< sheets that name people too: with any, it is not
};

/// Loads workspace, score sheets, attendance, incidents, appeals and decisions. Null when the workspace can't
/// be loaded; problems of the sheets are in the diagnostics.
std::unique_ptr<Grading> load_grading(CommandRun& run, const GradingNeeds& needs = {});
/// Reads the score sheets that are open and not read.
void read_scores(CommandRun& run, Grading& grading);

/// Takes what people's courses came to, on one thread, group by group.
class OutcomeTaker {
  public:
    virtual ~OutcomeTaker() = default;
    /// The outcomes of one person; groups in some order, within a group in the order of the results. What it
    /// has to say is said in the order of the groups.
    virtual void take(Outcomes outcomes, Diagnostics& diagnostics) = 0;
    /// After the group's people: what is to be done when that of all groups before has been done, one at a
    /// time. It has all it needs, for it may be called on another thread while this one takes the next group.
    virtual std::function<void()> pass() {
        return [] {};
    }
    /// No more groups. One thread at a time.
    virtual void done() {}
};

/// Makes a taker for one thread, of outcomes of these people.
using MakeTaker = std::function<std::unique_ptr<OutcomeTaker>(const People&)>;

/// Judges everyone, on as many threads as the run may use, with a taker for each. Errors found on the way are
/// in the run's diagnostics; true when there are none. What was taken is not to be used otherwise. To be
/// called once: the entries are forgotten on the way.
bool judge_all(CommandRun& run, Grading& grading, const MakeTaker& make);
/// The same while the sheet is being read, for a grading that is unread. Nothing when the rows do not come in
/// the order of the people: what was taken and said is not to be used then, and the scores are to be read.
std::optional<bool> judge_stream(CommandRun& run, Grading& grading, const MakeTaker& make);
/// The same on this thread alone, in the order of the results.
bool judge_in_order(CommandRun& run, Grading& grading,
                    const std::function<void(const std::vector<CourseOutcome>&)>& take);

}  // namespace passline
