#include <memory>

#include "base/suggest.h"
#include "cli/document_output.h"
#include "cli/shared_options.h"
#include "views/course_notice.h"
#include "workspace/plan_checks.h"

namespace passline {

namespace {

int notice(CommandRun& run, const std::string& id) {
    const auto request = document_request(run);
    if (!request) return exit_usage;
    const auto workspace = run.workspace();
    if (workspace == nullptr || !run.diagnostics().ok()) return run.code();
    const std::uint32_t course = workspace->course(id);
    if (course == Workspace::none)
        return run.usage(say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", id),
                         did_you_mean(id, workspace->course_ids()));
    const Workspace::CourseEntry& entry = workspace->courses[course];
    if (!entry.rules)
        return run.usage(say("课程 '{0}' 已取消", "the course '{0}' is cancelled", id),
                         say("只有未取消的课程才有通知", "only courses that take place have a notice"));
    check_notice(*entry.rules, run.diagnostics());
    return put_document(run, *request, course_notice(entry, *workspace, run.as_of()));
}

}  // namespace

Run declare_notice(Declaration declaration) {
    auto course = std::make_shared<std::string>();
    declaration.app
        .add_option("COURSE", *course,
                    declaration.help({"课程编号：为哪门课程写通知", "the id of the course to announce"}))
        ->required()
        ->type_name("");
    add_document_options(declaration);
    add_input_options(declaration);
    return [course](CommandRun& run) { return notice(run, *course); };
}

}  // namespace passline
