// Thompson's construction: the expression becomes a small program, which pattern_run.cpp runs.
#include "yaml/pattern.h"

#include <array>
#include <cstddef>
#include <span>

#include "yaml/pattern_characters.h"

namespace passline {
namespace {

/// Repetitions are written out; an expression that grows beyond this is refused.
constexpr std::size_t longest_program = 20'000;
constexpr int deepest_group = 100;
constexpr char32_t last_character = 0x10FFFF;

using Range = std::pair<char32_t, char32_t>;
using Ranges = std::vector<Range>;

constexpr std::array digit_ranges{Range{'0', '9'}};
constexpr std::array word_ranges{Range{'0', '9'}, Range{'A', 'Z'}, Range{'_', '_'}, Range{'a', 'z'}};
constexpr std::array blank_ranges{Range{'\t', '\r'},     Range{' ', ' '},       Range{0xA0, 0xA0},
                                  Range{0x1680, 0x1680}, Range{0x2000, 0x200A}, Range{0x2028, 0x2029},
                                  Range{0x202F, 0x202F}, Range{0x205F, 0x205F}, Range{0x3000, 0x3000},
                                  Range{0xFEFF, 0xFEFF}};
constexpr std::array line_end_ranges{Range{'\n', '\n'}, Range{'\r', '\r'}, Range{0x2028, 0x2029}};

Ranges all_of(std::span<const Range> ranges) { return {ranges.begin(), ranges.end()}; }

/// All that `ranges`, which ascend, leave out.
Ranges complement(std::span<const Range> ranges) {
    Ranges rest;
    char32_t from = 0;
    for (const auto& [low, high] : ranges) {
        if (low > from) rest.emplace_back(from, low - 1);
        from = high + 1;
    }
    rest.emplace_back(from, last_character);
    return rest;
}

/// What \d \D \w \W \s \S stand for; empty for other letters.
Ranges class_ranges(char32_t letter) {
    switch (letter) {
        case 'd':
            return all_of(digit_ranges);
        case 'D':
            return complement(digit_ranges);
        case 'w':
            return all_of(word_ranges);
        case 'W':
            return complement(word_ranges);
        case 's':
            return all_of(blank_ranges);
        case 'S':
            return complement(blank_ranges);
        default:
            return {};
    }
}

}  // namespace

class PatternCompiler {
  public:
    explicit PatternCompiler(std::string_view text) : text_(text) {}

    std::optional<Pattern> compile() {
        alternatives(0);
        if (!ok_ || at_ != text_.size()) return std::nullopt;
        emit(Pattern::Op::match);
        return std::move(pattern_);
    }

  private:
    using Op = Pattern::Op;
    using Step = Pattern::Step;

    bool more() const { return ok_ && at_ < text_.size(); }
    bool next_is(char c) const { return more() && text_[at_] == c; }
    bool take(std::string_view token) {
        if (!ok_ || !text_.substr(at_).starts_with(token)) return false;
        at_ += token.size();
        return true;
    }
    std::uint32_t here() const { return static_cast<std::uint32_t>(pattern_.steps_.size()); }
    void emit(Op op, std::uint32_t a = 0, std::uint32_t b = 0) {
        if (pattern_.steps_.size() >= longest_program) {
            ok_ = false;
        } else {
            pattern_.steps_.push_back({op, a, b});
        }
    }
    void emit_set(Ranges ranges, bool negated = false) {
        emit(Op::set, static_cast<std::uint32_t>(pattern_.sets_.size()));
        pattern_.sets_.push_back({std::move(ranges), negated});
    }

    void alternatives(int depth);
    void sequence(int depth);
    void repeated(int depth);
    void atom(int depth);
    void escape();
    bool hex_escape(std::size_t digits, char32_t& character);
    char32_t escaped_character();
    void set();
    bool number(std::size_t& value);
    bool bounds(std::size_t& least, std::optional<std::size_t>& most);
    void repeat(std::uint32_t start, std::size_t least, std::optional<std::size_t> most);
    void copy(const std::vector<Step>& body, std::uint32_t from);

