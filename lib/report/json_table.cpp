// Tables as JSON.
#include <algorithm>

#include "report/field_text.h"
#include "report/output_text.h"
#include "report/row_pattern.h"
#include "report/table_writers.h"

namespace passline {
namespace {

struct JsonField {
    std::string key;  ///< with what stands before and after it
    ColumnKind kind = ColumnKind::text;

    /// No cell takes more: a list of n items has 2 n quotes, n - 1 commas in the place of semicolons, and
    /// brackets.
    std::size_t most(const TableCell& cell) const {
        return key.size() + most_of_text * cell.value.size() + 6;
    }
    char* put_cell(char* to, const TableCell& cell) const {
        const std::string_view value = cell.value;
        to = put(to, key);
        if (kind == ColumnKind::list) return put_list(to, value, cell.plain);
        if (value.empty() && (kind == ColumnKind::number || kind == ColumnKind::date)) return put(to, "null");
        if (kind == ColumnKind::number && is_plain_number(value)) return put(to, value);
        return put_string(to, value, cell.plain);
    }
    /// What stands before and behind the cell where each row has its own.
    std::string_view open() const {
        return kind == ColumnKind::number ? "" : kind == ColumnKind::list ? "[\"" : "\"";
    }
    std::string_view close() const {
        return kind == ColumnKind::number ? "" : kind == ColumnKind::list ? "\"]" : "\"";
    }

  private:
    static char* put_string(char* to, std::string_view text, bool plain) {
        *to++ = '"';
        to = plain || text.empty() ? put(to, text) : put_json_text(to, text);
        *to++ = '"';
        return to;
    }
    static char* put_list(char* to, std::string_view items, bool plain) {
        *to++ = '[';
        while (!items.empty()) {
            const std::size_t end = std::min(items.find(';'), items.size());
            to = put_string(to, items.substr(0, end), plain);
            items.remove_prefix(std::min(end + 1, items.size()));
            if (!items.empty()) *to++ = ',';
        }
        *to++ = ']';
        return to;
    }
};

/// Rows as objects, each behind a comma and on its own line.
class JsonRows : public TableRows {
  public:
    explicit JsonRows(const std::vector<JsonField>& fields) : TableRows(&bytes_), fields_(fields) {}

    void row(std::span<const TableCell> cells) override {
        std::size_t most = begin.size() + end.size();
        for (std::size_t i = 0; i < fields_.size(); ++i) most += fields_[i].most(at(cells, i));
        char* to = put(bytes_.room(most), begin);
        for (std::size_t i = 0; i < fields_.size(); ++i) to = fields_[i].put_cell(to, at(cells, i));
        bytes_.end_at(put(to, end));
    }
    RowPattern pattern(std::span<const TableCell> cells) const override {
        RowPattern pattern(put_json_text, "\",\"");
        pattern.append(begin);
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            const JsonField& field = fields_[i];
            const TableCell cell = at(cells, i);
            if (cell.open) {
                pattern.append(field.key);
                pattern.append(field.open());
                pattern.gap();
                pattern.append(field.close());
            } else {
                Bytes bytes;
                bytes.end_at(field.put_cell(bytes.room(field.most(cell)), cell));
                pattern.append(bytes.view());
            }
        }
        pattern.append(end);
        pattern.end();
        return pattern;
    }

  private:
    static constexpr std::string_view begin = ",\n", end = "}";

    static TableCell at(std::span<const TableCell> cells, std::size_t column) {
        return column < cells.size() ? cells[column] : TableCell{};
    }

    const std::vector<JsonField>& fields_;
    Bytes bytes_;
};

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
        if (rows_.bytes()->size() >= piece) append(rows_);
    }
    void finish() override {
        append(rows_);
        sink_.write(empty_ ? "[]\n" : "\n]\n");
    }

    std::unique_ptr<TableRows> block() const override { return std::make_unique<JsonRows>(fields_); }
    void append(TableRows& block) override {
        if (&block != &rows_ && !rows_.bytes()->empty()) append(rows_);
        Bytes& bytes = *block.bytes();
        if (bytes.empty()) return;
        if (empty_) sink_.write("[");
        sink_.write(bytes.view().substr(empty_ ? 1 : 0));  // no comma before the first row
        empty_ = false;
        bytes.clear();
    }

  private:
    static constexpr std::size_t piece = 64 * 1024;
    Sink& sink_;
    std::vector<JsonField> fields_;
    bool empty_ = true;
    JsonRows rows_;
};

}  // namespace

std::unique_ptr<TableWriter> make_json_table(const std::vector<TableColumn>& columns, Sink& sink) {
    return std::make_unique<JsonTable>(columns, sink);
}

}  // namespace passline
