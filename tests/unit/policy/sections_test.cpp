#include <doctest/doctest.h>

#include "policies.h"

using namespace passline;

TEST_CASE("policy: deadlines load with all that their schema allows") {
    const Policy policy = loaded(
        policy_with("deadlines: [{id: plan, title: {zh: 教案, en: Lesson plan}, due: 5 working days before "
                    "start, owner: mentor, when: inside,\n"
                    "  reviewed_by: [hr], documents: [materials], to: [hr, mentor], tracks: basic, kinds: "
                    "[regular], article: '14'},\n"
                    "{id: review, opens: 1 month after end, due: 3 months after end, when: external},\n"
                    "{id: filing, due: on end, when: outside}, {id: exam, due: day 20 of each month}]"));
    const std::vector<DeadlineRule>& rules = policy.sections.deadlines;
    REQUIRE(rules.size() == 4);
    CHECK(rules[0].title == Text{"教案", "Lesson plan"});
    CHECK(rules[0].due == *DueRule::parse("5 working days before start"));
    CHECK_FALSE(rules[0].opens.has_value());
    CHECK(rules[0].owner == "mentor");
    CHECK(rules[0].when == DeadlineRule::When::inside);
    CHECK(rules[0].reviewed_by == std::vector<std::string>{"hr"});
    CHECK(rules[0].documents == std::vector<std::string>{"materials"});
    CHECK(rules[0].to == std::vector<std::string>{"hr", "mentor"});
    CHECK(rules[0].tracks == std::vector<std::string>{"basic"});
    CHECK(rules[0].kinds == std::vector<std::string>{"regular"});
    CHECK(rules[0].article.raw == same("14"));
    CHECK(rules[1].opens == DueRule::parse("1 month after end"));
    CHECK(rules[1].title == same("review"));
    CHECK(rules[1].when == DeadlineRule::When::outside);
    CHECK(rules[2].when == DeadlineRule::When::outside);
    CHECK(rules[3].when == DeadlineRule::When::always);
    CHECK(policy.sections.deadline("exam") == &rules[3]);
    CHECK(policy.sections.deadline("exams") == nullptr);
}

TEST_CASE("policy: a deadline's time may be a setting") {
    const Policy policy = loaded(
        "{passline: 1, id: p, settings: {filing_time: 3 working days after end},\n"
        "tracks: {basic: {}}, deadlines: [{id: filing, due: filing_time}]}");
    CHECK(policy.sections.deadlines[0].due == *DueRule::parse("3 working days after end"));
    CHECK(policy.sections.deadlines[0].setting == "filing_time");
}

TEST_CASE("policy: approvals and what must be stated load with all that their schema allows") {
    const Policy policy =
        loaded(policy_with("approvals: {annual_plan: {title: 年度计划, by: [hr, mentor], due: year end, "
                           "again_when_changed: false, to: hr, "
                           "article: '13'},\n  report: {by: hr}},\n"
                           "must_state: {plan: {of: [title, budget], article: '13'}, notice: {of: [time]}}"));
    REQUIRE(policy.sections.approvals.size() == 2);
    const ApprovalRule& annual = *policy.sections.approval("annual_plan");
    CHECK(annual.title == same("年度计划"));
    CHECK(annual.by == std::vector<std::string>{"hr", "mentor"});
    CHECK(annual.due == DueRule::parse("year end"));
    CHECK_FALSE(annual.again_when_changed);
    CHECK(annual.to == std::vector<std::string>{"hr"});
    CHECK(annual.article.raw == same("13"));
    const ApprovalRule& report = *policy.sections.approval("report");
    CHECK(report.title == same("report"));
    CHECK(report.by == std::vector<std::string>{"hr"});
    CHECK(report.again_when_changed);
    CHECK(policy.sections.plan_states->of == std::vector<std::string>{"title", "budget"});
    CHECK(policy.sections.plan_states->article.raw == same("13"));
    CHECK(policy.sections.notice_states->of == std::vector<std::string>{"time"});
}

