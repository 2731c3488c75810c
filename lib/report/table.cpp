#include "report/table.h"

#include <algorithm>

#include "report/bytes.h"
#include "report/output_text.h"
#include "report/table_writers.h"

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

namespace passline {
namespace {

constexpr std::string_view utf8_bom = "\xEF\xBB\xBF";

/// True for a cell that a spreadsheet would compute rather than show. Figures and a lone sign are shown.
bool looks_like_formula(std::string_view cell) {
    // Nearly every cell begins with a letter, a digit or a Chinese character.
    if (cell.empty() || static_cast<unsigned char>(cell.front()) > '@' ||
        (cell.front() >= '0' && cell.front() <= '9'))
        return false;
    if (cell.front() == '\t' || cell.front() == '\r') return true;
    const std::size_t first = cell.find_first_not_of(" \n");
    if (first == std::string_view::npos) return false;
    cell.remove_prefix(first);
    if (std::string_view("=+-@\t\r").find(cell.front()) == std::string_view::npos) return false;
    return cell != "-" && !is_plain_number(cell);
}

/// Whether there is a character that makes quotes necessary. The bytes may be read up to 15 beyond the end.
bool needs_quotes(const char* bytes, std::size_t size) {
#if defined(__x86_64__)
    const auto is = [](__m128i chunk, char c) { return _mm_cmpeq_epi8(chunk, _mm_set1_epi8(c)); };
    for (std::size_t at = 0; at < size; at += 16) {
        const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + at));
        const __m128i any = _mm_or_si128(_mm_or_si128(is(chunk, ','), is(chunk, '"')),
                                         _mm_or_si128(is(chunk, '\r'), is(chunk, '\n')));
        const auto hits = static_cast<unsigned>(_mm_movemask_epi8(any));
        const std::size_t left = size - at;
        if ((left >= 16 ? hits : hits & ((1U << left) - 1)) != 0) return true;
    }
    return false;
#else
    return std::string_view(bytes, size).find_first_of(",\"\r\n") != std::string_view::npos;
#endif
}

/// One field, or some that are ready, and the comma behind. At most twice the value's size and four bytes
/// more, and slack.
char* put_field(char* to, const TableCell& cell) {
    const std::string_view value = cell.value;
    char* const begin = to;
    to = put(to, value);
    if (cell.ready != 0) return to;
    if (value.empty() || cell.plain) {
        *to++ = ',';
        return to;
    }
    const bool guard = looks_like_formula(value);
    if (guard || needs_quotes(begin, value.size())) {
        const bool quoted = needs_quotes(begin, value.size());
        to = begin;
        if (quoted) *to++ = '"';
        if (guard) *to++ = '\'';
        for (const char c : value) {
            if (c == '"') *to++ = '"';
            *to++ = c;
        }
        if (quoted) *to++ = '"';
    }
    *to++ = ',';
    return to;
}

class CsvTable : public TableWriter {
  public:
    CsvTable(const std::vector<TableColumn>& columns, const TableOptions& options, Sink& sink)
        : line_end_(options.excel ? "\r\n" : "\n"), sink_(sink), rows_(line_end_) {
        if (options.excel) rows_.bytes.append(utf8_bom);
        std::vector<TableCell> header;
        for (const TableColumn& column : columns)
            header.push_back({options.titles_as_headers ? column.title.in(options.header_language)
                                                        : std::string_view(column.name)});
        rows_.row(header);
    }

    void row(const std::vector<TableCell>& cells) override {
        rows_.row(cells);
        if (rows_.bytes.size() >= piece) flush();
    }
    void finish() override { flush(); }

    std::unique_ptr<TableRows> block() const override { return std::make_unique<Rows>(line_end_); }
    void append(TableRows& block) override {
        flush();
        auto& rows = static_cast<Rows&>(block);
        sink_.write(rows.bytes.view());
        rows.bytes.clear();
    }

  private:
    struct Rows : TableRows {
        explicit Rows(std::string_view end) : line_end(end) {}
        void row(const std::vector<TableCell>& cells) override {
            std::size_t most = line_end.size();
            for (const TableCell& cell : cells) most += 2 * cell.value.size() + 4;
            char* to = bytes.room(most);
            for (const TableCell& cell : cells) to = put_field(to, cell);
            if (!cells.empty()) --to;
            bytes.end_at(put(to, line_end));
        }
        std::string ready(std::size_t, std::span<const TableCell> cells) const override {
            Bytes made;
            for (const TableCell& cell : cells)
                made.end_at(put_field(made.room(2 * cell.value.size() + 4), cell));
            return std::string(made.view());
        }
        std::string_view line_end;
        Bytes bytes;
    };

