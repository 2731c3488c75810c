#pragma once
#include <memory>
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

/// What a column holds; decides alignment, JSON type and whether a CSV cell is guarded against formulas.
enum class ColumnKind {
    text,
    id,
    number,
    date,
    list
};  ///< list: items joined by `;` in CSV, an array in JSON

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
    std::string_view shown =
        {};  ///< what the text format shows instead of value (a title instead of an id); empty: value
};

enum class TableFormat { text, csv, json };

struct TableOptions {
    TableFormat format = TableFormat::text;
    Language language = Language::en;
    bool titles_as_headers = false;  ///< --headers zh: CSV headers are titles in `header_language`
    Language header_language = Language::zh;
    bool excel = false;     ///< CSV with BOM and CRLF
    bool color = false;     ///< ANSI colours in text
    std::size_t width = 0;  ///< of the terminal in columns; 0: unlimited. In text the last columns wrap or
                            ///< are cut to it (see docs)
};

/// Writes rows one by one in constant memory: CSV (RFC 4180, LF), JSON (an array of objects with the columns'
/// names, one a line, numbers as numbers, empty numbers and dates as null), text (columns aligned by display
/// width from the first 1,000 rows; numbers right; a header line). Text cells (kinds text and list, not id,
/// number, date that look like themselves) that a spreadsheet would take for a formula (first character = + -
/// @ tab CR, also after blanks) get a leading apostrophe in CSV.
class TableWriter {
  public:
    static std::unique_ptr<TableWriter> create(std::vector<TableColumn> columns, TableOptions options,
                                               Sink& sink);
    virtual ~TableWriter() = default;
    /// One cell for each column, in order.
    virtual void row(const std::vector<TableCell>& cells) = 0;
    /// Writes what is left; no rows after it.
    virtual void finish() = 0;
};

}  // namespace passline
