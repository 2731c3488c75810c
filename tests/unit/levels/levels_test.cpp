#include "levels/levels.h"

#include <doctest/doctest.h>

#include "../kpi/measured.h"

using namespace passline;

namespace {

/// Regulation R4 1(4)1.
const std::string staff_levels = R"(passline: 1
id: p
cite: "Art. {}"
settings: {trial: 3 months, first_line: 75}
roles: {supervisor: {zh: 主管, en: Supervisor}, director: {zh: 总监, en: Director}}
actions: {rise: {title: {zh: 晋级, en: Rise}}}
tracks:
  onboarding: {title: {zh: 新入职培训, en: Onboarding}, assessment: {components: {theory: {pass: 80}}}}
  regularisation: {title: {zh: 转正考试, en: Regularisation}, assessment: {components: {theory: {pass: 80}}}}
levels:
  article: "1(4)1"
  steps:
    - {id: regular, title: {zh: 正式, en: Regular}, exam: onboarding, tenure: trial, at_least: {kpi: first_line, cph: 11, success: 52}, article: "1(4)1.1"}
    - {id: C, exam: regularisation, at_least: {kpi: 85, cph: 13, success: 58}, decides: [supervisor, director], actions: [rise], article: "1(4)1.2"}
    - {id: B, at_least: {kpi: 90, cph: 15, success: 60}, article: "1(4)1.3"}
    - {id: A, at_least: {kpi: 95, cph: 17, success: 65}, article: "1(4)1.4"}
)";

/// The same three figures in each month of a quarter.
std::string steady(const std::string& id, const std::string& kpi, const std::string& cph,
                   const std::string& success, const std::vector<std::string>& months = {"01", "02", "03"}) {
    std::string rows;
    for (const std::string& month : months) {
        for (const auto& [metric, value] :
             {std::pair("kpi", kpi), std::pair("cph", cph), std::pair("success", success)})
            rows += id + ",2026-" + month + "," + metric + "," + value + "\n";
    }
    return rows;
}

/// Everyone passed every exam on 2026-03-31.
const ExamOf all_passed = [](People::Index, std::string_view track, Date last) -> std::optional<ExamPassed> {
    if (last < day("2026-03-31")) return {};
    return ExamPassed{std::string(track) + "-1", day("2026-03-31"), {"plan.yaml:5"}};
};

struct Reviewed : Measured {
    Reviewed(const std::string& roster, const std::string& rows, const std::string& policy = staff_levels)
        : Measured(assembled({policy}, {"passline: 1\nplan: Q\ncourses: []\n"},
                             roster.empty() ? "" : "employee_id,name,level,hire_date,leave_date\n" + roster),
                   rows) {}

    /// "E1 regular→C rise B: kpi=89.99<90 articles 1(4)1.2;1(4)1.3" for each person.
    std::string lines(const ExamOf& exam = all_passed, const char* period = "2026-Q1",
                      const char* as_of = "2026-04-15") {
        const LevelJudge judge(*workspace, figures, workspace->policies.front(), *Period::parse(period),
                               day(as_of), exam);
        const auto name = [](const LevelStep* step) { return step == nullptr ? "-" : step->id; };
        std::string text;
        Unmeasured unmeasured;
        for (const People::Index each : judge.people()) {
            const LevelResult result = judge.person(each, diagnostics);
            unmeasured.add(result);
            text += std::string(workspace->people.id(each)) + " " + name(result.present) + "→" +
                    name(result.reached) + " " + std::string(recommendation_name(result.recommendation)) +
                    " " + name(result.next) + ":";
            for (const Missing& missing : result.missing) text += " " + missing.text();
            text += " articles";
            for (const Article* article : result.articles()) text += " " + article->raw.en;
            text += "\n";
        }
        unmeasured.warn(*workspace, figures.metrics(), judge.period(), diagnostics);
        return text;
    }
    std::string explained(const std::string& id, const ExamOf& exam, Language language,
                          const DecisionOf& decision = {}) {
        const LevelJudge judge(*workspace, figures, workspace->policies.front(), *Period::parse("2026-Q1"),
                               day("2026-04-15"), exam);
        Trace trace;
        judge.person(person(id), diagnostics, &trace, decision);
        return folder.plain(tree(trace.take(), language));
    }
};

}  // namespace

