#include "retraining/outcome_memo.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "num/short_rounding.h"

namespace passline {

namespace {

constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
/// Scores are below 2^39 millionths: times a factor, or a line times parts, they stay below 2^62.
constexpr std::int64_t most_factor = std::int64_t{1} << 23U;
constexpr std::int64_t most_line = std::int64_t{1} << 39U;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * odd;
    return hash ^ hash >> 32U;
}

/// What an entry is, whatever its score: attempt, component, role, and score, mark or nothing.
std::uint64_t word_of(const ScoreEntry& entry) {
    return std::uint64_t{entry.part()} << 8U | entry.value.kind();
}

}  // namespace

/// A figure as a sum: entry × factor, over all of an attempt's entries, in so many parts of a millionth.
struct OutcomeMemo::Sum {
    static constexpr std::uint32_t rating = ~std::uint32_t{0};
    std::uint32_t attempt = 0;
    std::uint32_t component = rating;
    std::uint32_t first = 0;  ///< the entry of the first factor
    std::vector<std::int64_t> factors;
    std::int64_t parts = 1;
    std::vector<std::int64_t> lines;  ///< millionths: what the figure is held against
    bool is_copy = false;             ///< nothing is reckoned: see Kind::Copy

    bool is_score() const { return factors.size() == 1 && factors.front() == 1 && parts == 1; }
    /// From what each entry by itself, being 1, makes of the figure. False where whole numbers can't tell.
    bool set(const std::vector<Fraction>& of_one) {
        std::int64_t all = 0;
        for (const Fraction& each : of_one) {
            const auto ratio = each.parts();
            if (!ratio || ratio->denominator > most_factor) return false;
            parts = std::lcm(parts, ratio->denominator);
            if (parts > most_factor) return false;
        }
        for (const Fraction& each : of_one) {
            const auto ratio = *each.parts();
            if (ratio.numerator < 0 || ratio.numerator > most_factor) return false;
            factors.push_back(ratio.numerator * (parts / ratio.denominator));
            all += factors.back();
            if (all > most_factor) return false;
        }
        while (!factors.empty() && factors.back() == 0) factors.pop_back();
        std::size_t none = 0;
        while (none < factors.size() && factors[none] == 0) ++none;
        factors.erase(factors.begin(), factors.begin() + static_cast<std::ptrdiff_t>(none));
        first += static_cast<std::uint32_t>(none);
        return std::all_of(lines.begin(), lines.end(),
                           [](std::int64_t line) { return line >= 0 && line < most_line; });
    }
};

struct OutcomeMemo::Attempt {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

struct OutcomeMemo::Kind {
    std::uint64_t side = 0;
    CourseOutcome outcome;
    /// Where a sum's figure stands in the outcome: a component's exact and as it is compared; a rating and
    /// the total, or twice the rating where it is none.
    struct Figure {
        ScoreFigure* first = nullptr;
        ScoreFigure* second = nullptr;
        std::int64_t parts = 1;
        bool is_rating = false;
        ExactDivisor by_parts;
    };
    /// A component's figure that is one entry's score, held against nothing.
    struct Copy {
        std::uint32_t entry = 0;
        ScoreFigure* first = nullptr;
        ScoreFigure* second = nullptr;
    };
    std::vector<Figure> figures;  ///< by the shape's steps
    std::vector<Copy> copies;
    std::pair<ScoreFigure*, ScoreFigure*> places_of(const Sum& sum);
};

std::pair<ScoreFigure*, ScoreFigure*> OutcomeMemo::Kind::places_of(const Sum& sum) {
    AttemptResult& result = outcome.attempts[sum.attempt].result;
    if (sum.component == Sum::rating)
        return {&*result.rating, result.total ? &*result.total : &*result.rating};
    ComponentResult& component = result.components[sum.component];
    return {&component.exact, &component.compared};
}

/// Entries of one course that differ in scores, dates and raters' names only.
struct OutcomeMemo::Shape {
    std::vector<std::uint64_t> words;
    const CourseRules* rules = nullptr;
    bool rounded = false;  ///< by the rules
    bool always_judged = false;
    unsigned line_count = 0;
    bool repeats = false;  ///< entries that only the rater's name tells apart
    std::vector<Attempt> attempts;
    std::vector<Sum> sums;
    /// The sums as they are reckoned for millions: one behind the other, with their factors and lines.
    struct Step {
        std::uint32_t first = 0;    ///< entry
        std::uint16_t factors = 0;  ///< 0: the first entry's score itself
        std::uint16_t lines = 0;
    };
    std::vector<Step> steps;
    std::vector<std::int64_t> numbers;  ///< of each step the factors, then the lines, in its parts
    std::vector<std::unique_ptr<Kind>> kinds;
    std::vector<Kind*> slots = std::vector<Kind*>(8);  ///< by side; a power of two of them
    std::size_t mask = 7;

