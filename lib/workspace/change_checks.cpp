#include <algorithm>

#include "workspace/due_dates.h"
#include "workspace/plan_check_parts.h"

namespace passline::plan_check {
namespace {

/// The rule by which a plan is approved, in the version in force on its period's first day.
const ApprovalRule* approval_rule(const Policy& policy, const Plan& plan) {
    const Period::Kind kind = plan.period->kind;
    return policy.sections.approval(kind == Period::Kind::year      ? "annual_plan"
                                    : kind == Period::Kind::quarter ? "quarterly_plan"
                                                                    : "monthly_plan");
}

bool changed(const Course& course) {
    return course.status == CourseStatus::cancelled || course.status == CourseStatus::postponed ||
           course.postponed.has_value();
}

/// A course that was cancelled or postponed is a change of the plan, which is approved again.
void unlisted_changes(const Policy& policy, const Plan& plan, Diagnostics& diagnostics) {
    const ApprovalRule* rule = approval_rule(policy, plan);
    if (rule == nullptr || !rule->again_when_changed) return;
    for (const Course& course : plan.courses) {
        const auto names_it = [&](const PlanChange& change) {
            return std::ranges::find(change.courses, course.id) != change.courses.end();
        };
        if (!changed(course) || std::ranges::any_of(plan.changes, names_it)) continue;
        const Text what = course.status == CourseStatus::cancelled ? say("已取消", "was cancelled")
                                                                   : say("已延期", "was postponed");
        diagnostics.warning(
            "change-missing", place_of(course.origin, course.column),
            say("课程“{0}”{1}，计划的 changes 中没有这次变更；变更须重新批准（{2}）",
                "the course '{0}' {1}, but no change of the plan names it; changes are approved again ({2})",
                course.id, what, policy.cite_rule(rule->article, rule->origin)),
            say("在计划的 changes 中写明：{{date: …, what: …, courses: [{0}], approvals: […]}}",
                "add it under the plan's `changes`: {{date: …, what: …, courses: [{0}], approvals: […]}}",
                course.id));
    }
}

/// The deadline by which the notice of a course is due: the one called `notice`, or that covers this
/// document.
const DeadlineRule* notice_rule(const CourseRules& rules) {
    for (const DeadlineRule& rule : rules.policy->sections.deadlines) {
        const bool notice =
            rule.id == "notice" || std::ranges::find(rule.documents, "notice") != rule.documents.end();
        if (notice && rule.due.of_course() && applies_to(rule, *rules.course)) return &rule;
    }
    return nullptr;
}

/// The notice that went out before a course was postponed names the old dates.
void notice_again(const CourseRules& rules, Diagnostics& diagnostics) {
    const Course& course = *rules.course;
    if (!course.postponed || !course.postponed->on) return;
    const DeadlineRule* rule = notice_rule(rules);
    if (rule == nullptr) return;
    const Date decided = *course.postponed->on;
    const auto done = std::ranges::find(course.done, rule->id, &Done::deadline);
    if (done == course.done.end() || done->date >= decided) return;  // `deadlines` says whether it is due
    if (course.postponed->notice && *course.postponed->notice >= decided) return;
    diagnostics.warning("notice-again", place_of(course.postponed->origin),
                        say("课程“{0}”于 {1} 决定延期，此后没有再次通知（上次通知 {2}；{3}）",
                            "the course '{0}' was postponed on {1}, but the trainees were not told again "
                            "(last told on {2}; {3})",
                            course.id, decided.text(), done->date.text(),
                            rules.policy->cite_rule(rule->article, rule->origin)),
                        say("写明 postponed 的 notice，或改正 done 中的日期",
                            "state `notice` under `postponed`, or correct the date under `done`"));
}

/// "left on …" or "hired only on …", of somebody who is not employed on any day of the course.
Text absence(const Person& person, const Course& course) {
    if (person.left_before(course.start))
        return say("已于 {0} 离职", "left on {0}", Date::from_days(person.left).text());
    return say("于 {0} 才入职", "was hired only on {0}", Date::from_days(person.hired).text());
}

class EmploymentCheck {
  public:
    EmploymentCheck(const Workspace& workspace, const Course& course, Diagnostics& diagnostics)
        : people_(workspace.people), course_(course), diagnostics_(diagnostics) {}

    void check() {
        for (const Participants::Listed& listed : course_.participants.listed)
            check(people_.find(listed.id), place_of(listed.origin, listed.column),
                  say("参加者", "takes part in"));
        for (const Trainer& trainer : course_.trainers) {
            if (!trainer.outside && !trainer.employee_id.empty())
                check(people_.find(trainer.employee_id), place_of(trainer.origin),
                      say("讲师", "is a trainer of"));
        }
    }

  private:
    void check(People::Index person, Place place, const Text& part) {
        if (person == People::none) return;
        const Person& row = people_[person];
        if (row.employed_during(course_.start, course_.end)) return;
        diagnostics_.warning(
            "not-employed", std::move(place),
            say("课程“{0}”（{1} 至 {2}）的{3} {4} {5}", "{4} {3} the course '{0}' ({1} to {2}), but {5}",
                course_.id, course_.start.text(), course_.end.text(), part, people_.id(person),
                absence(row, course_)),
            say("从计划中去掉，或改正花名册的入职、离职日期",
                "take them out of the plan, or correct hire_date or leave_date in the roster"));
    }

    const People& people_;
    const Course& course_;
    Diagnostics& diagnostics_;
};

}  // namespace

void changes(const Workspace& workspace, Diagnostics& diagnostics) {
    for (const Plan& plan : workspace.plans) {
        if (!plan.period) continue;
        const std::string id = policy_of(workspace, plan);
        const Policy* policy = policy_in_force(workspace.policies, id, plan.period->first);
        if (policy == nullptr) policy = policy_in_force(workspace.policies, id, plan.period->last);
        if (policy != nullptr) unlisted_changes(*policy, plan, diagnostics);
    }
    each_course(workspace,
                [&](const Workspace::CourseEntry& entry) { notice_again(*entry.rules, diagnostics); });
}

void employment(const Workspace& workspace, Diagnostics& diagnostics) {
    if (!workspace.people.has_roster()) return;
    each_course(workspace, [&](const Workspace::CourseEntry& entry) {
        EmploymentCheck(workspace, *entry.course, diagnostics).check();
    });
}

}  // namespace passline::plan_check