TEST_CASE("levels: reaching every line of a level is enough, a hundredth below is not") {
    Reviewed review(
        "E1,A,regular,2025-01-01,\nE2,B,regular,2025-01-01,\nE3,C,C,2025-01-01,\nE4,D,,2025-01-01,\n"
        "E5,E,B,2025-01-01,\n",
        steady("E1", "85", "13", "58") + steady("E2", "85", "12.99", "58") + steady("E3", "95", "17", "65") +
            steady("E4", "74.99", "11", "51.99") + steady("E5", "84", "13", "58"));
    CHECK(review.lines() ==
          "E1 regular→C rise B: kpi=85<90 cph=13<15 success=58<60 articles 1(4)1.2 1(4)1.3\n"
          "E2 regular→regular stay C: cph=12.99<13 articles 1(4)1.1 1(4)1.2\n"
          "E3 C→A rise -: articles 1(4)1.4\n"
          "E4 -→- stay regular: kpi=74.99<75 success=51.99<52 articles 1(4)1.1\n"
          "E5 B→regular below C: kpi=84<85 articles 1(4)1.1 1(4)1.2\n");
    CHECK(review.said() == "");
}

TEST_CASE("levels: means are exact, of the months that have a figure") {
    Reviewed review("E1,A,regular,2025-01-01,\nE2,B,regular,2025-01-01,\nE3,C,,2025-01-01,\n",
                    // 84 + 86 + 84.99 = 254.99, a third of it is below 85
                    "E1,2026-01,kpi,84\nE1,2026-02,kpi,86\nE1,2026-03,kpi,84.99\n"
                    "E1,2026-03,cph,13\nE1,2026-01,success,58\n"
                    // April and December are not of the quarter
                    "E2,2025-12,kpi,100\nE2,2026-02,kpi,84.999999\nE2,2026-04,kpi,100\n" +
                        std::string("E2,2026-01,cph,13\nE2,2026-01,success,58\n"));
    CHECK(review.lines() ==
          "E1 regular→regular stay C: kpi=84.9967<85 articles 1(4)1.1 1(4)1.2\n"
          "E2 regular→regular stay C: kpi=84.9999<85 articles 1(4)1.1 1(4)1.2\n"
          "E3 -→- stay regular: kpi=<75 cph=<11 success=<52 articles 1(4)1.1\n");
    CHECK(
        review.said() ==
        "k.csv:5:1 warning[kpi-month-missing] E1 has no figure of 'cph' for 2026-01, 2026-02 | add it; the "
        "mean is of the months that have a figure\n"
        "k.csv:6:1 warning[kpi-month-missing] E1 has no figure of 'success' for 2026-02, 2026-03 | add it; "
        "the mean is of the months that have a figure\n"
        "k.csv:8:1 warning[kpi-month-missing] E2 has no figure of 'kpi' for 2026-01, 2026-03 | add it; the "
        "mean is of the months that have a figure\n"
        "k.csv:10:1 warning[kpi-month-missing] E2 has no figure of 'cph' for 2026-02, 2026-03 | add it; the "
        "mean is of the months that have a figure\n"
        "k.csv:11:1 warning[kpi-month-missing] E2 has no figure of 'success' for 2026-02, 2026-03 | add it; "
        "the mean is of the months that have a figure\n"
        "roster.csv:4:1 warning[kpi-month-missing] no figure of 'kpi' in 2026-Q1: E3 | add it for those "
        "who are reviewed; without any figure the line is not met\n"
        "roster.csv:4:1 warning[kpi-month-missing] no figure of 'cph' in 2026-Q1: E3 | add it for those "
        "who are reviewed; without any figure the line is not met\n"
        "roster.csv:4:1 warning[kpi-month-missing] no figure of 'success' in 2026-Q1: E3 | add it for those "
        "who are reviewed; without any figure the line is not met\n");
}

