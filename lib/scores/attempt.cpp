#include "scores/attempt.h"

#include <algorithm>

namespace passline {

namespace {

using As = MarkRule::As;

/// One attempt's way from entries to verdict; the result's fields are filled in this order.
class Judging {
  public:
    Judging(const CourseRules& rules, const AttemptInput& input, AttemptResult& result, Trace* trace)
        : rules_(rules), input_(input), result_(result), trace_(trace) {}

    void run() {
        result_.components.assign(rules_.components.size(), {});
        result_.total.reset();
        result_.rating.reset();
        result_.total_below = false;
        result_.overflowed = false;
        std::size_t at = 0;
        for (std::size_t i = 0; i < rules_.components.size(); ++i) {
            const std::size_t begin = at;
            while (at < input_.entries.size() && input_.entries[at].component == i) ++at;
            component(i, input_.entries.subspan(begin, at - begin));
        }
        decide();
    }

  private:
    void component(std::size_t index, std::span<const ScoreEntry> entries) {
        ComponentResult& result = result_.components[index];
        const RuledComponent& rule = rules_.components[index];
        result.entered =
            std::any_of(entries.begin(), entries.end(), [](const ScoreEntry& e) { return !e.value.empty(); });
        const Correction* correction = correction_of(index);
        if (correction != nullptr) {
            result.corrected = true;
            result.entered = true;
            set(result, correction->value);
        } else if (!result.entered) {
            carry(index, result);
            if (rule.from_attendance && result.state == ComponentResult::State::missing) attend(rule, result);
        } else if (!marked(entries, result)) {
            mean(rule, entries, result);
        }
        if (result.scored() && !result.carried) compare(rule, result);
        if (trace_ != nullptr) explain(index, entries, correction, result);
    }

    const Correction* correction_of(std::size_t index) const {
        const auto found = std::find_if(input_.corrections.begin(), input_.corrections.end(),
                                        [&](const Correction& c) { return c.component == index; });
        return found == input_.corrections.end() ? nullptr : &*found;
    }

    void set(ComponentResult& result, ScoreValue value) const {
        if (value.is_mark()) {
            set_mark(result, value.mark());
        } else {
            result.state = ComponentResult::State::scored;
            result.exact = value.score();
        }
    }

    void set_mark(ComponentResult& result, Mark mark) const {
        const As as = rules_.mark(mark).as;
        if (result.state == ComponentResult::State::marked &&
            weight(result.as, result.mark) >= weight(as, mark))
            return;
        result.state = ComponentResult::State::marked;
        result.mark = mark;
        result.as = as;
    }

    /// Of several marks for one component the one that weighs most counts: by what it does, then void before
    /// absent before exempt.
    static int weight(As as, Mark mark) {
        const int by_effect = as == As::fail ? 2 : as == As::incomplete ? 1 : 0;
        return by_effect * 3 + (mark == Mark::voided ? 2 : mark == Mark::absent ? 1 : 0);
    }

    bool marked(std::span<const ScoreEntry> entries, ComponentResult& result) const {
        for (const ScoreEntry& entry : entries) {
            if (entry.value.is_mark()) set_mark(result, entry.value.mark());
        }
        return result.state == ComponentResult::State::marked;
    }

    void carry(std::size_t index, ComponentResult& result) const {
        if (input_.carry_from == nullptr) return;
        const ComponentResult& before = input_.carry_from->components[index];
        if (!before.scored() || before.below || !rules_.components[index].pass) return;
        result = before;
        result.carried = true;
        result.entered = false;
    }

    void attend(const RuledComponent& rule, ComponentResult& result) const {
        if (!input_.attendance) return;
        result.state = ComponentResult::State::scored;
        result.exact = *input_.attendance * Fraction(rule.out_of);
        result.computed = true;
    }

