#include <doctest/doctest.h>

#include "policies.h"

using namespace passline;

TEST_CASE("policy: attendance loads with all that its schema allows") {
    const Policy policy = loaded(policy_with(
        "attendance: {\n"
        "  hours: {from: '9:00', to: '17:30', break: 60 minutes, article: '2'},\n"
        "  sign_in: {before_start: 15 minutes, article: '15'},\n"
        "  late: [{over: 0 minutes, counts_as: late}, {over: 30 minutes, counts_as: not_attended, actions: "
        "[warn], "
        "article: '15'}],\n"
        "  early: [{at_least: 90 seconds, counts_as: early}, {at_least: 2 hours, counts_as: half_day}],\n"
        "  no_show: {counts_as: day, then: make_up, actions: [warn], article: '15'},\n"
        "  leave: {ask_before: 1 working day, approved_by: [mentor, hr], then: make_up, actions: [warn],\n"
        "    same_day: {at_most: 2, per: department, article: '4'}, article: '15'},\n"
        "  limits: [{of: late, per: course, at_least: 2, then: end, article: '5.3'},\n"
        "    {of: [late, no_show], per: month, over: many, actions: [warn]},\n"
        "    {of: absent_days, per: month, in_a_row: 3, actions: [dismiss]}],\n"
        "  rates: [{per: person, at_least: 95, actions: [warn], article: '9.1'}]}"));
    REQUIRE(policy.sections.attendance.has_value());
    const AttendanceRules& rules = *policy.sections.attendance;
    CHECK(rules.origin.address() == "p.yaml:6");
    CHECK(rules.hours->from.text() == "09:00");
    CHECK(rules.hours->to.text() == "17:30");
    CHECK(rules.hours->rest == Duration{60, Unit::minutes});
    CHECK(rules.hours->article.raw == same("2"));
    CHECK(rules.sign_in->before_start == Duration{15, Unit::minutes});
    CHECK(policy.cite_rule(rules.sign_in->article, rules.sign_in->origin) ==
          Text{"第15条，p.yaml:8", "Art. 15, p.yaml:8"});
    REQUIRE(rules.late.size() == 2);
    CHECK(rules.late[0].seconds == 0);
    CHECK_FALSE(rules.late[0].reached_counts);
    CHECK(rules.late[0].counts_as == CountsAs::late);
    CHECK(rules.late[1].seconds == 1800);
    CHECK(rules.late[1].counts_as == CountsAs::not_attended);
    CHECK(rules.late[1].actions == std::vector<std::string>{"warn"});
    REQUIRE(rules.early.size() == 2);
    CHECK(rules.early[0].seconds == 90);
    CHECK(rules.early[0].reached_counts);
    CHECK(rules.early[0].counts_as == CountsAs::early);
    CHECK(rules.early[1].seconds == 7200);
    CHECK(rules.early[1].counts_as == CountsAs::half_day);
    CHECK(rules.no_show->counts_as == CountsAs::day);
    CHECK(rules.no_show->then == AbsenceThen::make_up);
    CHECK(rules.no_show->actions == std::vector<std::string>{"warn"});
    CHECK(rules.leave->allowed);
    CHECK(rules.leave->ask_before == Duration{1, Unit::working_days});
    CHECK(rules.leave->approved_by == std::vector<std::string>{"mentor", "hr"});
    CHECK(rules.leave->approved_by_length.empty());
    CHECK(rules.leave->then == AbsenceThen::make_up);
    CHECK(rules.leave->actions == std::vector<std::string>{"warn"});
    CHECK(rules.leave->same_day->at_most == 2);
    CHECK(rules.leave->same_day->per == SameDayRule::Per::department);
    CHECK(rules.leave->same_day->article.raw == same("4"));
    REQUIRE(rules.limits.size() == 3);
    CHECK(rules.limits[0].of == std::vector<std::string>{"late"});
    CHECK(rules.limits[0].per == LimitRule::Per::course);
    CHECK(rules.limits[0].line == Decimal::whole(2));
    CHECK(rules.limits[0].reached_counts);
    CHECK(rules.limits[0].ends);
    CHECK(rules.limits[1].of == std::vector<std::string>{"late", "no_show"});
    CHECK(rules.limits[1].per == LimitRule::Per::month);
    CHECK(rules.limits[1].line == Decimal::whole(120));
    CHECK(rules.limits[1].setting == "many");
    CHECK_FALSE(rules.limits[1].reached_counts);
    CHECK_FALSE(rules.limits[1].ends);
    CHECK_FALSE(rules.limits[2].line.has_value());
    CHECK(rules.limits[2].in_a_row == 3);
    CHECK(rules.limits[2].actions == std::vector<std::string>{"dismiss"});
    REQUIRE(rules.rates.size() == 1);
    CHECK(rules.rates[0].per == RateRule::Per::person);
    CHECK(rules.rates[0].at_least == Decimal::whole(95));
    CHECK(rules.rates[0].actions == std::vector<std::string>{"warn"});
    CHECK(policy.sections.attendance_of("basic") == &rules);
}

