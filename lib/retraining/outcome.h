#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "retraining/appeals.h"
#include "scores/attempt.h"
#include "time/date.h"
#include "time/offset.h"
#include "workspace/course_rules.h"

namespace passline {

enum class Outcome { pass, fail, incomplete, not_attended, withdrawn };
enum class Next { none, assess, retrain, resit, make_up };
std::string_view outcome_name(Outcome outcome);
std::string_view next_name(Next next);
Text outcome_title(Outcome outcome);
Text next_title(Next next);

/// One attempt as it was judged.
struct JudgedAttempt {
    std::uint16_t number = 0;
    std::optional<Date> date;  ///< its latest entry's
    AttemptResult result;
};

/// What a course came to for one person, and what follows (semantics.md, Outcome of a course for a person).
struct CourseOutcome {
    std::uint32_t person = 0;
    std::uint32_t course = 0;
    const CourseRules* rules = nullptr;
    std::vector<JudgedAttempt> attempts;  ///< those judged, from 1 on
    Outcome outcome = Outcome::incomplete;
    Next next = Next::assess;
    std::uint16_t failures = 0;
    bool ladder_ended = false;  ///< failed, and nothing of the ladder is left
    std::optional<Date> since;  ///< date of the failed attempt that led to `next`
    std::optional<Date> due;
    const Duration* within = nullptr;  ///< what `due` was reckoned with, from `since`; null: otherwise
    bool provisional = false;          ///< `due` rests on a year without published holidays
    const BandRule* band = nullptr;
    std::vector<std::string> actions;  ///< ids, once each, in the order of their rules; held ones left out
    std::vector<std::string> held_actions;  ///< left out because an appeal is open
    std::vector<const Article*> articles;   ///< of the rules that decided, once each
    std::optional<AppealStatus> appeal;
    const CertificateRule* certificate = nullptr;
    /// Outcomes of one judge that have the same number differ in nothing but person, figures and dates. 0:
    /// not known to be like any other.
    std::uint32_t kind = 0;

    const AttemptResult* last() const { return attempts.empty() ? nullptr : &attempts.back().result; }
    /// Ids of the components below their line or failed by a mark, and "total", joined by `;`.
    std::string failed() const;
    void append_failed(std::string& text) const;
    bool passed_first() const {
        return !attempts.empty() && attempts.front().result.verdict == Verdict::pass && attempts.size() == 1;
    }

    void add_action(const std::string& action);
    void add_article(const Article& article);
};

/// One person's outcomes, by course id.
using Outcomes = std::span<const CourseOutcome* const>;

/// Outcomes and attempts that are no longer needed, for the next ones to take their memory. Judging millions
/// of people, allocating would cost more than judging.
class OutcomePool {
  public:
    /// Empties the list; what its outcomes held is kept for later.
    void take_back(std::vector<CourseOutcome>& outcomes);
    CourseOutcome outcome();
    AttemptResult attempt();

  private:
    std::vector<CourseOutcome> outcomes_;
    std::vector<AttemptResult> attempts_;
};

}  // namespace passline
