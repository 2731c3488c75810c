#include <memory>

#include "base/suggest.h"
#include "cli/document_output.h"
#include "cli/shared_options.h"
#include "views/item_report.h"

namespace passline {

namespace {

/// Null after problems: no item sheet is named, or none has answers to this course's exam.
std::unique_ptr<ItemSheets> load_items(CommandRun& run, Workspace& workspace, std::uint32_t course) {
    Diagnostics& diagnostics = run.diagnostics();
    auto sheets = std::make_unique<ItemSheets>();
    const auto& paths = run.inputs()->of("items");
    for (const std::string& path : paths)
        sheets->load(path, workspace, run.inputs()->sheet_options(), diagnostics);
    if (!diagnostics.ok()) return nullptr;
    if (paths.empty()) {
        diagnostics.error("no-items", {}, say("没有指定逐题作答表", "no sheet of exam answers is named"),
                          say("在 passline.yaml 中写 items:，或用 --items 文件",
                              "name it in passline.yaml (items:) or with --items FILE"));
        return nullptr;
    }
    if (!sheets->has(course)) {
        diagnostics.error("no-items", {},
                          say("逐题作答表中没有课程 {0} 的答卷", "no sheet has answers to the exam of {0}",
                              workspace.courses[course].course->id),
                          say("核对课程编号", "check the course id"));
        return nullptr;
    }
    return sheets;
}

int items(CommandRun& run, const std::string& id) {
    auto request = document_request(run);
    if (!request) return exit_usage;
    const auto workspace = run.workspace();
    if (workspace == nullptr || !run.diagnostics().ok()) return run.code();
    const std::uint32_t course = workspace->course(id);
    if (course == Workspace::none) {
        return run.usage(say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", id),
                         did_you_mean(id, workspace->course_ids()));
    }
    const auto sheets = load_items(run, *workspace, course);
    if (sheets == nullptr) return run.code();
    if (request->options.table.empty())
        request->options.table = "questions";  // what a CSV holds unless asked
    return put_document(
        run, *request,
        item_report(analyse(sheets->answers(course)), *workspace->courses[course].course, run.as_of()));
}

}  // namespace

Run declare_items(Declaration declaration) {
    auto course = std::make_shared<std::string>();
    declaration.app
        .add_option(
            "COURSE", *course,
            declaration.help({"课程编号：分析哪门课程的考试", "the id of the course whose exam it is"}))
        ->required()
        ->type_name("");
    add_document_options(declaration);
    add_input_options(declaration);
    add_sheet_options(declaration, {"items"});
    return [course](CommandRun& run) { return items(run, *course); };
}

}  // namespace passline
