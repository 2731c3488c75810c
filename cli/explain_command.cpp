#include "attendance/attendance_trace.h"
#include "base/suggest.h"
#include "cli/course_history.h"
#include "cli/figures.h"
#include "cli/grading.h"
#include "cli/level_review.h"
#include "cli/output.h"
#include "cli/shared_options.h"
#include "deadlines/explain.h"
#include "trace/trace.h"
#include "views/decision_notes.h"

namespace passline {

namespace {

struct ExplainOptions {
    std::string subject;
    std::string course;
    std::string period;
};

/// The trees that one run of `explain` prints: a person's courses, and without COURSE all else that follows
/// for that person; or what is due in a course, or when a deadline of the calendar is.
class ExplainRun {
  public:
    ExplainRun(CommandRun& run, const ExplainOptions& options) : run_(run), options_(options) {}

    int run() {
        const auto table = run_.table_options();
        if (!table) return exit_usage;
        if (table->format == TableFormat::csv)
            return run_.usage(say("explain 不能输出 csv 格式", "explain can't write csv"),
                              say("可用：text、json", "use one of text, json"));
        if (!read_period(run_, options_.period, period_)) return exit_usage;
        grading_ = load_grading(
            run_, {.course = options_.course, .needed = Needed::policy, .only = options_.subject});
        if (grading_ == nullptr || !run_.diagnostics().ok()) return run_.code();
        const int found = collect();
        if (found != exit_done || !run_.diagnostics().ok()) return found != exit_done ? found : run_.code();
        if (shown_.empty()) return nothing();
        if (!run_.may_write({run_.options().output})) return exit_usage;
        const auto output = Output::open(run_.options().output, run_.diagnostics());
        if (output == nullptr) return run_.code();
        output->write(table->format == TableFormat::json
                          ? render_json(shown_, table->language)
                          : render(shown_, table->language, table->width, table->color));
        return output->commit(run_.diagnostics()) ? run_.code() : exit_system;
    }

  private:
    int collect() {
        Workspace& workspace = *grading_->workspace;
        person_ = workspace.people.find(options_.subject);
        if (person_ == People::none) {
            if (options_.course.empty())
                shown_ = explain_deadlines(workspace, options_.subject, run_.as_of());
            if (!shown_.empty() || workspace.course(options_.subject) != Workspace::none) return exit_done;
            return unknown();
        }
        courses();
        if (!options_.course.empty() || !run_.diagnostics().ok()) return exit_done;
        workplace();
        const auto figures = load_figures(run_, workspace, false);
        if (!run_.diagnostics().ok()) return exit_done;
        return level(*figures) && performance(*figures) ? exit_done : exit_usage;
    }

    int unknown() {
        const Workspace& workspace = *grading_->workspace;
        if (!options_.course.empty())
            return run_.usage(say("没有员工 {0}", "there is no employee {0}", options_.subject),
                              workspace.people.hint_for_unknown(options_.subject));
        std::vector<std::string> known = workspace.course_ids();
        for (const Policy& policy : workspace.policies) {
            for (const DeadlineRule& rule : policy.sections.deadlines) known.push_back(rule.id);
        }
        Text hint = did_you_mean(options_.subject, known);
        if (hint.empty()) hint = workspace.people.hint_for_unknown(options_.subject);
        return run_.usage(say("没有员工、课程或期限“{0}”", "there is no employee, course or deadline '{0}'",
                              options_.subject),
                          std::move(hint));
    }

    void courses() {
        Judge judge = grading_->judge();
        Trace trace;
        std::vector<CourseOutcome> outcomes;
        judge.person(person_, grading_->sheets->of(person_), outcomes, run_.diagnostics(), &trace);
        history_.add(outcomes);
        for (std::size_t i = 0; i < outcomes.size() && run_.diagnostics().ok(); ++i) {
            if (options_.course.empty() || outcomes[i].rules->course->id == options_.course)
                shown_.push_back(trace.roots()[i]);
        }
    }

