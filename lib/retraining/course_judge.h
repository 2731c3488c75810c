#pragma once
#include <functional>
#include <span>

#include "base/diagnostics.h"
#include "retraining/judge.h"
#include "retraining/outcome.h"

namespace passline {

/// Walks one person through one course: attempts 1, 2, 3 …, the ladder after each failure, appeals, and what
/// follows from the last attempt.
class CourseJudge {
  public:
    using Problem =
        std::function<void(const ScoreEntry& entry, std::string_view code, Text message, Text hint)>;

    struct Input {
        const Workspace& workspace;
        const People& people;
        const Proceedings& proceedings;
        const EntrySource& source;
        OutcomePool& pool;                    ///< where attempts take their memory
        std::span<const ScoreEntry> entries;  ///< of this person and course, sorted
        Problem problem;                      ///< takes what is out of turn
        const Attendance* sheets;             ///< where attendance rows stand; may be null
        const AttendanceResult& attendance;   ///< of this course; without sessions when nothing was judged
        std::span<const ReachedConduct> conduct;  ///< of this person, in any course
    };

    CourseJudge(Input input, CourseOutcome& outcome, Diagnostics& diagnostics, Trace* trace);
    /// `outcome.person`, `.course` and `.rules` are set before.
    void run();

  private:
    void corrections();
    bool in_turn(const JudgedAttempt& attempt, std::span<const ScoreEntry> entries);
    void judge(JudgedAttempt& attempt, std::span<const ScoreEntry> entries);
    void after_attempt(const JudgedAttempt& attempt);
    void conclude();
    void conclude_pass(const AttemptResult& last);
    void conclude_fail(const AttemptResult& last);
    void conclude_incomplete();
    // course_discipline.cpp: what attendance and conduct do to a course
    bool ended_by_discipline() const;
    bool decided_beside_scores() const { return ended_by_discipline() || input_.attendance.open_count() > 0; }
    void failed_articles();
    void conclude_ended();
    void conclude_not_attended();
    void add_attendance(bool with_open);
    void add_limits();
    void add_conduct();
    void explain_attendance();
    bool concerns(const ReachedConduct& reached) const;
    void line_articles(const AttemptResult& last, bool passed);
    void set_due(const std::optional<Duration>& within);
    void explain_step(const LadderStep* step);
    void explain_rules();
    void explain_actions(const std::vector<std::string>& actions, const Article& article,
                         const Origin& origin);
    bool ended_by_count(std::uint16_t failures) const;
    bool ends_uncorrected(std::uint16_t last) const;
    const LadderStep* step_after(std::uint16_t failures) const;

    Input input_;
    CourseOutcome& outcome_;
    const CourseRules& rules_;
    Diagnostics& diagnostics_;
    Trace* trace_;
    std::vector<std::pair<std::uint16_t, Correction>> corrections_;
    bool ended_ = false;
    bool ended_by_appeal_ = false;
    const LadderStep* step_ = nullptr;  ///< that the last failure led to
    std::function<std::string(const ScoreEntry&)> address_;
};

}  // namespace passline
