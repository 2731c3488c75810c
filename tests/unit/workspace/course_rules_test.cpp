#include "workspace/course_rules.h"

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>

#include "../problems.h"
#include "plan/plan_file.h"
#include "policy/policy_file.h"

using namespace passline;

namespace {

/// One course of a one-track policy: its rules, or what is said against it. The track's assessment stands in
/// line 4 of policy.yaml, that of the course in line 3 of plan.yaml.
struct Fitted {
    Fitted(const std::string& track, const std::string& course) {
        policy = parse_policy("policy.yaml",
                              "{passline: 1, id: p, settings: {sixty: 60},\n"
                              "roles: {hr: {zh: 人力资源部, en: HR}, mentor: 导师},\n"
                              "tracks: {basic: {assessment:\n" +
                                  track + "}}}",
                              diagnostics);
        plan = parse_plan("plan.yaml",
                          "{passline: 1, plan: Q1, courses: [\n"
                          "{id: A, track: basic, start: 2026-01-05,\n" +
                              course + "}]}",
                          diagnostics);
        CHECK(problems(diagnostics) == "");
        REQUIRE(policy.has_value());
        REQUIRE(plan.has_value());
        rules = course_rules(*policy, *plan, plan->courses[0], diagnostics);
        CHECK(rules.has_value() == diagnostics.ok());
    }
    std::string said(Language language = Language::en) const { return problems(diagnostics, language); }

    Diagnostics diagnostics;
    std::optional<Policy> policy;
    std::optional<Plan> plan;
    std::optional<CourseRules> rules;
};

std::string said(const std::string& track, const std::string& course, Language language = Language::en) {
    return Fitted(track, course).said(language);
}

}  // namespace

TEST_CASE("workspace: a course is judged by the policy's rules and what its plan adds") {
    const Fitted fitted(
        "{pass: from plan, components: {theory: {title: {zh: 理论, en: Theory}, pass: 80, raters: [hr, "
        "mentor]},\n"
        "practical: {pass: from plan}, before: {baseline_of: theory}, extra: {pass: sixty, out_of: 120}}, "
        "round: {to: 0.5}}",
        "assessment: {pass: 70, components: {theory: {weight: 40}, practical: {pass: 25, out_of: 50, weight: "
        "40},\n"
        "extra: {weight: 20, pass: 60}}}");
    CHECK(fitted.said().empty());
    REQUIRE(fitted.rules.has_value());
    const CourseRules& rules = *fitted.rules;
    CHECK(rules.policy == &*fitted.policy);
    CHECK(rules.course == &fitted.plan->courses[0]);
    CHECK(rules.track->id == "basic");
    CHECK(rules.weighted);
    CHECK(rules.pass->value == Decimal::whole(70));
    CHECK(rules.pass->origin.address() == "plan.yaml:3");
    CHECK(rules.round->to == *Decimal::parse("0.5"));
    REQUIRE(rules.components.size() == 4);
    const RuledComponent& theory = rules.components[0];
    CHECK(theory.pass->value == Decimal::whole(80));
    CHECK(theory.pass->origin.address() == "policy.yaml:4");
    CHECK(theory.weight == Decimal::whole(40));
    REQUIRE(theory.raters.size() == 2);
    CHECK(theory.raters[0].title == Text{"人力资源部", "HR"});
    const RuledComponent& practical = rules.components[1];
    CHECK(practical.out_of == Decimal::whole(50));
    CHECK(practical.pass->value == Decimal::whole(25));
    CHECK(practical.pass->origin.address() == "plan.yaml:3");
    CHECK(rules.components[2].baseline);
    CHECK(rules.components[3].pass->setting == "sixty");
    CHECK(rules.component("theory") == 0);
    CHECK(rules.component(" THEORY ") == 0);
    CHECK(rules.component("理论") == 0);
    CHECK(rules.component("nothing") == -1);
}

TEST_CASE("workspace: a course may bring all of its components where the policy leaves them open") {
    const Fitted fitted(
        "{components: from plan, groups: {g: {weight: 100}}}",
        "assessment: {components: {paper: {title: 试卷, out_of: 150, pass: 90, group: g, weight: 60},\n"
        "talk: {raters: [mentor], group: g, weight: 40}, before: {baseline_of: paper}}}");
    CHECK(fitted.said().empty());
    REQUIRE(fitted.rules.has_value());
    CHECK(fitted.rules->components[0].title == same("试卷"));
    CHECK(fitted.rules->components[0].group == 0);
    CHECK(fitted.rules->components[1].rated());
    CHECK(fitted.rules->components[2].baseline);
}

