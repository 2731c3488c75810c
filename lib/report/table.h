#pragma once
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"

namespace passline {

/// Takes the bytes that a writer makes (a file, standard output, a string in tests).
class Sink {
  public:
    virtual ~Sink() = default;
    virtual void write(std::string_view bytes) = 0;
};
class StringSink : public Sink {
  public:
    void write(std::string_view bytes) override { text += bytes; }
    std::string text;
};

/// What a column holds; decides alignment and JSON type. A list's items are joined by `;` in CSV and an array
/// in JSON.
enum class ColumnKind { text, id, number, date, list };

struct TableColumn {
    std::string name;  ///< the contract's: "employee_id"; the same in both languages
    Text title;        ///< for readers: 工号 / Employee ID
    ColumnKind kind = ColumnKind::text;
    bool in_text = true;  ///< shown in the text format (the others stand only in CSV and JSON)
};

/// How a cell is coloured on a terminal.
enum class Tone { none, good, bad, open, dim };
struct TableCell {
    std::string_view value;
    Tone tone = Tone::none;
    /// What the text format shows instead of value (a title instead of an id); empty: value.
    std::string_view shown = {};
    /// A figure, date or word of passline's own: it holds nothing that a format must guard against.
    bool plain = false;
    /// In a pattern: a gap, for each row has its own. Neither a figure nor a date nor a list may be empty.
    bool open = false;
};

enum class TableFormat { text, csv, json };

struct TableOptions {
    TableFormat format = TableFormat::text;
    Language language = Language::en;
    bool titles_as_headers = false;  ///< --headers zh: CSV headers are titles in `header_language`
    Language header_language = Language::zh;
    bool excel = false;  ///< CSV with BOM and CRLF
    bool color = false;  ///< ANSI colours in text
    /// Of the terminal in columns; 0: unlimited. A text table that is wider narrows its columns of kinds text
    /// and list, the last first, and wraps them within themselves; ids, figures and dates are never cut.
    std::size_t width = 0;
};

class Bytes;
class RowPattern;

/// Takes rows: a table, or a block of rows for one.
class TableRows {
  public:
    TableRows() = default;
    virtual ~TableRows() = default;
    /// One cell for each column, in order.
    virtual void row(std::span<const TableCell> cells) = 0;
    void row(std::initializer_list<TableCell> cells) { row(std::span(cells.begin(), cells.size())); }
    /// What rows have alike that differ from this one in its open cells only; empty where the format has no
    /// use of it. See row_pattern.h.
    virtual RowPattern pattern(std::span<const TableCell> cells) const;
    /// What is written so far, of formats that have patterns.
    Bytes* bytes() const { return bytes_; }

  protected:
    /// Of a format that has patterns: rows are written there.
    explicit TableRows(Bytes* bytes) : bytes_(bytes) {}

  private:
    Bytes* bytes_ = nullptr;
};

/// Writes rows one by one in constant memory:
/// CSV (RFC 4180, LF). A cell that a spreadsheet would take for a formula (first character = + - @ tab CR,
/// also after blanks) gets a leading apostrophe, unless it is a figure or a lone `-`. JSON: an array of
/// objects with the columns' names, one a line; figures as numbers, empty numbers and dates as null. Text: a
/// header line, columns aligned by display width as the first 1,000 rows demand, numbers to the right;
/// control characters are shown as blanks.
class TableWriter : public TableRows {
  public:
    static std::unique_ptr<TableWriter> create(std::vector<TableColumn> columns, TableOptions options,
                                               Sink& sink);
    /// Writes what is left; no rows after it.
    virtual void finish() = 0;

    /// Rows that are made apart from the table, by another thread perhaps, and appended later, which empties
    /// the block. Blocks may be asked for and filled on several threads, but are appended one at a time.
    virtual std::unique_ptr<TableRows> block() const;
    virtual void append(TableRows& block);
};

}  // namespace passline
