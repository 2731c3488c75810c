#include "kpi/figures.h"

#include <doctest/doctest.h>

#include "measured.h"

using namespace passline;

namespace {

std::unique_ptr<Workspace> centre(const std::string& roster = "") {
    return assembled({R"(passline: 1
id: p
tracks: {basic: {assessment: {components: {theory: {pass: 80}}}}}
evaluation:
  metrics:
    satisfaction: {title: {zh: 客户满意度, en: Satisfaction}}
    aht: {title: {zh: 平均处理时长, en: Handling time}, better: lower}
performance:
  - {metric: aht, above: 200}
levels: {steps: [{id: C, at_least: {kpi: 85, satisfaction: 80}}]}
)"},
                     {"passline: 1\nplan: Q\ncourses: []\n"}, roster);
}

}  // namespace

TEST_CASE("kpi: figures come by person, metric and month with the row that states them") {
    const Measured measured(centre(),
                            "E2,2026-02,satisfaction,80\n"
                            "E1,2026-02,客户满意度,79.5\n"
                            "E1,2026-01,handling TIME,200\n"
                            "E1,2025-12,satisfaction,81\n"
                            "E1,2026-01,kpi,85\n"
                            "E1,2026-01,response_timeliness,99.5\n");
    CHECK(measured.said() == "");
    // people in the order of their first row, metrics as the policy lists them, then as rules name them
    CHECK(measured.lines() ==
          "E2 2026-02 satisfaction 80 k.csv:2\n"
          "E1 2025-12 satisfaction 81 k.csv:5\n"
          "E1 2026-02 satisfaction 79.5 k.csv:3\n"
          "E1 2026-01 aht 200 k.csv:4\n"
          "E1 2026-01 kpi 85 k.csv:6\n"
          "E1 2026-01 response_timeliness 99.5 k.csv:7\n");
}

TEST_CASE("kpi: a metric that nobody knows is left out once said, a near miss is refused") {
    const Measured measured(centre(), "E1,2026-01,mood,1\nE2,2026-01,mood,2\nE1,2026-01,satisfactoin,3\n");
    CHECK(measured.said() ==
          "k.csv:2:12 warning[unknown-metric] no policy has a metric 'mood'; its figures are not used | list "
          "it under evaluation.metrics of the policy if it is needed\n"
          "k.csv:4:12 error[unknown-metric] no policy has a metric 'satisfactoin' | did you mean "
          "'satisfaction'?\n");
    CHECK(measured.figures.empty());
}

TEST_CASE("kpi: a period that is no month, and cells that are missing or wrong") {
    const Measured measured(centre(),
                            "E1,2026-Q1,kpi,85\nE1,2026-13,kpi,85\nE1,,kpi,85\nE1,2026-01,,85\n"
                            "E1,2026-01,kpi,\nE1,2026-01,kpi,high\n");
    CHECK(measured.said() ==
          "k.csv:2:4 warning[kpi-period] 2026-Q1 is not a month, so this figure is not used | export figures "
          "by month, like 2026-01\n"
          "k.csv:3:4 error[value-period] '2026-13' is not a period | write it like 2026-01\n"
          "k.csv:4:4 error[value-missing] the period is missing | fill it in or delete the row; merged cells "
          "must be split before exporting\n"
          "k.csv:5:12 error[value-missing] the metric is missing | fill it in or delete the row; merged "
          "cells must be split before exporting\n"
          "k.csv:6:16 error[value-missing] the value is missing | fill it in or delete the row; merged cells "
          "must be split before exporting\n"
          "k.csv:7:16 error[value-number] 'high' is not a number | write a number such as 85 or 85.5\n");
}

TEST_CASE("kpi: the same figure twice is said, two different ones are refused") {
    const Measured measured(centre(),
                            "E1,2026-01,kpi,85\nE1,2026-02,kpi,85\nE1,2026-01,kpi,85.0\nE1,2026-02,kpi,86\n");
    CHECK(measured.said() ==
          "k.csv:4:1 warning[kpi-repeated] the figure of 'kpi' for 2026-01 stands in k.csv:2 already, with "
          "the same value | delete one of the rows\n"
          "k.csv:5:1 error[kpi-conflict] the figure of 'kpi' for 2026-02 is 85 in k.csv:3 and 86 here | find "
          "out which is right and keep that row only\n");
    CHECK(measured.lines() == "E1 2026-01 kpi 85 k.csv:2\nE1 2026-02 kpi 85 k.csv:3\n");
}

TEST_CASE("kpi: months count once they have ended") {
    const Measured measured(centre(), "E1,2026-01,kpi,1\nE1,2026-02,kpi,2\n");
    const auto kpi = measured.figures.metrics().find("kpi");
    CHECK(measured.figures.until(day("2026-01-30"), 0, kpi).empty());
    CHECK(measured.figures.until(day("2026-01-31"), 0, kpi).size() == 1);
    CHECK(measured.figures.until(day("2026-02-27"), 0, kpi).size() == 1);
    CHECK(measured.figures.until(day("2026-02-28"), 0, kpi).size() == 2);
}

TEST_CASE("kpi: printed figures stay on their side of the lines") {
    const auto below = [](const char* line) {
        return std::vector<FigureLine>{{*Decimal::parse(line), false}};
    };
    const auto above = [](const char* line) {
        return std::vector<FigureLine>{{*Decimal::parse(line), true}};
    };
    const Fraction under = Fraction::ratio(15999, 200);  // 79.995
    CHECK(print_fixed(under, {}) == "80.00");
    CHECK(print_fixed(under, below("80")) == "79.99");
    CHECK(print_fixed(under, above("80")) == "80.00");  // not above 80 either way
    const Fraction over = Fraction::ratio(16001, 200);  // 80.005
    CHECK(print_fixed(over, above("80")) == "80.01");
    const Fraction hardly = Fraction::ratio(80001, 1000);  // 80.001
    CHECK(print_fixed(hardly, below("80")) == "80.00");
    CHECK(print_fixed(hardly, above("80")) == "80.01");
    CHECK(print_shortest(Fraction::ratio(239, 3), {}) == "79.6667");
    CHECK(print_shortest(Fraction::ratio(169, 2), below("85")) == "84.5");
    CHECK(print_shortest(Fraction::ratio(254999, 3000), below("85")) == "84.9997");
    CHECK(print_shortest(Fraction::ratio(8499999, 100000), below("85")) == "84.9999");
}