    /// The mean of each role's entries, then the mean of the roles; missing while a role has none.
    void mean(const RuledComponent& rule, std::span<const ScoreEntry> entries,
              ComponentResult& result) const {
        const std::size_t roles = std::max<std::size_t>(1, rule.raters.size());
        if (roles == 1 && entries.size() == 1) return set(result, entries.front().value);
        Fraction sum;
        std::size_t at = 0;
        for (std::size_t role = 0; role < roles; ++role) {
            std::int64_t total = 0;
            std::int64_t count = 0;
            const ScoreEntry* last = nullptr;
            for (; at < entries.size() && entries[at].role == role; ++at) {
                const ScoreEntry& entry = entries[at];
                if (entry.value.empty()) continue;
                const bool repeated = last != nullptr && last->who == entry.who;
                last = &entry;
                if (repeated) continue;
                total += entry.value.score().millionths();  // at most 65,535 × 10^12: fits
                ++count;
            }
            if (count == 0) return;
            sum += roles == 1 && count == 1
                       ? Fraction(Decimal::from_millionths(total))
                       : Fraction::ratio(total, count) / Fraction(Decimal::whole(Decimal::scale));
        }
        result.state = ComponentResult::State::scored;
        result.exact = roles == 1 ? sum : sum / Fraction(Decimal::whole(static_cast<std::int32_t>(roles)));
    }

    void compare(const RuledComponent& rule, ComponentResult& result) const {
        if (rules_.round) {
            result.compared = result.exact.fraction().rounded(*rules_.round);
        } else {
            result.compared = result.exact;
        }
        result_.overflowed |= result.compared.overflowed();
        if (!rule.pass || rule.baseline || result_.overflowed) return;
        const std::int64_t millionths = result.compared.millionths();
        result.below = millionths >= 0 ? millionths < rule.pass->value.millionths()
                                       : result.compared.fraction() < Fraction(rule.pass->value);
    }

    void decide() {
        bool failed = false;
        bool missing = false;
        bool all_skipped = true;
        for (std::size_t i = 0; i < rules_.components.size(); ++i) {
            const RuledComponent& rule = rules_.components[i];
            const ComponentResult& result = result_.components[i];
            if (rule.baseline) continue;
            failed |= result.failed();
            all_skipped &= result.skipped();
            const bool without_score = !result.scored() && !result.skipped() && !result.failed_by_mark();
            missing |= without_score && !rule.optional;
        }
        if (!all_skipped) missing |= nothing_scored();
        if (!missing && !all_skipped) figures();
        result_.verdict = failed                ? Verdict::fail
                          : missing             ? Verdict::incomplete
                          : result_.total_below ? Verdict::fail
                                                : Verdict::pass;
        if (trace_ != nullptr) explain_total();
    }

    /// A group (or, without groups, the whole) in which nothing has a score yet although not all of it is
    /// skipped.
    bool nothing_scored() const {
        const std::size_t groups = std::max<std::size_t>(1, rules_.groups.size());
        for (std::size_t group = 0; group < groups; ++group) {
            bool any = false;
            bool skipped = true;
            for (std::size_t i = 0; i < rules_.components.size(); ++i) {
                if (!counts_in(i, group)) continue;
                any |= result_.components[i].scored();
                skipped &= result_.components[i].skipped();
            }
            if (!any && !skipped) return true;
        }
        return false;
    }

    bool counts_in(std::size_t component, std::size_t group) const {
        const RuledComponent& rule = rules_.components[component];
        return !rule.baseline && (rules_.groups.empty() || rule.group == static_cast<int>(group));
    }

    /// Total and rating, where every component that counts has a score.
    void figures() {
        for (std::size_t i = 0; i < rules_.components.size(); ++i) {
            const RuledComponent& rule = rules_.components[i];
            if (!rule.baseline && !rule.optional && result_.components[i].failed_by_mark()) return;
        }
        const std::optional<Fraction> exact = weighted();
        if (!exact) return;
        const Fraction compared = rules_.round ? exact->rounded(*rules_.round) : *exact;
        result_.overflowed |= compared.overflowed();
        if (result_.overflowed) return;
        result_.rating = compared;
        if (!rules_.weighted) return;
        result_.total = compared;
        if (rules_.pass) result_.total_below = compared < Fraction(rules_.pass->value);
    }

