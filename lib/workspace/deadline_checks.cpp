#include <algorithm>

#include "base/suggest.h"
#include "workspace/due_dates.h"
#include "workspace/plan_check_parts.h"

namespace passline::plan_check {
namespace {

/// The `done` of one course or plan against the deadlines of one policy.
class DoneCheck {
  public:
    DoneCheck(const Workspace& workspace, const Policy& policy, Diagnostics& diagnostics)
        : workspace_(workspace), policy_(policy), diagnostics_(diagnostics) {}

    void of_course(const Course& course) {
        for (const Done& done : course.done) {
            const DeadlineRule* rule = known(done, say("课程“{0}”", "the course '{0}'", course.id));
            if (rule == nullptr) continue;
            if (!rule->due.of_course()) {
                elsewhere(done, *rule,
                          say("它属于整个计划，不属于某门课程", "it is for the whole plan, not for a course"),
                          say("移到计划的 done 下", "move it to the plan's `done`"));
            } else if (!applies_to(*rule, course)) {
                elsewhere(done, *rule, not_of(*rule, course),
                          say("删去，或改正课程的类别、种类、讲师或场地",
                              "remove it, or correct the course's track, kind, trainers or venue"));
            } else if (takes_place(course)) {
                late(done, *rule, course);
            }
        }
    }

    void of_plan(const Plan& plan) {
        const Done* last = nullptr;  // several dates of one deadline stand one after the other
        for (const Done& done : plan.done) {
            if (last != nullptr && last->deadline == done.deadline) {
                if (const DeadlineRule* rule = policy_.sections.deadline(done.deadline)) {
                    reviewers(done);
                    unreviewed(done, *rule);
                }
                continue;
            }
            last = &done;
            const DeadlineRule* rule = known(done, say("计划“{0}”", "the plan '{0}'", plan.id));
            if (rule == nullptr || !rule->due.of_course()) continue;
            elsewhere(done, *rule,
                      say("它属于各门课程，不属于整个计划", "it is for each course, not for the whole plan"),
                      say("移到该课程的 done 下", "move it to the course's `done`"));
        }
    }

  private:
    static bool takes_place(const Course& course) {
        return course.status != CourseStatus::cancelled && !course.undated;
    }

    const DeadlineRule* known(const Done& done, const Text& whose) {
        const DeadlineRule* rule = policy_.sections.deadline(done.deadline);
        if (rule == nullptr) {
            std::vector<std::string> ids;
            for (const DeadlineRule& each : policy_.sections.deadlines) ids.push_back(each.id);
            Text hint = did_you_mean(done.deadline, ids);
            if (hint.empty()) {
                hint = say("改正名称，或在制度的 deadlines 中加上",
                           "correct its name, or add it under the policy's `deadlines`");
            }
            diagnostics_.warning("unknown-deadline", place_of(done.origin),
                                 say("{0} 的 done：制度 {1}（{2}）没有期限“{3}”",
                                     "`done` of {0}: the policy {1} ({2}) has no deadline '{3}'", whose,
                                     policy_.id, policy_.file, done.deadline),
                                 std::move(hint));
            return nullptr;
        }
        reviewers(done);
        unreviewed(done, *rule);
        return rule;
    }

    void reviewers(const Done& done) {
        for (const Done::Review& review : done.reviewed) {
            if (policy_.role(review.by) != nullptr) continue;
            std::vector<std::string> ids;
            for (const Role& role : policy_.roles) ids.push_back(role.id);
            diagnostics_.warning("unknown-role", place_of(review.origin),
                                 say("“{0}”的审核人：制度 {1} 没有角色“{2}”",
                                     "'{0}' was reviewed by '{2}', no role of the policy {1}", done.deadline,
                                     policy_.id, review.by),
                                 did_you_mean(review.by, ids));
        }
    }

