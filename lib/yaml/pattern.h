#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace passline {

/// A regular expression of the kind that JSON Schema's `pattern` takes (ECMA-262), without look-around,
/// back-references and lazy repetition's meaning (it makes no difference to whether a text matches). Matches
/// characters, in time linear in the text; cheap to compile, which std::regex is not.
class Pattern {
  public:
    /// Nothing when the expression is wrong or uses what is not supported.
    static std::optional<Pattern> compile(std::string_view expression);

    /// True when some part of the text matches (`^` and `$` anchor to all of it).
    bool found_in(std::string_view utf8) const;

  private:
    friend class PatternCompiler;
    friend class PatternRun;
    enum class Op : std::uint8_t { character, set, begin, end, word_edge, no_word_edge, split, jump, match };
    struct Step {
        Op op = Op::match;
        std::uint32_t a = 0;  ///< the character, the set's index, or where to go on
        std::uint32_t b = 0;  ///< the other way of a split
    };
    struct Set {
        std::vector<std::pair<char32_t, char32_t>> ranges;
        bool negated = false;
        bool holds(char32_t c) const;
    };

    std::vector<Step> steps_;
    std::vector<Set> sets_;
};

}  // namespace passline
