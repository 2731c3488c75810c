#include <algorithm>

#include "base/suggest.h"
#include "text/unicode.h"
#include "workspace/course_length.h"
#include "workspace/due_dates.h"
#include "workspace/plan_check_parts.h"
#include "workspace/plan_checks.h"

namespace passline::plan_check {
namespace {

/// One rule that asks for a length, held against one course.
class LengthCheck {
  public:
    LengthCheck(const Workspace& workspace, const CourseRules& rules, Diagnostics& diagnostics)
        : workspace_(workspace), rules_(rules), course_(*rules.course), diagnostics_(diagnostics) {
        const AttendanceRules* attendance = rules.policy->sections.attendance_of(course_.track);
        if (attendance != nullptr && attendance->hours) usual_ = &*attendance->hours;
    }

    void at_least(const Duration& asked, const Article& article, const Origin& origin) {
        const auto length = measured(course_, asked, usual_, workspace_.calendar);
        if (!length || length->compared >= 0) return;
        add("course-short", *length, say("规定至少", "the policy asks for at least"), asked, article, origin,
            say("延长课程，或改正日期", "make the course longer, or correct its dates"));
    }

    void at_most(const Duration& asked, const Article& article, const Origin& origin) {
        const auto length = measured(course_, asked, usual_, workspace_.calendar);
        if (!length || length->compared <= 0) return;
        add("course-long", *length, say("规定至多", "the policy allows at most"), asked, article, origin,
            say("缩短课程，或改正日期", "make the course shorter, or correct its dates"));
    }

  private:
    void add(std::string_view code, const MeasuredLength& length, const Text& bound, const Duration& asked,
             const Article& article, const Origin& origin, Text hint) {
        diagnostics_.warning(
            code, place_of(course_.origin),
            say("课程“{0}”为时 {1}，{2} {3}（{4}{5}）", "the course '{0}' lasts {1}; {2} {3} ({4}{5})",
                course_.id, length.actual, bound, asked.words(), rules_.policy->cite_rule(article, origin),
                provisional_note(length.provisional, workspace_.calendar, course_.start, course_.end)),
            std::move(hint));
    }

