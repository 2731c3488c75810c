#include <utility>

#include "base/suggest.h"
#include "importing/grid.h"
#include "xlsx/workbook.h"

namespace passline {
namespace {

class XlsxGrid : public Grid {
  public:
    XlsxGrid(std::string file, WorkbookSheet sheet) : file_(std::move(file)), sheet_(std::move(sheet)) {}

    bool next(GridRow& row, Diagnostics&) override {
        if (next_ == sheet_.rows.size()) return false;
        const WorkbookRow& from = sheet_.rows[next_++];
        row.at = from.number;
        row.cells = from.cells;
        return true;
    }
    void rewind() override { next_ = 0; }

    Place place(std::uint64_t row, int column) const override {
        return {file_,
                static_cast<std::uint32_t>(row),
                static_cast<std::uint32_t>(column < 0 ? 1 : column + 1),
                1,
                {}};
    }

    void report_width(const GridRow& row, std::size_t columns, Diagnostics& diagnostics) const override {
        diagnostics.error("row-fields", place(row.at, static_cast<int>(columns)),
                          say("这一行在表头以外还有内容", "this row goes on beyond the header"),
                          say("给该列写上列名，或删去", "give that column a header, or remove it"));
    }
    bool ragged() const override { return true; }
    const std::string& file() const override { return file_; }

    void fill_merged(std::uint64_t header, Diagnostics& diagnostics) override {
        Place first;
        std::size_t count = 0;
        for (const MergedCells& merged : sheet_.merged) {
            if (merged.first_row == merged.last_row || merged.first_row <= header || !fill(merged)) continue;
            if (count++ == 0) first = place(merged.first_row, static_cast<int>(merged.first_column));
        }
        std::erase_if(sheet_.merged, [&](const MergedCells& m) { return m.first_row > header; });  // done
        if (count == 0) return;
        diagnostics.warning(
            "xlsx-merged", std::move(first),
            say("{0} 处单元格跨行合并，其内容用于所跨的每一行",
                "{0} {1} merged over several rows: what they hold counts for each of the rows", count,
                count == 1 ? "cell is" : "cells are"),
            say("如果不是此意，先取消合并", "take the merging back first if that is not meant"));
    }

  private:
    /// False when they hold nothing.
    bool fill(const MergedCells& merged) {
        std::string text;
        for (WorkbookRow& row : sheet_.rows) {
            if (row.number < merged.first_row || row.number > merged.last_row) continue;
            if (row.number == merged.first_row) {
                if (merged.first_column < row.cells.size()) text = row.cells[merged.first_column];
                continue;
            }
            if (text.empty()) return false;
            if (row.cells.size() <= merged.first_column) row.cells.resize(merged.first_column + 1);
            row.cells[merged.first_column] = text;
        }
        return !text.empty();
    }

    std::string file_;
    WorkbookSheet sheet_;
    std::size_t next_ = 0;
};

}  // namespace

void Grid::fill_merged(std::uint64_t, Diagnostics&) {}

std::unique_ptr<Grid> open_xlsx_grid(const std::shared_ptr<const FileBytes>& file, const std::string& name,
                                     Diagnostics& diagnostics) {
    auto sheet = read_workbook(file, name, diagnostics);
    if (!sheet) return nullptr;
    const Place place{file->name(), 0, 0, 1, {}};
    if (sheet->rows.empty()) {
        diagnostics.error("sheet-empty", place,
                          say("工作表“{0}”是空的", "the sheet '{0}' is empty", sheet->name),
                          say("用 --sheet 指明另一张工作表", "name another one with --sheet"));
        return nullptr;
    }
    if (name.empty() && !sheet->others.empty()) {
        diagnostics.warning(
            "xlsx-sheets", place,
            say("只读了工作表“{0}”；另有：{1}", "only the sheet '{0}' is read; there are also: {1}",
                sheet->name, listed_text(sheet->others)),
            say("用 --sheet 名称 选另一张", "choose another one with --sheet NAME"));
    }
    return std::make_unique<XlsxGrid>(file->name(), std::move(*sheet));
}

}  // namespace passline
