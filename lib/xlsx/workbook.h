// The cells of a sheet in an Excel workbook (.xlsx, ECMA-376) as the texts that they show.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/file.h"

namespace passline {

struct WorkbookRow {
    std::uint32_t number = 0;        ///< from 1
    std::vector<std::string> cells;  ///< by column; trimmed, empty ones at the end left out
};

/// Cells that are merged, all four ends included; columns from 0.
struct MergedCells {
    std::uint32_t first_row = 0, last_row = 0;
    std::uint32_t first_column = 0, last_column = 0;
};

struct WorkbookSheet {
    std::string name;
    std::vector<WorkbookRow> rows;  ///< in order, those that are filled
    std::vector<MergedCells> merged;
    std::vector<std::string> others;  ///< the names of the other sheets that are not hidden
};

/// True for what begins like a ZIP file, as workbooks do.
bool looks_like_workbook(std::string_view bytes);

/// Reads one sheet: the one called `name`, else the first that is not hidden. Numbers, dates and per cents
/// are as `shown_number` says; TRUE and FALSE; errors as #N/A; formulas as they were last computed. Nothing
/// after an error: no workbook, damaged, locked with a password (`xlsx-broken`), unpacking to more than a GiB
/// (`xlsx-large`), no such sheet (`xlsx-sheet`), a formula that was never computed (`xlsx-formula`). Memory:
/// what the sheet's texts take.
std::optional<WorkbookSheet> read_workbook(const std::shared_ptr<const FileBytes>& file,
                                           const std::string& name, Diagnostics& diagnostics);

}  // namespace passline
