#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scores/attempt.h"

namespace passline {

/// What the scores of attempts have alike that have the same components scored, marked and missing: made
/// once from one of them, as text, to be put out for the others with figures of their own.
class ScorePattern {
  public:
    ScorePattern() = default;
    /// `between` stands between one component and the next.
    ScorePattern(const AttemptResult& attempt, const CourseRules& rules, std::string_view between);

    /// Scores and marks, to where `most()` bytes can be written; returns the end.
    char* put(char* to, const AttemptResult& attempt) const;
    /// No longer than that, with what may be overwritten behind.
    std::size_t most() const { return most_; }

  private:
    /// A scored component with what stands before its figure: "theory=", ";practical=".
    struct Figure {
        std::string before;  ///< has room for `short_text` bytes, which are copied together
        std::uint32_t component = 0;
    };
    static constexpr std::size_t short_text = 16;

    const CourseRules* rules_ = nullptr;
    std::vector<Figure> figures_;
    std::string behind_;  ///< marks behind the last figure
    std::size_t most_ = 0;
};

}  // namespace passline
