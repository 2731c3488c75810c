#pragma once
#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "attendance/attendance.h"
#include "attendance/conduct.h"
#include "base/diagnostics.h"
#include "retraining/appeals.h"
#include "retraining/outcome.h"
#include "retraining/outcome_memo.h"
#include "scores/entries.h"
#include "trace/trace.h"
#include "workspace/workspace.h"

namespace passline {

/// Where entries come from, for messages and traces.
struct EntrySource {
    std::function<Place(const ScoreEntry&)> place;
    std::function<std::string(const ScoreEntry&)> rater;
    /// When set, entries that contradict each other or come out of turn are handed over here instead of being
    /// errors, and the person is judged without them.
    std::function<void(const ScoreEntry&, std::string_view code, const Text& message)> set_aside;
};

/// What decides a course beside its scores; null where no sheet says anything.
struct Circumstances {
    const Attendance* attendance = nullptr;
    const Conduct* conduct = nullptr;
    bool none() const { return attendance == nullptr && conduct == nullptr; }
};

/// Decides every course of a person from their entries: attempts in turn, the ladder, appeals, failures in a
/// row. `grade`, `explain`, `retrain` and policy tests all decide here.
class Judge {
  public:
    Judge(const Workspace& workspace, const Proceedings& proceedings, EntrySource source,
          Circumstances circumstances = {});
    /// With people of its own, whom the workspace does not know (and no roster).
    Judge(const Workspace& workspace, const People& people, const Proceedings& proceedings,
          EntrySource source, Circumstances circumstances = {});

    /// Fills `outcomes` with the person's courses, by course id. `entries` are all of the person's, sorted as
    /// ScoreSheets does. Problems (two values for one score, attempts out of turn) are errors in
    /// `diagnostics`; the outcomes of that person are then not to be used. With a trace, each course becomes
    /// a root node.
    void person(std::uint32_t person, std::span<const ScoreEntry> entries,
                std::vector<CourseOutcome>& outcomes, Diagnostics& diagnostics, Trace* trace = nullptr);

    /// The same without a trace, for many people one after the other: outcomes of a kind that was judged
    /// before are taken over with figures and dates of their own (outcome_memo.h). Valid until the next call.
    Outcomes outcomes(std::uint32_t person, std::span<const ScoreEntry> entries, Diagnostics& diagnostics);

    /// Courses that the person has to take part in, by course number; empty without a roster.
    std::vector<std::uint32_t> courses_of(std::uint32_t person) const;
    /// Whether the person takes part: in a course that states no participants, or without a roster, whoever
    /// appears in a sheet does.
    bool takes_part(std::uint32_t person, std::uint32_t course) const;

  private:
    Outcomes all_outcomes(std::uint32_t person, std::span<const ScoreEntry> entries,
                          Diagnostics& diagnostics);
    bool remember(std::uint32_t person, std::span<const ScoreEntry> entries);
    void judge(std::uint32_t person, std::span<const ScoreEntry> entries,
               std::vector<CourseOutcome>& outcomes, Diagnostics& diagnostics, Trace* trace);
    void without_repeats(std::span<const ScoreEntry> entries, Diagnostics& diagnostics);
    void in_a_row(std::vector<CourseOutcome>& outcomes, std::vector<TraceNode>* notes);
    void apply(const CountRule& rule, const std::vector<const CourseOutcome*>& row, CourseOutcome& outcome,
               std::vector<TraceNode>* notes) const;
    Text headline(const CourseOutcome& outcome) const;
    void problem(const ScoreEntry& entry, std::string_view code, Text message, Text hint,
                 Diagnostics& diagnostics, const ScoreEntry* other = nullptr);
    /// The course states who takes part, and there is a roster to find them in.
    bool is_for_participants(std::uint32_t course) const;
    void not_a_participant(const ScoreEntry& entry, Diagnostics& diagnostics) const;

    void courses_of(std::uint32_t person, std::vector<std::uint32_t>& result) const;

    const Workspace& workspace_;
    const People& people_;
    const Proceedings& proceedings_;
    EntrySource source_;
    Circumstances circumstances_;
    OutcomePool pool_;
    OutcomeMemo memo_;
    std::vector<CourseOutcome> judged_;         ///< what `outcomes` judged last
    std::vector<const CourseOutcome*> shown_;   ///< what it gave last
    const CourseOutcome* shown_one_ = nullptr;  ///< or this alone
    std::vector<std::uint32_t> due_;            ///< courses of the person who is being judged
    std::vector<std::size_t> by_end_;
    std::vector<std::vector<std::uint32_t>>
        by_track_;  ///< courses for all of a track, by the roster's track number
    std::vector<std::pair<std::uint32_t, std::uint32_t>> listed_;  ///< (person, course), sorted
    std::size_t judged_entries_ = 0;                               ///< in this pass
    std::vector<RowAddress> dropped_;                              ///< rows set aside in this pass
};

}  // namespace passline