TEST_CASE("policy: trainers and certificates load with all that their schema allows") {
    const Policy policy =
        loaded(policy_with("trainers: {inside: {certificate: internal, departments: [业务部, 合规部]}, "
                           "outside: {article: '23.2'}, article: '23'},\n"
                           "certificates: {internal: {title: {zh: 内部讲师, en: Internal trainer}, valid: 3 "
                           "years, review_every: 1 year,\n"
                           "  needed_for: {positions: 电工, levels: [A], tracks: [basic], departments: "
                           "维修部}, actions: [warn], article: '23'},\n"
                           "  plain: {}}"));
    const TrainerRule& inside = *policy.sections.inside_trainers;
    CHECK(inside.certificate == "internal");
    CHECK(inside.departments == std::vector<std::string>{"业务部", "合规部"});
    CHECK(inside.article.raw == same("23"));
    CHECK(policy.sections.outside_trainers->article.raw == same("23.2"));
    CHECK(policy.sections.outside_trainers->certificate.empty());
    REQUIRE(policy.sections.certificates.size() == 2);
    const CertificateKind& kind = policy.sections.certificates[0];
    CHECK(kind.title == Text{"内部讲师", "Internal trainer"});
    CHECK(kind.valid == Duration{3, Unit::years});
    CHECK(kind.review_every == Duration{1, Unit::years});
    CHECK(kind.needed);
    CHECK(kind.positions == std::vector<std::string>{"电工"});
    CHECK(kind.levels == std::vector<std::string>{"A"});
    CHECK(kind.tracks == std::vector<std::string>{"basic"});
    CHECK(kind.departments == std::vector<std::string>{"维修部"});
    CHECK(kind.actions == std::vector<std::string>{"warn"});
    CHECK_FALSE(policy.sections.certificates[1].needed);
    CHECK(policy.sections.certificates[1].title == same("plain"));
}

TEST_CASE("policy: appeals, audit, reports and duties load with all that their schema allows") {
    const Policy policy = loaded(policy_with(
        "appeals: {file_within: 5 working days, answer_within: long, decides: hr, article: '4'},\n"
        "audit: {owner: [mentor, hr], article: '5.1'},\n"
        "reports: {combined: {title: 综合评估报告, per: quarter, tracks: basic, sections: {of: {numbers: "
        "数据, results: 结果}, "
        "article: '3.3'}, to: [hr], article: '3'}, daily: {}},\n"
        "duties: [{id: destruction, title: {zh: 销毁, en: Destruction}, owner: hr, to: [mentor], tracks: "
        "[basic], article: '4.4'}, "
        "{title: 保密}]"));
    const AppealRules& appeals = *policy.sections.appeals;
    CHECK(appeals.file_within == Duration{5, Unit::working_days});
    CHECK(appeals.answer_within == Duration{3, Unit::days});
    CHECK(appeals.decides == std::vector<std::string>{"hr"});
    CHECK(appeals.article.raw == same("4"));
    CHECK(policy.sections.audit->owner == std::vector<std::string>{"mentor", "hr"});
    CHECK(policy.sections.audit->article.raw == same("5.1"));
    REQUIRE(policy.sections.reports.size() == 2);
    const ReportRule& report = policy.sections.reports[0];
    CHECK(report.id == "combined");
    CHECK(report.title == same("综合评估报告"));
    CHECK(report.per == ReportRule::Per::quarter);
    CHECK(report.tracks == std::vector<std::string>{"basic"});
    CHECK(report.sections.of[1].title == same("结果"));
    CHECK(report.sections.article.raw == same("3.3"));
    CHECK(report.to == std::vector<std::string>{"hr"});
    CHECK(policy.sections.reports[1].per == ReportRule::Per::unstated);
    REQUIRE(policy.sections.duties.size() == 2);
    const DutyRule& duty = policy.sections.duties[0];
    CHECK(duty.id == "destruction");
    CHECK(duty.title == Text{"销毁", "Destruction"});
    CHECK(duty.owner == std::vector<std::string>{"hr"});
    CHECK(duty.to == std::vector<std::string>{"mentor"});
    CHECK(duty.tracks == std::vector<std::string>{"basic"});
    CHECK(duty.article.raw == same("4.4"));
    CHECK(policy.sections.duties[1].id.empty());
}

TEST_CASE("policy: records load with all that their schema allows") {
    const Policy policy =
        loaded(policy_with("records: {keep: 3 years after leaving, article: '20',\n"
                           "documents: [plan, {id: report, title: 日报, per: session, article: '1.2'}], "
                           "personal: [{id: feedback, per: person}],\n"
                           "access: {inside: [mentor, hr], outside: {by: hr, present: [mentor], requires: "
                           "{zh: 书面申请, en: Written request},\n"
                           "  article: '21.2'}, article: '21'}}"));
    const RecordRules& records = policy.sections.records;
    CHECK(records.keep->length == Duration{3, Unit::years});
    CHECK(records.keep->from == KeepRule::From::leaving);
    REQUIRE(records.documents.size() == 2);
    CHECK(records.documents[0].id == "plan");
    CHECK(records.documents[0].title == same("plan"));
    CHECK(records.documents[0].per == DocumentRule::Per::course);
    CHECK(records.documents[1].title == same("日报"));
    CHECK(records.documents[1].per == DocumentRule::Per::session);
    CHECK(records.documents[1].article.raw == same("1.2"));
    CHECK(records.personal[0].per == DocumentRule::Per::person);
    CHECK(records.inside->by == std::vector<std::string>{"mentor", "hr"});
    CHECK(records.inside->article.raw == same("21"));
    CHECK(records.outside->by == std::vector<std::string>{"hr"});
    CHECK(records.outside->present == std::vector<std::string>{"mentor"});
    CHECK(records.outside->requirement == Text{"书面申请", "Written request"});
    CHECK(records.outside->article.raw == same("21.2"));
    const auto kept = [](const std::string& text) {
        return *loaded(policy_with("records: {keep: " + text + "}")).sections.records.keep;
    };
    CHECK(kept("2 years").from == KeepRule::From::course_end);
    CHECK(kept("2 years after end").length == Duration{2, Unit::years});
    CHECK(kept("long").length == Duration{3, Unit::days});
    CHECK(kept("long").setting == "long");
}

