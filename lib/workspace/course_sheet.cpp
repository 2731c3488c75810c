#include "workspace/course_sheet.h"

#include "base/suggest.h"

namespace passline {

CourseSheet::CourseSheet(std::shared_ptr<const Sheet> opened, std::string_view kind,
                         const Workspace& workspace, Diagnostics& diagnostics)
    : sheet(std::move(opened)),
      cells(*sheet, diagnostics),
      kind_(kind),
      workspace_(workspace),
      diagnostics_(diagnostics),
      course_(sheet->column("course_id")) {}

std::unique_ptr<CourseSheet> CourseSheet::open(const std::string& path, std::string_view kind,
                                               const Workspace& workspace, const SheetOptions& options,
                                               Diagnostics& diagnostics) {
    std::shared_ptr<const Sheet> sheet = Sheet::open(path, *SheetSpec::builtin(kind), options, diagnostics);
    if (sheet == nullptr || !sheet->require_spec(diagnostics)) return nullptr;
    return std::unique_ptr<CourseSheet>(new CourseSheet(std::move(sheet), kind, workspace, diagnostics));
}

void CourseSheet::no_rows() {
    diagnostics_.error(
        "sheet-empty", {sheet->file(), 0, 0, 1, {}},
        say("表头之下没有数据行", "there is no row below the header"),
        say("重新导出，或从输入中去掉这张表", "export it again, or take the sheet out of the input"));
}

std::uint32_t CourseSheet::course(const Row& row) {
    const std::string_view id = cells.id(row, course_);
    if (id.empty()) return Workspace::none;
    const std::uint32_t found = workspace_.course(id);
    if (found != Workspace::none) return found;
    const std::string unknown(id);
    const Text near = did_you_mean(unknown, workspace_.course_ids());
    cells.error("unknown-course", row, course_,
                say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", unknown),
                near.empty()
                    ? say("改正课程编号，或把课程加入计划", "correct the id, or add the course to a plan")
                    : near);
    return found;
}

void CourseSheet::require(const Row& row, std::string_view name) {
    const int at = column(name);
    if (at < 0 || !row.cells[static_cast<std::size_t>(at)].empty()) return;
    cells.error("value-missing", row, at,
                say("缺少{0}", "the {0} is missing", SheetSpec::builtin(kind_)->column(name)->named()),
                say("补上，或删去此行；合并单元格须先拆分再导出",
                    "fill it in or delete the row; merged cells must be split before exporting"));
}

int CourseSheet::word(const Row& row, std::string_view name, int otherwise) {
    const ColumnSpec& spec = *SheetSpec::builtin(kind_)->column(name);
    const std::string given = text(row, name);
    if (given.empty() && otherwise >= 0) return otherwise;
    const int found = spec.word(given);
    if (found >= 0) return found;
    cells.error("value-word", row, column(name),
                say("“{0}”不是 {1} 的可用值", "'{0}' is not a value of {1}", given, name),
                say("可用：{0}", "use one of: {0}", spec.words_shown()));
    return -1;
}

}  // namespace passline
