#include "report/table.h"

#include <algorithm>
#include <array>

#include "report/output_text.h"
#include "report/table_writers.h"

namespace passline {
namespace {

constexpr std::string_view utf8_bom = "\xEF\xBB\xBF";

/// The characters that make quotes necessary.
constexpr auto needs_quotes = [] {
    std::array<bool, 256> table{};
    for (const char c : {',', '"', '\r', '\n'}) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

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

class CsvTable : public TableWriter {
  public:
    CsvTable(std::vector<TableColumn> columns, const TableOptions& options, Sink& sink)
        : columns_(std::move(columns)), line_end_(options.excel ? "\r\n" : "\n"), out_(sink) {
        if (options.excel) out_.text += utf8_bom;
        for (const TableColumn& column : columns_) {
            field(options.titles_as_headers ? column.title.in(options.header_language) : column.name);
        }
        end_line();
    }

    void row(const std::vector<TableCell>& cells) override {
        for (const TableCell& cell : cells) field(cell.value);
        end_line();
    }
    void finish() override { out_.flush(); }

  private:
    void field(std::string_view value) {
        std::string& text = out_.text;
        const bool guard = looks_like_formula(value);
        const bool plain = std::none_of(value.begin(), value.end(),
                                        [](char c) { return needs_quotes[static_cast<unsigned char>(c)]; });
        if (plain) {
            if (guard) text += '\'';
            text += value;
        } else {
            text += guard ? "\"'" : "\"";
            for (const char c : value) {
                if (c == '"') text += '"';
                text += c;
            }
            text += '"';
        }
        text += ',';
    }
    void end_line() {
        if (!columns_.empty()) out_.text.pop_back();
        out_.text += line_end_;
        out_.flush_if_full();
    }

    std::vector<TableColumn> columns_;
    std::string_view line_end_;
    BufferedSink out_;
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
        out_.text += empty_ ? "\n" : ",\n";
        empty_ = false;
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            out_.text += fields_[i].key;
            value(fields_[i].kind, i < cells.size() ? cells[i].value : std::string_view{});
        }
        out_.text += '}';
        out_.flush_if_full();
    }
    void finish() override {
        out_.text += empty_ ? "]\n" : "\n]\n";
        out_.flush();
    }

  private:
    struct Field {
        std::string key;  ///< with what stands before and after it
        ColumnKind kind;
    };

    void value(ColumnKind kind, std::string_view cell) {
        std::string& text = out_.text;
        if (kind == ColumnKind::list) {
            list(cell);
        } else if (cell.empty() && (kind == ColumnKind::number || kind == ColumnKind::date)) {
            text += "null";
        } else if (kind == ColumnKind::number && is_plain_number(cell)) {
            text += cell;
        } else {
            append_json_string(text, cell);
        }
    }
    void list(std::string_view cell) {
        std::string& text = out_.text;
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

}  // namespace

std::unique_ptr<TableWriter> TableWriter::create(std::vector<TableColumn> columns, TableOptions options,
                                                 Sink& sink) {
    switch (options.format) {
        case TableFormat::csv:
            return std::make_unique<CsvTable>(std::move(columns), options, sink);
        case TableFormat::json:
            return std::make_unique<JsonTable>(columns, sink);
        case TableFormat::text:
            break;
    }
    return make_text_table(std::move(columns), options, sink);
}

}  // namespace passline
