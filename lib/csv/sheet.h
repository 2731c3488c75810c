#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/file.h"
#include "num/decimal.h"
#include "text/unicode.h"
#include "time/date.h"

namespace passline {

/// A column that a sheet may have, by all the headers it is known under.
struct ColumnSpec {
    std::string name;  ///< passline's own: "employee_id"
    bool required = false;
    std::vector<std::string> aliases;  ///< 工号, 员工编号 …; case, blanks and full-width forms do not matter
    Text title;
    /// What its cells hold: id, text, date, time, datetime, period, score, decimal, integer, enum or boolean.
    std::string type = "text";
    std::optional<std::int64_t> minimum = {};  ///< of an integer or decimal; both ends belong
    std::optional<std::int64_t> maximum = {};
    std::vector<std::string> words = {};  ///< of an enum, or true and false
    std::vector<std::vector<std::string>> names_of_words =
        {};  ///< what a cell may say for each of them, the word itself first

    /// Which of `words` a cell's text stands for; -1 when it is none of them. Case, blanks and full-width
    /// forms do not matter.
    int word(std::string_view text) const;
    /// The title as it stands in a sentence: 考核项 / component; the name where there is none.
    Text named() const;
    /// The words for a hint, each with its first Chinese name: open 受理中、upheld 成立.
    Text words_shown() const;
};

/// A kind of sheet: what `schemas/sheets/<id>.json` says.
struct SheetSpec {
    std::string id;
    Text title;
    std::vector<ColumnSpec> columns;
    /// Headers that such sheets often have and nobody needs: left out like any that is not known, but never
    /// taken for a misspelt name, nor kept by keep_unknown.
    std::vector<std::string> unused;
    /// Questions that sheets with a column for each usually have (feedback), to be given as `extra` columns.
    std::vector<ColumnSpec> questions;
    /// Null when there is no such column.
    const ColumnSpec* column(std::string_view name) const;
    /// Null when there is no such kind.
    static const SheetSpec* builtin(std::string_view id);
};

struct SheetOptions {
    std::optional<Encoding> encoding;  ///< --encoding; else BOM, strict UTF-8, strict GB18030, in this order
    std::map<std::string, std::string>
        columns;  ///< the workspace's own headers → passline's names; go first, also over known names
    std::vector<std::string> ignored;  ///< ignore_columns; go first too
    std::vector<ColumnSpec>
        extra;  ///< further columns of this sheet: components (id, titles as aliases), questions …
    bool extra_takes_suffix = false;  ///< `component@rater`: the part before @ names an extra column
    bool keep_unknown =
        false;            ///< columns that are not known become extras (feedback, items) instead of a warning
    bool strict = false;  ///< a column that is not known is an error
    unsigned threads = 1;  ///< that may look through the bytes side by side
};

/// A field of a row, as the bytes stand in the file: without the outer quotes, blanks at the ends removed.
/// Valid while the sheet lives.
struct Cell {
    std::string_view raw;
    bool escaped = false;  ///< holds doubled quotes: read it with Sheet::text
    bool empty() const { return raw.empty(); }
};

/// A row: one cell for each column of the header, in the file's order.
struct Row {
    std::uint64_t offset = 0;  ///< of its first byte in Sheet's bytes; its address for `place`
    std::span<const Cell> cells;
};

/// Rows that are looked at together.
struct RowBatch {
    static constexpr std::size_t most = 64;
    std::array<std::uint64_t, most> offsets;
    std::span<const Cell> cells;  ///< one row's behind the other's
    std::size_t columns = 0;
    std::size_t size = 0;

    Row operator[](std::size_t row) const { return {offsets[row], cells.subspan(row * columns, columns)}; }
};

/// A CSV sheet as exported (workspace.md, CSV sheets): encodings, delimiters, quotes, title rows above the
/// header and sum rows below, headers in Chinese and English. Cells are views into the mapped file: rows cost
/// no memory.
class Sheet {
  public:
    /// Opens the file and finds its header. Null after a problem: can't be read (system error), wrong
    /// encoding (`sheet-encoding`), empty (`sheet-empty`), no header found (`sheet-header`), a name twice
    /// (`column-twice`), a near miss (`column-near`). Warned of: unknown columns (`column-unknown`; an error
    /// if strict), title rows (`title-rows`), full-width header forms are silent. Does not ask for required
    /// columns: call `require`.
    static std::unique_ptr<Sheet> open(const std::string& path, const SheetSpec& spec,
                                       const SheetOptions& options, Diagnostics& diagnostics);
    static std::unique_ptr<Sheet> open(std::shared_ptr<const FileBytes> bytes, const SheetSpec& spec,
                                       const SheetOptions& options, Diagnostics& diagnostics);
    ~Sheet();