    const Workspace& workspace_;
    const CourseRules& rules_;
    const Course& course_;
    Diagnostics& diagnostics_;
    const DailyHours* usual_ = nullptr;
};

struct Statement {
    std::string_view word;
    Text title;
    bool (*made)(const CourseRules&);
};

bool assessment_stated(const CourseRules& rules) {
    const Assessment& assessment = rules.track->assessment;
    const auto open = [](const ComponentRule& c) { return c.pass.kind == PassLine::Kind::from_plan; };
    const bool left_open = assessment.components_from_plan ||
                           assessment.pass.kind == PassLine::Kind::from_plan ||
                           std::ranges::any_of(assessment.components, open);
    return !left_open || rules.course->assessment.pass || !rules.course->assessment.components.empty();
}

bool place_stated(const CourseRules& rules) {
    const std::vector<Session>& sessions = rules.course->sessions;
    return !rules.course->place.empty() ||
           (!sessions.empty() &&
            std::ranges::none_of(sessions, [](const Session& s) { return s.place.empty(); }));
}

bool topics_stated(const CourseRules& rules) {
    const std::vector<Session>& sessions = rules.course->sessions;
    return !rules.course->topics.empty() ||
           std::ranges::any_of(sessions, [](const Session& s) { return !s.topics.empty(); });
}

/// What `must_state` may ask of a plan. Length, time and frequency need no words of their own: a course has
/// dates.
const std::vector<Statement>& plan_statements() {
    static const std::vector<Statement> all = {
        {"title",
         {"主题（title）", "title"},
         [](const CourseRules& r) { return r.course->title != same(r.course->id); }},
        {"goals",
         {"目标（goals）", "goals"},
         [](const CourseRules& r) { return !r.course->goals.empty() || !r.plan->goals.empty(); }},
        {"topics", {"内容（topics）", "topics"}, topics_stated},
        {"participants",
         {"对象（participants）", "participants"},
         [](const CourseRules& r) { return r.course->participants.kind != Participants::Kind::with_scores; }},
        {"methods",
         {"方式（methods）", "methods"},
         [](const CourseRules& r) { return !r.course->methods.empty(); }},
        {"trainers",
         {"讲师（trainers）", "trainers"},
         [](const CourseRules& r) { return !r.course->trainers.empty(); }},
        {"place", {"地点（place）", "place"}, place_stated},
        {"budget",
         {"预算（budget）", "budget"},
         [](const CourseRules& r) { return r.course->budget || r.plan->budget; }},
        {"assessment", {"考核（assessment）", "assessment"}, assessment_stated},
        {"requirements",
         {"要求（requirements）", "requirements"},
         [](const CourseRules& r) { return !r.course->requirements.empty(); }},
        {"contact",
         {"联系人（contact）", "contact"},
         [](const CourseRules& r) { return !r.course->contact.empty(); }},
    };
    return all;
}

/// What `rule` asks for and the course does not state, without what `said` asks for too.
Text lacking(const CourseRules& rules, const StatedRule& rule, const StatedRule* said) {
    Text missing;
    for (const Statement& statement : plan_statements()) {
        const auto asks = [&](const StatedRule& of) {
            return std::ranges::find(of.of, statement.word) != of.of.end();
        };
        if (!asks(rule) || (said != nullptr && asks(*said)) || statement.made(rules)) continue;
        missing = missing.empty() ? statement.title : say("{0}、{1}", "{0}, {1}", missing, statement.title);
    }
    return missing;
}

/// Without what `said` asks for too.
void notice_unstated(const CourseRules& rules, const StatedRule* said, Diagnostics& diagnostics) {
    const auto& notice = rules.policy->sections.notice_states;
    const Text of_notice = notice ? lacking(rules, *notice, said) : Text{};
    if (of_notice.empty()) return;
    diagnostics.warning(
        "notice-unstated", place_of(rules.course->origin),
        say("课程“{0}”的通知须写明的内容，计划中没有：{1}（{2}）",
            "the notice of the course '{0}' must state what the plan does not: {1} ({2})", rules.course->id,
            of_notice, rules.policy->cite_rule(notice->article, notice->origin)),
        say("在计划中补上", "add it in the plan"));
}

void unstated(const CourseRules& rules, Diagnostics& diagnostics) {
    const auto& plan = rules.policy->sections.plan_states;
    const Text of_plan = plan ? lacking(rules, *plan, nullptr) : Text{};
    if (!of_plan.empty()) {
        diagnostics.warning(
            "course-unstated", place_of(rules.course->origin),
            say("课程“{0}”没有写明：{1}（{2}）", "the course '{0}' does not state: {1} ({2})",
                rules.course->id, of_plan, rules.policy->cite_rule(plan->article, plan->origin)),
            say("在计划中补上", "add it in the plan"));
    }
    notice_unstated(rules, plan ? &*plan : nullptr, diagnostics);
}

void near_kind(const CourseRules& rules, Diagnostics& diagnostics) {
    const Course& course = *rules.course;
    std::vector<std::string> known;
    for (const FrequencyRule& rule : rules.track->frequency) {
        if (!rule.kind.empty()) known.push_back(rule.kind);
    }
    for (const DeadlineRule& rule : rules.policy->sections.deadlines) {
        known.insert(known.end(), rule.kinds.begin(), rule.kinds.end());
    }
    if (course.kind.empty() || std::ranges::find(known, course.kind) != known.end()) return;
    Text hint = did_you_mean(course.kind, known);
    if (hint.empty()) return;  // a word of the plan's own
    diagnostics.warning("unknown-kind", place_of(course.kind_origin),
                        say("课程“{0}”的种类“{1}”不是制度 {2} 用到的词",
                            "the kind '{1}' of the course '{0}' is no word of the policy {2}", course.id,
                            course.kind, rules.policy->id),
                        std::move(hint));
}

class TrainerCheck {
  public:
    TrainerCheck(const Workspace& workspace, const CourseRules& rules, Diagnostics& diagnostics)
        : people_(workspace.people), rules_(rules), diagnostics_(diagnostics) {}

