#include "workspace/person_sheet.h"

namespace passline {

PersonSheet::PersonSheet(std::shared_ptr<const Sheet> opened, std::string_view kind, Workspace& workspace,
                         Diagnostics& diagnostics)
    : CourseSheet(std::move(opened), kind, workspace, diagnostics),
      by_name_(sheet->has("employee_id") ? PersonCells::ByName{} : PersonCells::by_name_in(workspace.people)),
      people_(*sheet, cells, workspace.people, diagnostics, by_name_) {}

std::unique_ptr<PersonSheet> PersonSheet::open(const std::string& path, std::string_view kind,
                                               Workspace& workspace, const SheetOptions& options,
                                               Diagnostics& diagnostics) {
    const SheetSpec& spec = *SheetSpec::builtin(kind);
    std::shared_ptr<const Sheet> sheet = Sheet::open(path, spec, options, diagnostics);
    if (sheet == nullptr) return nullptr;
    const bool by_name = !sheet->has("employee_id") && sheet->has("name") && workspace.people.has_roster();
    std::vector<std::string_view> needed;
    for (const ColumnSpec& column : spec.columns) {
        if (column.required && !(by_name && column.name == "employee_id")) needed.push_back(column.name);
    }
    if (!sheet->require(needed, diagnostics)) return nullptr;
    auto opened =
        std::unique_ptr<PersonSheet>(new PersonSheet(std::move(sheet), kind, workspace, diagnostics));
    opened->people_.warn_of_names(diagnostics);
    return opened;
}

}  // namespace passline