    void flush() {
        if (!rows_.bytes.empty()) sink_.write(rows_.bytes.view());
        rows_.bytes.clear();
    }

    static constexpr std::size_t piece = 64 * 1024;
    std::string_view line_end_;
    Sink& sink_;
    Rows rows_;
};

class JsonTable : public TableWriter {
  public:
    JsonTable(const std::vector<TableColumn>& columns, Sink& sink) : out_(sink) {
        for (const TableColumn& column : columns) {
            std::string key = fields_.empty() ? "{" : ",";
            append_json_string(key, column.name);
            key += ':';
            fields_.push_back({std::move(key), column.kind});
        }
        out_.text += '[';
    }

    void row(const std::vector<TableCell>& cells) override {
        begin_row();
        append_object(fields_, cells, out_.text);
        out_.flush_if_full();
    }
    void finish() override {
        out_.text += empty_ ? "]\n" : "\n]\n";
        out_.flush();
    }

    std::unique_ptr<TableRows> block() const override { return std::make_unique<Rows>(fields_); }
    void append(TableRows& block) override {
        auto& rows = static_cast<Rows&>(block);
        if (rows.text.empty()) return;
        begin_row();
        out_.flush();
        out_.sink().write(rows.text);
        rows.text.clear();
    }

  private:
    struct Field {
        std::string key;  ///< with what stands before and after it
        ColumnKind kind;
    };
    struct Rows : TableRows {
        explicit Rows(const std::vector<Field>& of) : fields(of) {}
        void row(const std::vector<TableCell>& cells) override {
            if (!text.empty()) text += ",\n";
            append_object(fields, cells, text);
        }
        std::string ready(std::size_t column, std::span<const TableCell> cells) const override {
            std::string made;
            for (const TableCell& cell : cells) append_member(fields[column++], cell.value, made);
            return made;
        }
        const std::vector<Field>& fields;
        std::string text;
    };

    void begin_row() {
        out_.text += empty_ ? "\n" : ",\n";
        empty_ = false;
    }
    static void append_object(const std::vector<Field>& fields, const std::vector<TableCell>& cells,
                              std::string& text) {
        std::size_t column = 0;
        for (const TableCell& cell : cells) {
            if (cell.ready != 0) {
                text += cell.value;
                column += cell.ready;
            } else {
                append_member(fields[column++], cell.value, text);
            }
        }
        for (; column < fields.size(); ++column) append_member(fields[column], {}, text);
        text += '}';
    }
    static void append_member(const Field& field, std::string_view cell, std::string& text) {
        text += field.key;
        append_value(field.kind, cell, text);
    }
    static void append_value(ColumnKind kind, std::string_view cell, std::string& text) {
        if (kind == ColumnKind::list) {
            append_list(cell, text);
        } else if (cell.empty() && (kind == ColumnKind::number || kind == ColumnKind::date)) {
            text += "null";
        } else if (kind == ColumnKind::number && is_plain_number(cell)) {
            text += cell;
        } else {
            append_json_string(text, cell);
        }
    }
    static void append_list(std::string_view cell, std::string& text) {
        text += '[';
        while (!cell.empty()) {
            const std::size_t end = std::min(cell.find(';'), cell.size());
            append_json_string(text, cell.substr(0, end));
            cell.remove_prefix(std::min(end + 1, cell.size()));
            if (!cell.empty()) text += ',';
        }
        text += ']';
    }

    std::vector<Field> fields_;
    bool empty_ = true;
    BufferedSink out_;
};

/// Rows as they were given, for a table that makes something of them only when they are appended.
struct KeptRows : TableRows {
    struct Cell {
        std::string value;
        Tone tone;
        std::string shown;
        bool plain;
    };
    void row(const std::vector<TableCell>& cells) override {
        std::vector<Cell>& kept = rows.emplace_back();
        for (const TableCell& cell : cells)
            kept.push_back({std::string(cell.value), cell.tone, std::string(cell.shown), cell.plain});
    }
    std::vector<std::vector<Cell>> rows;
};

}  // namespace

std::string TableRows::ready(std::size_t, std::span<const TableCell>) const { return {}; }

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
