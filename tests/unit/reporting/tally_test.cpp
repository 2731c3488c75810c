#include "reporting/tally.h"

#include <doctest/doctest.h>

using namespace passline;

namespace {

CourseOutcome outcome_of(Outcome outcome, Next next, std::uint16_t failures, const char* due = "") {
    CourseOutcome result;
    result.outcome = outcome;
    result.next = next;
    result.failures = failures;
    if (*due != '\0') result.due = Date::parse_iso(due);
    return result;
}

}  // namespace

TEST_CASE("everyone who failed once is in exactly one of the ways on") {
    const Date as_of = *Date::parse_iso("2026-03-31");
    RetrainingCounts counts;
    counts.add(outcome_of(Outcome::pass, Next::none, 0), as_of);  // never failed: not here
    counts.add(outcome_of(Outcome::fail, Next::none, 0), as_of);  // ended by attendance: not here
    CHECK(counts == RetrainingCounts{});
    counts.add(outcome_of(Outcome::pass, Next::none, 1), as_of);
    counts.add(outcome_of(Outcome::fail, Next::retrain, 1, "2026-03-31"), as_of);  // due today: in time
    counts.add(outcome_of(Outcome::fail, Next::resit, 1), as_of);                  // without a day
    counts.add(outcome_of(Outcome::incomplete, Next::assess, 1), as_of);           // absent from the resit
    counts.add(outcome_of(Outcome::fail, Next::retrain, 2, "2026-03-30"), as_of);
    counts.add(outcome_of(Outcome::fail, Next::none, 2), as_of);
    counts.add(outcome_of(Outcome::withdrawn, Next::none, 1), as_of);
    counts.add(outcome_of(Outcome::not_attended, Next::make_up, 1), as_of);
    CHECK(counts == RetrainingCounts{8, 1, 3, 1, 1, 1, 1});
    CHECK(counts.failed_once ==
          counts.passed + counts.pending + counts.overdue + counts.ended + counts.left + counts.attending);
}

TEST_CASE("a score falls into the bin that it reaches; the last bin has its upper end") {
    ScoreCounts counts;
    const Decimal hundred = Decimal::whole(100);
    for (const char* score : {"0", "4.999999", "5", "99.99", "95", "100"})
        counts.add(*Decimal::parse(score), hundred, false);
    CHECK(counts.histogram[0] == 2);
    CHECK(counts.histogram[1] == 1);
    CHECK(counts.histogram[19] == 3);
    ScoreCounts of_forty;
    of_forty.add(Decimal::whole(40), Decimal::whole(40), false);
    of_forty.add(Decimal::whole(2), Decimal::whole(40), true);
    CHECK(of_forty.histogram[19] == 1);
    CHECK(of_forty.histogram[1] == 1);
    CHECK(ScoreCounts::width(Decimal::whole(13)) == Decimal::whole(1));
    CHECK(ScoreCounts::bins(Decimal::whole(13)) == 13);
    CHECK(ScoreCounts::width(Decimal::whole(150)) == Decimal::whole(10));
    CHECK(ScoreCounts::bins(*Decimal::parse("0.5")) == 10);
    CHECK(of_forty.below == 1);
    CHECK(of_forty.mean() == Fraction(Decimal::whole(21)));
}