    std::optional<Fraction> weighted() const {
        const std::size_t groups = std::max<std::size_t>(1, rules_.groups.size());
        Fraction sum;
        Fraction weights;
        for (std::size_t group = 0; group < groups; ++group) {
            const std::optional<Fraction> mean = group_mean(group);
            if (!mean) continue;
            const Fraction weight =
                rules_.groups.empty() ? Fraction(Decimal::whole(1)) : Fraction(rules_.groups[group].weight);
            sum += *mean * weight;
            weights += weight;
        }
        if (weights == Fraction()) return {};
        return sum / weights;
    }

    /// The mean of a group's scores brought to 100, by their shares; nothing when all of it is skipped.
    std::optional<Fraction> group_mean(std::size_t group) const {
        std::optional<Fraction> mean;
        if (mean_of_decimals(group, mean)) return mean;
        const Fraction hundred(Decimal::whole(100));
        Fraction sum;
        Fraction shares;
        for (std::size_t i = 0; i < rules_.components.size(); ++i) {
            const RuledComponent& rule = rules_.components[i];
            if (!counts_in(i, group) || !result_.components[i].scored()) continue;
            const Fraction share = rule.weight ? Fraction(*rule.weight) : Fraction(Decimal::whole(1));
            const bool of_hundred = rule.out_of == Decimal::whole(100);
            const Fraction score = result_.components[i].exact;
            sum += share * (of_hundred ? score : score * hundred / Fraction(rule.out_of));
            shares += share;
        }
        if (shares == Fraction()) return {};
        return sum / shares;
    }

    /// The same sum in whole numbers, where all scores are decimals out of 100, as nearly all are. False
    /// where they are not, or where it might not fit.
    bool mean_of_decimals(std::size_t group, std::optional<Fraction>& mean) const {
        std::int64_t sum = 0;
        std::int64_t shares = 0;
        for (std::size_t i = 0; i < rules_.components.size(); ++i) {
            const RuledComponent& rule = rules_.components[i];
            if (!counts_in(i, group) || !result_.components[i].scored()) continue;
            const std::int64_t score = result_.components[i].exact.millionths();
            const std::int64_t share = rule.weight ? rule.weight->millionths() : Decimal::scale;
            std::int64_t part = 0;
            if (score < 0 || rule.out_of != Decimal::whole(100) ||
                __builtin_mul_overflow(score, share, &part) || __builtin_add_overflow(sum, part, &sum) ||
                __builtin_add_overflow(shares, share, &shares))
                return false;
        }
        std::int64_t divisor = 0;
        if (__builtin_mul_overflow(shares, Decimal::scale, &divisor)) return false;
        if (shares != 0) mean = Fraction::ratio(sum, divisor);
        return true;
    }

    // ---- what explain shows ----

    std::vector<std::string> sources_of(std::span<const ScoreEntry> entries) const {
        std::vector<std::string> sources;
        if (input_.address == nullptr) return sources;
        for (const ScoreEntry& entry : entries) {
            if (entry.value.empty()) continue;
            std::string source = (*input_.address)(entry);
            if (!source.empty() && std::find(sources.begin(), sources.end(), source) == sources.end())
                sources.push_back(std::move(source));
        }
        return sources;
    }

    /// The entries of the latest attempt before that has a score for this component.
    std::span<const ScoreEntry> carried_entries(std::size_t index) const {
        const std::span<const ScoreEntry> all = input_.earlier;
        std::size_t end = all.size();
        while (end > 0 && (all[end - 1].component != index || all[end - 1].value.empty())) --end;
        std::size_t begin = end;
        while (begin > 0 && all[begin - 1].component == index &&
               all[begin - 1].attempt == all[end - 1].attempt)
            --begin;
        return all.subspan(begin, end - begin);
    }

