// Scores and totals as results print them (semantics.md, Rounding and printing).
#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <utility>

#include "base/bytes.h"
#include "num/exact_divisor.h"
#include "scores/attempt.h"
#include "scores/score_pattern.h"

namespace passline {

namespace {

/// Longer than any figure that is made here: scores and totals lie below 2^62 millionths.
constexpr std::size_t longest_figure = 32;

/// Short texts to be copied as a whole, whatever their length: up to three characters, and how many.
using ShortText = std::array<char, 4>;

/// 0 to 999.
constexpr auto wholes = [] {
    std::array<ShortText, 1000> texts{};
    for (unsigned number = 0; number < texts.size(); ++number) {
        ShortText& text = texts[number];
        char size = 0;
        if (number >= 100) text[static_cast<std::size_t>(size++)] = static_cast<char>('0' + number / 100);
        if (number >= 10) text[static_cast<std::size_t>(size++)] = static_cast<char>('0' + number / 10 % 10);
        text[static_cast<std::size_t>(size++)] = static_cast<char>('0' + number % 10);
        text[3] = size;
    }
    return texts;
}();

/// What stands behind 0 to 99 hundredths: nothing, ".5", ".25".
constexpr auto hundredths = [] {
    std::array<ShortText, 100> texts{};
    for (unsigned number = 1; number < texts.size(); ++number) {
        const auto tens = static_cast<char>('0' + number / 10);
        const auto ones = static_cast<char>('0' + number % 10);
        texts[number] = {'.', tens, ones, static_cast<char>(ones == '0' ? 2 : 3)};
    }
    return texts;
}();

/// ".00" to ".99".
constexpr auto two_places = [] {
    std::array<ShortText, 100> texts{};
    for (unsigned number = 0; number < texts.size(); ++number)
        texts[number] = {'.', static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10), 3};
    return texts;
}();

char* put_short(char* to, const ShortText& text) {
    std::memcpy(to, text.data(), text.size());
    return to + text[3];
}

/// A whole number from 0 on.
char* put_whole(char* to, std::int64_t number) {
    if (number < static_cast<std::int64_t>(wholes.size()))
        return put_short(to, wholes[static_cast<std::size_t>(number)]);
    return std::to_chars(to, to + longest_figure, number).ptr;
}

/// A point and `places` digits.
char* put_decimals(char* to, unsigned digits, int places) {
    *to = '.';
    for (int i = places; i > 0; --i, digits /= 10) to[i] = static_cast<char>('0' + digits % 10);
    return to + places + 1;
}

/// Millionths that are a decimal of four places: the shortest form.
char* put_four_places(char* to, std::int64_t millionths) {
    to = put_whole(to, millionths / Decimal::scale);
    const auto part = static_cast<unsigned>(millionths % Decimal::scale);
    if (part % 10'000 == 0) return put_short(to, hundredths[part / 10'000]);
    if (part % 1'000 == 0) return put_decimals(to, part / 1'000, 3);
    return put_decimals(to, part / 100, 4);
}

/// Millionths of a hundredth.
constexpr std::uint64_t step = Decimal::scale / 100;
/// The hundredths of a figure that is a decimal of up to two places below 1,000, as nearly all are; else at
/// least `no_hundredths`, also of a figure that is no decimal.
constexpr std::uint64_t no_hundredths = 100'000;
std::uint64_t hundredths_of(std::int64_t millionths) {
    constexpr ExactDivisor by_step(step);
    return by_step.quotient(static_cast<std::uint64_t>(millionths));
}

/// A score in its shortest form, of `hundredths_of`.
[[gnu::always_inline]] inline char* put_common(char* to, std::uint64_t count) {
    const auto shown = static_cast<std::uint32_t>(count);
    return put_short(put_short(to, wholes[shown / 100]), hundredths[shown % 100]);
}

/// A total that is a decimal of up to six places, not below 0: the same as `print_total` in whole numbers.
char* put_decimal_total(char* to, std::int64_t millionths, const CourseRules& rules) {
    const auto value = static_cast<std::uint64_t>(millionths);
    std::uint64_t shown = (value + step / 2) / step;
    const auto crosses = [&](Decimal line) {
        return (static_cast<std::int64_t>(shown * step) >= line.millionths()) !=
               (millionths >= line.millionths());
    };
    if (shown * step != value) {
        const auto& bands = rules.track->bands;
        if ((rules.pass && crosses(rules.pass->value)) ||
            std::any_of(bands.begin(), bands.end(),
                        [&](const BandRule& band) { return crosses(band.at_least); }))
            shown = value / step;
    }
    return put_short(put_whole(to, static_cast<std::int64_t>(shown / 100)), two_places[shown % 100]);
}

}  // namespace

