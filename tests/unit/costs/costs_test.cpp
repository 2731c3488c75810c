#include "costs/costs.h"

#include <doctest/doctest.h>

#include "../folder.h"
#include "../workspace/assembled.h"

using namespace passline;

namespace {

const std::string policy =
    "passline: 1\nid: p\ntracks: {basic: {assessment: {components: {theory: {pass: 80}}}}}\n";

/// One cost sheet (c.csv) beside these plans.
struct Paid {
    Paid(const std::vector<std::string>& plans, const std::string& text)
        : workspace(assembled({policy}, plans)) {
        costs.load(folder.file("c.csv", text), *workspace, {}, diagnostics);
    }
    std::string said() const { return folder.plain(problems(diagnostics)); }
    /// "Q plan - CNY 100 of 200 left 100 50.00%".
    std::string lines() const {
        std::string text;
        for (const BudgetLine& line : budget_lines(*workspace, costs)) {
            text += line.plan->id + " ";
            text += line.of == BudgetLine::Of::plan ? "-" : workspace->courses[line.course].course->id;
            if (line.of == BudgetLine::Of::item) text += "/" + line.item;
            text += " " + line.currency + " " + line.spent.shortest(2) + " of " +
                    (line.budget ? line.budget->shortest(2) : "-");
            if (const auto left = line.left()) text += " left " + left->shortest(2);
            if (const auto percent = line.percent()) text += " " + percent->fixed(2) + "%";
            text += line.overspent() ? " over\n" : "\n";
        }
        return text;
    }

    Folder folder;
    Diagnostics diagnostics;
    std::unique_ptr<Workspace> workspace;
    Costs costs;
};

const std::string quarter = R"(passline: 1
plan: Q
courses:
  - {id: A, track: basic, start: 2026-01-05, budget: {amount: 1000, items: {Room: 600, Tea: 400}}}
  - {id: B, track: basic, start: 2026-02-05}
  - {id: C, track: basic, start: 2026-03-05, status: cancelled, budget: {amount: 500}}
  - {id: D, track: basic, start: 2026-03-05, budget: {amount: 0.1, currency: USD}}
)";

}  // namespace

TEST_CASE("costs: a course's rows and totals by currency") {
    const Paid paid({quarter},
                    "课程编号,费用项目,金额,币种,付款日期\nB,讲师费,0.1,,2026-02-06\nA,教材,20.5,人民币,\n"
                    "B,讲师费,0.2,元,2026-02-07\nB,机票,99.99,usd,\n");
    CHECK(paid.said() == "");
    const std::uint32_t b = paid.workspace->course("B");
    REQUIRE(paid.costs.of(b).size() == 3);
    CHECK(paid.costs.of(b)[1].paid_on->text() == "2026-02-07");
    CHECK(paid.folder.plain(paid.costs.of(b)[2].row.address()) == "c.csv:5");
    const auto totals = paid.costs.total(b);
    REQUIRE(totals.size() == 2);
    CHECK(totals[0].currency == "CNY");
    CHECK(totals[0].amount.text() == "3/10");  // and not 0.30000000000000004
    CHECK(totals[1].amount.fixed(2) == "99.99");
    CHECK(paid.costs.total(paid.workspace->course("D")).empty());
}

TEST_CASE("costs: budgets against costs by plan, course and item") {
    const Paid paid(
        {quarter},
        "course_id,item,amount,currency\nA,room,600,\nA,Tea,450.5,\nA,Taxi,30,USD\nB,Books,12.25,\n"
        "C,Cancellation,80,\n");
    CHECK(paid.said() == "");
    CHECK(paid.lines() ==
          "Q A CNY 1050.5 of 1000 left -50.5 105.05% over\n"
          "Q A USD 30 of -\n"
          "Q A/Room CNY 600 of 600 left 0 100.00%\n"
          "Q A/Tea CNY 450.5 of 400 left -50.5 112.63% over\n"
          "Q A/Taxi USD 30 of -\n"
          "Q B CNY 12.25 of -\n"
          "Q B/Books CNY 12.25 of -\n"
          "Q C CNY 80 of -\n"
          "Q C/Cancellation CNY 80 of -\n"
          "Q D USD 0 of 0.1 left 0.1 0.00%\n"
          "Q - CNY 1142.75 of 1000 left -142.75 114.28% over\n"
          "Q - USD 30 of 0.1 left -29.9 30000.00% over\n");
}

TEST_CASE("costs: a plan's own budget stands instead of its courses'") {
    const Paid paid(
        {"passline: 1\nplan: Q\nbudget: {amount: 5000}\ncourses: [{id: A, track: basic, start: 2026-01-05, "
         "budget: {amount: 1000}}]\n",
         "passline: 1\nplan: R\ncourses: [{id: B, track: basic, start: 2026-01-05}]\n"},
        "course_id,item,amount\nA,Room,600\n");
    CHECK(paid.lines() ==
          "Q A CNY 600 of 1000 left 400 60.00%\n"
          "Q A/Room CNY 600 of -\n"
          "Q - CNY 600 of 5000 left 4400 12.00%\n");
}

TEST_CASE("costs: what is wrong is named, all of it") {
    const Paid paid(
        {quarter},
        "course_id,item,amount,currency,paid_on\nX,a,1,,\n,a,1,,\nA,,1,,\nA,a,,,\nA,a,-1,,\nA,a,1,dollar,\n"
        "A,a,1,,soon\nA,a,1,,2026-01-05\nA,a,1.0,CNY,2026-01-05\n");
    CHECK(paid.said() ==
          "c.csv:2:1 error[unknown-course] no plan has a course 'X' | correct the id, or add the course to a "
          "plan\n"
          "c.csv:3:1 error[value-missing] the course ID is missing | fill it in or delete the row; merged "
          "cells must "
          "be split before exporting\n"
          "c.csv:4:3 error[value-missing] the item is missing | fill it in or delete the row; merged cells "
          "must be "
          "split before exporting\n"
          "c.csv:5:5 error[value-missing] the amount is missing | fill it in or delete the row; merged cells "
          "must be "
          "split before exporting\n"
          "c.csv:6:5 error[value-range] -1 is less than 0\n"
          "c.csv:7:7 error[value-currency] 'dollar' is not a currency code | write the three letters, like "
          "CNY or "
          "USD\n"
          "c.csv:8:8 error[value-date] 'soon' is not a date | write 2026-01-05, 2026/1/5, 2026.1.5 or "
          "2026年1月5日\n"
          "c.csv:10:3 warning[cost-repeated] the same course, item, amount and date stand in c.csv:9 "
          "already; both "
          "count | delete one of the rows if it is the same payment\n");
}