    std::size_t slot(std::uint64_t side) const {
        std::size_t at = mixed(0, side) & mask;
        while (slots[at] != nullptr && slots[at]->side != side) at = (at + 1) & mask;
        return at;
    }
    Kind* find(std::uint64_t side) const { return slots[slot(side)]; }
    Kind& add(std::uint64_t side) {
        Kind& kind = *kinds.emplace_back(std::make_unique<Kind>());
        kind.side = side;
        if (kinds.size() * 2 > slots.size()) {
            slots.assign(slots.size() * 2, nullptr);
            mask = slots.size() - 1;
            for (const auto& each : kinds) slots[slot(each->side)] = each.get();
        } else {
            slots[slot(side)] = &kind;
        }
        return kind;
    }

    bool divide(std::span<const ScoreEntry> entries);
    bool ask(std::size_t number, std::span<const ScoreEntry> entries);
    void add_step(const Sum& sum);
    bool is_last(std::size_t attempt) const { return attempt + 1 == attempts.size(); }
};

/// Finds attempts and sums. False where they can't tell the kind.
bool OutcomeMemo::Shape::divide(std::span<const ScoreEntry> entries) {
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
        if (i == 0 || entries[i].attempt != entries[i - 1].attempt) attempts.push_back({i, 0});
        ++attempts.back().count;
    }
    const std::size_t bits = attempts.size();
    for (std::size_t i = 0; i < attempts.size(); ++i) {
        if (!ask(i, entries)) return false;
    }
    if (rules->round) {
        const std::int64_t step = rules->round->to.millionths();
        if (step <= 0 || step >= most_line) return false;
    }
    for (Sum& sum : sums) {
        sum.is_copy = !rules->round && sum.lines.empty() && sum.is_score();
        if (!sum.is_copy) add_step(sum);
    }
    return bits + line_count < 64;
}

void OutcomeMemo::Shape::add_step(const Sum& sum) {
    Step& step = steps.emplace_back();
    step.lines = static_cast<std::uint16_t>(sum.lines.size());
    const bool is_score = sum.is_score();
    std::vector<std::int64_t> factors = sum.factors;
    if (factors.empty()) factors.push_back(0);  // of no score at all
    if (!sum.factors.empty()) step.first = sum.first;
    if (!is_score) {
        step.factors = static_cast<std::uint16_t>(factors.size());
        numbers.insert(numbers.end(), factors.begin(), factors.end());
    }
    for (const std::int64_t line : sum.lines) numbers.push_back(line * sum.parts);
    line_count += step.lines;
}

