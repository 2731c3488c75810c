// Tables as CSV.
#include "report/field_text.h"
#include "report/row_pattern.h"
#include "report/table_writers.h"

namespace passline {
namespace {

constexpr std::string_view utf8_bom = "\xEF\xBB\xBF";

/// Rows as CSV's bytes.
class CsvRows : public TableRows {
  public:
    explicit CsvRows(std::string_view line_end) : TableRows(&bytes_), line_end_(line_end) {}

    void row(std::span<const TableCell> cells) override {
        std::size_t texts = 0;
        for (const TableCell& cell : cells) texts += cell.value.size();
        char* to = bytes_.room(most_of_text * texts + most_beside * cells.size() + line_end_.size());
        for (const TableCell& cell : cells) {
            to = put_field(to, cell);
            *to++ = ',';
        }
        if (!cells.empty()) --to;
        bytes_.end_at(put(to, line_end_));
    }
    RowPattern pattern(std::span<const TableCell> cells) const override {
        RowPattern pattern(put_csv_text, ";");
        std::string_view before;
        for (const TableCell& cell : cells) {
            pattern.append(before);
            before = ",";
            if (cell.open) {
                pattern.gap();
            } else {
                Bytes field;
                field.end_at(put_field(field.room(most_of_text * cell.value.size() + most_beside), cell));
                pattern.append(field.view());
            }
        }
        pattern.append(line_end_);
        pattern.end();
        return pattern;
    }

  private:
    static char* put_field(char* to, const TableCell& cell) {
        return cell.plain || cell.value.empty() ? put(to, cell.value) : put_csv_text(to, cell.value);
    }

    std::string_view line_end_;
    Bytes bytes_;
};

class CsvTable : public TableWriter {
  public:
    CsvTable(const std::vector<TableColumn>& columns, const TableOptions& options, Sink& sink)
        : line_end_(options.excel ? "\r\n" : "\n"), sink_(sink), rows_(line_end_) {
        if (options.excel) bytes_.append(utf8_bom);
        std::vector<TableCell> header;
        for (const TableColumn& column : columns)
            header.push_back({options.titles_as_headers ? column.title.in(options.header_language)
                                                        : std::string_view(column.name)});
        rows_.row(header);
    }

    void row(std::span<const TableCell> cells) override {
        rows_.row(cells);
        if (bytes_.size() >= piece) append(rows_);
    }
    void finish() override { append(rows_); }

    std::unique_ptr<TableRows> block() const override { return std::make_unique<CsvRows>(line_end_); }
    void append(TableRows& block) override {
        if (&block != &rows_ && !bytes_.empty()) append(rows_);
        Bytes& bytes = *block.bytes();
        if (!bytes.empty()) sink_.write(bytes.view());
        bytes.clear();
    }

  private:
    static constexpr std::size_t piece = 64 * 1024;
    std::string_view line_end_;
    Sink& sink_;
    CsvRows rows_;
    Bytes& bytes_ = *rows_.bytes();
};

}  // namespace

std::unique_ptr<TableWriter> make_csv_table(const std::vector<TableColumn>& columns,
                                            const TableOptions& options, Sink& sink) {
    return std::make_unique<CsvTable>(columns, options, sink);
}

}  // namespace passline
