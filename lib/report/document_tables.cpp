// Documents as tables: what CSV and workbooks hold of key figures and charts, and tables through the
// streaming writers.
#include <fmt/format.h>

#include <algorithm>

#include "num/decimal.h"
#include "num/fraction.h"
#include "report/cell_text.h"
#include "report/document_parts.h"

namespace passline {
namespace {

using doc::Kind;

constexpr std::string_view kind_names[] = {"text", "id", "number", "percent", "money", "date"};

doc::Cell figure(const std::string& value) { return value.empty() ? doc::none() : doc::value(value); }

/// after - before, exactly, with as many places as the longer of the two.
std::string difference(const std::string& before, const std::string& after) {
    const auto from = Decimal::parse(before);
    const auto to = Decimal::parse(after);
    if (!from || !to) return {};
    const auto places = [](const std::string& figure) {
        const std::size_t point = figure.find('.');
        return point == std::string::npos ? 0 : static_cast<int>(figure.size() - point - 1);
    };
    const Fraction change = Fraction(*to) - Fraction(*from);
    return change.fixed(std::min(std::max(places(before), places(after)), 6));
}

void fill(doc::Table& table, const doc::Bars& bars) {
    bool ids = false, notes = false, intervals = false;
    for (const doc::Bars::Bar& bar : bars.bars) {
        ids |= !bar.id.empty();
        notes |= !bar.note.empty();
        intervals |= !bar.low.empty() || !bar.high.empty();
    }
    if (ids) table.columns.push_back({"id", say("编号", "ID"), Kind::id, {}, false});
    table.columns.push_back({"label", say("名称", "Name"), Kind::text});
    table.columns.push_back({"value", bars.value_title, bars.kind, bars.line});
    if (intervals) {
        table.columns.push_back({"low", say("下限", "Low"), bars.kind});
        table.columns.push_back({"high", say("上限", "High"), bars.kind});
    }
    if (notes) table.columns.push_back({"note", say("说明", "Note"), Kind::text});
    for (const doc::Bars::Bar& bar : bars.bars) {
        doc::Row row;
        if (ids) row.cells.push_back(doc::value(bar.id));
        row.cells.push_back(doc::words(bar.label));
        row.cells.push_back(bar.cell);
        if (intervals) {
            row.cells.push_back(figure(bar.low));
            row.cells.push_back(figure(bar.high));
        }
        if (notes) row.cells.push_back(doc::words(bar.note));
        table.rows.push_back(std::move(row));
    }
}

void fill(doc::Table& table, const doc::Histogram& histogram) {
    const Text& what = histogram.value_title;
    table.columns = {{"range", what, Kind::id},
                     {"low", say("{0}（含）", "{0} from", what), Kind::number},
                     {"high", say("{0}（不含）", "{0} to below", what), Kind::number},
                     {"count", histogram.count_title, Kind::number}};
    for (const doc::Histogram::Bin& bin : histogram.bins) {
        table.rows.push_back({{doc::value(bin.low + "–" + bin.high), doc::value(bin.low),
                               doc::value(bin.high), doc::value(fmt::format("{}", bin.count))}});
    }
}

void fill(doc::Table& table, const doc::Pairs& pairs) {
    bool ids = false;
    for (const doc::Pairs::Pair& pair : pairs.pairs) ids |= !pair.id.empty();
    if (ids) table.columns.push_back({"id", say("编号", "ID"), Kind::id, {}, false});
    table.columns.push_back({"label", say("名称", "Name"), Kind::text});
    table.columns.push_back({"before", pairs.before_title, pairs.kind});
    table.columns.push_back({"after", pairs.after_title, pairs.kind});
    table.columns.push_back(
        {"change", say("变化", "Change"), pairs.kind == Kind::percent ? Kind::number : pairs.kind});
    for (const doc::Pairs::Pair& pair : pairs.pairs) {
        doc::Row row;
        if (ids) row.cells.push_back(doc::value(pair.id));
        row.cells.push_back(doc::words(pair.label));
        row.cells.push_back(figure(pair.before));
        row.cells.push_back(figure(pair.after));
        doc::Cell change = figure(pair.change.empty() ? difference(pair.before, pair.after) : pair.change);
        change.tone = pair.tone;
        row.cells.push_back(std::move(change));
        table.rows.push_back(std::move(row));
    }
}

void fill(doc::Table& table, const doc::Trend& trend) {
    table.columns.push_back({"point", say("时间", "Period"), Kind::id});
    for (const doc::Trend::Series& series : trend.series)
        table.columns.push_back({series.id, series.label, trend.kind});
    for (std::size_t i = 0; i < trend.points.size(); ++i) {
        doc::Row row{{doc::value(trend.points[i])}};
        for (const doc::Trend::Series& series : trend.series)
            row.cells.push_back(figure(i < series.values.size() ? series.values[i] : std::string()));
        table.rows.push_back(std::move(row));
    }
}

bool any_figure(const doc::Bars& bars) { return !bars.bars.empty(); }
bool any_figure(const doc::Histogram& histogram) { return !histogram.bins.empty(); }
bool any_figure(const doc::Pairs& pairs) {
    return std::any_of(pairs.pairs.begin(), pairs.pairs.end(), [](const doc::Pairs::Pair& pair) {
        return !pair.before.empty() || !pair.after.empty();
    });
}
bool any_figure(const doc::Trend& trend) {
    return std::any_of(trend.series.begin(), trend.series.end(), [](const doc::Trend::Series& series) {
        return std::any_of(series.values.begin(), series.values.end(),
                           [](const std::string& value) { return !value.empty(); });
    });
}

ColumnKind column_kind(Kind kind) {
    if (is_figure(kind)) return ColumnKind::number;
    if (kind == Kind::id) return ColumnKind::id;
    return kind == Kind::date ? ColumnKind::date : ColumnKind::text;
}

}  // namespace

std::string_view kind_name(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

bool has_figures(const doc::Chart& chart) {
    return std::visit([](const auto& data) { return any_figure(data); }, chart.data);
}

doc::Table table_of(const doc::Chart& chart) {
    doc::Table table{chart.id, chart.title, {}, {}};
    std::visit([&](const auto& data) { fill(table, data); }, chart.data);
    return table;
}

doc::Table table_of(const doc::KeyFigures& figures) {
    doc::Table table{figures.id,
                     figures.title,
                     {{"id", say("编号", "ID"), Kind::id},
                      {"label", say("指标", "Figure"), Kind::text},
                      {"value", say("数值", "Value"), Kind::text},
                      {"kind", say("类别", "Kind"), Kind::id},
                      {"note", say("说明", "Note"), Kind::text}},
                     {}};
    for (const doc::KeyFigure& figure : figures.figures) {
        doc::Cell cell = figure.cell;
        cell.tone = Tone::none;
        if (is_figure(figure.kind) && cell.value.empty()) cell.shown = {};
        table.rows.push_back({{doc::value(figure.id), doc::words(figure.label), std::move(cell),
                               doc::value(std::string(kind_name(figure.kind))), doc::words(figure.note)}});
    }
    return table;
}

std::vector<doc::Table> data_tables(const doc::Document& document) {
    std::vector<doc::Table> tables;
    for (const doc::Block& block : document.blocks) {
        if (const auto* table = std::get_if<doc::Table>(&block)) tables.push_back(*table);
        if (const auto* figures = std::get_if<doc::KeyFigures>(&block)) tables.push_back(table_of(*figures));
        if (const auto* chart = std::get_if<doc::Chart>(&block)) tables.push_back(table_of(*chart));
    }
    return tables;
}

void write_table(const doc::Table& table, const TableOptions& options, bool for_readers, Sink& sink) {
    std::vector<TableColumn> columns;
    for (const doc::Column& column : table.columns)
        columns.push_back({column.id, column.title, column_kind(column.kind), column.for_readers});
    const auto writer = TableWriter::create(std::move(columns), options, sink);
    std::vector<std::string> texts(table.columns.size());
    std::vector<TableCell> cells(table.columns.size());
    for (const doc::Row& row : table.rows) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const doc::Cell cell = i < row.cells.size() ? row.cells[i] : doc::Cell{};
            const doc::Column& column = table.columns[i];
            texts[i] = for_readers ? cell_text(cell, column.kind, options.language)
                                   : std::string(script_value(cell, column.kind, options.language));
            cells[i] = {texts[i], tone_of(cell, column)};
        }
        writer->row(cells);
    }
    writer->finish();
}

void write_table_csv(const doc::Table& table, const DocumentOptions& options, Sink& sink) {
    TableOptions csv;
    csv.format = TableFormat::csv;
    csv.language = options.language;
    csv.excel = options.excel;
    csv.titles_as_headers = options.titles_as_headers;
    csv.header_language = options.header_language;
    write_table(table, csv, false, sink);
}

}  // namespace passline
