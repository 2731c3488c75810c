// The rows of a foreign file as they stand, before anything is known of what they mean.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/file.h"
#include "text/unicode.h"

namespace passline {

struct GridRow {
    std::uint64_t at = 0;            ///< what `Grid::place` finds the row by
    std::vector<std::string> cells;  ///< UTF-8, without blanks at the ends; none of a blank row
};

/// A table of texts. Rows are read one after the other; a place is made only when somebody asks.
class Grid {
  public:
    virtual ~Grid() = default;
    /// False at the end. Blank rows are passed over. A row that can't be read (a quote that never closes …)
    /// is an error in `diagnostics` and passed over too.
    virtual bool next(GridRow& row, Diagnostics& diagnostics) = 0;
    /// From the first row again.
    virtual void rewind() = 0;
    /// file:line:column of a cell with its line; column < 0: of the row.
    virtual Place place(std::uint64_t row, int column) const = 0;
    /// An error `row-fields`: the row has another number of cells than the header.
    virtual void report_width(const GridRow& row, std::size_t columns, Diagnostics& diagnostics) const = 0;
    /// Whether rows may end early, because empty cells at the end are not written.
    virtual bool ragged() const = 0;
    /// Cells merged over several rows below row `header` hold their text in each of them from now on; which,
    /// is a warning (`xlsx-merged`).
    virtual void fill_merged(std::uint64_t header, Diagnostics& diagnostics);
    virtual const std::string& file() const = 0;
};

/// The sheet `name` of a workbook, or its first; what other sheets there are is a warning (`xlsx-sheets`)
/// unless `name` says which. Null after an error (see read_workbook), `sheet-empty` among them. Line and
/// column of its places are row and column.
std::unique_ptr<Grid> open_xlsx_grid(const std::shared_ptr<const FileBytes>& file, const std::string& name,
                                     Diagnostics& diagnostics);

/// The readings that a file allows: of a CSV one for each delimiter (, ; tab). Empty after an error
/// (`sheet-encoding`, and for an empty file `sheet-empty`).
std::vector<std::unique_ptr<Grid>> open_csv_grids(std::shared_ptr<const FileBytes> file,
                                                  std::optional<Encoding> encoding, Diagnostics& diagnostics);

}  // namespace passline