    /// Index of a column in a row's cells, or -1 when the sheet lacks it.
    int column(std::string_view name) const;
    bool has(std::string_view name) const { return column(name) >= 0; }
    /// Every name of `names` that the sheet lacks becomes a `column-missing` error (naming the accepted
    /// headers). True when none is missing.
    bool require(std::span<const std::string_view> names, Diagnostics& diagnostics) const;
    bool require_spec(Diagnostics& diagnostics) const;  ///< every column that the spec requires

    struct Extra {
        int index = -1;
        std::string name;    ///< an extra ColumnSpec's name, or the header as written for keep_unknown
        std::string suffix;  ///< what followed the @, trimmed; empty without one
        Place place;         ///< of the header cell
    };
    const std::vector<Extra>& extras() const;

    /// All rows in the file's order. `next` fills the row and returns true, or returns false at the end.
    /// Blank lines and sum rows are left out. Wrong rows (field count `row-fields`, a quote that never closes
    /// `quote-open`, text after a closing quote `quote-text`, a NUL byte `nul-byte`) are reported and
    /// skipped, so that all of them are known at the end; a last row without line end is fine. Sum rows at
    /// the bottom (合计 总计 小计 平均 平均分 Total Sum Average … in the first filled cell, only when no
    /// ordinary row follows) are left out with one warning (`sum-rows`) when reading ends; elsewhere such a
    /// row is an ordinary one.
    class Reader {
      public:
        bool next(Row& row);
        /// Up to `rows.most` rows at a time, which stay until the next call. Fewer, or none, only at the end.
        void next(RowBatch& rows);
        /// Offsets of the rows that were wrong and skipped since the last call, one for each error that was
        /// added, in order.
        std::vector<std::uint64_t> take_refused();
        /// After the end: where the row begins that follows the last one that was read.
        std::size_t stopped_at() const;

      private:
        friend class Sheet;
        struct State;
        explicit Reader(std::shared_ptr<State> state);
        std::shared_ptr<State> state_;
    };
    Reader rows(Diagnostics& diagnostics) const;

    /// For reading on several threads: offsets that cut the rows into parts of about `bytes` each. The first
    /// is where the rows begin and the last the end. At the others a row is likely to begin, but a quoted
    /// line break may deceive: the part before tells by `stopped_at` where it really does. Sum rows at the
    /// bottom are all in the last part.
    std::vector<std::size_t> cuts(std::size_t bytes) const;
    /// The rows that begin at `begin`, where one does, or later, and before `end`. What is said of sum rows
    /// at the bottom is said by who reads up to the end of the sheet.
    Reader rows(Diagnostics& diagnostics, std::size_t begin, std::size_t end) const;

    /// The row that begins at `offset` (one that `next` has given), parsed again. The result's cells are
    /// valid until the next call on this thread.
    Row row_at(std::uint64_t offset) const;
    /// A row's bytes as they stand in the file, with its line end (for --quarantine).
    std::string_view bytes_at(std::uint64_t offset) const;
    /// The header's bytes as they stand, with line end; with a BOM and title rows before it when
    /// `with_preamble`.
    std::string_view header_bytes(bool with_preamble = false) const;

    /// UTF-8 text of a cell. Points into the file where possible, else into `scratch`.
    std::string_view text(const Cell& cell, std::string& scratch) const;
    /// file:line:column of a cell with its line (decoded) as the excerpt; column < 0 means the whole row.
    /// Costs a count of line ends up to there.
    Place place(std::uint64_t row_offset, int column) const;
    Place header_place(int column) const;  ///< column < 0: the header line
    const std::string& file() const;
    Encoding encoding() const;
    /// What cells are views into, and its encoding: UTF-8, GB18030 or GBK.
    std::string_view bytes() const;
    Encoding held_in() const;
    std::string header(int column) const;  ///< as written, decoded, trimmed
    std::size_t size() const;              ///< bytes
    /// Whether a text lies in the sheet's own bytes and stays as long as the sheet.
    bool holds(std::string_view text) const;
    std::size_t estimated_rows() const;  ///< from the size and the first rows

  private:
    struct Impl;
    explicit Sheet(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace passline
