#include "report/table.h"

#include <algorithm>

#include "base/bytes.h"
#include "report/csv_rows.h"
#include "report/output_text.h"
#include "report/table_writers.h"

namespace passline {
namespace {

constexpr std::string_view utf8_bom = "\xEF\xBB\xBF";

class CsvTable : public TableWriter {
  public:
    CsvTable(const std::vector<TableColumn>& columns, const TableOptions& options, Sink& sink)
        : line_end_(options.excel ? "\r\n" : "\n"), sink_(sink), rows_(line_end_) {
        if (options.excel) rows_.bytes().append(utf8_bom);
        std::vector<TableCell> header;
        for (const TableColumn& column : columns)
            header.push_back({options.titles_as_headers ? column.title.in(options.header_language)
                                                        : std::string_view(column.name)});
        rows_.row(header);
    }

    void row(std::span<const TableCell> cells) override {
        rows_.row(cells);
        if (rows_.bytes().size() >= piece) flush();
    }
    void finish() override { flush(); }

    std::unique_ptr<TableRows> block() const override { return std::make_unique<CsvRows>(line_end_); }
    void append(TableRows& block) override {
        flush();
        Bytes& bytes = static_cast<CsvRows&>(block).bytes();
        sink_.write(bytes.view());
        bytes.clear();
    }

  private:
    void flush() {
        if (!rows_.bytes().empty()) sink_.write(rows_.bytes().view());
        rows_.bytes().clear();
    }

    static constexpr std::size_t piece = 64 * 1024;
    std::string_view line_end_;
    Sink& sink_;
    CsvRows rows_;
};

/// A JSON string with its quotes. At most six times the text's size and two bytes more, and slack.
char* put_json_string(char* to, std::string_view text, bool plain) {
    if (!plain && !is_plain_json(text)) {
        std::string escaped;
        append_json_string(escaped, text);
        return put(to, escaped);
    }
    *to++ = '"';
    to = put(to, text);
    *to++ = '"';
    return to;
}

class JsonTable : public TableWriter {
  public:
    JsonTable(const std::vector<TableColumn>& columns, Sink& sink) : sink_(sink), rows_(fields_) {
        for (const TableColumn& column : columns) {
            std::string key = fields_.empty() ? "{" : ",";
            append_json_string(key, column.name);
            key += ':';
            fields_.push_back({std::move(key), column.kind});
        }
    }

    void row(std::span<const TableCell> cells) override {
        rows_.row(cells);
        if (rows_.bytes.size() >= piece) append(rows_);
    }
    void finish() override {
        append(rows_);
        sink_.write(empty_ ? "[]\n" : "\n]\n");
    }

    std::unique_ptr<TableRows> block() const override { return std::make_unique<Rows>(fields_); }
    void append(TableRows& block) override {
        auto& rows = static_cast<Rows&>(block);
        if (&rows != &rows_ && !rows_.bytes.empty()) append(rows_);
        if (rows.bytes.empty()) return;
        sink_.write(empty_ ? "[\n" : ",\n");
        empty_ = false;
        sink_.write(rows.bytes.view());
        rows.bytes.clear();
    }

  private:
    struct Field {
        std::string key;  ///< with what stands before and after it
        ColumnKind kind;
    };
    struct Rows : TableRows {
        explicit Rows(const std::vector<Field>& of) : fields(of) {}
        void row(std::span<const TableCell> cells) override {
            std::size_t most = 3;
            std::size_t column = 0;
            for (const TableCell& cell : cells) {
                most += most_of(column, cell);
                column += std::max<std::size_t>(cell.ready, 1);
            }
            for (; column < fields.size(); ++column) most += most_of(column, {});
            char* to = bytes.room(most);
            if (!bytes.empty()) to = put(to, ",\n");
            column = 0;
            for (const TableCell& cell : cells) {
                to = put_cell(to, column, cell);
                column += std::max<std::size_t>(cell.ready, 1);
            }
            for (; column < fields.size(); ++column) to = put_cell(to, column, {});
            *to++ = '}';
            bytes.end_at(to);
        }
        ReadyCells ready(std::size_t column, std::span<const TableCell> cells) const override {
            Bytes made;
            for (const TableCell& cell : cells) {
                made.end_at(put_cell(made.room(most_of(column, cell)), column, cell));
                ++column;
            }
            return {std::string(made.view()), static_cast<std::uint8_t>(cells.size())};
        }

        /// A list of n items has 2 n quotes, n - 1 commas in the place of semicolons, and brackets.
        std::size_t most_of(std::size_t column, const TableCell& cell) const {
            if (cell.ready != 0) return cell.value.size();
            return fields[column].key.size() + 6 * cell.value.size() + 6;
        }
        char* put_cell(char* to, std::size_t column, const TableCell& cell) const {
            if (cell.ready != 0) return put(to, cell.value);
            const std::string_view value = cell.value;
            const ColumnKind kind = fields[column].kind;
            to = put(to, fields[column].key);
            if (kind == ColumnKind::list) return put_list(to, value, cell.plain);
            if (value.empty() && (kind == ColumnKind::number || kind == ColumnKind::date))
                return put(to, "null");
            if (kind == ColumnKind::number && is_plain_number(value)) return put(to, value);
            return put_json_string(to, value, cell.plain);
        }
        static char* put_list(char* to, std::string_view items, bool plain) {
            *to++ = '[';
            while (!items.empty()) {
                const std::size_t end = std::min(items.find(';'), items.size());
                to = put_json_string(to, items.substr(0, end), plain);
                items.remove_prefix(std::min(end + 1, items.size()));
                if (!items.empty()) *to++ = ',';
            }
            *to++ = ']';
            return to;
        }

        const std::vector<Field>& fields;
        Bytes bytes;
    };

    static constexpr std::size_t piece = 64 * 1024;
    Sink& sink_;
    std::vector<Field> fields_;
    bool empty_ = true;
    Rows rows_;
};

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

ReadyCells TableRows::ready(std::size_t, std::span<const TableCell>) const { return {}; }

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
            return std::make_unique<CsvTable>(columns, options, sink);
        case TableFormat::json:
            return std::make_unique<JsonTable>(columns, sink);
        case TableFormat::text:
            break;
    }
    return make_text_table(std::move(columns), options, sink);
}

}  // namespace passline
