#include <doctest/doctest.h>

#include "policies.h"

using namespace passline;

namespace {
Date date(std::string_view text) { return Date::parse_iso(text).value(); }
}  // namespace

TEST_CASE("policy: head, settings, roles and actions load whole") {
    const Policy policy = loaded(
        "passline: 1\n"
        "id: training\n"
        "title: {zh: 培训制度, en: Training}\n"
        "effective: 2026-01-01\n"
        "until: 2026-12-31\n"
        "cite: {zh: '第{}条', en: 'Art. {}'}\n"
        "settings:\n"
        "  retraining_time: 20 working days\n"
        "  line: {value: 72.5, title: 合格线, note: {zh: 未写明, en: left open}, article: '18'}\n"
        "roles: {hr: {zh: 人力资源部, en: HR}, trainer: 讲师}\n"
        "actions:\n"
        "  appraisal:\n"
        "  dismiss: {title: 解除合同, decides: [hr, trainer], note: {zh: 慎用, en: with care}, article: {zh: "
        "第三章, en: ch. 3}}\n"
        "tracks: {basic: {assessment: {components: {theory: {pass: line}}}}}\n");
    CHECK(policy.file == "p.yaml");
    CHECK(policy.id == "training");
    CHECK(policy.title == Text{"培训制度", "Training"});
    CHECK(policy.effective == date("2026-01-01"));
    CHECK(policy.until == date("2026-12-31"));
    CHECK(policy.in_force(date("2026-01-01")));
    CHECK(policy.in_force(date("2026-12-31")));
    CHECK_FALSE(policy.in_force(date("2025-12-31")));
    CHECK_FALSE(policy.in_force(date("2027-01-01")));
    REQUIRE(policy.settings.size() == 2);
    CHECK(policy.settings[0].value == "20 working days");
    CHECK(policy.settings[1].value == "72.5");
    CHECK(policy.settings[1].title == same("合格线"));
    CHECK(policy.settings[1].note == Text{"未写明", "left open"});
    CHECK(policy.cite_article(policy.settings[1].article) == Text{"第18条", "Art. 18"});
    CHECK(policy.settings[1].origin.address() == "p.yaml:9");
    CHECK(policy.role("hr")->title == Text{"人力资源部", "HR"});
    CHECK(policy.role_named(" 讲师 ")->id == "trainer");
    CHECK(policy.action_title("appraisal") == same("appraisal"));
    CHECK_FALSE(policy.decided_by_someone("appraisal"));
    CHECK(policy.decided_by_someone("dismiss"));
    const Action& dismiss = *policy.action("dismiss");
    CHECK(dismiss.decides == std::vector<std::string>{"hr", "trainer"});
    CHECK(dismiss.note == Text{"慎用", "with care"});
    CHECK(policy.cite_rule(dismiss.article, dismiss.origin) == Text{"第三章，p.yaml:13", "ch. 3, p.yaml:13"});
    CHECK(policy.cite_rule({}, dismiss.origin) == same("p.yaml:13"));
    const PassLine& pass = policy.track("basic")->assessment.components[0].pass;
    CHECK(pass.value == *Decimal::parse("72.5"));
    CHECK(pass.setting == "line");
}

