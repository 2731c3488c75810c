// Scores and totals as results print them (semantics.md, Rounding and printing).
#include <algorithm>

#include "scores/attempt.h"

namespace passline {

namespace {

/// `count` of the `places`-th decimal, 0 or more, with all its decimals.
void append_count(std::string& text, std::int64_t count, int places) {
    char buffer[32];
    char* const end = buffer + sizeof buffer;
    char* begin = end;
    for (int i = 0; i < places; ++i, count /= 10) *--begin = static_cast<char>('0' + count % 10);
    if (places > 0) *--begin = '.';
    do {
        *--begin = static_cast<char>('0' + count % 10);
        count /= 10;
    } while (count != 0);
    text.append(begin, end);
}

/// The same, zeros at the end left out.
void append_shortest(std::string& text, std::int64_t count, int places) {
    for (; places > 0 && count % 10 == 0; --places) count /= 10;
    append_count(text, count, places);
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
    append_count(text, shown, 2);
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
    if (result.millionths >= 0 && result.millionths % 100 == 0) {
        append_shortest(text, result.millionths / 100, 4);
    } else {
        text += print_component(result.compared, rules, component);
    }
}

void append_total(std::string& text, const Fraction& compared, const CourseRules& rules) {
    constexpr std::int64_t most = std::int64_t{1} << 60U;
    const std::optional<std::int64_t> millionths = compared.count_at(6);
    if (millionths && *millionths >= 0 && *millionths < most) {
        append_total(text, *millionths, rules);
    } else {
        text += print_total(compared, rules);
    }
}

void append_scores(std::string& text, const AttemptResult& attempt, const CourseRules& rules) {
    bool first = true;
    for (std::size_t i = 0; i < rules.components.size(); ++i) {
        const ComponentResult& result = attempt.components[i];
        if (result.state == ComponentResult::State::missing) continue;
        if (!first) text += ';';
        first = false;
        text += rules.components[i].id;
        text += '=';
        if (result.scored()) {
            append_component(text, result, rules, i);
        } else {
            text += mark_name(result.mark);
        }
    }
}

}  // namespace passline
