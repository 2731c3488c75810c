#include "report/table.h"

#include "report/row_pattern.h"
#include "report/table_writers.h"

namespace passline {
namespace {

/// Rows as they were given, for a table that makes something of them only when they are appended.
struct KeptRows : TableRows {
    struct Cell {
        std::string value;
        Tone tone;
        std::string shown;
        bool plain;
    };
    void row(std::span<const TableCell> cells) override {
        std::vector<Cell>& kept = rows.emplace_back();
        for (const TableCell& cell : cells)
            kept.push_back({std::string(cell.value), cell.tone, std::string(cell.shown), cell.plain});
    }
    std::vector<std::vector<Cell>> rows;
};

}  // namespace

RowPattern TableRows::pattern(std::span<const TableCell>) const { return {}; }

std::unique_ptr<TableRows> TableWriter::block() const { return std::make_unique<KeptRows>(); }

void TableWriter::append(TableRows& block) {
    auto& kept = static_cast<KeptRows&>(block);
    std::vector<TableCell> cells;
    for (const std::vector<KeptRows::Cell>& each : kept.rows) {
        cells.clear();
        for (const KeptRows::Cell& cell : each)
            cells.push_back({cell.value, cell.tone, cell.shown, cell.plain});
        row(cells);
    }
    kept.rows.clear();
}

std::unique_ptr<TableWriter> TableWriter::create(std::vector<TableColumn> columns, TableOptions options,
                                                 Sink& sink) {
    switch (options.format) {
        case TableFormat::csv:
            return make_csv_table(columns, options, sink);
        case TableFormat::json:
            return make_json_table(columns, sink);
        case TableFormat::text:
            break;
    }
    return make_text_table(std::move(columns), options, sink);
}

}  // namespace passline