    /// Shifts, and incidents in no course.
    void workplace() {
        const auto nodes_of = [&](const Policy* policy, const std::vector<std::string>& actions,
                                  const Origin& origin) {
            if (policy == nullptr) return std::vector<TraceNode>{};
            return follow_nodes(person_, actions, {}, {}, origin, *policy, decisions(*policy));
        };
        for (const AttendanceResult& result : grading_->attendance->workplace(person_)) {
            TraceNode node =
                attendance_node(result, *grading_->attendance, [&](const auto& actions, const auto& origin) {
                    return nodes_of(result.policy, actions, origin);
                });
            node.what = say("工作场所{0}", "workplace {0}", node.what);
            shown_.push_back(std::move(node));
        }
        for (const ReachedConduct& reached : grading_->conduct->of(person_)) {
            if (reached.course != Workspace::none) continue;
            shown_.push_back(conduct_node(reached, [&](const auto& actions, const auto& origin) {
                return nodes_of(reached.policy, actions, origin);
            }));
        }
    }

    DecisionOf decisions(const Policy& policy) const {
        return decision_notes(grading_->proceedings, policy, Date::earliest());
    }

    /// False after a usage error.
    bool level(const Figures& figures) {
        const Workspace& workspace = *grading_->workspace;
        Diagnostics unsaid;  // a workspace without levels is none the worse for it
        const auto review = levels_reviewed(run_, workspace, period_, unsaid);
        if (!review) return run_.usage_errors().empty();
        const Policy* policy = review->policy;
        const Period& period = review->period;
        if (!period_ && asks_for_figures(*policy->sections.levels) && figures.empty()) return true;
        const LevelJudge judge(workspace, figures, *policy, period, run_.as_of(), history_.exams(policy->id));
        if (!workspace.people[person_].employed_during(period.first, period.last)) return true;
        Trace trace;
        judge.person(person_, unsaid, &trace, decisions(*policy));
        if (!unsaid.ok()) return true;  // a level of another regulation
        for (const TraceNode& node : trace.roots()) shown_.push_back(node);
        return true;
    }

    bool performance(const Figures& figures) {
        const PerformanceJudge judge(*grading_->workspace, figures, run_.as_of(), history_.took_part());
        const std::vector<PerformanceFinding> findings = judge.person(person_);
        if (findings.empty()) return true;
        for (TraceNode& node : explain_performance(findings, figures, decisions(*findings.front().policy)))
            shown_.push_back(std::move(node));
        return true;
    }

    int nothing() {
        const bool of_person = person_ != People::none;
        run_.diagnostics().warning(
            "nothing-to-explain", {},
            !of_person ? say("课程 '{0}' 没有期限", "nothing is due in the course '{0}'", options_.subject)
            : options_.course.empty()
                ? say("{0} 没有课程", "{0} has no course", options_.subject)
                : say("{0} 不参加课程 '{1}'，也没有成绩", "{0} does not take part in '{1}' and has no scores",
                      options_.subject, options_.course));
        return exit_done;
    }

    CommandRun& run_;
    ExplainOptions options_;
    std::optional<Period> period_;
    std::unique_ptr<Grading> grading_;
    People::Index person_ = People::none;
    CourseHistory history_;
    std::vector<TraceNode> shown_;
};

}  // namespace

Run declare_explain(Declaration declaration) {
    auto options = std::make_shared<ExplainOptions>();
    declaration.app
        .add_option("EMPLOYEE", options->subject,
                    declaration.help(
                        {"工号；也可以是课程编号或期限编号，说明其期限",
                         "the employee's id; or that of a course or a deadline, to explain what is due"}))
        ->required()
        ->type_name("");
    declaration.app
        .add_option("COURSE", options->course,
                    declaration.help({"课程编号；不写则为此人的所有课程、考勤、职级和绩效",
                                      "the course's id; without it, all that follows for this person"}))
        ->type_name("");
    declaration.app
        .add_option(
            "--period", options->period,
            declaration.help({"职级评定的期间，如 2026-Q1（默认最近一个已结束的期间）",
                              "of the level's review, like 2026-Q1 (default: the last one that is over)"}))
        ->type_name(declaration.help({"期间", "PERIOD"}))
        ->group(declaration.help({"显示哪些", "What is shown"}));
    add_output_options(declaration, "text|json");
    add_input_options(declaration);
    add_sheet_options(declaration, {"kpi", "tickets"});
    return [options](CommandRun& run) { return ExplainRun(run, *options).run(); };
}

}  // namespace passline
