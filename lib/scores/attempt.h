#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scores/entries.h"
#include "scores/score_figure.h"
#include "trace/trace.h"
#include "workspace/course_rules.h"

namespace passline {

/// What one component came to in one attempt.
struct ComponentResult {
    enum class State { missing, scored, marked };
    State state = State::missing;
    ScoreFigure exact;     ///< mean of the roles' means, before `round`; in the component's own scale
    ScoreFigure compared;  ///< after `round`: what is held against the pass-line and printed
    Mark mark = Mark::absent;
    MarkRule::As as = MarkRule::As::incomplete;
    bool below = false;      ///< scored and below its pass-line
    bool carried = false;    ///< from an earlier attempt (`carry: passed`)
    bool corrected = false;  ///< by an upheld appeal
    bool entered = false;    ///< this attempt has a score or mark for it, complete or not
    bool computed = false;   ///< from the attendance rate

    bool scored() const { return state == State::scored; }
    bool skipped() const { return state == State::marked && as == MarkRule::As::skip; }
    bool failed_by_mark() const { return state == State::marked && as == MarkRule::As::fail; }
    bool failed() const { return below || failed_by_mark(); }
};

enum class Verdict { pass, fail, incomplete };

/// One attempt judged (semantics.md, Attempts 1 to 5).
struct AttemptResult {
    std::vector<ComponentResult> components;  ///< as CourseRules::components
    std::optional<ScoreFigure> total;         ///< compared
    std::optional<ScoreFigure> rating;  ///< what bands are held against: the total, or without weights the
                                        ///< components' mean; none when nothing counts
    bool total_below = false;
    Verdict verdict = Verdict::incomplete;
    bool overflowed = false;  ///< figures too long to compute exactly; the rest is then meaningless
};

/// A component's score as an upheld appeal sets it.
struct Correction {
    std::uint8_t component = 0;
    ScoreValue value;
    std::string source;  ///< file:line of the appeal
};

/// What judging an attempt needs to know beside the rules.
struct AttemptInput {
    std::span<const ScoreEntry>
        entries;  ///< of this attempt, sorted by component, role, who; repeated values are fine
    std::span<const ScoreEntry> earlier;        ///< of the attempts before; where carried scores stand
    std::span<const Correction> corrections;    ///< of this attempt
    const AttemptResult* carry_from = nullptr;  ///< components that reached their line there keep their score
    /// The course's attendance rate, 0 to 1: the score of a component `from: attendance` without one.
    std::optional<Fraction> attendance = {};
    /// file:line of an entry; asked only when there is a trace.
    const std::function<std::string(const ScoreEntry&)>* address = nullptr;
    const std::function<std::string(const ScoreEntry&)>* rater = nullptr;  ///< who, of `role:who`
};

/// Judges one attempt into `result` (reused between calls). A trace gets a node for each component and for
/// the total.
void judge_attempt(const CourseRules& rules, const AttemptInput& input, AttemptResult& result,
                   Trace* trace = nullptr);

/// A score as results print it: the shortest exact decimal of up to 4 places, else 4, half up, but cut where
/// rounding would land on the other side of `line`.
std::string print_score(const Fraction& compared, const std::optional<Line>& line);
/// The same for a component of a course: where it alone is held against the bands (there is no total and no
/// other component), their lines count too.
std::string print_component(const Fraction& compared, const CourseRules& rules, std::size_t component);
/// A total with two decimals, half up, cut where rounding would land on the other side of the pass-line or of
/// a band.
std::string print_total(const Fraction& compared, const CourseRules& rules);
/// `theory=79.5;practical=88`, a mark as `theory=absent`, components without a complete score left out.
std::string print_scores(const AttemptResult& attempt, const CourseRules& rules);
/// As print_component and print_total, to where `most_of_figure` bytes can be written; they return the end.
char* put_component(char* to, const ComponentResult& result, const CourseRules& rules, std::size_t component);
char* put_total(char* to, const ScoreFigure& compared, const CourseRules& rules);
inline constexpr std::size_t most_of_figure = 64;

/// The highest band that `rating` reaches; null when there is none.
const BandRule* band_of(const Track& track, const Fraction& rating);

}  // namespace passline