    void check(const Trainer& trainer) {
        const Text who = say("课程“{0}”的讲师 {1}", "the trainer {1} of the course '{0}'", rules_.course->id,
                             trainer.name);
        if (trainer.outside && !trainer.employee_id.empty()) {
            contradiction(trainer,
                          say("{0} 写为外部（from: outside），却有工号 {1}",
                              "{0} is from outside, but has the employee id {1}", who, trainer.employee_id));
        } else if (!trainer.outside && !trainer.organisation.empty()) {
            contradiction(
                trainer, say("{0} 写为内部，却来自机构“{1}”", "{0} is from inside, but comes from '{1}'", who,
                             trainer.organisation));
        } else if (!trainer.outside && !trainer.employee_id.empty() && people_.has_roster()) {
            inside(trainer, who);
        }
    }

  private:
    void contradiction(const Trainer& trainer, Text message) {
        diagnostics_.warning(
            "trainer-from", place_of(trainer.origin), std::move(message),
            say("改正 from，或删去与之矛盾的一项", "correct `from`, or remove what contradicts it"));
    }

    void inside(const Trainer& trainer, const Text& who) {
        const People::Index person = people_.find(trainer.employee_id);
        if (person == People::none) {
            diagnostics_.warning("unknown-trainer", place_of(trainer.origin),
                                 say("{0}：花名册中没有员工 {1}",
                                     "{0}: there is no employee {1} in the roster", who, trainer.employee_id),
                                 people_.hint_for_unknown(trainer.employee_id));
            return;
        }
        const auto& rule = rules_.policy->sections.inside_trainers;
        if (!rule || rule->departments.empty()) return;
        const std::string department = folded(people_.department(person));
        const auto from = [&](const std::string& name) { return folded(name) == department; };
        if (std::ranges::any_of(rule->departments, from)) return;
        diagnostics_.warning(
            "trainer-department", place_of(trainer.origin),
            say("{0} 属于“{1}”，内部讲师须来自：{2}（{3}）",
                "{0} is of '{1}'; inside trainers come from {2} ({3})", who, people_.department(person),
                listed_text(rule->departments), rules_.policy->cite_rule(rule->article, rule->origin)),
            say("另选讲师，或改正花名册", "choose another trainer, or correct the roster"));
    }

    const People& people_;
    const CourseRules& rules_;
    Diagnostics& diagnostics_;
};

}  // namespace

void lengths(const Workspace& workspace, Diagnostics& diagnostics) {
    each_course(workspace, [&](const Workspace::CourseEntry& entry) {
        const CourseRules& rules = *entry.rules;
        LengthCheck check(workspace, rules, diagnostics);
        if (const auto& rule = rules.track->length) {
            if (rule->at_least) check.at_least(*rule->at_least, rule->article, rule->origin);
            if (rule->at_most) check.at_most(*rule->at_most, rule->article, rule->origin);
        }
        for (const FrequencyRule& rule : rules.track->frequency) {
            const bool of_kind = rule.kind.empty() || rule.kind == entry.course->kind;
            if (rule.each && of_kind) check.at_least(*rule.each, rule.article, rule.origin);
        }
    });
}

void statements(const Workspace& workspace, std::optional<Date> as_of, Diagnostics& diagnostics) {
    each_course(workspace, [&](const Workspace::CourseEntry& entry) {
        if (!draft(*entry.plan, as_of)) unstated(*entry.rules, diagnostics);
        near_kind(*entry.rules, diagnostics);
    });
}

void trainers(const Workspace& workspace, Diagnostics& diagnostics) {
    each_course(workspace, [&](const Workspace::CourseEntry& entry) {
        TrainerCheck check(workspace, *entry.rules, diagnostics);
        for (const Trainer& trainer : entry.course->trainers) check.check(trainer);
    });
}

}  // namespace passline::plan_check

namespace passline {

void check_notice(const CourseRules& rules, Diagnostics& diagnostics) {
    plan_check::notice_unstated(rules, nullptr, diagnostics);
}

}  // namespace passline