TEST_CASE(
    "workspace: optional components to which the plan gives no weight are left out where others have one") {
    const Fitted fitted("{components: {a: {optional: true}, b: {optional: true}, c: {optional: true}}}",
                        "assessment: {components: {a: {weight: 70}, c: {weight: 30}}}");
    REQUIRE(fitted.rules.has_value());
    REQUIRE(fitted.rules->components.size() == 2);
    CHECK(fitted.rules->components[1].id == "c");
}

TEST_CASE("workspace: a track that the policy does not have") {
    Diagnostics diagnostics;
    const auto policy =
        parse_policy("policy.yaml", "{passline: 1, id: p, tracks: {onboarding: {}}}", diagnostics);
    const auto plan = parse_plan(
        "plan.yaml", "{passline: 1, plan: Q, courses: [{id: A, track: onbording, start: 2026-01-05}]}",
        diagnostics);
    CHECK_FALSE(course_rules(*policy, *plan, plan->courses[0], diagnostics).has_value());
    CHECK(problems(diagnostics) ==
          "plan.yaml:1:49 error[unknown-track] the policy p has no track 'onbording' | did you mean "
          "'onboarding'?\n");
}

TEST_CASE("workspace: what the policy leaves to the plan must be stated") {
    CHECK(said("{pass: from plan, components: {theory: {weight: 100, pass: from plan}}}", "title: x") ==
          "plan.yaml:2:6 error[plan-pass-missing] the course 'A' does not state the pass-line of 'theory', "
          "which the policy "
          "leaves to the plan (policy.yaml:4) | state it at the course: assessment: {components: {theory: "
          "{pass: …}}}\n"
          "plan.yaml:2:6 error[plan-pass-missing] the course 'A' does not state the pass-line of the total, "
          "which the policy "
          "leaves to the plan (policy.yaml:4) | state it at the course: assessment: {pass: …}\n");
    CHECK(said("{components: from plan}", "title: x") ==
          "plan.yaml:2:6 error[plan-components-missing] the course 'A' states no components, which the "
          "policy leaves to the plan "
          "| state them at the course: assessment: {components: …}\n");
    CHECK(said("{components: from plan}", "title: x", Language::zh) ==
          "plan.yaml:2:6 error[plan-components-missing] 课程“A”没有写明考核项，而制度规定由计划写明 | "
          "在该课程下写 assessment: "
          "{components: …}\n");
}

TEST_CASE("workspace: what the policy states the plan may only repeat") {
    const std::string policy =
        "{pass: 60, groups: {g: {weight: 100}}, components:\n{theory: {pass: 80, out_of: 100, weight: 100, "
        "raters: [hr], group: g}}}";
    CHECK(said(policy,
               "assessment: {pass: 60, components: {theory: {pass: 80, out_of: 100, weight: 100, raters: "
               "[hr], group: g, "
               "optional: false}}}")
              .empty());
    CHECK(said(policy,
               "assessment: {pass: 61, components: {theory: {pass: 81, out_of: 110, weight: 99, raters: "
               "[mentor], group: h, "
               "optional: true}}}") ==
          "plan.yaml:3:37 error[plan-overrides] 'A', 'theory': pass 81, but the policy states 80 "
          "(policy.yaml:5) | a "
          "plan may only state "
          "what the policy leaves open\n"
          "plan.yaml:3:37 error[plan-overrides] 'A', 'theory': out_of 110, but the policy states 100 "
          "(policy.yaml:5) | a "
          "plan may only state "
          "what the policy leaves open\n"
          "plan.yaml:3:37 error[plan-overrides] 'A', 'theory': weight 99, but the policy states 100 "
          "(policy.yaml:5) | a "
          "plan may only state "
          "what the policy leaves open\n"
          "plan.yaml:3:37 error[plan-overrides] 'A', 'theory': raters mentor, but the policy states hr "
          "(policy.yaml:5) | a "
          "plan may only state "
          "what the policy leaves open\n"
          "plan.yaml:3:37 error[plan-overrides] 'A', 'theory': group h, but the policy states g "
          "(policy.yaml:5) | a "
          "plan may only state "
          "what the policy leaves open\n"
          "plan.yaml:3:37 error[plan-overrides] 'A', 'theory': optional true, but the policy states false "
          "(policy.yaml:5) | "
          "a plan may only state "
          "what the policy leaves open\n"
          "plan.yaml:3:13 error[weights] the course 'A': the weights of the components of group 'g' add up "
          "to 99, not to 100\n"
          "plan.yaml:3:20 error[plan-overrides] 'A', the total: pass 61, but the policy states 60 "
          "(policy.yaml:4) | a "
          "plan may only state "
          "what the policy leaves open\n");
}

