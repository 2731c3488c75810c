// Rows and cells from the bytes of a sheet, without asking what they mean.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "csv/breaks.h"
#include "csv/sheet.h"

namespace passline {

struct ScannedRow {
    enum class Fault {
        none,
        quote_open,  ///< an opening quote that is never closed: the row runs to the end
        quote_text   ///< something between a closing quote and the next delimiter
    };
    std::size_t begin = 0;  ///< offset of the first byte
    std::size_t end = 0;    ///< offset behind the line end
    Fault fault = Fault::none;
    std::size_t fault_offset = 0;  ///< of the opening quote, of the text
    bool filled = false;           ///< a cell is not empty
};

/// Walks over the rows of a part of a sheet that begins and ends at true row ends; several may walk over
/// different parts at once. Quotes are those of RFC 4180, and blanks may stand around them; a quote inside a
/// field that does not begin with one is an ordinary character. Nothing is allocated for a row or a cell.
class RowScanner {
  public:
    /// The whole is `bytes`; offsets count from its beginning. `encoding` is UTF-8, GB18030 or GBK. With
    /// `look_ahead` off the scanner takes care not to look far beyond the rows that are asked for.
    RowScanner(std::string_view bytes, Dialect dialect, Encoding encoding, std::size_t begin, std::size_t end,
               bool look_ahead = true);

    /// False at the end. Blank rows are given too: they have one empty cell, or several.
    bool next(ScannedRow& row);
    /// Of the last row; valid until the next one.
    std::span<const Cell> cells() const { return {cells_.data() + kept_, count_}; }
    /// The last row's first `count` cells stay, in one piece behind those that were kept before, until
    /// `forget`.
    void keep(std::size_t count) { kept_ += count; }
    std::span<const Cell> kept() const { return {cells_.data(), kept_}; }
    /// What a row's first field says, not empty and not ending in a digit, needs no closer look.
    using IsOrdinary = bool (*)(std::string_view first, Encoding held_in);
    /// Scans and keeps rows as nearly all are, one after the other, as long as they begin before `stop` and
    /// there is room for their offsets: `columns` fields, none with a quote inside, the first one ordinary.
    /// Says how many; the next row may be any other, or such a one at the end of what is indexed, and is for
    /// `next`.
    std::size_t next_plain(std::size_t columns, std::size_t stop, IsOrdinary is_ordinary,
                           std::span<std::uint64_t> offsets);
    /// Where the next row begins.
    std::size_t offset() const { return static_cast<std::size_t>(at_ - bytes_); }
    void forget() { kept_ = 0; }
    /// The next row will be the one that begins here.
    void seek(std::size_t offset);

  private:
    const char* next_break();
    bool refill();
    const char* quoted_field(const char* open, Cell& cell, ScannedRow& row);
    const char* plain_break();
    Cell* with_room(Cell* cell, std::ptrdiff_t breaks);
    template <bool trimmed>
    std::size_t plain_rows(std::size_t columns, std::size_t stop, IsOrdinary is_ordinary,
                           std::span<std::uint64_t> offsets);

    const char* bytes_;
    const char* end_;
    const char* at_;  // the next row's first byte
    Dialect dialect_;
    Encoding encoding_;
    bool utf8_;
    std::size_t window_;        // bytes that are indexed at a time
    const char* window_begin_;  // what positions count from
    const char* window_end_;
    const char* trimmed_from_;  // what begins here or later in the window has no blank around
    std::size_t used_ = 0;      // positions that have been taken
    std::size_t found_ = 0;
    std::vector<std::uint32_t> positions_;
    std::vector<Cell> cells_;
    std::size_t kept_ = 0;   // cells of rows before
    std::size_t count_ = 0;  // behind them: of the last row
};

}  // namespace passline
