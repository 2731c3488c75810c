// Scores and totals as results print them (semantics.md, Rounding and printing).
#include <algorithm>
#include <charconv>

#include "scores/attempt.h"

namespace passline {

namespace {

constexpr std::size_t longest_figure = 32;

/// A whole number from 0 on.
char* put_whole(char* to, std::int64_t number) {
    if (number >= 1000) return std::to_chars(to, to + longest_figure, number).ptr;
    const auto small = static_cast<unsigned>(number);
    if (small >= 100) *to++ = static_cast<char>('0' + small / 100);
    if (small >= 10) *to++ = static_cast<char>('0' + small / 10 % 10);
    *to++ = static_cast<char>('0' + small % 10);
    return to;
}

/// A point and `places` digits.
char* put_decimals(char* to, unsigned digits, int places) {
    *to = '.';
    for (int i = places; i > 0; --i, digits /= 10) to[i] = static_cast<char>('0' + digits % 10);
    return to + places + 1;
}

/// Millionths that are a decimal of four places: the shortest form.
char* put_shortest(char* to, std::int64_t millionths) {
    to = put_whole(to, millionths / Decimal::scale);
    const auto part = static_cast<unsigned>(millionths % Decimal::scale);
    if (part == 0) return to;
    if (part % 100'000 == 0) return put_decimals(to, part / 100'000, 1);
    if (part % 10'000 == 0) return put_decimals(to, part / 10'000, 2);
    if (part % 1'000 == 0) return put_decimals(to, part / 1'000, 3);
    return put_decimals(to, part / 100, 4);
}

/// A total that is a decimal of up to six places, not below 0: the same as `print_total` in whole numbers.
void append_total(std::string& text, std::int64_t millionths, const CourseRules& rules) {
    constexpr std::int64_t step = Decimal::scale / 100;
    const std::int64_t cut = millionths / step;
    std::int64_t shown = (millionths + step / 2) / step;
    const auto crosses = [&](Decimal line) {
        return (shown * step >= line.millionths()) != (millionths >= line.millionths());
    };
    const auto& bands = rules.track->bands;
    if ((rules.pass && crosses(rules.pass->value)) ||
        std::any_of(bands.begin(), bands.end(), [&](const BandRule& band) { return crosses(band.at_least); }))
        shown = cut;
    char buffer[2 * longest_figure];
    char* const end = put_decimals(put_whole(buffer, shown / 100), static_cast<unsigned>(shown % 100), 2);
    text.append(buffer, end);
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
    std::string text;
    append_scores(text, attempt, rules);
    return text;
}

void append_component(std::string& text, const ComponentResult& result, const CourseRules& rules,
                      std::size_t component) {
    // What is a decimal of four places is printed whole and stands on no other side of anything.
    const std::int64_t millionths = result.compared.millionths();
    if (millionths >= 0 && millionths % 100 == 0) {
        char buffer[2 * longest_figure];
        text.append(buffer, put_shortest(buffer, millionths));
    } else {
        text += print_component(result.compared, rules, component);
    }
}

void append_total(std::string& text, const ScoreFigure& compared, const CourseRules& rules) {
    constexpr std::int64_t most = std::int64_t{1} << 60U;
    const std::int64_t millionths = compared.millionths();
    if (millionths >= 0 && millionths < most) {
        append_total(text, millionths, rules);
    } else {
        text += print_total(compared, rules);
    }
}

void append_scores(std::string& text, const AttemptResult& attempt, const CourseRules& rules) {
    bool first = true;
    for (std::size_t i = 0; i < rules.components.size(); ++i) {
        const ComponentResult& result = attempt.components[i];
        if (result.state == ComponentResult::State::missing) continue;
        const std::string& id = rules.components[i].id;
        const std::int64_t millionths = result.scored() ? result.compared.millionths() : -1;
        if (millionths >= 0 && millionths % 100 == 0 && id.size() < longest_figure) {
            char buffer[3 * longest_figure];
            char* to = buffer;
            if (!first) *to++ = ';';
            first = false;
            to = std::copy(id.begin(), id.end(), to);
            *to++ = '=';
            text.append(buffer, put_shortest(to, millionths));
            continue;
        }
        if (!first) text += ';';
        first = false;
        text += id;
        text += '=';
        if (result.scored()) {
            append_component(text, result, rules, i);
        } else {
            text += mark_name(result.mark);
        }
    }
}

}  // namespace passline
