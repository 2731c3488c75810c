#include "evaluation/learning.h"

#include <doctest/doctest.h>

#include "evaluated.h"

using namespace passline;

namespace {

const std::string roster =
    "employee_id,name,department\nE1,a,North\nE2,b,North\nE3,c,South\nE4,d,\nE5,e,South\nE6,f,South\n";

/// E1 passes at once, E2 at the second attempt, E3 fails, E4 is incomplete, E5 passes, E6 has its baseline
/// only.
const std::string sat =
    "employee_id,course_id,component,attempt,score\n"
    "E1,A,entry,1,20\nE1,A,theory,1,90\n"
    "E2,A,entry,1,25.5\nE2,A,theory,1,70\nE2,A,theory,2,85\n"
    "E3,A,theory,1,79.99\n"
    "E4,A,entry,1,10\n"
    "E5,A,theory,1,80\nE5,A,entry,1,40\n"
    "E6,A,entry,1,50\nE1,B,theory,1,100\n";

Learning learned(const Graded& graded) {
    Learning learning(*graded.workspace);
    for (const CourseOutcome& outcome : graded.outcomes) learning.add(outcome);
    return learning;
}

}  // namespace

TEST_CASE("learning: pass rates of the first attempt and in the end, over those assessed") {
    const Graded graded(winter(roster), sat);
    const Learning learning = learned(graded);
    const LearningCounts& a = learning.of(0);
    CHECK(a.enrolled == 6);
    CHECK(a.assessed() == 4);
    CHECK(a.first_rate() == Share{2, 4});
    CHECK(a.final_rate() == Share{3, 4});
    CHECK(a.incomplete == 2);
    CHECK(a.took_part() == 6);
    CHECK(learning.of(1).final_rate() == Share{1, 1});
    LearningCounts both = a;
    both += learning.of(1);
    CHECK(both.first_rate() == Share{3, 5});
    CHECK(both.enrolled == 7);
}

TEST_CASE("learning: by department, that of nobody is the first") {
    const Graded graded(winter(roster), sat);
    const Learning learning = learned(graded);
    const auto& departments = graded.workspace->people.departments();
    const auto& rows = learning.by_department(0);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].incomplete == 1);
    CHECK(rows[departments.find("North")].final_rate() == Share{2, 2});
    CHECK(rows[departments.find("South")].final_rate() == Share{1, 2});
    CHECK(rows[departments.find("South")].enrolled == 3);
}

TEST_CASE("learning: gain over the baseline, each brought to 100, of those who have both") {
    const Graded graded(winter(roster), sat);
    const Learning learning = learned(graded);
    REQUIRE(learning.gains(0).size() == 1);
    const Gain& gain = learning.gains(0)[0];
    CHECK(gain.baseline->id == "entry");
    CHECK(gain.component->id == "theory");
    // 40 → 90, 51 → 70 (the first score, not the resit's), 80 → 80
    CHECK(gain.scores.count() == 3);
    CHECK(gain.scores.mean_before()->text() == "57");
    CHECK(gain.scores.mean_after()->text() == "80");
    CHECK(gain.normalised()->text() == "23/43");
    CHECK(!gain.scores.interval());
    CHECK(learning.gains(2).empty());
    Gain full;
    full.scores.add(Decimal::whole(100), Decimal::whole(90));
    CHECK(!full.normalised());
    CHECK(!Gain().normalised());
}

TEST_CASE("learning: the rate that the policy looks at is held against its line") {
    const auto workspace = winter();
    const EvaluationRules& rules = workspace->policies[0].sections.evaluation;
    LearningCounts counts;
    counts.passed_first = 89;
    counts.passed = 95;
    counts.failed = 5;
    CHECK(judge_learning(counts, &*rules.learning).fell_short());
    counts.passed_first = 90;
    CHECK(judge_learning(counts, &*rules.learning).standing == Standing::reached);
    EvaluationRule in_the_end = *rules.learning;
    in_the_end.of = EvaluationRule::Of::final_rate;
    CHECK(rate_judged(counts, &in_the_end) == Share{95, 100});
    CHECK(rate_judged(counts, nullptr) == Share{95, 100});
    CHECK(judge_learning({}, &*rules.learning).standing == Standing::no_figures);
}

TEST_CASE("evaluation: a percentage never stands on the other side of its line") {
    const auto workspace = winter();
    const EvaluationRule& rule = *workspace->policies[0].sections.evaluation.learning;
    CHECK(print_percent(Fraction::ratio(8'999'999, 100'000), &rule) == "89.99");
    CHECK(print_percent(Fraction::ratio(8'999'999, 100'000), nullptr) == "90.00");
    CHECK(print_percent(Fraction::ratio(9'000'001, 100'000), &rule) == "90.00");
    CHECK(print_percent(Fraction::ratio(200, 3), &rule) == "66.67");
}
