#include "cli/selection.h"

#include "base/suggest.h"

namespace passline {

void Selection::declare(const Declaration& declaration, const Text& of_course, const Text& of_period) {
    const std::string group = declaration.help({"显示哪些", "What is shown"});
    CLI::App& app = declaration.app;
    if (!of_course.empty())
        app.add_option("--course", course_text_, declaration.help(of_course))->type_name("ID")->group(group);
    app.add_option("--only", only_text_, declaration.help({"只显示这名员工", "show this employee only"}))
        ->type_name(declaration.help({"工号", "EMPLOYEE"}))
        ->group(group);
    app.add_option("--period", period_text_, declaration.help(of_period))
        ->type_name(declaration.help({"期间", "PERIOD"}))
        ->group(group);
}

bool Selection::settle(CommandRun& run, const Workspace& workspace) {
    if (!period_text_.empty()) {
        period_ = Period::parse(period_text_);
        if (!period_) {
            run.usage(say("--period：'{0}' 不是期间", "--period: '{0}' is not a period", period_text_),
                      say("写成 2026-Q1、2026-01 或 2026", "write it like 2026-Q1, 2026-01 or 2026"));
            return false;
        }
    }
    if (!only_text_.empty()) {
        only_ = workspace.people.find(only_text_);
        if (*only_ == People::none) {
            run.usage(say("--only：没有员工 {0}", "--only: there is no employee {0}", only_text_),
                      workspace.people.hint_for_unknown(only_text_));
            return false;
        }
    }
    if (!course_text_.empty()) {
        course_ = workspace.course(course_text_);
        if (*course_ == Workspace::none) {
            run.usage(say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", course_text_),
                      did_you_mean(course_text_, workspace.course_ids()));
            return false;
        }
    }
    return true;
}

}  // namespace passline
