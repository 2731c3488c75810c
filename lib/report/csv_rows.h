// Rows of a CSV table, for who writes millions of them.
#pragma once
#include <string_view>

#include "base/bytes.h"
#include "report/table.h"

namespace passline {

/// A block of rows as CSV's bytes. Beside `row` they can be written field by field where they will stand:
/// texts, what is plain, and what is `ready` (see TableCell), in the order of the columns; `end` ends a row.
class CsvRows : public TableRows {
  public:
    explicit CsvRows(std::string_view line_end) : line_end_(line_end) {}

    void row(std::span<const TableCell> cells) override;
    ReadyCells ready(std::size_t column, std::span<const TableCell> cells) const override;
    CsvRows* csv() override { return this; }

    void text(std::string_view value) {
        if (value.empty()) return plain(value);
        bytes_.end_at(put_text(bytes_.room(2 * value.size() + most_beside), value));
    }
    void plain(std::string_view value) {
        char* const to = put(bytes_.room(value.size() + most_beside), value);
        *to = ',';
        bytes_.end_at(to + 1);
    }
    void ready(const ReadyCells& cells) { bytes_.end_at(put(bytes_.room(cells.bytes.size()), cells.bytes)); }
    /// What `append(Bytes&)` appends is plain.
    template <class Append>
    void made(Append append) {
        append(bytes_);
        char* const to = bytes_.room(1);
        *to = ',';
        bytes_.end_at(to + 1);
    }
    void end() { bytes_.end_at(put(bytes_.room(line_end_.size()) - 1, line_end_)); }

    const Bytes& bytes() const { return bytes_; }
    Bytes& bytes() { return bytes_; }

  private:
    static constexpr std::size_t most_beside = 4;  ///< quotes, apostrophe and comma
    static char* put_text(char* to, std::string_view value);
    static char* put_field(char* to, const TableCell& cell);

    std::string_view line_end_;
    Bytes bytes_;
};

}  // namespace passline