    std::string_view text_;
    std::size_t at_ = 0;
    bool ok_ = true;
    Pattern pattern_;
};

void PatternCompiler::alternatives(int depth) {
    if (depth > deepest_group) {
        ok_ = false;
        return;
    }
    std::vector<std::uint32_t> exits;
    for (;;) {
        const std::uint32_t start = here();
        sequence(depth);
        if (!next_is('|')) break;
        ++at_;
        // In front of what was just written goes a split that may skip it, behind it a jump to the end.
        const std::vector<Step> body(pattern_.steps_.begin() + start, pattern_.steps_.end());
        pattern_.steps_.resize(start);
        emit(Op::split, start + 1, start + static_cast<std::uint32_t>(body.size()) + 2);
        copy(body, start);
        exits.push_back(here());
        emit(Op::jump);
        if (!ok_) return;
    }
    for (const std::uint32_t exit : exits) pattern_.steps_[exit].a = here();
}

/// Appends steps that stood at `from`, with their targets moved along.
void PatternCompiler::copy(const std::vector<Step>& body, std::uint32_t from) {
    const std::uint32_t to = here();
    for (const Step& step : body) {
        const bool moves = step.op == Op::split || step.op == Op::jump;
        emit(step.op, moves ? step.a - from + to : step.a, moves ? step.b - from + to : step.b);
    }
}

void PatternCompiler::sequence(int depth) {
    while (more() && text_[at_] != '|' && text_[at_] != ')') repeated(depth);
}

void PatternCompiler::repeated(int depth) {
    const std::uint32_t start = here();
    atom(depth);
    std::size_t least = 1;
    std::optional<std::size_t> most = 1;
    if (take("*")) {
        least = 0;
        most.reset();
    } else if (take("+")) {
        most.reset();
    } else if (take("?")) {
        least = 0;
    } else if (!next_is('{') || !bounds(least, most)) {
        return;
    }
    take("?");
    if (ok_) repeat(start, least, most);
}

bool PatternCompiler::number(std::size_t& value) {
    const std::size_t start = at_;
    value = 0;
    while (more() && text_[at_] >= '0' && text_[at_] <= '9' && value < longest_program) {
        value = value * 10 + static_cast<std::size_t>(text_[at_++] - '0');
    }
    return at_ > start;
}

bool PatternCompiler::bounds(std::size_t& least, std::optional<std::size_t>& most) {
    ++at_;
    if (!number(least)) return ok_ = false;
    most = least;
    if (take(",")) {
        most.reset();
        std::size_t bound = 0;
        if (number(bound)) most = bound;
    }
    ok_ = ok_ && take("}") && (!most || *most >= least);
    return ok_;
}

void PatternCompiler::repeat(std::uint32_t start, std::size_t least, std::optional<std::size_t> most) {
    const std::vector<Step> body(pattern_.steps_.begin() + start, pattern_.steps_.end());
    const auto size = static_cast<std::uint32_t>(body.size());
    pattern_.steps_.resize(start);
    for (std::size_t i = 0; i < least && ok_; ++i) copy(body, start);
    if (!most) {
        const std::uint32_t loop = here();
        emit(Op::split, loop + 1, loop + size + 2);
        copy(body, start);
        emit(Op::jump, loop);
        return;
    }
    for (std::size_t i = least; i < *most && ok_; ++i) {
        emit(Op::split, here() + 1, here() + size + 1);
        copy(body, start);
    }
}

void PatternCompiler::atom(int depth) {
    if (take("(")) {
        if (!take("?:") && next_is('?')) ok_ = false;
        alternatives(depth + 1);
        ok_ = ok_ && take(")");
    } else if (take("[")) {
        set();
    } else if (take("^")) {
        emit(Op::begin);
    } else if (take("$")) {
        emit(Op::end);
    } else if (take(".")) {
        emit_set(all_of(line_end_ranges), true);
    } else if (take("\\")) {
        escape();
    } else if (std::string_view("*+?{}])").find(text_[at_]) != std::string_view::npos) {
        ok_ = false;
    } else {
        emit(Op::character, static_cast<std::uint32_t>(next_character(text_, at_)));
    }
}

void PatternCompiler::escape() {
    if (!more()) {
        ok_ = false;
    } else if (take("b")) {
        emit(Op::word_edge);
    } else if (take("B")) {
        emit(Op::no_word_edge);
    } else if (Ranges ranges = class_ranges(static_cast<unsigned char>(text_[at_])); !ranges.empty()) {
        ++at_;
        emit_set(std::move(ranges));
    } else {
        emit(Op::character, static_cast<std::uint32_t>(escaped_character()));
    }
}

bool PatternCompiler::hex_escape(std::size_t digits, char32_t& character) {
    character = 0;
    for (std::size_t i = 0; i < digits; ++i, ++at_) {
        constexpr std::string_view hex = "0123456789abcdefABCDEF";
        const std::size_t value = more() ? hex.find(text_[at_]) : std::string_view::npos;
        if (value == std::string_view::npos) return ok_ = false;
        character = character * 16 + static_cast<char32_t>(value < 16 ? value : value - 6);
    }
    return true;
}

char32_t PatternCompiler::escaped_character() {
    if (!more()) {
        ok_ = false;
        return 0;
    }
    char32_t hex = 0;
    switch (text_[at_]) {
        case 'n':
            return ++at_, '\n';
        case 'r':
            return ++at_, '\r';
        case 't':
            return ++at_, '\t';
        case 'f':
            return ++at_, '\f';
        case 'v':
            return ++at_, '\v';
        case 'x':
            return ++at_, hex_escape(2, hex) ? hex : 0;
        case 'u':
            return ++at_, hex_escape(4, hex) ? hex : 0;
        default:
            break;
    }
    const char32_t character = next_character(text_, at_);
    // A letter or digit would mean something else: a back-reference, a property, a control character.
    if (is_word(character)) ok_ = false;
    return character;
}

void PatternCompiler::set() {
    const bool negated = take("^");
    Ranges ranges;
    while (more() && text_[at_] != ']') {
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
            if (const Ranges known = class_ranges(static_cast<unsigned char>(text_[at_ + 1]));
                !known.empty()) {
                at_ += 2;
                ranges.insert(ranges.end(), known.begin(), known.end());
                continue;
            }
        }
        const auto one = [&] { return take("\\") ? escaped_character() : next_character(text_, at_); };
        const char32_t low = one();
        char32_t high = low;
        if (ok_ && next_is('-') && at_ + 1 < text_.size() && text_[at_ + 1] != ']') {
            ++at_;
            high = one();
        }
        if (high < low) ok_ = false;
        ranges.emplace_back(low, high);
    }
    ok_ = ok_ && take("]");
    emit_set(std::move(ranges), negated);
}

std::optional<Pattern> Pattern::compile(std::string_view expression) {
    return PatternCompiler(expression).compile();
}

}  // namespace passline
