#include <doctest/doctest.h>

#include "policies.h"

using namespace passline;

TEST_CASE("policy: evaluation loads with all that its schema allows") {
    const Policy policy = loaded(
        policy_with("evaluation: {\n"
                    "  reaction: {title: 反应, at_least: 85, questions: {content: 内容, trainer: {zh: 讲师, "
                    "en: Trainer}},\n"
                    "    otherwise: {zh: 分析原因, en: find causes}, article: '19'},\n"
                    "  learning: {at_least: 90, of: first, otherwise: 补训},\n"
                    "  behaviour: {at_least: 80.5, from: 1 month, to: 3 months, metrics: [satisfaction]},\n"
                    "  results: {from: 3 months, to: 6 months, metrics: response_time},\n"
                    "  metrics: {satisfaction: {title: {zh: 满意度, en: Satisfaction}, unit: '%', group: "
                    "一线, article: '6.1'},\n"
                    "    response_time: {better: lower, unit: s}}}"));
    const EvaluationRules& rules = policy.sections.evaluation;
    CHECK(rules.reaction->title == same("反应"));
    CHECK(rules.reaction->at_least == Decimal::whole(85));
    REQUIRE(rules.reaction->questions.of.size() == 2);
    CHECK(rules.reaction->questions.of[1].id == "trainer");
    CHECK(rules.reaction->questions.of[1].title == Text{"讲师", "Trainer"});
    CHECK(rules.reaction->otherwise == Text{"分析原因", "find causes"});
    CHECK(rules.reaction->article.raw == same("19"));
    CHECK(rules.learning->of == EvaluationRule::Of::first_rate);
    CHECK(rules.learning->otherwise == same("补训"));
    CHECK(rules.behaviour->of == EvaluationRule::Of::final_rate);
    CHECK(rules.behaviour->at_least == *Decimal::parse("80.5"));
    CHECK(rules.behaviour->from == Duration{1, Unit::months});
    CHECK(rules.behaviour->to == Duration{3, Unit::months});
    CHECK(rules.behaviour->metrics == std::vector<std::string>{"satisfaction"});
    CHECK_FALSE(rules.results->at_least.has_value());
    CHECK(rules.results->metrics == std::vector<std::string>{"response_time"});
    REQUIRE(rules.metrics.size() == 2);
    const MetricRule& satisfaction = *rules.metric("satisfaction");
    CHECK(satisfaction.title == Text{"满意度", "Satisfaction"});
    CHECK(satisfaction.higher_is_better);
    CHECK(satisfaction.unit == same("%"));
    CHECK(satisfaction.group == same("一线"));
    CHECK(satisfaction.article.raw == same("6.1"));
    CHECK_FALSE(rules.metric("response_time")->higher_is_better);
    CHECK(rules.metric("response_time")->title == same("response_time"));
    CHECK(rules.metric("nothing") == nullptr);
}

TEST_CASE("policy: performance loads with all that its schema allows") {
    const Policy policy = loaded(policy_with(
        "performance: [{metric: satisfaction, below: 80, for: 2 months, actions: [warn], article: '6.2'},\n"
        "{title: 投诉, metric: complaints, above: many, for: 1 year, after: basic, then: retrain, track: "
        "basic, within: 30 days},\n"
        "{metric: kpi, below: 60, then: assess}]"));
    REQUIRE(policy.sections.performance.size() == 3);
    const PerformanceRule& first = policy.sections.performance[0];
    CHECK(first.metric == "satisfaction");
    CHECK(first.below == Decimal::whole(80));
    CHECK_FALSE(first.above.has_value());
    CHECK(first.months == 2);
    CHECK(first.then == PerformanceRule::Then::nothing);
    CHECK(first.actions == std::vector<std::string>{"warn"});
    const PerformanceRule& second = policy.sections.performance[1];
    CHECK(second.title == same("投诉"));
    CHECK(second.above == Decimal::whole(120));
    CHECK(second.setting == "many");
    CHECK(second.months == 12);
    CHECK(second.after == std::vector<std::string>{"basic"});
    CHECK(second.then == PerformanceRule::Then::retrain);
    CHECK(second.track == "basic");
    CHECK(second.within == Duration{30, Unit::days});
    CHECK(policy.sections.performance[2].then == PerformanceRule::Then::assess);
    CHECK(policy.sections.performance[2].months == 1);
}

TEST_CASE("policy: levels load with all that their schema allows") {
    const Policy policy =
        loaded(policy_with("levels: {per: year, article: '1', steps: [{id: agent, title: 客服},\n"
                           "{id: C, exam: basic, tenure: 3 months, at_least: {kpi: 75, cph: many}, decides: "
                           "[mentor, hr], actions: [warn], "
                           "article: '1.2'},\n"
                           "{id: lead, after: agent, at_most: {complaints: 1.5}, decides: hr}]}"));
    REQUIRE(policy.sections.levels.has_value());
    const LevelRules& levels = *policy.sections.levels;
    CHECK(levels.per == LevelRules::Per::year);
    CHECK(levels.article.raw == same("1"));
    REQUIRE(levels.steps.size() == 3);
    CHECK(levels.steps[0].title == same("客服"));
    CHECK(levels.steps[0].after.empty());
    const LevelStep& c = *levels.step("C");
    CHECK(c.after == "agent");
    CHECK(c.exam == "basic");
    CHECK(c.tenure == Duration{3, Unit::months});
    REQUIRE(c.at_least.size() == 2);
    CHECK(c.at_least[0].metric == "kpi");
    CHECK(c.at_least[0].value == Decimal::whole(75));
    CHECK(c.at_least[1].value == Decimal::whole(120));
    CHECK(c.at_least[1].setting == "many");
    CHECK(c.decides == std::vector<std::string>{"mentor", "hr"});
    CHECK(c.actions == std::vector<std::string>{"warn"});
    CHECK(c.article.raw == same("1.2"));
    CHECK(levels.steps[2].after == "agent");
    CHECK(levels.steps[2].at_most[0].value == *Decimal::parse("1.5"));
    CHECK(levels.steps[2].title == same("lead"));
    CHECK(loaded(policy_with("levels: {steps: [{id: a}]}")).sections.levels->per == LevelRules::Per::quarter);
}

