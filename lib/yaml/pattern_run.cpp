// Runs the program of a pattern: its threads go through the text side by side, so that no text takes more
// than linear time.
#include <algorithm>
#include <cstddef>

#include "yaml/pattern.h"
#include "yaml/pattern_characters.h"

namespace passline {

bool Pattern::Set::holds(char32_t c) const {
    const bool inside = std::any_of(ranges.begin(), ranges.end(),
                                    [&](const auto& range) { return c >= range.first && c <= range.second; });
    return inside != negated;
}

/// One search: the threads that are alive before each character.
class PatternRun {
  public:
    PatternRun(const Pattern& pattern, std::string_view text)
        : steps_(pattern.steps_), sets_(pattern.sets_), text_(text), seen_(steps_.size(), 0) {}

    bool search() {
        std::size_t at = 0;
        char32_t before = 0;
        for (;;) {
            std::size_t after = at;
            const bool ended = at == text_.size();
            const char32_t c = ended ? 0 : next_character(text_, after);
            begin_ = at == 0;
            end_ = ended;
            edge_ = (!begin_ && is_word(before)) != (!ended && is_word(c));
            ++round_;
            ready_.clear();
            for (const std::uint32_t step : waiting_) {
                if (enter(step)) return true;
            }
            if (enter(0)) return true;
            if (ended) return false;
            waiting_.clear();
            for (const std::uint32_t step : ready_) {
                if (takes(steps_[step], c)) waiting_.push_back(step + 1);
            }
            if (waiting_.empty() && steps_[0].op == Pattern::Op::begin) return false;
            at = after;
            before = c;
        }
    }

  private:
    using Op = Pattern::Op;

    bool takes(const Pattern::Step& step, char32_t c) const {
        return step.op == Op::character ? step.a == c : sets_[step.a].holds(c);
    }

    /// Follows what needs no character; true when the match is reached. What waits for a character goes to
    /// `ready_`.
    bool enter(std::uint32_t first) {
        stack_.assign(1, first);
        while (!stack_.empty()) {
            const std::uint32_t at = stack_.back();
            stack_.pop_back();
            if (seen_[at] == round_) continue;
            seen_[at] = round_;
            const Pattern::Step& step = steps_[at];
            switch (step.op) {
                case Op::match:
                    return true;
                case Op::character:
                case Op::set:
                    ready_.push_back(at);
                    break;
                case Op::jump:
                    stack_.push_back(step.a);
                    break;
                case Op::split:
                    stack_.push_back(step.b);
                    stack_.push_back(step.a);
                    break;
                case Op::begin:
                    if (begin_) stack_.push_back(at + 1);
                    break;
                case Op::end:
                    if (end_) stack_.push_back(at + 1);
                    break;
                case Op::word_edge:
                    if (edge_) stack_.push_back(at + 1);
                    break;
                case Op::no_word_edge:
                    if (!edge_) stack_.push_back(at + 1);
                    break;
            }
        }
        return false;
    }

    const std::vector<Pattern::Step>& steps_;
    const std::vector<Pattern::Set>& sets_;
    std::string_view text_;
    std::vector<std::size_t> seen_;
    std::vector<std::uint32_t> ready_;
    std::vector<std::uint32_t> waiting_;
    std::vector<std::uint32_t> stack_;
    std::size_t round_ = 0;
    bool begin_ = false;
    bool end_ = false;
    bool edge_ = false;
};

bool Pattern::found_in(std::string_view utf8) const { return PatternRun(*this, utf8).search(); }

}  // namespace passline
