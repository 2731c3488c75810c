#include "items/analysis.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace passline {

namespace {

Fraction whole(std::uint64_t number) { return Fraction::ratio(static_cast<std::int64_t>(number), 1); }

/// Sums of figures and of their squares, exact.
struct Sums {
    std::uint64_t count = 0;
    Fraction sum;
    Fraction squares;

    void add(const Fraction& value) {
        ++count;
        sum += value;
        squares += value * value;
    }
    /// The variance times the square of the count; its root is not exact any more.
    Fraction spread() const { return whole(count) * squares - sum * sum; }
};

/// Pearson's correlation; nothing where one side does not vary.
std::optional<double> correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const auto n = static_cast<double>(a.size());
    const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
    const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double aa = 0, bb = 0, ab = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        aa += (a[i] - mean_a) * (a[i] - mean_a);
        bb += (b[i] - mean_b) * (b[i] - mean_b);
        ab += (a[i] - mean_a) * (b[i] - mean_b);
    }
    if (aa <= 0 || bb <= 0) return std::nullopt;
    return std::clamp(ab / std::sqrt(aa * bb), -1.0, 1.0);
}

/// Works on one exam.
class Analyst {
  public:
    explicit Analyst(const ExamAnswers& exam) : exam_(exam), totals_(exam.people.size()) {
        for (std::size_t person = 0; person < exam.people.size(); ++person) {
            for (std::size_t question = 0; question < exam.questions.size(); ++question)
                totals_[person] += exam.point(person, question);
        }
    }

    ItemAnalysis run() {
        ItemAnalysis analysis;
        analysis.people = exam_.people.size();
        analysis.without_answers = exam_.without_answers;
        Sums total;
        for (const Fraction& points : totals_) total.add(points);
        Fraction spreads;
        for (std::size_t question = 0; question < exam_.questions.size(); ++question) {
            const Sums sums = sums_of(question, analysis.right_or_wrong);
            spreads += sums.spread();
            analysis.most += exam_.questions[question].most;
            analysis.items.push_back(item(question, sums, analysis.too_few()));
        }
        if (total.count > 0) analysis.mean = total.sum / whole(total.count);
        if (total.count > 1)
            analysis.standard_deviation = std::sqrt(estimate(total.spread() / whole(total.count)) /
                                                    static_cast<double>(total.count - 1));
        if (!analysis.too_few()) analysis.reliability = reliability(analysis, spreads, total.spread());
        return analysis;
    }

  private:
    Sums sums_of(std::size_t question, bool& right_or_wrong) const {
        Sums sums;
        for (std::size_t person = 0; person < exam_.people.size(); ++person) {
            const Decimal points = exam_.point(person, question);
            sums.add(points);
            if (points != Decimal{} && points != Decimal::whole(1)) right_or_wrong = false;
        }
        return sums;
    }

    ItemResult item(std::size_t question, const Sums& sums, bool too_few) const {
        const Question& asked = exam_.questions[question];
        ItemResult result;
        result.question = asked.id;
        result.most = asked.most;
        result.unanswered = asked.unanswered;
        std::vector<double> own, all, others;
        for (std::size_t person = 0; person < exam_.people.size(); ++person) {
            const Decimal points = exam_.point(person, question);
            if (points >= asked.most) ++result.right;
            if (points == Decimal{}) ++result.missed;
            own.push_back(estimate(points));
            all.push_back(estimate(totals_[person]));
            others.push_back(estimate(totals_[person] - points));
        }
        result.difficulty =
            sums.sum * Fraction(Decimal::whole(100)) / (whole(sums.count) * Fraction(asked.most));
        if (!too_few) {
            result.with_total = correlation(own, all);
            result.discrimination = correlation(own, others);
        }
        if (!asked.key.empty()) result.options = options(question);
        return result;
    }

    std::vector<OptionResult> options(std::size_t question) const {
        const Question& asked = exam_.questions[question];
        std::vector<OptionResult> results{{asked.key, true, 0, {}}};
        std::vector<Fraction> sums(1);
        for (std::size_t person = 0; person < exam_.people.size(); ++person) {
            const std::string& option = exam_.options[exam_.choice(person, question)];
            auto result = std::ranges::find(results, option, &OptionResult::option);
            if (result == results.end()) {
                result = results.insert(results.end(), OptionResult{option, false, 0, {}});
                sums.emplace_back();
            }
            ++result->count;
            sums[static_cast<std::size_t>(result - results.begin())] += totals_[person];
        }
        for (std::size_t i = 0; i < results.size(); ++i) {
            if (results[i].count > 0) results[i].mean_total = sums[i] / whole(results[i].count);
        }
        std::ranges::sort(results, {}, [](const OptionResult& result) {
            return std::tuple(!result.right, result.option.empty(), -static_cast<std::int64_t>(result.count),
                              result.option);
        });
        return results;
    }

    /// Cronbach's alpha, both variances alike; KR-20 as it is taught: p(1 - p) of the questions, which is the
    /// variance with n, over the points' variance with n - 1.
    std::optional<Fraction> reliability(const ItemAnalysis& analysis, const Fraction& spreads,
                                        const Fraction& total) const {
        const std::uint64_t count = exam_.questions.size();
        if (count < 2 || total == Fraction()) return std::nullopt;
        Fraction share = spreads / total;
        if (analysis.right_or_wrong) share = share * whole(analysis.people - 1) / whole(analysis.people);
        const Fraction result = whole(count) / whole(count - 1) * (Fraction(Decimal::whole(1)) - share);
        if (result.overflowed()) return std::nullopt;
        return result;
    }

    const ExamAnswers& exam_;
    std::vector<Fraction> totals_;  // by person
};

}  // namespace

std::vector<std::size_t> ItemAnalysis::hardest_first() const {
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return items[i].difficulty; });
    return order;
}

ItemAnalysis analyse(const ExamAnswers& exam) { return Analyst(exam).run(); }

}  // namespace passline
