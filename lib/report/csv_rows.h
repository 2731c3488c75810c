// Rows of a CSV table, for who writes millions of them.
#pragma once
#include <string_view>

#include "base/bytes.h"
#include "report/table.h"

namespace passline {

/// A block of rows as CSV's bytes. Beside `row` they can be written field by field where they will stand: see
/// CsvFields.
class CsvRows : public TableRows {
  public:
    explicit CsvRows(std::string_view line_end) : line_end_(line_end) {}

    void row(std::span<const TableCell> cells) override;
    ReadyCells ready(std::size_t column, std::span<const TableCell> cells) const override;
    CsvRows* csv() override { return this; }

    const Bytes& bytes() const { return bytes_; }
    Bytes& bytes() { return bytes_; }

  private:
    friend class CsvFields;
    static constexpr std::size_t most_beside = 4;  ///< quotes, apostrophe and comma
    static constexpr std::size_t longest_end = 2;
    static char* put_text(char* to, std::string_view value);
    [[gnu::noinline]] static char* put_any_text(char* to, std::string_view value);
    static char* put_field(char* to, const TableCell& cell);

    std::string_view line_end_;
    Bytes bytes_;
};

/// One row, field by field in the order of the columns: texts, what is plain, and what is `ready` (see
/// TableCell); then `end`. Room is made once for all of it.
class CsvFields {
  public:
    /// `fields` that are no texts take no more than `most` bytes together, `texts` are as long as that.
    CsvFields(CsvRows& rows, std::size_t texts, std::size_t most, std::size_t fields)
        : rows_(rows),
          to_(rows.bytes_.room(2 * texts + most + CsvRows::most_beside * fields + CsvRows::longest_end)) {}

    void text(std::string_view value) {
        if (value.empty()) {
            *to_++ = ',';
        } else {
            to_ = CsvRows::put_text(to_, value);
        }
    }
    void plain(std::string_view value) {
        to_ = put(to_, value);
        *to_++ = ',';
    }
    [[gnu::always_inline]] void ready(const ReadyCells& cells) { to_ = put(to_, cells.bytes); }
    /// `put(char*)` writes something plain, no longer than `most`, and returns its end.
    template <class Put>
    void made([[maybe_unused]] std::size_t most, Put put) {
        to_ = put(to_);
        *to_++ = ',';
    }
    void end() { rows_.bytes_.end_at(put(to_ - 1, rows_.line_end_)); }

  private:
    CsvRows& rows_;
    char* to_;
};

}  // namespace passline