    /// Says that `round` has changed a figure, and from what.
    void explain_rounding(const Fraction& exact, const Fraction& compared) {
        if (!rules_.round || exact == compared) return;
        static const Text modes[] = {
            {"四舍五入", "half up"}, {"四舍六入五成双", "half to even"}, {"舍去", "down"}, {"进位", "up"}};
        const Text& mode = modes[static_cast<std::size_t>(rules_.round->mode)];
        trace_->note(say("由 {0} 按 {1} 取整（{2}）", "rounded from {0} to {1} ({2})", exact.shortest(6),
                         rules_.round->to.text(), mode),
                     {}, {rules_.track->assessment.origin.address()});
    }

    void explain(std::size_t index, std::span<const ScoreEntry> entries, const Correction* correction,
                 const ComponentResult& result) {
        const RuledComponent& rule = rules_.components[index];
        std::vector<std::string> sources;
        if (correction != nullptr) {
            sources.push_back(correction->source);
        } else if (result.carried) {
            sources = sources_of(carried_entries(index));
        } else if (!rule.rated()) {
            sources = sources_of(entries);  // raters have a node each
        }
        if (rule.pass && rule.pass->origin.line != 0) sources.push_back(rule.pass->origin.address());
        const Text rule_text =
            rule.baseline ? Text{}
                          : rules_.policy->cite_line(rule.article, rule.pass ? rule.pass->setting : "");
        trace_->open(what(rule, result), rule_text, std::move(sources));
        if (result.scored() && !result.carried) explain_rounding(result.exact, result.compared);
        if (result.computed)
            trace_->note(say("出勤率 {0}%", "attendance rate {0} %",
                             (*input_.attendance * Fraction(Decimal::whole(100))).shortest(2)));
        if (correction != nullptr) {
            for (const ScoreEntry& entry : entries) {
                if (!entry.value.empty())
                    trace_->note(say("原始成绩 {0}", "original {0}", printed(entry.value)), {},
                                 sources_of({&entry, 1}));
            }
        } else if (rule.rated()) {
            for (const ScoreEntry& entry : entries) explain_rater(rule, entry);
        }
        explain_missing_raters(rule, entries, result);
        trace_->close();
    }

    static Text printed(ScoreValue value) {
        return value.is_mark() ? mark_title(value.mark()) : same(value.score().text());
    }

    void explain_rater(const RuledComponent& rule, const ScoreEntry& entry) {
        if (entry.value.empty()) return;
        const Text& role = rule.raters[entry.role].title;
        const std::string who = entry.who == 0 || input_.rater == nullptr ? "" : (*input_.rater)(entry);
        const Text name = who.empty() ? role : say("{0}（{1}）", "{0} ({1})", role, who);
        trace_->note(say("{0}：{1}", "{0}: {1}", name, printed(entry.value)), {}, sources_of({&entry, 1}));
    }

    void explain_missing_raters(const RuledComponent& rule, std::span<const ScoreEntry> entries,
                                const ComponentResult& result) {
        if (!rule.rated() || result.state != ComponentResult::State::missing || !result.entered) return;
        for (std::size_t role = 0; role < rule.raters.size(); ++role) {
            const bool given = std::any_of(entries.begin(), entries.end(), [&](const ScoreEntry& e) {
                return e.role == role && !e.value.empty();
            });
            if (!given) trace_->note(say("缺 {0} 的评分", "no score from {0} yet", rule.raters[role].title));
        }
    }

