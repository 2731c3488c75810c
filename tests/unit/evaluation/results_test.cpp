#include "evaluation/results.h"

#include <doctest/doctest.h>

#include "evaluated.h"

using namespace passline;

namespace {

/// Windows around A: September to December 2025, April to July 2026.
const std::string rows =
    "E1,2025-09,satisfaction,80\nE2,2025-12,satisfaction,81\nE1,2026-04,satisfaction,84\nE2,2026-07,"
    "satisfaction,85.5\n"
    "E2,2026-08,satisfaction,1\nE1,2025-12,aht,200\nE1,2026-05,aht,210\nE1,2026-05,sales,10\n";

OrganisationResult around_a(const Workspace& workspace, const Figures& figures, const std::string& as_of) {
    return organisation_result(workspace.policies[0], figures, day("2026-01-12"), day("2026-01-23"),
                               day(as_of), workspace.calendar);
}

std::vector<CostTotal> cost(const std::string& amount, const std::string& currency = "CNY") {
    return {{currency, Decimal::parse(amount).value()}};
}

std::vector<MetricValue> worth(const std::string& metric, const std::string& amount,
                               const std::string& currency = "") {
    return {{metric, {Decimal::parse(amount).value(), currency}, {}, {}}};
}

}  // namespace

TEST_CASE("results: the organisation's figures in the window against as many months before") {
    const auto workspace = winter();
    const Worked worked(*workspace, rows);
    const OrganisationResult result = around_a(*workspace, worked.figures, "2026-07-31");
    REQUIRE(result.metrics.size() == 3);
    CHECK(result.metrics[0].before->text() == "161/2");
    CHECK(result.metrics[0].after->text() == "339/4");
    CHECK(result.metrics[0].figures_after == 2);
    CHECK(result.metrics[0].improvement()->text() == "17/4");
    CHECK(result.metrics[1].change()->text() == "10");
    CHECK(result.metrics[1].improvement()->text() == "-10");  // lower is better
    CHECK(!result.metrics[2].before);
    CHECK(!result.metrics[2].change());
    CHECK(result.improved == Share{1, 2});
    CHECK(result.judgement.standing == Standing::reached);
    CHECK(around_a(*workspace, worked.figures, "2026-07-30").judgement.standing == Standing::early);
}

TEST_CASE("results: return on cost") {
    const auto workspace = winter();
    const Worked worked(*workspace, rows);
    const OrganisationResult result = around_a(*workspace, worked.figures, "2026-07-31");
    const CostReturn back = return_on_cost(result, workspace->plans[0].values, cost("3400"));
    CHECK(back.benefit.text() == "4250");
    CHECK(back.percent->text() == "25");
    CHECK(back.reason == NoReturn::none);
    CHECK(back.currency == "CNY");
    REQUIRE(back.benefits.size() == 1);
    CHECK(back.benefits[0].value->metric == "satisfaction");
    // worse figures cost
    CHECK(return_on_cost(result, worth("aht", "10"), cost("100")).percent->text() == "-200");
}

TEST_CASE("results: why there is no return is said") {
    const auto workspace = winter();
    const Worked worked(*workspace, rows);
    const OrganisationResult result = around_a(*workspace, worked.figures, "2026-07-31");
    CHECK(return_on_cost(result, {}, cost("1")).reason == NoReturn::no_values);
    CHECK(return_on_cost(result, worth("sales", "1"), cost("1")).reason == NoReturn::no_figures);
    CHECK(return_on_cost(result, worth("aht", "1"), {}).reason == NoReturn::no_costs);
    CHECK(return_on_cost(result, worth("aht", "1"), cost("0")).reason == NoReturn::no_costs);
    CHECK(return_on_cost(result, worth("aht", "1", "USD"), cost("1")).reason == NoReturn::currencies);
    auto two = cost("1");
    two.push_back({"USD", Decimal::whole(1)});
    CHECK(return_on_cost(result, worth("aht", "1"), two).reason == NoReturn::currencies);
    CHECK(return_on_cost(result, worth("aht", "1", "USD"), cost("1", "USD")).reason == NoReturn::none);
    CHECK(!return_on_cost(result, {}, cost("1")).percent);
}

TEST_CASE("results: a policy without the level has no rule") {
    const auto workspace = winter();
    workspace->policies[0].sections.evaluation.results.reset();
    const Worked worked(*workspace, rows);
    CHECK(around_a(*workspace, worked.figures, "2026-07-31").rule == nullptr);
}