/// Asks the judge what each score, being 1 and the others 0, makes of components and rating.
bool OutcomeMemo::Shape::ask(std::size_t number, std::span<const ScoreEntry> entries) {
    const Attempt& attempt = attempts[number];
    const auto all = entries.subspan(attempt.first, attempt.count);
    std::vector<ScoreEntry> trial(all.begin(), all.end());
    const auto set = [&](std::size_t at, std::int32_t score) {
        if (all[at].value.is_score()) trial[at].value = ScoreValue::of(Decimal::whole(score));
    };
    for (std::size_t i = 0; i < trial.size(); ++i) set(i, 0);
    CourseRules unrounded = *rules;
    unrounded.round.reset();
    AttemptInput input;
    input.entries = trial;
    AttemptResult result;
    std::vector<std::vector<Fraction>> components(rules->components.size());
    std::vector<Fraction> rating;
    for (std::size_t i = 0; i < trial.size(); ++i) {
        set(i, 1);
        judge_attempt(unrounded, input, result);
        set(i, 0);
        if (result.overflowed) return false;
        const bool score = all[i].value.is_score();
        for (std::size_t c = 0; c < components.size(); ++c) {
            if (result.components[c].scored())
                components[c].push_back(score ? result.components[c].exact.fraction() : Fraction());
        }
        if (result.rating) rating.push_back(score ? result.rating->fraction() : Fraction());
    }
    for (std::size_t c = 0; c < components.size(); ++c) {
        if (components[c].empty()) continue;
        Sum& sum = sums.emplace_back();
        sum.attempt = static_cast<std::uint32_t>(number);
        sum.component = static_cast<std::uint32_t>(c);
        sum.first = attempt.first;
        const RuledComponent& rule = rules->components[c];
        if (rule.pass && !rule.baseline) sum.lines.push_back(rule.pass->value.millionths());
        if (!sum.set(components[c])) return false;
    }
    if (rating.empty()) return true;
    Sum& sum = sums.emplace_back();
    sum.attempt = static_cast<std::uint32_t>(number);
    sum.first = attempt.first;
    if (rules->weighted && rules->pass) sum.lines.push_back(rules->pass->value.millionths());
    if (is_last(number)) {
        for (const BandRule& band : rules->track->bands) sum.lines.push_back(band.at_least.millionths());
    }
    return sum.set(rating);
}

/// Days on which something is due, by the day it counts from.
struct OutcomeMemo::DueDates {
    struct Known {
        std::int32_t since = ScoreEntry::no_date;
        DatedResult due;
    };
    std::array<Known, 512> known;
};

OutcomeMemo::OutcomeMemo(const Workspace& workspace, const People& people, const Proceedings& proceedings)
    : workspace_(workspace), people_(people), proceedings_(proceedings), shapes_(most_shapes) {}
OutcomeMemo::~OutcomeMemo() = default;

[[gnu::always_inline]] inline bool OutcomeMemo::is_like(const Shape& shape, std::uint64_t first_word,
                                                        std::span<const ScoreEntry> entries) {
    if (shape.words.size() != entries.size() + 1 || shape.words.front() != first_word) return false;
    const std::uint64_t* word = shape.words.data() + 1;
    std::uint64_t differs = 0;
    for (const ScoreEntry& entry : entries) differs |= *word++ ^ word_of(entry);
    return differs == 0;
}

/// The shape of the entries. Null where it can't tell the outcome, or one score may stand twice.
[[gnu::always_inline]] inline OutcomeMemo::Shape* OutcomeMemo::shape_of(std::uint32_t person,
                                                                        std::uint32_t course,
                                                                        std::span<const ScoreEntry> entries) {
    if (entries.size() > most_entries) return nullptr;
    if (!proceedings_.appeals().empty() && !proceedings_.appeals(person, course).empty()) return nullptr;
    const bool left =
        people_.has_dates() && people_[person].left_before(workspace_.courses[course].course->end);
    const std::uint64_t first_word = std::uint64_t{course} << 1U | (left ? 1U : 0U);
    Shape*& recent = recent_[(entries.size() + std::size_t{course} * 8) % recent_.size()];
    if (recent == nullptr || !is_like(*recent, first_word, entries))
        recent = look_up_shape(first_word, entries);
    if (recent == nullptr || recent->always_judged) return nullptr;
    return recent->repeats && has_score_twice(entries) ? nullptr : recent;
}

/// Entries are in order: those of one score stand together.
bool OutcomeMemo::has_score_twice(std::span<const ScoreEntry> entries) {
    for (std::size_t i = 1; i < entries.size(); ++i) {
        if (entries[i].key() == entries[i - 1].key() && entries[i - 1].who >= entries[i].who) return true;
    }
    return false;
}

