#include "evaluation/behaviour.h"

#include <doctest/doctest.h>

#include "evaluated.h"
#include "evaluation/window.h"

using namespace passline;

namespace {

std::string shown(const std::optional<EvaluationWindow>& window) {
    if (!window) return "none";
    return window->before.first.text() + ".." + window->before.last.text() + " " +
           window->after.first.text() + ".." + window->after.last.text() +
           (window->closed   ? " closed"
            : window->opened ? " open"
                             : " not open");
}

std::string window(const char* from, const char* to, const char* first, const char* last, const char* as_of) {
    EvaluationRule rule;
    if (*from != '\0') rule.from = Duration::parse(from);
    if (*to != '\0') rule.to = Duration::parse(to);
    return shown(evaluation_window(rule, day(first), day(last), day(as_of), Calendar::cn()));
}

/// "E1,2026-03,satisfaction,80\n".
std::string row(const std::string& who, const std::string& month, const std::string& metric,
                const std::string& value) {
    return who + "," + month + "," + metric + "," + value + "\n";
}

/// Six who took A (R's six pairs are their satisfaction), and three who did not.
std::string six() {
    const char* pairs[][2] = {{"80.5", "82.5"}, {"81.25", "81.25"}, {"79", "84.4"},
                              {"90", "91"},     {"66.6", "65.9"},   {"72.125", "77.5"}};
    std::string rows;
    for (int i = 0; i < 6; ++i) {
        const std::string who = "E" + std::to_string(i + 1);
        rows += row(who, "2025-12", "satisfaction", pairs[i][0]) +
                row(who, "2026-03", "satisfaction", pairs[i][1]);
    }
    // the mean of two months, one month outside of both windows, a side that is missing
    rows += row("E7", "2025-10", "satisfaction", "70") + row("E7", "2025-11", "satisfaction", "71") +
            row("E7", "2026-01", "satisfaction", "10") + row("E7", "2026-04", "satisfaction", "72");
    rows += row("E8", "2025-12", "satisfaction", "80") + row("E8", "2026-02", "satisfaction", "79.5");
    rows += row("E9", "2025-12", "satisfaction", "80");
    rows += row("E1", "2025-12", "aht", "200") + row("E1", "2026-02", "aht", "190") +
            row("E2", "2025-12", "aht", "200") + row("E2", "2026-02", "aht", "200.5") +
            row("E3", "2026-02", "aht", "1");
    return rows;
}

std::string passed(int people) {
    std::string rows = "employee_id,course_id,component,score\n";
    for (int i = 1; i <= people; ++i) rows += "E" + std::to_string(i) + ",A,theory,90\n";
    return rows;
}

BehaviourResult result(const Graded& graded, const Worked& worked, const std::string& as_of) {
    Behaviour behaviour(*graded.workspace, worked.figures, day(as_of));
    for (const CourseOutcome& outcome : graded.outcomes) behaviour.add(outcome);
    return behaviour.of(graded.workspace->course("A"));
}

}  // namespace

TEST_CASE("evaluation: the windows are calendar months, as many before the course as after it") {
    CHECK(window("1 month", "3 months", "2026-01-12", "2026-01-23", "2026-04-30") ==
          "2025-10..2025-12 2026-02..2026-04 closed");
    CHECK(window("1 month", "3 months", "2026-01-12", "2026-01-23", "2026-04-29") ==
          "2025-10..2025-12 2026-02..2026-04 open");
    CHECK(window("1 month", "3 months", "2026-01-12", "2026-01-23", "2026-02-27") ==
          "2025-10..2025-12 2026-02..2026-04 not open");
    CHECK(window("3 months", "6 months", "2026-01-26", "2026-02-06", "2026-12-31") ==
          "2025-09..2025-12 2026-05..2026-08 closed");
    CHECK(window("0 days", "1 year", "2026-01-26", "2026-02-06", "2026-12-31") ==
          "2025-01..2025-12 2026-03..2027-02 open");  // never a month in which the course ran
    CHECK(window("", "2 months", "2026-01-05", "2026-01-31", "2026-03-31") ==
          "2025-11..2025-12 2026-02..2026-03 closed");
    CHECK(window("1 month", "", "2026-01-05", "2026-01-31", "2026-03-30") ==
          "2025-12..2025-12 2026-02..2026-02 closed");
    CHECK(window("1 month", "", "2026-01-05", "2026-01-31", "2026-02-27") == "none");
    CHECK(window("", "1 week", "2026-01-05", "2026-01-15", "2026-12-31") == "none");
}