    Text what(const RuledComponent& rule, const ComponentResult& result) const {
        Text score;
        switch (result.state) {
            case ComponentResult::State::missing:
                return rule.optional ? say("{0}：无成绩（选考，不计）", "{0}: no score (optional, left out)",
                                           rule.title)
                                     : say("{0}：尚无完整成绩", "{0}: no complete score yet", rule.title);
            case ComponentResult::State::marked:
                return what_mark(rule, result);
            case ComponentResult::State::scored:
                break;
        }
        score = same(print_score(result.compared, rule.pass));
        if (rule.out_of != Decimal::whole(100))
            score = say("{0}（满分 {1}）", "{0} of {1}", score, rule.out_of.text());
        if (result.corrected) score = say("{0}（申诉后更正）", "{0} (corrected on appeal)", score);
        if (result.carried)
            score = say("{0}（沿用上次已合格成绩）", "{0} (kept from the attempt before)", score);
        if (rule.baseline)
            return say("{0} {1}（训前测评，不参与判定）", "{0} {1} (before the course, not judged)",
                       rule.title, score);
        if (!rule.pass) return say("{0} {1}", "{0} {1}", rule.title, score);
        const std::string line = rule.pass->value.text();
        return result.below ? say("{0} {1}，低于合格线 {2}", "{0} {1}, below the pass-line {2}", rule.title,
                                  score, line)
                            : say("{0} {1}，达到合格线 {2}", "{0} {1}, reaches the pass-line {2}", rule.title,
                                  score, line);
    }

    static Text what_mark(const RuledComponent& rule, const ComponentResult& result) {
        const Text mark = mark_title(result.mark);
        switch (result.as) {
            case As::fail:
                return say("{0}：{1}，按不合格计", "{0}: {1}, counts as failed", rule.title, mark);
            case As::skip:
                return say("{0}：{1}，不计入", "{0}: {1}, left out", rule.title, mark);
            case As::incomplete:
                break;
        }
        return rule.optional
                   ? say("{0}：{1}（选考，不计）", "{0}: {1} (optional, left out)", rule.title, mark)
                   : say("{0}：{1}，待考核", "{0}: {1}, still to be assessed", rule.title, mark);
    }

    void explain_total() {
        if (!result_.total) return;
        std::vector<std::string> sources;
        if (rules_.pass && rules_.pass->origin.line != 0) sources.push_back(rules_.pass->origin.address());
        const std::string total = print_total(*result_.total, rules_);
        Text text = say("总评 {0}", "total {0}", total);
        if (rules_.pass) {
            const std::string line = rules_.pass->value.text();
            text = result_.total_below
                       ? say("总评 {0}，低于合格线 {1}", "total {0}, below the pass-line {1}", total, line)
                       : say("总评 {0}，达到合格线 {1}", "total {0}, reaches the pass-line {1}", total, line);
        }
        trace_->open(std::move(text), rules_.policy->cite_article(rules_.track->assessment.article),
                     std::move(sources));
        if (const auto exact = weighted()) explain_rounding(*exact, *result_.total);
        for (std::size_t group = 0; group < rules_.groups.size(); ++group) explain_group(group);
        trace_->close();
    }

    void explain_group(std::size_t group) {
        const GroupRule& rule = rules_.groups[group];
        const auto mean = group_mean(group);
        const Text text = mean ? say("{0} {1}，占 {2}%", "{0} {1}, weighs {2} %", rule.title,
                                     mean->shortest(4), rule.weight.text())
                               : say("{0} 不计入，其权重由其余分组按比例承担",
                                     "{0} left out, its weight goes to the others in proportion", rule.title);
        trace_->note(text, rules_.policy->cite_article(rule.article), {rule.origin.address()});
    }

    const CourseRules& rules_;
    const AttemptInput& input_;
    AttemptResult& result_;
    Trace* trace_;
};

}  // namespace

void judge_attempt(const CourseRules& rules, const AttemptInput& input, AttemptResult& result, Trace* trace) {
    Judging(rules, input, result, trace).run();
}

const BandRule* band_of(const Track& track, const Fraction& rating) {
    const auto found = std::find_if(track.bands.begin(), track.bands.end(),
                                    [&](const BandRule& band) { return rating >= Fraction(band.at_least); });
    return found == track.bands.end() ? nullptr : &*found;
}

}  // namespace passline
