#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "workspace/course_sheet.h"
#include "workspace/person_cells.h"

namespace passline {

/// A sheet whose rows are about people (attendance, KPI, appeals …). Score sheets have a reader of their own,
/// made for many more rows.
class PersonSheet : public CourseSheet {
  public:
    /// As CourseSheet::open. Without an `employee_id` column people are matched by name (`matched-by-name`).
    static std::unique_ptr<PersonSheet> open(const std::string& path, std::string_view kind,
                                             Workspace& workspace, const SheetOptions& options,
                                             Diagnostics& diagnostics);

    /// As PersonCells::person.
    People::Index person(const Row& row) { return people_.person(row); }

  private:
    PersonSheet(std::shared_ptr<const Sheet> opened, std::string_view kind, Workspace& workspace,
                Diagnostics& diagnostics);

    PersonCells::ByName by_name_;
    PersonCells people_;
};

}  // namespace passline