TEST_CASE("policy: a track loads with all that its schema allows") {
    const Policy policy = loaded(
        "passline: 1\n"
        "id: p\n"
        "settings: {top: 95, coaching: 30 working days}\n"
        "roles: {hr: 人力资源部}\n"
        "actions: {duty: , warn: }\n"
        "tracks:\n"
        "  basic:\n"
        "    title: {zh: 新入职培训, en: Onboarding}\n"
        "    description: {zh: 面向新人, en: for newcomers}\n"
        "    article: '9'\n"
        "    length: {at_least: 15 working days, at_most: 2 months, article: '9'}\n"
        "    frequency: [{kind: regular, title: 定期, at_least: 1, per: quarter, each: 8 hours}, {at_least: "
        "2, per: month}]\n"
        "    topics: {of: {systems: {zh: 系统, en: Systems}, rules: 制度}, article: '10'}\n"
        "    methods: {of: [lecture, practice]}\n"
        "    assessment:\n"
        "      components: {theory: {pass: 80}}\n"
        "      round: {to: 0.5, mode: down, article: '17'}\n"
        "      marks: {void: {as: fail, actions: [warn], article: '5'}, absent: fail}\n"
        "      article: '11'\n"
        "    on_pass: {actions: [duty], certificate: {id: basic, title: 证书, valid: 2 years, article: "
        "'12'}, article: '18'}\n"
        "    bands: {good: {at_least: 85}, excellent: {title: 优秀, at_least: top, actions: [duty]}}\n"
        "    on_fail: [{then: resit, carry: passed, within: coaching}, {then: retrain, repeat: true, "
        "actions: [warn]}]\n"
        "    on_fails: [{count: 3, actions: [warn]}]\n"
        "    on_consecutive_fails: [{count: 2, then: retrain, within: coaching, article: '18'}]\n"
        "    mentor: {from_track: senior, levels: [A, B], trainees_at_most: 1, article: '9'}\n"
        "  senior: {assessment: {components: from plan}}\n");
    const Track& track = *policy.track("basic");
    CHECK(policy.track_named("onboarding") == &track);
    CHECK(policy.track_named(" 新入职培训") == &track);
    CHECK(policy.track_named("nothing") == nullptr);
    CHECK(track.description == Text{"面向新人", "for newcomers"});
    CHECK(track.length->at_least == Duration{15, Unit::working_days});
    CHECK(track.length->at_most == Duration{2, Unit::months});
    CHECK(track.length->article.raw == same("9"));
    REQUIRE(track.frequency.size() == 2);
    CHECK(track.frequency[0].title == same("定期"));
    CHECK(track.frequency[0].each == Duration{8, Unit::hours});
    CHECK(track.frequency[1].kind.empty());
    CHECK(track.frequency[1].per == FrequencyRule::Per::month);
    CHECK(track.frequency[1].at_least == 2);
    REQUIRE(track.topics->of.size() == 2);
    CHECK(track.topics->of[0].id == "systems");
    CHECK(track.topics->of[0].title == Text{"系统", "Systems"});
    CHECK(track.topics->article.raw == same("10"));
    CHECK(track.methods->of[1].title == same("practice"));
    CHECK(track.assessment.round->to == *Decimal::parse("0.5"));
    CHECK(track.assessment.round->mode == RoundMode::down);
    CHECK(track.assessment.round_article.raw == same("17"));
    CHECK(track.assessment.marks[0].as == MarkRule::As::fail);
    CHECK(track.assessment.marks[1].as == MarkRule::As::skip);
    CHECK(track.assessment.marks[2].actions == std::vector<std::string>{"warn"});
    CHECK(track.on_pass.certificate->id == "basic");
    CHECK(track.on_pass.certificate->title == same("证书"));
    CHECK(track.on_pass.certificate->valid == Duration{2, Unit::years});
    CHECK(track.on_pass.certificate->article.raw == same("12"));
    REQUIRE(track.bands.size() == 2);  // the highest first
    CHECK(track.bands[0].id == "excellent");
    CHECK(track.bands[0].setting == "top");
    CHECK(track.bands[1].setting.empty());
    CHECK(track.on_fail[0].carry_passed);
    CHECK(track.on_fail[0].within_setting == "coaching");
    CHECK(track.on_fail[1].repeat);
    CHECK(track.on_fails[0].count == 3);
    CHECK(track.on_consecutive_fails[0].within == Duration{30, Unit::working_days});
    CHECK(track.on_consecutive_fails[0].within_setting == "coaching");
    CHECK(track.mentor->from_track == "senior");
    CHECK(track.mentor->levels == std::vector<std::string>{"A", "B"});
    CHECK(track.mentor->trainees_at_most == 1);
    CHECK(policy.track("senior")->assessment.components_from_plan);
}

TEST_CASE("policy: until before effective is refused") {
    CHECK(
        refused("{passline: 1, id: p, tracks: {basic: {}},\n effective: 2026-02-01,\n until: 2026-01-31}") ==
        "p.yaml:3:9 error[policy-dates] until (2026-01-31) lies before effective (2026-02-01)\n");
}

TEST_CASE("policy: what refers to nothing is refused with what was meant") {
    CHECK(refused("passline: 1\nid: p\nroles: {manager: 经理}\nactions: {warning: {decides: [manger]}}\n"
                  "tracks: {basic: {on_pass: {actions: [warming, praise]}, on_fail: [{then: end, actions: "
                  "[warnin]}]}}\n") ==
          "p.yaml:4:31 error[unknown-role] there is no role 'manger' under roles | did you mean 'manager'?\n"
          "p.yaml:5:38 error[unknown-action] there is no 'warming' under actions | did you mean 'warning'?\n"
          "p.yaml:5:47 warning[unknown-action] there is no 'praise' under actions\n"
          "p.yaml:5:89 error[unknown-action] there is no 'warnin' under actions | did you mean 'warning'?\n");
    CHECK(refused("passline: 1\nid: p\nroles: {manager: 经理}\nactions: {warning: {decides: "
                  "manger}}\ntracks: {b: {}}\n",
                  Language::zh) ==
          "p.yaml:4:30 error[unknown-role] roles 中没有角色“manger” | 是不是“manager”？\n");
    CHECK(
        refused(track_with("mentor: {from_track: basics}")) ==
        "p.yaml:4:22 error[unknown-track] there is no track 'basics' under tracks | did you mean 'basic'?\n");
    CHECK(refused("passline: 1\nid: p\nlevels: {steps: [{id: senior}]}\n"
                  "tracks: {basic: {mentor: {levels: [senoir]}}}\n") ==
          "p.yaml:4:36 error[unknown-level] there is no level 'senoir' under levels | did you mean "
          "'senior'?\n");
    CHECK(refused(assessed_by("components: {theory: {raters: [boss]}, before: {baseline_of: teory}}")) ==
          "p.yaml:3:32 error[unknown-role] there is no role 'boss' under roles\n"
          "p.yaml:3:62 error[unknown-component] there is no component 'teory' | did you mean 'theory'?\n");
}