TEST_CASE("levels: many people without figures are one warning a metric") {
    Reviewed review("E1,A,,,\nE2,A,,,\nE3,A,,,\nE4,A,,,\nE5,A,,,\nE6,A,,,2025-12-31\n",
                    steady("E5", "75", "11", "52") + "E4,2026-03,cph,1\nE4,2026-03,success,1\n");
    review.lines();
    const std::string said = review.said();
    CHECK(
        said.find("roster.csv:2:1 warning[kpi-month-missing] no figure of 'kpi' in 2026-Q1: E1, E2, E3 and 1 "
                  "more | ") != std::string::npos);
    CHECK(
        said.find("roster.csv:2:1 warning[kpi-month-missing] no figure of 'cph' in 2026-Q1: E1, E2, E3 | ") !=
        std::string::npos);
    CHECK(said.find("E6") == std::string::npos);
}

TEST_CASE("levels: months in which nobody was employed, or that have not ended, are not missing") {
    Reviewed joined("E1,A,,2026-03-02,\nE2,B,,2025-01-01,2026-01-31\n",
                    steady("E1", "80", "12", "55", {"03"}) + steady("E2", "80", "12", "55", {"01"}));
    CHECK(joined.lines() ==
          "E1 -→- stay regular: tenure=3 months articles 1(4)1.1\n"
          "E2 -→regular rise C: kpi=80<85 cph=12<13 success=55<58 articles 1(4)1.1 1(4)1.2\n");
    CHECK(joined.said() == "");
    Reviewed running("E1,A,,2025-01-01,\n", steady("E1", "80", "12", "55", {"01", "02"}));
    // the exam ends after the as-of date; February has not ended
    CHECK(running.lines(all_passed, "2026-Q1", "2026-02-15") ==
          "E1 -→- stay regular: exam=onboarding articles 1(4)1.1\n");
    CHECK(running.said() == "");
}

TEST_CASE("levels: tenure is complete on the same day months later, the period's last day included") {
    const std::string all = steady("E1", "80", "12", "55") + steady("E2", "80", "12", "55") +
                            steady("E3", "80", "12", "55") + steady("E4", "80", "12", "55");
    // three months from 30 and 31 December end on 30 and 31 March
    Reviewed review("E1,A,,2025-12-30,\nE2,B,,2025-12-31,\nE3,C,,2026-01-01,\nE4,D,,,\n", all);
    CHECK(review.lines() ==
          "E1 -→regular rise C: kpi=80<85 cph=12<13 success=55<58 articles 1(4)1.1 1(4)1.2\n"
          "E2 -→regular rise C: kpi=80<85 cph=12<13 success=55<58 articles 1(4)1.1 1(4)1.2\n"
          "E3 -→- stay regular: tenure=3 months articles 1(4)1.1\n"
          "E4 -→- stay regular: tenure=3 months articles 1(4)1.1\n");
    CHECK(review.said() ==
          "roster.csv:5:7 warning[hire-date-missing] E4 has no hire date, so there is no tenure | add "
          "hire_date to the roster; without it no tenure is met\n");
}

TEST_CASE("levels: an exam is asked only of those who are not there yet") {
    Reviewed review(
        "E1,A,regular,2025-01-01,\nE2,B,C,2025-01-01,\nE3,C,,2025-01-01,\n",
        steady("E1", "85", "13", "58") + steady("E2", "85", "13", "58") + steady("E3", "85", "13", "58"));
    CHECK(review.lines({}) ==
          "E1 regular→regular stay C: exam=regularisation articles 1(4)1.1 1(4)1.2\n"
          "E2 C→C stay B: kpi=85<90 cph=13<15 success=58<60 articles 1(4)1.2 1(4)1.3\n"
          "E3 -→- stay regular: exam=onboarding articles 1(4)1.1\n");
}

TEST_CASE("levels: an upper line, and two paths from one level") {
    const std::string paths = R"(passline: 1
id: p
tracks: {basic: {assessment: {components: {theory: {pass: 80}}}}}
levels:
  steps:
    - {id: agent, at_least: {kpi: 60}}
    - {id: supervisor, at_least: {kpi: 95}}
    - {id: senior, after: agent, at_most: {aht: 200}}
    - {id: expert, at_most: {aht: 150}}
)";
    Reviewed review("",
                    "E1,2026-01,kpi,70\nE1,2026-01,aht,200\nE2,2026-01,kpi,95\nE2,2026-01,aht,200.00001\n"
                    "E3,2026-01,kpi,59\nE3,2026-01,aht,100\nE4,2026-01,kpi,70\nE4,2026-01,aht,201.5\n",
                    paths);
    CHECK(review.lines({}, "2026-01") ==
          "E1 -→senior rise expert: aht=200>150 articles\n"
          "E2 -→supervisor rise -: articles\n"
          "E3 -→- stay agent: kpi=59<60 articles\n"
          "E4 -→agent rise supervisor: kpi=70<95 articles\n");
}

