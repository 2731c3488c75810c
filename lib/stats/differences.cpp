#include "stats/differences.h"

#include <cmath>

#include "stats/distributions.h"

namespace passline {

void Differences::add(const Fraction& before, const Fraction& after) {
    ++count_;
    before_ += before;
    after_ += after;
    const double difference = estimate(after - before);
    const double distance = difference - mean_;
    mean_ += distance / static_cast<double>(count_);
    squares_ += distance * (difference - mean_);
}

// Chan, Golub and LeVeque, The American Statistician 37 (1983).
void Differences::merge(const Differences& other) {
    if (other.count_ == 0) return;
    const auto own = static_cast<double>(count_);
    const auto more = static_cast<double>(other.count_);
    const double distance = other.mean_ - mean_;
    mean_ += distance * more / (own + more);
    squares_ += other.squares_ + distance * distance * own * more / (own + more);
    count_ += other.count_;
    before_ += other.before_;
    after_ += other.after_;
}

std::optional<Fraction> Differences::mean_of(const Fraction& sum) const {
    if (count_ == 0 || sum.overflowed()) return std::nullopt;
    return sum / Fraction::ratio(static_cast<std::int64_t>(count_), 1);
}

std::optional<double> Differences::standard_deviation() const {
    if (count_ < 2) return std::nullopt;
    return std::sqrt(squares_ / static_cast<double>(count_ - 1));
}

std::optional<Interval> Differences::interval() const {
    const auto spread = standard_deviation();
    const auto middle = mean();
    if (too_few() || !spread || !middle) return std::nullopt;
    const double half =
        student_quantile(0.975, count_ - 1) * *spread / std::sqrt(static_cast<double>(count_));
    return Interval{estimate(*middle) - half, estimate(*middle) + half};
}

}  // namespace passline