/// Null when there are too many.
OutcomeMemo::Shape* OutcomeMemo::look_up_shape(std::uint64_t first_word,
                                               std::span<const ScoreEntry> entries) {
    std::uint64_t hash = mixed(0, first_word);
    for (const ScoreEntry& entry : entries) hash = mixed(hash, word_of(entry));
    auto& slot = shapes_[hash % shapes_.size()];
    for (const auto& shape : slot) {
        if (is_like(*shape, first_word, entries)) return shape.get();
    }
    if (shape_count_ == most_shapes) return nullptr;
    ++shape_count_;
    Shape& shape = *slot.emplace_back(std::make_unique<Shape>());
    shape.words.push_back(first_word);
    for (const ScoreEntry& entry : entries) {
        const std::uint64_t word = word_of(entry);
        shape.repeats |= shape.words.size() > 1 && shape.words.back() >> 8U == word >> 8U;
        shape.words.push_back(word);
    }
    shape.rules = &*workspace_.courses[first_word >> 1U].rules;
    shape.rounded = shape.rules->round.has_value();
    shape.always_judged = !shape.divide(entries);
    counts_.resize(std::max(counts_.size(), shape.steps.size()));
    return &shape;
}

/// The attempt's date. False when it lies before that of the attempt before.
[[gnu::always_inline]] inline bool OutcomeMemo::reckon_date(const Attempt& attempt,
                                                            std::span<const ScoreEntry> entries) {
    std::int32_t date = ScoreEntry::no_date;
    for (const ScoreEntry& entry : entries.subspan(attempt.first, attempt.count))
        date = std::max(date, entry.date);
    const bool dated = date != ScoreEntry::no_date;
    if (dated && date_count_ != 0 && date < dates_[date_count_ - 1]) return false;
    dates_[date_count_++] = date;
    side_ = side_ << 1U | (dated ? 1U : 0U);
    return true;
}

/// Figures, dates, and the sides they lie on. False where that does not tell the kind.
[[gnu::always_inline]] inline bool OutcomeMemo::reckon(const Shape& shape,
                                                       std::span<const ScoreEntry> entries) {
    side_ = 0;
    date_count_ = 0;
    std::int32_t latest = ScoreEntry::no_date;
    for (const ScoreEntry& entry : entries) latest = std::max(latest, entry.date);
    if (latest != ScoreEntry::no_date) {  // else no attempt has one
        for (const Attempt& attempt : shape.attempts) {
            if (!reckon_date(attempt, entries)) return false;
        }
    }
    const std::int64_t* number = shape.numbers.data();
    std::int64_t* count = counts_.data();
    std::uint64_t side = 0;  // beside that of dates
    for (const Shape::Step& step : shape.steps) {
        const ScoreEntry* entry = entries.data() + step.first;
        std::int64_t sum = entry->value.score().millionths();
        if (step.factors != 0) sum *= *number++;
        for (unsigned i = 1; i < step.factors; ++i) sum += (++entry)->value.score().millionths() * *number++;
        *count++ = sum;
        for (unsigned i = 0; i < step.lines; ++i) side = side << 1U | (sum >= *number++ ? 1U : 0U);
    }
    if (shape.rounded) {
        compare_rounded(shape);
    } else {
        side_ = side_ << shape.line_count | side;
    }
    return true;
}

/// Figures as they are compared where the rules round them.
void OutcomeMemo::compare_rounded(const Shape& shape) {
    compared_.resize(std::max(compared_.size(), shape.sums.size()));
    for (std::size_t i = 0; i < shape.sums.size(); ++i) {
        const std::int64_t rounded = rounded_millionths(counts_[i], shape.sums[i].parts, *shape.rules->round);
        compared_[i].set(rounded, 1);
        for (const std::int64_t line : shape.sums[i].lines) side_ = side_ << 1U | (rounded >= line ? 1U : 0U);
    }
}