TEST_CASE("levels: who is reviewed, levels by their titles, and one that there is not") {
    Reviewed review(
        "E4,A,regular,2026-04-01,\nE3,B,正式,2025-01-01,2026-01-01\nE2,C,REGULAR,2025-01-01,2025-12-31\n"
        "E1,D,Q,2025-01-01,\n",
        steady("E3", "80", "12", "55", {"01"}) + steady("E1", "80", "12", "55"));
    CHECK(review.lines() ==
          "E1 -→regular rise C: kpi=80<85 cph=12<13 success=55<58 articles 1(4)1.1 1(4)1.2\n"
          "E3 regular→regular stay C: kpi=80<85 cph=12<13 success=55<58 articles 1(4)1.1 1(4)1.2\n");
    CHECK(review.said() ==
          "roster.csv:5:6 error[unknown-level] the policy has no level 'Q' | correct the level in the "
          "roster; leave it empty for someone without one\n");
    Diagnostics checked;
    check_levels(*review.workspace, checked);
    CHECK(problems(checked) == "roster.csv:5:6 error[unknown-level] no policy has a level 'Q'\n");
}

TEST_CASE("levels: the period is the last one that is over") {
    LevelRules rules;
    CHECK(review_period(rules, day("2026-04-01")).text() == "2026-Q1");
    CHECK(review_period(rules, day("2026-03-31")).text() == "2026-Q1");
    CHECK(review_period(rules, day("2026-03-30")).text() == "2025-Q4");
    rules.per = LevelRules::Per::month;
    CHECK(review_period(rules, day("2026-03-31")).text() == "2026-03");
    CHECK(review_period(rules, day("2026-04-29")).text() == "2026-03");
    rules.per = LevelRules::Per::year;
    CHECK(review_period(rules, day("2026-12-31")).text() == "2026");
    CHECK(review_period(rules, day("2026-12-30")).text() == "2025");
}

TEST_CASE("levels: no policy, or several, with levels") {
    const auto plain =
        assembled({"passline: 1\nid: p\ntracks: {basic: {assessment: {components: {theory: {pass: 80}}}}}\n"},
                  {"passline: 1\nplan: Q\ncourses: []\n"});
    Diagnostics none;
    CHECK(policy_with_levels(*plain, day("2026-03-31"), none) == nullptr);
    CHECK(problems(none) ==
          " error[no-levels] no policy has levels | state them in the policy under levels:\n");
    std::string other = staff_levels;
    other.replace(other.find("id: p"), 5, "id: q");
    const auto two = assembled({staff_levels, other}, {"passline: 1\nplan: Q\npolicy: p\ncourses: []\n"});
    Diagnostics several;
    CHECK(policy_with_levels(*two, day("2026-03-31"), several) == nullptr);
    CHECK(problems(several) ==
          "policy2.yaml:11:3 error[levels-several] the policies 'p' and 'q' both have levels | name only one "
          "of them with --policy and --plan\n");
}

