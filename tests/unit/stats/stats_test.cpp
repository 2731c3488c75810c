// The figures expected here are R's: statistics.R beside this file prints them.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "stats/differences.h"
#include "stats/distributions.h"
#include "stats/interval.h"
#include "stats/share.h"

using namespace passline;

namespace {

std::string shown(const std::optional<Interval>& interval, int places) {
    if (!interval) return "none";
    return print_estimate(interval->low, places) + " " + print_estimate(interval->high, places);
}

Fraction figure(const std::string& text) { return Decimal::parse(text).value(); }

Differences pairs(const std::vector<std::pair<std::string, std::string>>& rows) {
    Differences differences;
    for (const auto& [before, after] : rows) differences.add(figure(before), figure(after));
    return differences;
}

const std::vector<std::pair<std::string, std::string>> six{
    {"80.5", "82.5"}, {"81.25", "81.25"}, {"79", "84.4"}, {"90", "91"}, {"66.6", "65.9"}, {"72.125", "77.5"}};

}  // namespace

TEST_CASE("stats: Wilson's interval is R's") {
    CHECK(shown(Share{0, 5}.interval(), 10) == "0.0000000000 43.4482464783");
    CHECK(shown(Share{5, 5}.interval(), 10) == "56.5517535217 100.0000000000");
    CHECK(shown(Share{1, 7}.interval(), 10) == "2.5679624345 51.3127829274");
    CHECK(shown(Share{43, 50}.interval(), 10) == "73.8138062894 93.0491665730");
    CHECK(shown(Share{461, 729}.interval(), 10) == "59.6763657465 66.6594805237");
    CHECK(shown(Share{199'999, 200'000}.interval(), 10) == "99.9971675890 99.9999117377");
}

TEST_CASE("stats: the ends of all and nothing are exactly 0 and 100") {
    CHECK(Share{0, 1'000'003}.interval()->low == 0);
    CHECK(Share{1'000'003, 1'000'003}.interval()->high == 100);
}

TEST_CASE("stats: a share is exact, of nothing it is nothing, of few it has no interval") {
    CHECK(Share{2, 3}.percent()->text() == "200/3");
    CHECK(!Share{0, 0}.percent());
    CHECK(Share{4, 4}.too_few());
    CHECK(!Share{4, 4}.interval());
    CHECK(!Share{4, 5}.too_few());
    Share sum{1, 2};
    sum += {2, 3};
    CHECK(sum == Share{3, 5});
}

TEST_CASE("stats: quantiles of Student's t are R's") {
    CHECK(print_estimate(student_quantile(0.975, 1), 10) == "12.7062047362");
    CHECK(print_estimate(student_quantile(0.975, 4), 10) == "2.7764451052");
    CHECK(print_estimate(student_quantile(0.975, 65), 10) == "1.9971379084");
    CHECK(print_estimate(student_quantile(0.975, 199'999), 10) == "1.9599758460");
    CHECK(print_estimate(normal_quantile(0.975), 10) == "1.9599639845");
}

TEST_CASE("stats: paired differences are R's") {
    const Differences differences = pairs(six);
    CHECK(differences.count() == 6);
    CHECK(differences.mean_before()->fixed(6) == "78.245833");
    CHECK(differences.mean_after()->text() == "3217/40");
    CHECK(differences.mean()->fixed(6) == "2.179167");
    CHECK(print_estimate(*differences.standard_deviation(), 10) == "2.6475657058");
    CHECK(shown(differences.interval(), 10) == "-0.5992831440 4.9576164773");
}

TEST_CASE("stats: pairs added in two parts are the same as in one") {
    const std::vector<std::pair<std::string, std::string>> first(six.begin(), six.begin() + 2);
    const std::vector<std::pair<std::string, std::string>> rest(six.begin() + 2, six.end());
    Differences merged = pairs(first);
    merged.merge(pairs(rest));
    merged.merge(Differences());
    CHECK(merged.count() == 6);
    CHECK(merged.mean() == pairs(six).mean());
    CHECK(shown(merged.interval(), 9) == "-0.599283144 4.957616477");
    Differences empty;
    empty.merge(pairs(six));
    CHECK(shown(empty.interval(), 9) == "-0.599283144 4.957616477");
}

TEST_CASE("stats: of few pairs there is a mean but no interval") {
    const Differences four = pairs({{"1", "2"}, {"1", "2"}, {"1", "2"}, {"1", "3"}});
    CHECK(four.too_few());
    CHECK(four.mean()->text() == "5/4");
    CHECK(!four.interval());
    CHECK(!Differences().mean());
    CHECK(!pairs({{"1", "2"}}).standard_deviation());
}

TEST_CASE("stats: differences that are all the same have an interval of one point") {
    const Differences same =
        pairs({{"1.1", "2.2"}, {"0", "1.1"}, {"3", "4.1"}, {"5", "6.1"}, {"7.7", "8.8"}});
    CHECK(shown(same.interval(), 9) == "1.100000000 1.100000000");
}

TEST_CASE("stats: an estimate is printed with its places, zero without a sign") {
    CHECK(print_estimate(-0.0004, 2) == "0.00");
    CHECK(print_estimate(-0.006, 2) == "-0.01");
    CHECK(print_estimate(99.995, 1) == "100.0");
    CHECK(print_estimate(0.125, 2) == "0.13");
    CHECK(print_estimate(0.12499999999999997, 2) == "0.13");
    CHECK(print_estimate(-0.125, 2) == "-0.13");
    CHECK(print_estimate(0.12499, 2) == "0.12");
}

TEST_CASE("stats: an exact figure becomes the double next to it") {
    CHECK(estimate(Fraction::ratio(1, 3)) == 1.0 / 3);
    CHECK(estimate(Fraction::ratio(-239, 7)) == -239.0 / 7);
    CHECK(estimate(Decimal::whole(80)) == 80);
    CHECK(std::isnan(estimate(Fraction::ratio(1, 0))));
}
