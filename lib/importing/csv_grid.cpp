#include <array>
#include <utility>

#include "csv/header_search.h"
#include "csv/row_faults.h"
#include "csv/row_scanner.h"
#include "csv/source.h"
#include "importing/grid.h"

namespace passline {
namespace {

class CsvGrid : public Grid {
  public:
    CsvGrid(std::shared_ptr<const SheetSource> source, char delimiter)
        : source_(std::move(source)),
          dialect_{delimiter, source_->line_end()},
          scanner_(scanner(source_->begin())) {}

    bool next(GridRow& row, Diagnostics& diagnostics) override {
        while (scanner_.next(scanned_)) {
            if (!scanned_.filled) continue;
            if (scanned_.fault != ScannedRow::Fault::none) {
                report_fault(*source_, scanned_, diagnostics);
                continue;
            }
            if (has_nul(diagnostics)) continue;
            row.at = scanned_.begin;
            row.cells.clear();
            for (const Cell& cell : scanner_.cells())
                row.cells.emplace_back(cell_text(cell, source_->held_in(), scratch_));
            return true;
        }
        return false;
    }

    void rewind() override { scanner_ = scanner(source_->begin()); }

    Place place(std::uint64_t row, int column) const override {
        ScannedRow scanned;
        RowScanner again = scanner(row);
        const std::string_view bytes = source_->bytes();
        if (!again.next(scanned)) return source_->place(row, 0);
        const auto cells = again.cells();
        if (column < 0 || static_cast<std::size_t>(column) >= cells.size())
            return source_->place(scanned.begin, scanned.end - scanned.begin);
        const std::string_view raw = cells[static_cast<std::size_t>(column)].raw;
        return source_->place(static_cast<std::size_t>(raw.data() - bytes.data()), raw.size());
    }

    void report_width(const GridRow& row, std::size_t columns, Diagnostics& diagnostics) const override {
        ScannedRow scanned;
        RowScanner again = scanner(row.at);
        again.next(scanned);
        report_fields(*source_, scanned, row.cells.size(), columns, diagnostics);
    }

    bool ragged() const override { return false; }
    const std::string& file() const override { return source_->name(); }

  private:
    RowScanner scanner(std::size_t begin) const {
        const std::string_view bytes = source_->bytes();
        return {bytes, dialect_, source_->held_in(), begin, bytes.size(), false};
    }

    bool has_nul(Diagnostics& diagnostics) const {
        if (!source_->has_nul()) return false;
        const std::string_view bytes = source_->bytes().substr(scanned_.begin, scanned_.end - scanned_.begin);
        const std::size_t at = bytes.find('\0');
        if (at == std::string_view::npos) return false;
        report_nul(*source_, scanned_.begin + at, diagnostics);
        return true;
    }

    std::shared_ptr<const SheetSource> source_;
    Dialect dialect_;
    RowScanner scanner_;
    ScannedRow scanned_;
    std::string scratch_;
};

}  // namespace

std::vector<std::unique_ptr<Grid>> open_csv_grids(std::shared_ptr<const FileBytes> file,
                                                  std::optional<Encoding> encoding,
                                                  Diagnostics& diagnostics) {
    std::vector<std::unique_ptr<Grid>> grids;
    const std::shared_ptr<const SheetSource> source =
        SheetSource::open(std::move(file), encoding, 1, diagnostics);
    if (source == nullptr) return grids;
    for (const char delimiter : std::array{',', ';', '\t'})
        grids.push_back(std::make_unique<CsvGrid>(source, delimiter));
    GridRow row;
    Diagnostics unread;  // faults are told by whoever reads the rows
    if (!grids.front()->next(row, unread) && unread.ok()) {
        diagnostics.error("sheet-empty", {source->name(), 0, 0, 1, {}},
                          say("数据表是空的", "the sheet is empty"),
                          say("需要一行表头和至少一行数据", "it needs a header and at least one row"));
        return {};
    }
    grids.front()->rewind();
    return grids;
}

}  // namespace passline
