#include "base/suggest.h"
#include "cli/grading.h"
#include "cli/output.h"
#include "cli/shared_options.h"
#include "trace/trace.h"

namespace passline {

namespace {

struct ExplainOptions {
    std::string employee;
    std::string course;
};

int explain(CommandRun& run, const ExplainOptions& options) {
    const auto table = run.table_options();
    if (!table) return exit_usage;
    if (table->format == TableFormat::csv)
        return run.usage(say("explain 不能输出 csv 格式", "explain can't write csv"),
                         say("可用：text、json", "use one of text, json"));
    const auto grading = load_grading(run, options.course);
    if (grading == nullptr || !run.diagnostics().ok()) return run.code();
    const Workspace& workspace = *grading->workspace;
    const People::Index person = workspace.people.find(options.employee);
    if (person == People::none) {
        return run.usage(say("没有员工 {0}", "there is no employee {0}", options.employee),
                         workspace.people.hint_for_unknown(options.employee));
    }
    Judge judge = grading->judge();
    Trace trace;
    std::vector<CourseOutcome> outcomes;
    judge.person(person, grading->sheets->of(person), outcomes, run.diagnostics(), &trace);
    if (!run.diagnostics().ok()) return run.code();
    std::vector<TraceNode> shown;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (options.course.empty() || outcomes[i].rules->course->id == options.course)
            shown.push_back(trace.roots()[i]);
    }
    if (shown.empty()) {
        run.diagnostics().warning(
            "nothing-to-explain", {},
            options.course.empty()
                ? say("{0} 没有课程", "{0} has no course", options.employee)
                : say("{0} 不参加课程 '{1}'，也没有成绩", "{0} does not take part in '{1}' and has no scores",
                      options.employee, options.course));
        return exit_done;
    }
    if (!run.may_write({run.options().output})) return exit_usage;
    const auto output = Output::open(run.options().output, run.diagnostics());
    if (output == nullptr) return run.code();
    output->write(table->format == TableFormat::json
                      ? render_json(shown, table->language)
                      : render(shown, table->language, table->width, table->color));
    return output->commit(run.diagnostics()) ? run.code() : exit_system;
}

}  // namespace

Run declare_explain(Declaration declaration) {
    auto options = std::make_shared<ExplainOptions>();
    declaration.app
        .add_option("EMPLOYEE", options->employee, declaration.help({"工号", "the employee's id"}))
        ->required()
        ->type_name("");
    declaration.app
        .add_option("COURSE", options->course,
                    declaration.help({"课程编号；不写则为此人的所有课程",
                                      "the course's id; without it, all of the person's courses"}))
        ->type_name("");
    add_output_options(declaration, "text|json");
    add_input_options(declaration);
    return [options](CommandRun& run) { return explain(run, *options); };
}

}  // namespace passline
