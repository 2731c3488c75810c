#include "kpi/performance.h"

#include <doctest/doctest.h>

#include "measured.h"

using namespace passline;

namespace {

std::string policy(const std::string& rules, const std::string& more = "") {
    return "passline: 1\nid: p\n" + more + R"(cite: "Art. {}"
settings: {standard: 80}
roles: {hr: {zh: 人力资源部, en: HR}}
actions:
  plan: {title: {zh: 改进计划, en: Improvement plan}}
  transfer: {title: {zh: 调岗, en: Transfer}, decides: hr}
tracks: {basic: {title: {zh: 基础培训, en: Basics}, assessment: {components: {theory: {pass: 80}}}}}
evaluation:
  metrics: {csat: {title: {zh: 满意度, en: Satisfaction}}, complaints: {better: lower}}
performance:
)" + rules;
}

std::unique_ptr<Workspace> with(const std::string& rules) {
    return assembled({policy(rules)}, {"passline: 1\nplan: Q\ncourses: []\n"});
}

/// "E1 csat 2026-01=75;2026-02=78 <80 due 2026-03-13".
std::string below(const Measured& measured, const char* as_of, const TookPart& took_part = {}) {
    std::string text;
    const PerformanceJudge judge(*measured.workspace, measured.figures, day(as_of), took_part);
    for (const PerformanceFinding& finding : judge.everyone()) {
        text += std::string(measured.workspace->people.id(finding.person)) + " " + finding.rule->metric +
                " " + finding.figures() + " " + finding.line() + " due " +
                (finding.due ? finding.due->text() : "-") + (finding.provisional ? " provisional" : "") +
                "\n";
    }
    return text;
}

const std::string two_months = "  - {metric: csat, below: 80, for: 2 months, article: \"6.2\"}\n";

}  // namespace

TEST_CASE("kpi: below its line in so many months in a row, up to the last one") {
    const Measured measured(with(two_months),
                            // on the line, a hundredth below, below again
                            "E1,2026-01,csat,80\nE1,2026-02,csat,79.99\nE1,2026-03,csat,75\n"
                            // the last month is good again
                            "E2,2026-01,csat,70\nE2,2026-02,csat,70\nE2,2026-03,csat,80\n"
                            // a month is missing
                            "E3,2026-01,csat,70\nE3,2026-03,csat,70\n"
                            // three in a row, over the end of the year
                            "E4,2025-11,csat,70\nE4,2025-12,csat,71\nE4,2026-01,csat,72\n");
    CHECK(below(measured, "2026-03-31") ==
          "E1 csat 2026-02=79.99;2026-03=75 <80 due -\n"
          "E4 csat 2025-11=70;2025-12=71;2026-01=72 <80 due -\n");
    // March has not ended: 80 in January breaks E1's row, E2's two months are the last
    CHECK(below(measured, "2026-03-30") ==
          "E2 csat 2026-01=70;2026-02=70 <80 due -\n"
          "E4 csat 2025-11=70;2025-12=71;2026-01=72 <80 due -\n");
}

TEST_CASE("kpi: above a line, and what is due") {
    const Measured measured(
        with("  - {metric: complaints, above: 5, then: retrain, within: 10 working days}\n"
             "  - {metric: csat, below: 60, then: assess, within: 1 month}\n"),
        "E1,2026-01,complaints,5\nE2,2026-01,complaints,5.01\nE3,2026-01,csat,59\nE4,2026-12,csat,59\n"
        "E5,2026-12,complaints,9\n");
    // 31 January is a Saturday; 14 February (Saturday) is worked, 15 to 23 are off
    CHECK(below(measured, "2027-03-01") ==
          "E2 complaints 2026-01=5.01 >5 due 2026-02-13\n"
          "E3 csat 2026-01=59 <60 due 2026-02-28\n"
          "E4 csat 2026-12=59 <60 due 2027-01-31\n"
          "E5 complaints 2026-12=9 >5 due 2027-01-14 provisional\n");
}

TEST_CASE("kpi: only months that begin after a course that the person took part in") {
    const Measured measured(
        with("  - {metric: csat, below: 80, after: basic}\n"),
        "E1,2026-01,csat,70\nE1,2026-02,csat,71\nE2,2026-02,csat,70\nE3,2026-02,csat,70\n");
    const TookPart took_part = [&](People::Index person, const std::vector<std::string>& tracks) {
        CHECK(tracks == std::vector<std::string>{"basic"});
        const std::string_view id = measured.workspace->people.id(person);
        return id == "E1"   ? std::optional(day("2026-01-31"))
               : id == "E2" ? std::optional(day("2026-02-01"))
                            : std::nullopt;
    };
    CHECK(below(measured, "2026-03-31", took_part) == "E1 csat 2026-02=71 <80 due -\n");
    CHECK(below(measured, "2026-03-31") == "");
}

TEST_CASE("kpi: the version in force on the last month's last day") {
    const Measured measured(assembled({policy("  - {metric: csat, below: 60}\n", "effective: 2025-01-01\n"),
                                       policy("  - {metric: csat, below: 80}\n", "effective: 2026-02-28\n")},
                                      {"passline: 1\nplan: Q\ncourses: []\n"}),
                            "E1,2026-01,csat,70\nE2,2026-02,csat,70\nE3,2026-01,csat,50\n");
    CHECK(below(measured, "2026-03-31") ==
          "E2 csat 2026-02=70 <80 due -\n"
          "E3 csat 2026-01=50 <60 due -\n");
}

TEST_CASE("kpi: why a performance rule applies, with every row") {
    const Measured measured(
        with("  - {metric: csat, below: standard, for: 2 months, then: retrain, track: basic,\n"
             "     within: 10 working days, actions: [plan, transfer], article: \"6.2\"}\n"),
        "E1,2026-01,csat,79\nE1,2026-02,csat,78.5\n");
    const PerformanceJudge judge(*measured.workspace, measured.figures, day("2026-03-31"), {});
    const DecisionOf decision = [](People::Index, std::string_view action) -> std::optional<DecisionNote> {
        if (action != "transfer") return {};
        return DecisionNote{{"已同意", "approved by HR"}, "decisions.csv:2"};
    };
    const auto found = judge.person(0);
    const auto shown = [&](const DecisionOf& by, Language language) {
        return measured.folder.plain(tree(explain_performance(found, measured.figures, by), language));
    };
    CHECK(shown(decision, Language::en) ==
          "Satisfaction is below 80 in 2 months in a row [Art. 6.2] (policy.yaml:13)\n"
          "  the line <80 [company setting standard] (policy.yaml:4)\n"
          "  2026-01: 79 (k.csv:2)\n"
          "  2026-02: 78.5 (k.csv:3)\n"
          "  retraining: Basics, due 2026-03-13 (10 working days after 2026-02-28)\n"
          "  follows: Improvement plan [Art. 6.2] (policy.yaml:13)\n"
          "  recommended: Transfer (approved by HR) [Art. 6.2] (policy.yaml:13, decisions.csv:2)\n");
    CHECK(shown({}, Language::zh) ==
          "满意度连续 2 个月低于 80 [Art. 6.2] (policy.yaml:13)\n"
          "  界线 <80 [公司设定 standard] (policy.yaml:4)\n"
          "  2026-01：79 (k.csv:2)\n"
          "  2026-02：78.5 (k.csv:3)\n"
          "  须补训：基础培训，期限 2026-03-13（2026-02-28 之后 10 个工作日）\n"
          "  处理：改进计划 [Art. 6.2] (policy.yaml:13)\n"
          "  建议：调岗（须由人力资源部决定，待定） [Art. 6.2] (policy.yaml:13)\n");
}