[[gnu::always_inline]] inline void OutcomeMemo::fill(const Shape& shape, Kind& kind, std::uint32_t person,
                                                     std::span<const ScoreEntry> entries) {
    CourseOutcome& outcome = kind.outcome;
    outcome.person = person;
    for (std::size_t i = 0; i < date_count_; ++i) {
        if (dates_[i] != ScoreEntry::no_date) outcome.attempts[i].date = Date::from_days(dates_[i]);
    }
    for (const Kind::Copy& copy : kind.copies) {
        const std::int64_t count = entries[copy.entry].value.score().millionths();
        copy.first->set_again(count);
        copy.second->set_again(count);
    }
    const bool rounded = shape.rounded;
    const std::int64_t* count = counts_.data();
    const ScoreFigure* compared = compared_.data();
    for (const Kind::Figure& figure : kind.figures) {
        if (rounded) {
            *figure.first = *figure.second = *compared++;
            if (!figure.is_rating) figure.first->set(*count, figure.parts, figure.by_parts);
        } else if (figure.parts == 1) {
            figure.first->set_again(*count);
            figure.second->set_again(*count);
        } else {
            figure.first->set(*count, figure.parts, figure.by_parts);
            figure.second->set_again(*figure.first);
        }
        ++count;
    }
    if (!outcome.since) return;
    outcome.since = Date::from_days(dates_[date_count_ - 1]);
    if (!outcome.due) return;
    const DatedResult due = this->due(*outcome.within, *outcome.since);
    outcome.due = due.date;
    outcome.provisional = due.provisional;
}

const CourseOutcome* OutcomeMemo::find(std::uint32_t person, std::uint32_t course,
                                       std::span<const ScoreEntry> entries) {
    const Shape* shape = shape_of(person, course, entries);
    if (shape == nullptr || !reckon(*shape, entries)) return nullptr;
    Kind* kind = shape->find(side_);
    if (kind == nullptr) return nullptr;
    fill(*shape, *kind, person, entries);
    return &kind->outcome;
}

DatedResult OutcomeMemo::due(const Duration& within, Date since) {
    auto& dates = due_dates_[&within];
    if (dates == nullptr) dates = std::make_unique<DueDates>();
    DueDates::Known& known = dates->known[static_cast<std::uint32_t>(since.days()) % dates->known.size()];
    if (known.since != since.days()) known = {since.days(), after(since, within, workspace_.calendar)};
    return known.due;
}

/// Whether the outcome is what figures and dates make of it.
bool OutcomeMemo::is_plain(const Shape& shape, const CourseOutcome& outcome) {
    if (outcome.appeal || !outcome.held_actions.empty() || outcome.attempts.size() != shape.attempts.size())
        return false;
    // It may count in a row of failures, which changes what follows.
    if (outcome.outcome == Outcome::fail && outcome.ladder_ended &&
        !shape.rules->track->on_consecutive_fails.empty())
        return false;
    for (const JudgedAttempt& attempt : outcome.attempts) {
        for (const ComponentResult& component : attempt.result.components) {
            if (component.carried || component.corrected || component.computed) return false;
        }
    }
    if (outcome.since && outcome.since != outcome.attempts.back().date) return false;
    return !outcome.due || (outcome.since && outcome.within != nullptr);
}

void OutcomeMemo::keep(const CourseOutcome& outcome, std::span<const ScoreEntry> entries) {
    if (kind_count_ == most_kinds) return;
    Shape* shape = shape_of(outcome.person, outcome.course, entries);
    if (shape == nullptr || !reckon(*shape, entries)) return;
    if (shape->find(side_) != nullptr || !is_plain(*shape, outcome)) return;
    Kind& kind = shape->add(side_);
    kind.outcome = outcome;
    kind.outcome.kind = ++kind_count_;
    for (const Sum& sum : shape->sums) {
        const auto [first, second] = kind.places_of(sum);
        const std::int64_t count =
            sum.is_copy ? entries[sum.first].value.score().millionths() : counts_[kind.figures.size()];
        // from now on in so many parts
        first->set(count, sum.parts);
        second->set(count, sum.parts);
        if (sum.is_copy) {
            kind.copies.push_back({sum.first, first, second});
        } else {
            kind.figures.push_back({first, second, sum.parts, sum.component == Sum::rating,
                                    ExactDivisor(static_cast<std::uint64_t>(sum.parts))});
        }
    }
}

}  // namespace passline