TEST_CASE("behaviour: mean change, R's interval, improvement and difference in differences") {
    const Graded graded(winter(), passed(6));
    const Worked worked(*graded.workspace, six());
    const BehaviourResult behaviour = result(graded, worked, "2026-04-30");
    CHECK(behaviour.trained == 6);
    REQUIRE(behaviour.metrics.size() == 2);
    const MetricChange& satisfaction = behaviour.metrics[0];
    CHECK(satisfaction.metric->id == "satisfaction");
    CHECK(satisfaction.trained.count() == 6);
    CHECK(satisfaction.trained.mean()->fixed(6) == "2.179167");
    CHECK(print_estimate(satisfaction.trained.interval()->low, 9) == "-0.599283144");
    CHECK(print_estimate(satisfaction.trained.interval()->high, 9) == "4.957616477");
    CHECK(satisfaction.improvement() == Share{4, 6});
    CHECK(satisfaction.unchanged == 1);
    CHECK(satisfaction.worse() == 1);
    // E7: 70.5 → 72, E8: 80 → 79.5; E9 has nothing after
    CHECK(satisfaction.untrained == 2);
    CHECK(satisfaction.untrained_change->text() == "1/2");
    CHECK(satisfaction.difference_in_differences()->fixed(6) == "1.679167");
}

TEST_CASE("behaviour: where lower is better, less is improved; few cases have no interval") {
    const Graded graded(winter(), passed(6));
    const Worked worked(*graded.workspace, six());
    const BehaviourResult behaviour = result(graded, worked, "2026-04-30");
    const MetricChange& aht = behaviour.metrics[1];
    CHECK(aht.trained.count() == 2);
    CHECK(aht.improvement() == Share{1, 2});
    CHECK(aht.worse() == 1);
    CHECK(aht.unmeasured == 4);
    CHECK(!aht.trained.interval());
    CHECK(aht.untrained == 0);
    CHECK(!aht.difference_in_differences());
    CHECK(behaviour.improvement == Share{5, 8});
    CHECK(behaviour.judgement.fell_short());
}

TEST_CASE("behaviour: months that have not ended do not count, and judge nothing") {
    const Graded graded(winter(), passed(6));
    const Worked worked(*graded.workspace, six());
    const BehaviourResult open = result(graded, worked, "2026-03-30");  // before March is over
    CHECK(open.metrics[0].trained.count() == 0);
    CHECK(open.metrics[0].unmeasured == 6);
    CHECK(open.metrics[0].untrained == 1);  // E8 in February
    CHECK(open.improvement == Share{1, 2});
    CHECK(open.judgement.standing == Standing::early);
}

TEST_CASE("behaviour: who withdrew or has no attempt was not trained") {
    const Graded graded(
        winter("employee_id,name,leave_date\nE1,a,\nE2,b,2026-01-15\nE3,c,\nE4,d,\nE5,e,\nE6,f,\nE7,g,\nE8,"
               "h,\nE9,i,\n"),
        "employee_id,course_id,component,score\nE1,A,theory,70\nE2,A,theory,\nE3,A,theory,\n");
    const Worked worked(*graded.workspace, six());
    const BehaviourResult behaviour = result(graded, worked, "2026-04-30");
    CHECK(behaviour.trained == 2);  // E3 sat, though nothing is entered yet
    CHECK(behaviour.metrics[0].trained.count() == 2);
    CHECK(behaviour.metrics[0].untrained == 6);
}

TEST_CASE("behaviour: without a rule, and without figures") {
    const Graded graded(winter(), passed(1));
    const Worked worked(*graded.workspace, "E9,2025-12,sales,1\n");
    Behaviour behaviour(*graded.workspace, worked.figures, day("2026-04-30"));
    CHECK(behaviour.of(graded.workspace->course("C")).rule == nullptr);  // cancelled
    CHECK(behaviour.of(graded.workspace->course("A")).judgement.standing == Standing::no_figures);
}
