#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/brief_key.h"
#include "csv/sheet.h"
#include "num/short_figures.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace passline {

/// Reads typed values from cells of one sheet, with the warnings and errors of workspace.md ("Values"). Each
/// function returns nothing for an empty cell and for a wrong one; only the wrong one adds an error.
/// Full-width forms are read as plain ones with a `full-width` warning. Views that are returned stay valid
/// until the same column is read again, in this row or another.
class CellReader {
  public:
    CellReader(const Sheet& sheet, Diagnostics& diagnostics);

    /// Text in UTF-8, trimmed, as it stands; empty for a column the sheet lacks (column < 0).
    std::string_view text(const Row& row, int column) {
        if (column < 0) return {};
        const Cell& cell = row.cells[static_cast<std::size_t>(column)];
        if (cell.empty() || (utf8_ && !cell.escaped && is_surely_trimmed(cell.raw))) return cell.raw;
        return changed_text(cell, column);
    }
    /// An id: full-width forms plain (with a warning). Empty view when empty.
    std::string_view id(const Row& row, int column) {
        if (column < 0) return {};
        const Cell& cell = row.cells[static_cast<std::size_t>(column)];
        return !cell.escaped && is_ascii(cell.raw) ? cell.raw : plain(row, column);
    }
    /// A decimal of up to 6 places (`value-number`); blanks around, a final 分 or % are taken with a warning
    /// (`value-unit`). "1,5" and "1e3" are errors with a hint.
    std::optional<Decimal> decimal(const Row& row, int column);
    /// BriefKey::of a cell as it stands.
    [[gnu::always_inline]] BriefKey key(const Cell& cell) const {
        return cell.raw.data() < readable_from_ ? BriefKey::of(cell.raw) : BriefKey::of_readable(cell.raw);
    }
    /// A column's cells as most figures are: the millionths that `decimal` gives, without a word, or -1 where
    /// it takes more.
    void short_decimals(const RowBatch& rows, int column, std::int64_t* figures) const {
        FigureTexts texts;
        const auto cell = [&, at = rows.cells.data() + column](std::size_t row) {
            return at[row * rows.columns].raw;
        };
        if (rows.size > 0 && cell(0).data() >= readable_from_) {  // then all are
            texts.set_all(rows.size, cell);
        } else {
            for (std::size_t i = 0; i < rows.size; ++i)
                cell(i).data() < readable_from_ ? texts.add_other() : texts.add(cell(i));
        }
        read_short_figures(texts, figures);
    }
    /// As `decimal`, of a score: a dash in full width, too, stands for nothing, and the hint names the marks.
    std::optional<Decimal> score(const Row& row, int column);
    /// A whole number from `least` to `most` (`value-integer`).
    std::optional<std::int64_t> integer(const Row& row, int column, std::int64_t least, std::int64_t most);
    /// A date (`value-date`); an Excel serial (a bare number of 4 to 6 digits) is an error that says which
    /// day it would be; date with a time "2026-01-05 00:00:00" is read as its day.
    std::optional<Date> date(const Row& row, int column);
    std::optional<TimeOfDay> time(const Row& row, int column);  ///< `value-time`

    void error(std::string_view code, const Row& row, int column, Text message, Text hint = {});
    void warning(std::string_view code, const Row& row, int column, Text message, Text hint = {});
    /// False when enough errors of this kind are kept: this one is counted then, and needs no words.
    bool wants_error(std::string_view code) {
        failed_ = true;
        if (diagnostics_.wants(Severity::error, code)) return true;
        diagnostics_.count_only(Severity::error, code);
        return false;
    }
    /// As Diagnostics::report: the words are made only when they are wanted.
    template <class Make>
    void report(Severity severity, std::string_view code, Make make) {
        failed_ |= severity == Severity::error;
        diagnostics_.report(severity, code, make);
    }
    bool failed() const { return failed_; }  ///< an error was added since the last `reset`
    void reset() { failed_ = false; }

  private:
    std::string_view plain(const Row& row, int column);
    std::string_view changed_text(const Cell& cell, int column);
    std::string& scratch(int column);
    std::optional<Decimal> figure(const Row& row, int column, bool of_score);
    std::optional<Decimal> number(const Row& row, int column, std::string_view& text);
    const Sheet& sheet_;
    Diagnostics& diagnostics_;
    const char* readable_from_;  ///< before cells from here on eight bytes can be read
    bool utf8_;
    std::vector<std::unique_ptr<std::string>> scratch_;  // by column, made when needed
    bool failed_ = false;
};

}  // namespace passline