TEST_CASE("policy: sections refer to what there is") {
    CHECK(refused(policy_with(
              "deadlines: [{id: a, due: year end, owner: trainer, tracks: [basik], reviewed_by: hrs, to: "
              "all}],\n"
              "approvals: {report: {by: [mentors], to: [board]}},\n"
              "certificates: {c: {needed_for: {tracks: others, levels: x}, actions: [wern]}},\n"
              "appeals: {decides: jury}, audit: {owner: auditor}, reports: {r: {tracks: [b], to: none}},\n"
              "records: {access: {inside: heads, outside: {by: [hr], present: witness}}},\n"
              "duties: [{title: t, owner: us, to: [them], tracks: [c]}]")) ==
          "p.yaml:6:61 error[unknown-track] there is no track 'basik' under tracks | did you mean 'basic'?\n"
          "p.yaml:6:82 error[unknown-role] there is no role 'hrs' under roles | did you mean 'hr'?\n"
          "p.yaml:7:27 error[unknown-role] there is no role 'mentors' under roles | did you mean 'mentor'?\n"
          "p.yaml:8:41 warning[unknown-track] there is no track 'others' under tracks\n"
          "p.yaml:8:71 error[unknown-action] there is no 'wern' under actions | did you mean 'warn'?\n"
          "p.yaml:9:75 warning[unknown-track] there is no track 'b' under tracks\n"
          "p.yaml:11:53 warning[unknown-track] there is no track 'c' under tracks\n");
    CHECK(refused(policy_with(
              "levels: {steps: [{id: senior}]}, certificates: {c: {needed_for: {levels: [senoir]}}}")) ==
          "p.yaml:6:75 error[unknown-level] there is no level 'senoir' under levels | did you mean "
          "'senior'?\n");
}

TEST_CASE("policy: sections that can't be meant are refused") {
    CHECK(refused(policy_with(
              "deadlines: [{id: a, due: year end}, {id: a, due: on end},\n"
              "{id: b, opens: 3 months after end, due: 1 month after end}, {id: c, due: none}]")) ==
          "p.yaml:6:42 error[deadline-twice] the deadline 'a' stands in line 6 already\n"
          "p.yaml:7:41 error[window] the window closes (1 month) before it opens (3 months) | swap the two, "
          "or correct one "
          "of them\n"
          "p.yaml:7:74 error[due-rule] the setting none is '0', which is not a due rule that passline knows "
          "| for example '5 working "
          "days before "
          "start', '3 months after end', 'quarter end', 'day 20 of each month', or the name of a setting\n");
    CHECK(refused(policy_with("records: {keep: forever, documents: [plan, {id: plan}]}")) ==
          "p.yaml:6:17 error[duration] 'forever' is neither a time to keep records nor the name of a setting "
          "| write it "
          "like '3 years after leaving', '2 years'\n"
          "p.yaml:6:49 error[document-twice] the document 'plan' is listed in line 6 already\n");
}

TEST_CASE("policy: the shipped regulation loads whole") {
    Diagnostics diagnostics;
    const auto policy =
        load_policy(PASSLINE_SOURCE_DIR "/examples/cross-border-training/policy.yaml", diagnostics);
    CHECK(problems(diagnostics).empty());
    REQUIRE(policy.has_value());
    CHECK(policy->tracks.size() == 3);
    CHECK(policy->sections.deadlines.size() == 9);
    CHECK(policy->sections.approval("quarterly_plan")->by ==
          std::vector<std::string>{"business", "compliance", "management"});
    CHECK(policy->sections.evaluation.metrics.size() == 5);
    CHECK(policy->sections.records.keep->from == KeepRule::From::leaving);
}