TEST_CASE("policy: service levels load with all that their schema allows") {
    const Policy policy =
        loaded(policy_with("service: {channels: {chat: {zh: 在线, en: Chat}}, severities: {4: 重大},\n"
                           "first_response: {chat: 5 minutes, email: 24 hours, article: '4.2'},\n"
                           "solved: {1: first_response, 2: long, 3: {within: 72 hours, by: mentor, article: "
                           "'4.4'}, 4: promised_by, article: '4.3'},\n"
                           "complaint: {verified: {within: 1 hour, by: [mentor, hr]}, followed_up: 3 working "
                           "days, article: '4.5'}}"));
    const ServiceRules& service = policy.sections.service;
    CHECK_FALSE(service.empty());
    CHECK(service.channels.of[0].title == Text{"在线", "Chat"});
    CHECK(service.severities.of[0].id == "4");
    REQUIRE(service.first_response.size() == 2);
    CHECK(service.first_response[1].id == "email");
    CHECK(service.first_response[1].within == Duration{24, Unit::hours});
    CHECK(service.first_response[1].article.raw == same("4.2"));
    REQUIRE(service.solved.size() == 4);
    CHECK(service.solved[0].kind == ServiceTime::Kind::first_response);
    CHECK(service.solved[1].kind == ServiceTime::Kind::within);
    CHECK(service.solved[1].within == Duration{3, Unit::days});
    CHECK(service.solved[1].setting == "long");
    CHECK(service.solved[2].within == Duration{72, Unit::hours});
    CHECK(service.solved[2].by == std::vector<std::string>{"mentor"});
    CHECK(service.solved[2].article.raw == same("4.4"));
    CHECK(service.solved[3].kind == ServiceTime::Kind::promised);
    REQUIRE(service.complaint.size() == 2);
    CHECK(service.complaint[0].by == std::vector<std::string>{"mentor", "hr"});
    CHECK(service.complaint[1].id == "followed_up");
    CHECK(service.complaint[1].within == Duration{3, Unit::working_days});
    CHECK(service.complaint[1].article.raw == same("4.5"));
    CHECK(loaded(policy_with("")).sections.service.empty());
}

TEST_CASE("policy: metrics must be listed where their direction matters") {
    const std::string listed =
        "evaluation: {metrics: {satisfaction: {}}, behaviour: {metrics: [satisfaktion]}},\n";
    CHECK(
        refused(policy_with(listed + "performance: [{metric: satisfacton, below: 80}],\n"
                                     "levels: {steps: [{id: a, at_least: {satisfactions: 90, kpi: 75}}]}")) ==
        "p.yaml:6:65 error[unknown-metric] there is no metric 'satisfaktion' under evaluation.metrics | "
        "did you mean 'satisfaction'?\n"
        "p.yaml:7:24 error[unknown-metric] there is no metric 'satisfacton' under evaluation.metrics | "
        "did you mean 'satisfaction'?\n"
        "p.yaml:8:37 error[unknown-metric] there is no metric 'satisfactions' under evaluation.metrics | "
        "did you mean 'satisfaction'?\n");
    CHECK(refused(policy_with("evaluation: {results: {metrics: kpi}}"), Language::zh) ==
          "p.yaml:6:33 error[unknown-metric] evaluation.metrics 中没有指标“kpi”\n");
    // Without a list, performance takes the metrics of the KPI sheets as they come.
    loaded(policy_with("performance: [{metric: kpi, below: 60}]"));
}

TEST_CASE("policy: evaluation, performance and levels that can't be meant are refused") {
    CHECK(refused(policy_with(
              "evaluation: {behaviour: {from: 3 months, to: 1 month}, learning: {at_least: many}}")) ==
          "p.yaml:6:77 error[figure] 120 is more than 100 per cent\n"
          "p.yaml:6:46 error[window] the window closes (1 month) before it opens (3 months) | swap the two, "
          "or correct one "
          "of them\n");
    CHECK(refused(policy_with("performance: [{metric: kpi, below: 60, for: 30 days}, {metric: kpi, below: "
                              "60, for: 0 months}]")) ==
          "p.yaml:6:45 error[duration] 30 days: work figures are monthly, so `for` is a number of whole "
          "months from 1 on\n"
          "p.yaml:6:85 error[duration] 0 months: work figures are monthly, so `for` is a number of whole "
          "months from 1 on\n");
    CHECK(
        refused(policy_with("levels: {steps: [{id: a}, {id: b, after: lead, exam: advanced, decides: boss},\n"
                            "{id: a, actions: [warned]}]}")) ==
        "p.yaml:6:42 error[unknown-level] 'lead' is no level that stands before this one\n"
        "p.yaml:6:54 warning[unknown-track] there is no track 'advanced' under tracks\n"
        "p.yaml:7:6 error[level-twice] the level 'a' stands in line 6 already\n"
        "p.yaml:7:19 warning[unknown-action] there is no 'warned' under actions\n");
    CHECK(refused(policy_with("service: {solved: {2: soon}}")) ==
          "p.yaml:6:23 error[duration] 'soon' is neither a length of time nor the name of a setting | write "
          "it like "
          "'20 working days', '1 month', '30 minutes'\n");
}