TEST_CASE("workspace: components, groups and raters of a plan must be known") {
    CHECK(said("{components: {theory: {pass: 80}}}",
               "assessment: {components: {teory: {weight: 50}, talk: {pass: 60}}}") ==
          "plan.yaml:3:27 error[unknown-component] the track 'basic' has no component 'teory' | did you mean "
          "'theory'?\n"
          "plan.yaml:3:48 error[unknown-component] the track 'basic' has no component 'talk'\n");
    CHECK(
        said("{components: from plan, groups: {written: {weight: 100}}}",
             "assessment: {components: {a: {group: writen, raters: [boss]}, b: {}, c: {group: written}}}") ==
        "plan.yaml:3:27 error[unknown-group] there is no group 'writen' | did you mean 'written'?\n"
        "plan.yaml:3:27 error[unknown-role] there is no role 'boss' under roles\n"
        "plan.yaml:3:63 error[group-missing] 'b' is in no group, but this assessment is weighted by groups | "
        "name its group "
        "with `group`\n");
    CHECK(said("{components: from plan, groups: {g: {weight: 60}, h: {weight: 40}}}",
               "assessment: {components: {a: {group: g}}}") ==
          "plan.yaml:3:13 error[group-empty] the course 'A' has no component in the group 'h'\n");
}

TEST_CASE("workspace: figures of a plan must be in their ranges") {
    CHECK(said("{components: {theory: {pass: 80}}}", "assessment: {components: {theory: {out_of: 50}}}") ==
          "policy.yaml:4:30 error[pass-line-range] the course 'A': the pass-line 80 of 'theory' is above 50, "
          "the most that "
          "can be scored\n");
    CHECK(said("{components: {theory: {}}}", "assessment: {components: {theory: {pass: 105}}}") ==
          "plan.yaml:3:27 error[pass-line-range] the course 'A': the pass-line 105 of 'theory' is above 100, "
          "the most that "
          "can be scored\n");
    CHECK(said("{components: {theory: {weight: 100}}}", "assessment: {pass: 100.5}") ==
          "plan.yaml:3:20 error[pass-line-range] the course 'A': the pass-line 100.5 of the total is above "
          "100\n");
    // The schema lets no `out_of` of 0 through; a caller's own plan may have one.
    Fitted fitted("{components: {theory: {}}}", "title: x");
    fitted.plan->courses[0].assessment.components.push_back({});
    fitted.plan->courses[0].assessment.components[0].id = "theory";
    fitted.plan->courses[0].assessment.components[0].out_of = Decimal{};
    fitted.plan->courses[0].assessment.components[0].origin = {std::string("plan.yaml"), 3, 1, 1};
    CHECK_FALSE(
        course_rules(*fitted.policy, *fitted.plan, fitted.plan->courses[0], fitted.diagnostics).has_value());
    CHECK(fitted.said() ==
          "plan.yaml:3:1 error[pass-line-range] the course 'A': `out_of` of 'theory' must be above 0\n");
}

TEST_CASE("workspace: weights of a plan must be all or none and add up to 100") {
    const std::string open = "{components: {a: {}, b: {}}}";
    CHECK(said(open, "assessment: {components: {a: {weight: 60}, b: {weight: 30}}}") ==
          "plan.yaml:3:13 error[weights] the course 'A': the weights of the components add up to 90, not to "
          "100\n");
    CHECK(said(open, "assessment: {components: {a: {weight: 60}}}") ==
          "plan.yaml:3:13 error[weights] the course 'A': the components have weights only in part | give all "
          "of them one, or "
          "none\n");
    CHECK(said(open, "assessment: {pass: 60}") ==
          "plan.yaml:3:20 error[total-without-weights] a pass-line for the total is stated, but without "
          "weights there is no total "
          "| give the components a `weight`, or state `pass` at the components\n");
    CHECK(said("{groups: {g: {weight: 100}}, components: {a: {group: g}, b: {group: g}}}",
               "assessment: {components: {a: {weight: 60}, b: {weight: 60}}}", Language::zh) ==
          "plan.yaml:3:13 error[weights] 课程“A”：分组“g”内各项的权重合计 120，应为 100\n");
}

TEST_CASE("workspace: a course has at most 250 components") {
    std::string components;
    for (int i = 0; i < 251; ++i) components += "c" + std::to_string(i) + ": {pass: 60}, ";
    CHECK(said("{components: from plan}", "assessment: {components: {" + components + "}}") ==
          "plan.yaml:3:13 error[components-many] there are more than 250 components\n");
}