std::string print_score(const Fraction& compared, const std::optional<Line>& line) {
    return line ? compared.shortest_beside(4, line->value) : compared.shortest(4);
}

std::string print_component(const Fraction& compared, const CourseRules& rules, std::size_t component) {
    const RuledComponent& rule = rules.components[component];
    std::string text = print_score(compared, rule.pass);
    const bool alone = !rules.weighted && !rule.baseline && rule.out_of == Decimal::whole(100) &&
                       std::count_if(rules.components.begin(), rules.components.end(),
                                     [](const RuledComponent& c) { return !c.baseline; }) == 1;
    if (!alone) return text;
    for (const BandRule& band : rules.track->bands) {
        if (compared.crosses(text, band.at_least)) return compared.fixed_cut(4);
    }
    return text;
}

std::string print_total(const Fraction& compared, const CourseRules& rules) {
    std::string text = compared.fixed(2);
    bool cut = rules.pass && compared.crosses(text, rules.pass->value);
    for (const BandRule& band : rules.track->bands) cut |= compared.crosses(text, band.at_least);
    return cut ? compared.fixed_cut(2) : text;
}

std::string print_scores(const AttemptResult& attempt, const CourseRules& rules) {
    const ScorePattern pattern(attempt, rules, ";");
    Bytes text;
    text.end_at(pattern.put(text.room(pattern.most()), attempt));
    return std::string(text.view());
}

namespace {

/// Any score, to where `longest_figure` bytes and slack can be written.
char* put_other_component(char* to, const ComponentResult& result, const CourseRules& rules,
                          std::size_t component) {
    // What is a decimal of four places is printed whole and stands on no other side of anything.
    const std::int64_t millionths = result.compared.millionths();
    if (millionths >= 0 && millionths % 100 == 0) return put_four_places(to, millionths);
    const std::string text = print_component(result.compared, rules, component);
    return put(to, text);
}

[[gnu::always_inline]] inline char* put_any_component(char* to, const ComponentResult& result,
                                                      const CourseRules& rules, std::size_t component) {
    const std::uint64_t count = hundredths_of(result.compared.millionths());
    return count < no_hundredths ? put_common(to, count) : put_other_component(to, result, rules, component);
}

}  // namespace

char* put_component(char* to, const ComponentResult& result, const CourseRules& rules,
                    std::size_t component) {
    return put_any_component(to, result, rules, component);
}

char* put_total(char* to, const ScoreFigure& compared, const CourseRules& rules) {
    constexpr std::int64_t most = std::int64_t{1} << 60U;
    const std::int64_t millionths = compared.millionths();
    if (const std::uint64_t count = hundredths_of(millionths); count < no_hundredths) {
        const auto shown = static_cast<std::uint32_t>(count);
        return put_short(put_short(to, wholes[shown / 100]), two_places[shown % 100]);
    }
    if (millionths >= 0 && millionths < most) return put_decimal_total(to, millionths, rules);
    return put(to, print_total(compared, rules));
}

ScorePattern::ScorePattern(const AttemptResult& attempt, const CourseRules& rules, std::string_view between)
    : rules_(&rules) {
    std::string before;
    for (std::uint32_t i = 0; i < rules.components.size(); ++i) {
        const ComponentResult& result = attempt.components[i];
        if (result.state == ComponentResult::State::missing) continue;
        if (!before.empty() || !figures_.empty()) before += between;
        before += rules.components[i].id;
        before += '=';
        if (result.scored()) {
            figures_.push_back({std::exchange(before, {}), i});
        } else {
            before += mark_name(result.mark);
        }
    }
    for (Figure& figure : figures_) {
        figure.before.reserve(short_text);
        most_ += figure.before.size() + 2 * longest_figure;
    }
    behind_ = std::move(before);
    most_ += behind_.size() + short_text;
}

char* ScorePattern::put(char* to, const AttemptResult& attempt) const {
    for (const Figure& figure : figures_) {
        const ComponentResult& result = attempt.components[figure.component];
        const std::size_t size = figure.before.size();
        if (size <= short_text) {
            std::memcpy(to, figure.before.data(), short_text);
            to += size;
        } else {
            to = passline::put(to, figure.before);
        }
        to = put_any_component(to, result, *rules_, figure.component);
    }
    return behind_.empty() ? to : passline::put(to, behind_);
}

}  // namespace passline
