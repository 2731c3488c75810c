#pragma once
#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "cases/case_file.h"
#include "policy/policy_file.h"

namespace passline {

/// Two components with lines, raters, a ladder and a certificate; a weighted track whose total's line the
/// course states.
constexpr const char* small_policy = R"(passline: 1
id: small
title: {zh: 小制度, en: Small policy}
effective: 2026-01-01
cite: {zh: "第{}条", en: "Art. {}"}
roles: {mentor: {zh: 导师, en: Mentor}, hr: {zh: 人力, en: HR}}
actions:
  duty:   {title: {zh: 上岗, en: May work}}
  leave:  {title: {zh: 调岗, en: Transfer}, decides: hr}
  reward: {title: {zh: 奖励, en: Reward}}
  list:   {title: {zh: 名单, en: List}}
tracks:
  basic:
    title: {zh: 基础, en: Basic}
    assessment:
      components:
        theory:    {title: {zh: 理论, en: Theory}, pass: 80, article: "9"}
        practical: {title: {zh: 实操, en: Practical}, out_of: 50, pass: 30, raters: [mentor, hr], article: "9"}
      marks: {void: {as: fail, actions: [list], article: "12"}}
    on_pass: {actions: [duty], certificate: {id: basic_certificate}, article: "18"}
    on_fail:
      - {then: resit, within: 10 days, article: "9"}
      - {then: end, actions: [leave], article: "18"}
  weighted:
    title: {zh: 加权, en: Weighted}
    assessment:
      pass: from plan
      components:
        theory: {title: {zh: 理论, en: Theory}, weight: 60, article: "10"}
        essay:  {title: {zh: 论文, en: Essay}, weight: 40, article: "10"}
      article: "10"
    bands:
      excellent: {title: {zh: 优秀, en: Excellent}, at_least: 90, actions: [reward], article: "11"}
    on_fail:
      - {then: end}
    on_consecutive_fails:
      - {count: 2, actions: [list], article: "10"}
)";

inline std::unique_ptr<Policy> policy_of(const std::string& text) {
    Diagnostics diagnostics;
    auto policy = parse_policy("policy.yaml", text, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.all())
        FAIL(diagnostic.place.address() << " " << diagnostic.message.en);
    REQUIRE(policy);
    return std::make_unique<Policy>(std::move(*policy));
}

/// Cases of `small_policy` or another one; `cases` begins with the first item of the list.
inline TestFile tests_of(const Policy& policy, const std::string& cases,
                         const std::string& name = "policy.test.yaml") {
    Diagnostics diagnostics;
    auto file =
        parse_test_file(name, "passline: 1\npolicy: policy.yaml\ncases:\n" + cases, policy, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.all())
        FAIL(diagnostic.place.address() << " " << diagnostic.message.en);
    REQUIRE(file);
    return std::move(*file);
}

}  // namespace passline
