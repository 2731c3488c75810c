// For unit tests of this room: policies from memory.
#pragma once
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>

#include "../problems.h"
#include "policy/policy_file.h"

namespace passline {

/// A policy that must load without a word.
inline Policy loaded(std::string text) {
    Diagnostics diagnostics;
    std::optional<Policy> policy = parse_policy("p.yaml", std::move(text), diagnostics);
    CHECK(problems(diagnostics).empty());
    REQUIRE(policy.has_value());
    return std::move(*policy);
}

/// A policy that must not load: all that is said of it.
inline std::string refused(std::string text, Language language = Language::en) {
    Diagnostics diagnostics;
    CHECK_FALSE(parse_policy("p.yaml", std::move(text), diagnostics).has_value());
    return problems(diagnostics, language);
}

/// Line 1 to 5, then the text: a policy with two roles, two actions, two settings and one track (line 5).
inline std::string policy_with(const std::string& text) {
    return "{passline: 1, id: p, cite: {zh: '第{}条', en: 'Art. {}'},\n"
           "settings: {none: 0, many: 120, long: 3 days},\n"
           "roles: {hr: 人力资源部, mentor: {zh: 导师, en: Mentor}},\n"
           "actions: {warn: , dismiss: {title: {zh: 解除, en: Contract ended}, decides: hr}},\n"
           "tracks: {basic: {assessment: {components: {theory: {pass: 80}}}}},\n" +
           text + "}\n";
}

/// Line 1 to 3, then the text as what the one track says beside its assessment (line 4 on).
inline std::string track_with(const std::string& text) {
    return "{passline: 1, id: p, settings: {none: 0, line: 60}, roles: {hr: 人力资源部}, actions: {warn: },\n"
           "tracks: {basic: {\n"
           "assessment: {components: {theory: {pass: 80}}},\n" +
           text + "}}}\n";
}

/// Line 1 and 2, then the text as the one track's assessment (line 3 on).
inline std::string assessed_by(const std::string& text) {
    return "{passline: 1, id: p, settings: {none: 0, line: 60}, roles: {hr: 人力资源部}, actions: {warn: },\n"
           "tracks: {basic: {assessment: {\n" +
           text + "}}}}\n";
}

}  // namespace passline