TEST_CASE("policy: a track's attendance adds to the general rules, the workplace has its own") {
    const Policy policy = loaded(
        policy_with("attendance: {no_show: {counts_as: day}, late: [{over: 5 minutes, counts_as: late}],\n"
                    "limits: [{of: late, per: course, at_least: 3}],\n"
                    "tracks: {basic: {leave: {allowed: false, then: end}, limits: []},\n"
                    "workplace: {leave: {approved_by: [hr, {up_to: 1 day, by: mentor, article: '4.1'}, "
                    "{up_to: long, by: [mentor, hr]}, "
                    "{by: hr}]}}}}"));
    const AttendanceRules& course = *policy.sections.attendance_of("basic");
    CHECK_FALSE(course.leave->allowed);
    CHECK(course.leave->then == AbsenceThen::end);
    CHECK(course.no_show.has_value());
    CHECK(course.late.size() == 1);
    CHECK(course.limits.empty());
    CHECK(policy.sections.attendance->limits.size() == 1);
    CHECK(policy.sections.attendance_of("other") == &*policy.sections.attendance);
    const AttendanceRules& shift = *policy.sections.attendance_of("workplace");
    CHECK_FALSE(shift.no_show.has_value());
    CHECK(shift.late.empty());
    CHECK(shift.leave->approved_by == std::vector<std::string>{"hr"});
    REQUIRE(shift.leave->approved_by_length.size() == 3);
    const std::vector<Approver>& by_length = shift.leave->approved_by_length;
    CHECK(by_length[0].up_to == Duration{1, Unit::days});
    CHECK(by_length[0].by == std::vector<std::string>{"mentor"});
    CHECK(by_length[0].article.raw == same("4.1"));
    CHECK(by_length[1].up_to == Duration{3, Unit::days});
    CHECK(by_length[1].setting == "long");
    CHECK(by_length[1].by == std::vector<std::string>{"mentor", "hr"});
    CHECK_FALSE(by_length[2].up_to.has_value());
}

TEST_CASE("policy: rules for tracks alone leave the others without attendance") {
    const Policy policy =
        loaded(policy_with("attendance: {tracks: {workplace: {no_show: {counts_as: day}}}}"));
    CHECK_FALSE(policy.sections.attendance.has_value());
    CHECK(policy.sections.attendance_of("basic") == nullptr);
    CHECK(policy.sections.attendance_of("workplace") != nullptr);
}

TEST_CASE("policy: conduct loads with all that its schema allows") {
    const Policy policy = loaded(policy_with(
        "conduct: [{of: cheating, at_least: 1, then: end, actions: [warn, dismiss], article: '5.3'},\n"
        "{title: {zh: 手机, en: Phone}, of: [phone, noise], per: ever, at_least: many, tracks: basic}]"));
    REQUIRE(policy.sections.conduct.size() == 2);
    const ConductRule& first = policy.sections.conduct[0];
    CHECK(first.of == std::vector<std::string>{"cheating"});
    CHECK(first.per == ConductRule::Per::course);
    CHECK(first.at_least == 1);
    CHECK(first.ends);
    CHECK(first.actions == std::vector<std::string>{"warn", "dismiss"});
    CHECK(first.article.raw == same("5.3"));
    const ConductRule& second = policy.sections.conduct[1];
    CHECK(second.title == Text{"手机", "Phone"});
    CHECK(second.of == std::vector<std::string>{"phone", "noise"});
    CHECK(second.per == ConductRule::Per::ever);
    CHECK(second.at_least == 120);
    CHECK(second.setting == "many");
    CHECK(second.tracks == std::vector<std::string>{"basic"});
    CHECK_FALSE(second.ends);
}

TEST_CASE("policy: attendance that can't be meant is refused") {
    CHECK(refused(policy_with("attendance: {hours: {from: '17:30', to: '9:00'}}")) ==
          "p.yaml:6:21 error[session-times] the day ends no later than it begins | correct `from` or `to`\n");
    CHECK(refused(policy_with("attendance: {late: [{over: 1 day, counts_as: late}]}")) ==
          "p.yaml:6:28 error[duration] 1 day: lateness is counted in seconds, minutes or hours\n");
    CHECK(
        refused(policy_with("attendance: {limits: [{of: [late, absent_hours], per: month, at_least: 3}]}")) ==
        "p.yaml:6:28 error[limit-mixed] absent_hours can't be added to what is counted | make two limits of "
        "it\n");
    CHECK(
        refused(policy_with("attendance: {leave: {approved_by: [{up_to: 3 days, by: mentor},\n"
                            "{up_to: 1 day, by: hr}, {by: hr}, {up_to: 1 month, by: hr}]}}")) ==
        "p.yaml:7:1 error[approver-order] leave of this length goes to the entry before it already (line 6) "
        "| order them "
        "from short to long, the one without `up_to` last\n"
        "p.yaml:7:35 error[approver-order] leave of this length goes to the entry before it already (line 7) "
        "| order them "
        "from short to long, the one without `up_to` last\n");
    CHECK(refused(policy_with("attendance: {rates: [{per: team, at_least: many}]}")) ==
          "p.yaml:6:44 error[figure] 120 is more than 100 per cent\n");
    CHECK(refused(policy_with("attendance: {leave: {same_day: {at_most: none}}}")) ==
          "p.yaml:6:42 error[figure] the setting none is '0', which is not a whole number from 1 on | write "
          "a whole number such as 1\n");
}

TEST_CASE("policy: attendance and conduct refer to what there is") {
    CHECK(refused(policy_with("attendance: {tracks: {basics: {leave: {approved_by: [{by: hrr}, boss]}}},\n"
                              "no_show: {counts_as: day, actions: [warm]}},\n"
                              "conduct: [{of: noise, at_least: 1, tracks: [bassic], actions: [dismis]}]")) ==
          "p.yaml:7:37 error[unknown-action] there is no 'warm' under actions | did you mean 'warn'?\n"
          "p.yaml:6:23 error[unknown-track] there is no track 'basics' under tracks | did you mean 'basic'?\n"
          "p.yaml:6:59 error[unknown-role] there is no role 'hrr' under roles | did you mean 'hr'?\n"
          "p.yaml:8:45 error[unknown-track] there is no track 'bassic' under tracks | did you mean 'basic'?\n"
          "p.yaml:8:64 error[unknown-action] there is no 'dismis' under actions | did you mean 'dismiss'?\n");
}
