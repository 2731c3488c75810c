#include "csv/row_scanner.h"

#include <algorithm>

#include "text/utf8.h"

namespace passline {
namespace {

/// Positions of this many bytes stay in the first-level cache together with the bytes.
constexpr std::size_t full_window = 8 * 1024;
constexpr std::size_t first_window = 512;

bool is_plain_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Printable ASCII: neither a blank nor part of a wider character.
bool is_solid(char c) { return static_cast<unsigned char>(c - 0x21) < 0x5E; }

bool all_blank(const char* begin, const char* end) { return std::all_of(begin, end, is_plain_blank); }

/// Without blanks at both ends, also U+3000, and in UTF-8 U+00A0 and U+FEFF. In GB18030 a last byte A1 is a
/// second byte, so that A1 A1 at the end is one character and not two halves.
std::string_view trim_slow(const char* begin, const char* end, bool utf8) {
    std::string_view text(begin, static_cast<std::size_t>(end - begin));
    const auto blank_at_front = [&]() -> std::size_t {
        if (text.empty()) return 0;
        if (is_plain_blank(text.front())) return 1;
        if (!utf8) return text.starts_with("\xA1\xA1") ? 2 : 0;
        if (text.starts_with("\xE3\x80\x80") || text.starts_with("\xEF\xBB\xBF")) return 3;
        return text.starts_with("\xC2\xA0") ? 2 : 0;
    };
    const auto blank_at_back = [&]() -> std::size_t {
        if (text.empty()) return 0;
        if (is_plain_blank(text.back())) return 1;
        if (!utf8) return text.ends_with("\xA1\xA1") ? 2 : 0;
        if (text.ends_with("\xE3\x80\x80") || text.ends_with("\xEF\xBB\xBF")) return 3;
        return text.ends_with("\xC2\xA0") ? 2 : 0;
    };
    while (const std::size_t length = blank_at_front()) text.remove_prefix(length);
    while (const std::size_t length = blank_at_back()) text.remove_suffix(length);
    return text;
}

bool is_above_ascii(char c) { return static_cast<signed char>(c) < 0; }

/// Nothing to trim from a text with wider characters, at a glance.
[[gnu::always_inline]] inline bool is_trimmed(std::string_view text, bool utf8) {
    if (utf8) return is_surely_trimmed(text);
    const auto stays = [](char c) { return is_solid(c) || (is_above_ascii(c) && c != '\xA1'); };
    return stays(text.front()) && stays(text.back());
}

[[gnu::always_inline]] inline std::string_view trim(const char* begin, const char* end, bool utf8) {
    const std::string_view whole(begin, static_cast<std::size_t>(end - begin));
    if (begin >= end || (is_solid(*begin) && is_solid(end[-1])) || is_trimmed(whole, utf8)) return whole;
    return trim_slow(begin, end, utf8);
}

/// A field from there to there, where it may be known that there is nothing to trim.
[[gnu::always_inline]] inline std::string_view cut(const char* begin, const char* end, bool trimmed,
                                                   bool utf8) {
    return trimmed ? std::string_view(begin, static_cast<std::size_t>(end - begin)) : trim(begin, end, utf8);
}

/// A line's end without the '\r' of CRLF.
const char* before_return(const char* begin, const char* end) {
    return end != begin && end[-1] == '\r' ? end - 1 : end;
}

/// Behind an opening quote: whether the field is as most quoted ones are, with no quote inside and nothing
/// around, or the '\r' of CRLF.
bool is_simply_quoted(const char* window, const std::uint32_t* position, char line_end) {
    const char* const close = window + position[0];
    const char* const behind = window + position[1];
    if (*close != Dialect::quote) return false;
    if (behind == close + 1) return *behind != Dialect::quote;
    return behind == close + 2 && *behind == line_end && close[1] == '\r';
}

bool ends_with_digit(std::string_view text) { return static_cast<unsigned char>(text.back() - '0') < 10; }

}  // namespace

RowScanner::RowScanner(std::string_view bytes, Dialect dialect, Encoding encoding, std::size_t begin,
                       std::size_t end, bool look_ahead)
    : bytes_(bytes.data()),
      end_(bytes.data() + end),
      at_(bytes.data() + begin),
      dialect_(dialect),
      encoding_(encoding),
      utf8_(encoding == Encoding::utf8),
      window_(look_ahead ? full_window : first_window),
      window_begin_(at_),
      window_end_(at_),
      trimmed_from_(bytes_ + end),
      cells_(16) {
    if (!utf8_) dialect_.wide_blanks = dialect_.behind_wide = Dialect::wide_blanks_in_gb;
}

void RowScanner::seek(std::size_t offset) {
    at_ = bytes_ + offset;
    window_begin_ = at_;
    window_end_ = at_;
    trimmed_from_ = end_;
    used_ = 0;
    found_ = 0;
}

/// Indexes the next window that holds a break. False when there is none up to the end.
bool RowScanner::refill() {
    do {
        if (window_end_ == end_) return false;
        window_begin_ = window_end_;
        const std::size_t size = std::min(window_, static_cast<std::size_t>(end_ - window_begin_));
        if (positions_.size() < size + breaks_slack) positions_.resize(size + breaks_slack);
        window_end_ = window_begin_ + size;
        used_ = 0;
        const Breaks breaks = find_breaks({window_begin_, size}, dialect_, positions_.data());
        found_ = breaks.count;
        trimmed_from_ =
            breaks.has_blanks && holds_blanks({window_begin_, size}, dialect_) ? end_ : window_begin_;
        window_ = std::min(window_ * 2, full_window);
    } while (found_ == 0);
    return true;
}

/// The next delimiter, line end or quote, or the end.
inline const char* RowScanner::next_break() {
    if (used_ == found_ && !refill()) {
        used_ = found_;
        return end_;
    }
    return window_begin_ + positions_[used_++];
}

/// The next delimiter or line end, or the end: quotes on the way are ordinary characters.
const char* RowScanner::plain_break() {
    const char* at = next_break();
    while (at != end_ && *at == Dialect::quote) at = next_break();
    return at;
}

/// Reads the field whose opening quote is at `open` and returns where it ends.
const char* RowScanner::quoted_field(const char* open, Cell& cell, ScannedRow& row) {
    for (;;) {
        const char* close = next_break();
        if (close == end_) {
            if (row.fault == ScannedRow::Fault::none) {
                row.fault = ScannedRow::Fault::quote_open;
                row.fault_offset = static_cast<std::size_t>(open - bytes_);
            }
            cell.raw = trim(open + 1, end_, utf8_);
            return end_;
        }
        if (*close != Dialect::quote) continue;  // a delimiter or line break within the field
        if (close + 1 != end_ && close[1] == Dialect::quote) {
            cell.escaped = true;
            next_break();
            continue;
        }
        cell.raw = trim(open + 1, close, utf8_);
        const char* next = plain_break();
        if (next != close + 1 && !all_blank(close + 1, next) && row.fault == ScannedRow::Fault::none) {
            row.fault = ScannedRow::Fault::quote_text;
            row.fault_offset =
                static_cast<std::size_t>(std::find_if_not(close + 1, next, is_plain_blank) - bytes_);
        }
        return next;
    }
}

/// The same cell, with room behind it for those that so many breaks end, and one more.
[[gnu::always_inline]] inline Cell* RowScanner::with_room(Cell* cell, std::ptrdiff_t breaks) {
    const auto at = static_cast<std::size_t>(cell - cells_.data());
    const std::size_t least = at + static_cast<std::size_t>(breaks) + 2;
    if (least <= cells_.size()) return cell;
    cells_.resize(std::max(least, 2 * cells_.size()));
    return cells_.data() + at;
}

bool RowScanner::next(ScannedRow& row) {
    if (at_ == end_) return false;
    row.begin = static_cast<std::size_t>(at_ - bytes_);
    row.fault = ScannedRow::Fault::none;
    std::size_t filled = 0;
    Cell* cell = cells_.data() + kept_;
    const char* begin = at_;
    const char delimiter = dialect_.delimiter;
    const char line_end = dialect_.line_end;
    const bool utf8 = utf8_;
    // What the loop needs of the window; `next_break` and who calls it may index another one.
    const char* window = window_begin_;
    const std::uint32_t* position = positions_.data() + used_;
    const std::uint32_t* last = positions_.data() + found_;
    const auto leave = [&] { used_ = static_cast<std::size_t>(position - positions_.data()); };
    const char* trimmed_from = trimmed_from_;
    const auto return_to = [&] {
        window = window_begin_;
        position = positions_.data() + used_;
        last = positions_.data() + found_;
        trimmed_from = trimmed_from_;
        cell = with_room(cell, last - position);
    };
    cell = with_room(cell, last - position);
    for (;; ++cell) {
        const char* next = nullptr;
        cell->escaped = false;
        if (position != last) {
            next = window + *position++;
            if (*next == delimiter) {  // as most fields end
                cell->raw = cut(begin, next, begin >= trimmed_from, utf8);
                filled |= cell->raw.size();
                begin = next + 1;
                continue;
            }
            if (next == begin && *next == Dialect::quote && last - position >= 2 &&
                is_simply_quoted(window, position, line_end)) {
                cell->raw = cut(begin + 1, window + position[0], begin >= trimmed_from, utf8);
                filled |= cell->raw.size();
                const char* const behind = window + position[1];
                position += 2;
                begin = behind + 1;
                if (*behind == delimiter) continue;
                at_ = begin;
                break;
            }
        } else {
            leave();
            next = next_break();
            return_to();
        }
        if (next == end_ || *next != Dialect::quote) {
            cell->raw = cut(begin, before_return(begin, next), begin >= trimmed_from, utf8);
        } else {
            leave();
            if (next == begin || all_blank(begin, next)) {
                next = quoted_field(next, *cell, row);
            } else {
                next = plain_break();
                cell->raw = trim(begin, next, utf8_);
            }
            return_to();
        }
        filled |= cell->raw.size();
        if (next == end_) {
            at_ = end_;
            break;
        }
        begin = next + 1;
        if (*next == line_end) {
            at_ = begin;
            break;
        }
    }
    leave();
    count_ = static_cast<std::size_t>(cell + 1 - cells_.data()) - kept_;
    row.filled = filled != 0;
    row.end = static_cast<std::size_t>(at_ - bytes_);
    return true;
}

/// In a window where everything is trimmed, or not.
template <bool trimmed>
std::size_t RowScanner::plain_rows(std::size_t columns, std::size_t stop, IsOrdinary is_ordinary,
                                   std::span<std::uint64_t> offsets) {
    const char* const window = window_begin_;
    const char* const stop_at = bytes_ + stop;
    const std::uint32_t* position = positions_.data() + used_;
    // A quoted field has three breaks; a row that might go on in the next window is left to `next`.
    const std::uint32_t* const last =
        positions_.data() + found_ - std::min<std::size_t>(found_ - used_, 3 * columns);
    Cell* cell = with_room(cells_.data() + kept_, last - position + static_cast<std::ptrdiff_t>(columns));
    const char delimiter = dialect_.delimiter;
    const char line_end = dialect_.line_end;
    const bool utf8 = utf8_;
    const char* row = at_;
    std::size_t rows = 0;
    while (rows < offsets.size() && position < last && row < stop_at) {
        Cell* at = cell;
        Cell* const row_end = cell + columns;
        const std::uint32_t* to = position;
        const char* begin = row;
        const char* next = nullptr;
        for (;; begin = next + 1) {
            next = window + *to++;
            at->escaped = false;
            if (*next == delimiter) {
                at->raw = cut(begin, next, trimmed, utf8);
                if (++at == row_end) break;
                continue;
            }
            if (*next == Dialect::quote) {
                if (next != begin || !is_simply_quoted(window, to, line_end)) break;
                at->raw = cut(begin + 1, window + to[0], trimmed, utf8);
                next = window + to[1];
                to += 2;
            } else {
                at->raw = cut(begin, before_return(begin, next), trimmed, utf8);
            }
            if (++at == row_end || *next != delimiter) break;
        }
        if (at != row_end || *next != line_end || cell->empty()) break;
        if (!ends_with_digit(cell->raw) && !is_ordinary(cell->raw, encoding_)) break;
        offsets[rows++] = static_cast<std::uint64_t>(row - bytes_);
        row = next + 1;
        position = to;
        cell = row_end;
    }
    at_ = row;
    used_ = static_cast<std::size_t>(position - positions_.data());
    kept_ += rows * columns;
    return rows;
}

std::size_t RowScanner::next_plain(std::size_t columns, std::size_t stop, IsOrdinary is_ordinary,
                                   std::span<std::uint64_t> offsets) {
    if (at_ < window_begin_) return 0;
    return trimmed_from_ <= at_ ? plain_rows<true>(columns, stop, is_ordinary, offsets)
                                : plain_rows<false>(columns, stop, is_ordinary, offsets);
}

}  // namespace passline
