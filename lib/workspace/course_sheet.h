#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "csv/sheet.h"
#include "csv/values.h"
#include "workspace/workspace.h"

namespace passline {

/// A row that was read, to be named later: counting lines is costly, so that is done when somebody asks.
struct RowPlace {
    std::shared_ptr<const Sheet> sheet;
    std::uint64_t row = 0;

    Place place(int column = -1) const { return sheet->place(row, column); }
    /// `file:line`; empty of a row that never was.
    std::string address() const { return sheet == nullptr ? std::string() : place().address(); }
};

/// A sheet whose rows are about courses (feedback, costs …): the columns that all such sheets share, read and
/// checked alike.
class CourseSheet {
  public:
    /// Null after a problem: what Sheet::open finds, and columns that `schemas/sheets/<kind>.json` requires
    /// (`column-missing`).
    static std::unique_ptr<CourseSheet> open(const std::string& path, std::string_view kind,
                                             const Workspace& workspace, const SheetOptions& options,
                                             Diagnostics& diagnostics);

    /// Calls `take` with every row; a sheet without rows is an error (`sheet-empty`).
    template <class Take>
    void each(Take take) {
        const std::size_t problems = diagnostics_.errors();
        if (each_if_any(take) == 0 && diagnostics_.errors() == problems) no_rows();
    }
    /// The same of a list that may well be empty (appeals, incidents …). Returns the number of rows.
    template <class Take>
    std::size_t each_if_any(Take take) {
        Sheet::Reader rows = sheet->rows(diagnostics_);
        Row row;
        std::size_t count = 0;
        while (rows.next(row)) {
            ++count;
            cells.reset();
            take(row);
        }
        return count;
    }

    /// Workspace::none for an empty cell, and after an error (`unknown-course`).
    std::uint32_t course(const Row& row);
    bool has_course(const Row& row) { return !cells.id(row, course_).empty(); }

    /// Error `value-missing` when the cell is empty: one that is wrong has been said.
    void require(const Row& row, std::string_view name);

    int column(std::string_view name) const { return sheet->column(name); }
    std::string text(const Row& row, std::string_view name) {
        return std::string(cells.text(row, column(name)));
    }
    /// Which word of its column (schemas/sheets) the cell says; `otherwise` for an empty cell, -1 after an
    /// error (`value-word`).
    int word(const Row& row, std::string_view name, int otherwise);
    Place place(const Row& row, std::string_view name) const {
        return sheet->place(row.offset, column(name));
    }

    RowPlace row_place(const Row& row) const { return {sheet, row.offset}; }

    std::shared_ptr<const Sheet> sheet;
    CellReader cells;

  protected:
    CourseSheet(std::shared_ptr<const Sheet> opened, std::string_view kind, const Workspace& workspace,
                Diagnostics& diagnostics);

  private:
    void no_rows();

    std::string kind_;
    const Workspace& workspace_;
    Diagnostics& diagnostics_;
    int course_;
};

}  // namespace passline
