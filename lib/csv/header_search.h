// Finds the delimiter and the header of a sheet among its first rows.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "csv/breaks.h"
#include "csv/header.h"
#include "csv/row_scanner.h"
#include "csv/source.h"

namespace passline {

/// A header cell as it stands.
struct HeaderCell {
    std::string text;        ///< UTF-8, trimmed, with its line breaks
    std::size_t offset = 0;  ///< of its text in the source's bytes
    std::size_t length = 0;  ///< in bytes
};

struct FoundHeader {
    Dialect dialect;
    ScannedRow row;
    std::vector<HeaderCell> cells;        ///< without the empty ones at the end
    std::vector<std::size_t> title_rows;  ///< offsets of the rows above it that are not blank
};

/// The header is the one of the first 20 rows with the most cells that mean something, the first of several.
/// It holds two such cells, or all that the kind of sheet requires; one is enough in a row of one or two
/// cells and in the first row. Where columns need no known names
/// (`keep_unknown` and nothing required) the first row will do. Names of components alone are not enough:
/// they may be values of a row of a sheet without header; a required column, the employee id or the name must
/// be among them, or two other columns. When no row qualifies, near misses count too, because they are named
/// one by one afterwards. Nothing after an error (`sheet-empty`, `sheet-header`, `quote-open`, `quote-text`).
std::optional<FoundHeader> find_header(const SheetSource& source, const SheetSpec& spec,
                                       const SheetOptions& options, const HeaderNames& names,
                                       Diagnostics& diagnostics);

/// UTF-8 of a cell: into `scratch` unless it can stay where it is.
std::string_view cell_text(const Cell& cell, Encoding held_in, std::string& scratch);

}  // namespace passline