    /// Reviews need not be stated; where some are, the others are missed.
    void unreviewed(const Done& done, const DeadlineRule& rule) {
        if (done.reviewed.empty()) return;
        std::vector<std::string> missing;
        for (const std::string& id : rule.reviewed_by) {
            if (std::ranges::find(done.reviewed, id, &Done::Review::by) == done.reviewed.end())
                missing.push_back(id);
        }
        if (missing.empty()) return;
        diagnostics_.warning(
            "review-missing", place_of(done.origin),
            say("“{0}”缺少{1}的审核（{2}）", "'{0}' lacks the review by {1} ({2})", rule.title,
                policy_.role_titles(missing), policy_.cite_rule(rule.article, rule.origin)),
            say("审核后写入 reviewed：{{by: …, date: …}}",
                "once reviewed, enter it under reviewed: {{by: …, date: …}}"));
    }

    void elsewhere(const Done& done, const DeadlineRule& rule, const Text& why, Text hint) {
        diagnostics_.warning(
            "deadline-elsewhere", place_of(done.origin),
            say("期限“{0}”不该写在这里：{1}（{2}）", "the deadline '{0}' does not belong here: {1} ({2})",
                rule.id, why, policy_.cite_rule(rule.article, rule.origin)),
            std::move(hint));
    }

    static Text not_of(const DeadlineRule& rule, const Course& course) {
        const auto lacks = [](const std::vector<std::string>& ids, const std::string& id) {
            return !ids.empty() && std::ranges::find(ids, id) == ids.end();
        };
        const auto list = [](const std::vector<std::string>& ids) { return listed_text(ids); };
        if (lacks(rule.tracks, course.track)) {
            return say("它只适用于培训类别为 {0} 的课程", "it is only for courses of the track {0}",
                       list(rule.tracks));
        }
        if (lacks(rule.kinds, course.kind)) {
            return say("它只适用于种类为 {0} 的课程", "it is only for courses of the kind {0}",
                       list(rule.kinds));
        }
        if (rule.when == DeadlineRule::When::inside) {
            return say("它只适用于有内部讲师的课程", "it is only for courses with a trainer from inside");
        }
        return say("它只适用于有外部讲师或外租场地的课程",
                   "it is only for courses with a trainer or a venue from outside");
    }

    void late(const Done& done, const DeadlineRule& rule, const Course& course) {
        const auto due = due_date(rule.due, course.start, course.end, workspace_.calendar);
        if (!due || done.date <= due->date) return;
        const Date anchor = rule.due.anchor == DueRule::Anchor::course_start ? course.start : course.end;
        diagnostics_.warning(
            "deadline-late", place_of(done.origin),
            say("课程“{0}”的“{1}”于 {2} 完成，晚于期限 {3}（{4}；{5}{6}）",
                "'{1}' of the course '{0}' was done on {2}, after {3}, when it was due ({4}; {5}{6})",
                course.id, rule.title, done.date.text(), due->date.text(), rule.due.words(),
                policy_.cite_rule(rule.article, rule.origin),
                provisional_note(due->provisional, workspace_.calendar, due->date, anchor)),
            say("若日期写错，请改正；否则留此记录",
                "correct the date if it is wrong; otherwise it stays on record"));
    }

    const Workspace& workspace_;
    const Policy& policy_;
    Diagnostics& diagnostics_;
};

}  // namespace

void deadlines(const Workspace& workspace, Diagnostics& diagnostics) {
    for (const Plan& plan : workspace.plans) {
        const std::string id = policy_of(workspace, plan);
        const Date day = plan.period            ? plan.period->last
                         : plan.courses.empty() ? Date{}
                                                : plan.courses.front().start;
        if (const Policy* policy = policy_in_force(workspace.policies, id, day)) {
            DoneCheck(workspace, *policy, diagnostics).of_plan(plan);
        }
        for (const Course& course : plan.courses) {
            const Policy* policy = policy_in_force(workspace.policies, id, course.start);
            if (policy != nullptr) DoneCheck(workspace, *policy, diagnostics).of_course(course);
        }
    }
}

}  // namespace passline::plan_check