TEST_CASE("policy: figures out of their range are refused, also those that a setting gives") {
    CHECK(refused(assessed_by("components: {theory: {pass: 105}, practical: {out_of: 50, pass: line}}")) ==
          "p.yaml:3:29 error[pass-line-range] the pass-line 105 is above 100, the most that can be scored | "
          "correct the pass-line, or state the most with `out_of`\n"
          "p.yaml:3:65 error[pass-line-range] the pass-line 60 is above 50, the most that can be scored | "
          "correct the pass-line, or state the most with `out_of`\n");
    CHECK(refused(assessed_by("components: {theory: {out_of: none}}")) ==
          "p.yaml:3:31 error[figure] `out_of` must be above 0\n");
    CHECK(refused(assessed_by("components: {theory: {pass: lines}}")) ==
          "p.yaml:3:29 error[figure] 'lines' is neither a number nor the name of a setting | did you mean "
          "'line'?\n");
    CHECK(refused(track_with("on_fails: [{count: none}], frequency: [{at_least: none, per: year}],\n"
                             "mentor: {trainees_at_most: none}")) ==
          "p.yaml:4:51 error[figure] the setting none is '0', which is not a whole number from 1 on | write "
          "a whole number such as 1\n"
          "p.yaml:4:20 error[figure] the setting none is '0', which is not a whole number from 1 on | write "
          "a whole number such as 1\n"
          "p.yaml:5:28 error[figure] the setting none is '0', which is not a whole number from 1 on | write "
          "a whole number such as 1\n");
    CHECK(refused(track_with("on_fail: [{then: end, within: line}]")) ==
          "p.yaml:4:31 error[duration] the setting line is '60', which is not a length of time | "
          "write it like '20 working days', '1 month', '30 minutes'\n");
}

TEST_CASE("policy: weights must be all or none and add up to 100") {
    CHECK(refused(assessed_by("components: {a: {weight: 60}, b: {weight: 30}}")) ==
          "p.yaml:3:13 error[weights] the weights of the components add up to 90, not to 100\n");
    CHECK(refused(assessed_by("components: {a: {weight: 60}, b: {}}")) ==
          "p.yaml:3:13 error[weights] the components have weights only in part | give all of them one, or "
          "none\n");
    CHECK(refused(assessed_by(
              "groups: {g: {weight: 40}, h: {weight: 50}},\ncomponents: {a: {group: g}, b: {group: h}}")) ==
          "p.yaml:3:9 error[weights] the weights of the groups add up to 90, not to 100\n");
    loaded(assessed_by("pass: 60, components: {a: {}, b: {}}"));  // the plan may state the weights
    loaded(assessed_by("pass: 60, components: {a: {weight: 33.3}, b: {weight: 66.7}}"));
}

TEST_CASE("policy: groups must be known, used and complete") {
    CHECK(refused(assessed_by("groups: {process: {weight: 40}, outcome: {weight: 60}},\n"
                              "components: {a: {group: proces}, b: {}, c: {group: process}}")) ==
          "p.yaml:4:25 error[unknown-group] there is no group 'proces' | did you mean 'process'?\n"
          "p.yaml:4:34 error[group-missing] 'b' is in no group, but this assessment is weighted by groups | "
          "name its "
          "group with `group`\n");
}

TEST_CASE("policy: a ladder ends once, at its end") {
    CHECK(refused(track_with("on_fail: [{then: end}, {then: retrain}]")) ==
          "p.yaml:4:11 error[ladder] only the last step may be `end` or say `repeat`\n"
          "p.yaml:4:24 error[ladder] the last step must be `end` or say `repeat: true` | say what follows "
          "when this, "
          "too, is failed\n");
    CHECK(refused(track_with("on_fail: [{then: end, repeat: true}]")) ==
          "p.yaml:4:11 error[ladder] `end` can't be repeated\n");
}

TEST_CASE("policy: two bands can't begin at one figure") {
    CHECK(refused(track_with("bands: {good: {at_least: 90}, best: {at_least: 90.0}}")) ==
          "p.yaml:4:31 error[band-twice] 'best' and 'good' begin at the same figure, 90\n");
}

TEST_CASE("policy: what the schema refuses is not read further") {
    CHECK(refused("passline: 1\nid: p\ntracks: {basic: {}}\nattendence: {}\n") ==
          "p.yaml:4:1 error[schema-key] unknown key 'attendence'; did you mean 'attendance'?\n");
}