TEST_CASE("levels: why, down to the row of every figure") {
    Reviewed review("E1,A,regular,2025-06-30,\n",
                    "E1,2026-01,kpi,84\nE1,2026-02,kpi,86\nE1,2026-03,kpi,85\n"
                    "E1,2026-01,cph,13\nE1,2026-02,cph,13\nE1,2026-03,cph,13\n"
                    "E1,2026-01,success,58\nE1,2026-02,success,58\nE1,2026-03,success,58\n");
    const DecisionOf decision = [](People::Index, std::string_view) {
        return DecisionNote{{"总监已同意", "approved by Director"}, "decisions.csv:2"};
    };
    CHECK(review.explained("E1", all_passed, Language::en, decision) ==
          "staff level in 2026-Q1: Regular now, C reached: rise [Art. 1(4)1] (policy.yaml:11, "
          "roster.csv:2)\n"
          "  'Regular' is reached [Art. 1(4)1.1] (policy.yaml:13)\n"
          "    the mean of kpi is 85, as asked for (at least 75) [company setting first_line] "
          "(policy.yaml:13, policy.yaml:4)\n"
          "      2026-01: 84 (k.csv:2)\n"
          "      2026-02: 86 (k.csv:3)\n"
          "      2026-03: 85 (k.csv:4)\n"
          "    the mean of cph is 13, as asked for (at least 11) [Art. 1(4)1.1] (policy.yaml:13)\n"
          "      2026-01: 13 (k.csv:5)\n"
          "      2026-02: 13 (k.csv:6)\n"
          "      2026-03: 13 (k.csv:7)\n"
          "    the mean of success is 58, as asked for (at least 52) [Art. 1(4)1.1] (policy.yaml:13)\n"
          "      2026-01: 58 (k.csv:8)\n"
          "      2026-02: 58 (k.csv:9)\n"
          "      2026-03: 58 (k.csv:10)\n"
          "    the exam 'Onboarding' is not asked of someone who is at this level or above [Art. 1(4)1.1] "
          "(policy.yaml:13)\n"
          "    hired on 2025-06-30: 3 months of service are complete on 2025-09-30 [Art. 1(4)1.1] "
          "(roster.csv:2, policy.yaml:13)\n"
          "  'C' is reached [Art. 1(4)1.2] (policy.yaml:14)\n"
          "    the mean of kpi is 85, as asked for (at least 85) [Art. 1(4)1.2] (policy.yaml:14)\n"
          "      2026-01: 84 (k.csv:2)\n"
          "      2026-02: 86 (k.csv:3)\n"
          "      2026-03: 85 (k.csv:4)\n"
          "    the mean of cph is 13, as asked for (at least 13) [Art. 1(4)1.2] (policy.yaml:14)\n"
          "      2026-01: 13 (k.csv:5)\n"
          "      2026-02: 13 (k.csv:6)\n"
          "      2026-03: 13 (k.csv:7)\n"
          "    the mean of success is 58, as asked for (at least 58) [Art. 1(4)1.2] (policy.yaml:14)\n"
          "      2026-01: 58 (k.csv:8)\n"
          "      2026-02: 58 (k.csv:9)\n"
          "      2026-03: 58 (k.csv:10)\n"
          "    the exam 'Regularisation' is passed: course regularisation-1, ended 2026-03-31 [Art. "
          "1(4)1.2] (plan.yaml:5, policy.yaml:14)\n"
          "  'B' is not reached [Art. 1(4)1.3] (policy.yaml:15)\n"
          "    the mean of kpi is 85, not as asked for (at least 90) [Art. 1(4)1.3] (policy.yaml:15)\n"
          "      2026-01: 84 (k.csv:2)\n"
          "      2026-02: 86 (k.csv:3)\n"
          "      2026-03: 85 (k.csv:4)\n"
          "    the mean of cph is 13, not as asked for (at least 15) [Art. 1(4)1.3] (policy.yaml:15)\n"
          "      2026-01: 13 (k.csv:5)\n"
          "      2026-02: 13 (k.csv:6)\n"
          "      2026-03: 13 (k.csv:7)\n"
          "    the mean of success is 58, not as asked for (at least 60) [Art. 1(4)1.3] (policy.yaml:15)\n"
          "      2026-01: 58 (k.csv:8)\n"
          "      2026-02: 58 (k.csv:9)\n"
          "      2026-03: 58 (k.csv:10)\n"
          "  Supervisor and Director must decide on the rise to 'C' [Art. 1(4)1.2] (policy.yaml:14)\n"
          "  recommended: Rise (approved by Director) [Art. 1(4)1.2] (policy.yaml:14, decisions.csv:2)\n");
    const std::string in_chinese = review.explained("E1", {}, Language::zh);
    CHECK(in_chinese.find("2026-Q1 职级评定：现为正式，达到正式：保持 [Art. 1(4)1]") == 0);
    CHECK(in_chinese.find("    2025-06-30 入职，2025-09-30 在职满 3 个月 [Art. 1(4)1.1]") !=
          std::string::npos);
    CHECK(in_chinese.find("    考核“转正考试”尚未合格 [Art. 1(4)1.2] (policy.yaml:14)") != std::string::npos);
}
