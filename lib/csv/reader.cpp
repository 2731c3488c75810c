#include <cstring>
#include <optional>
#include <utility>

#include "csv/row_faults.h"
#include "csv/sheet_impl.h"

namespace passline {

/// Rows that begin with a sum word are passed over until it is known whether an ordinary row follows. When
/// one does, they were ordinary too, and the reader goes back to the first of them; so a row is read at most
/// twice.
struct Sheet::Reader::State {
    State(const Sheet::Impl& impl, Diagnostics& problems, std::size_t begin, std::size_t end)
        : sheet(impl),
          diagnostics(problems),
          scanner(impl.scanner(begin, true)),
          columns(impl.headers.size()),
          has_nul(impl.source->has_nul()),
          part_end(end),
          stopped_at(begin) {}

    bool next(Row& row);
    void next(RowBatch& rows);
    void end();
    bool ends_part();
    bool is_given();
    bool advance();
    bool sound(std::size_t fields, bool report);

    const Sheet::Impl& sheet;
    Diagnostics& diagnostics;
    RowScanner scanner;
    ScannedRow scanned;
    std::size_t columns;
    bool has_nul;
    std::vector<std::size_t> sums;  // offsets of rows that may be sum rows; no ordinary row has followed yet
    std::size_t ordinary_before = 0;  // rows that begin before this offset are ordinary, whatever they say
    std::size_t reported_before = 0;  // what is wrong with rows that begin before this offset has been said
    std::vector<std::uint64_t> refused;
    std::size_t part_end;
    std::size_t stopped_at;
    bool ended = false;
};

namespace {

bool is_no_sum_word(std::string_view raw, Encoding held_in) { return !is_sum_word(raw, held_in); }

bool begins_with_sum_word(std::span<const Cell> cells, Encoding held_in) {
    for (const Cell& cell : cells) {
        if (cell.empty()) continue;
        return !cell.escaped && is_sum_word(cell.raw, held_in);
    }
    return false;
}

}  // namespace

/// False for a row that can't be given, which is then reported.
bool Sheet::Reader::State::sound(std::size_t fields, bool report) {
    const SheetSource& source = *sheet.source;
    if (has_nul) {
        const std::string_view bytes = source.bytes().substr(scanned.begin, scanned.end - scanned.begin);
        if (const std::size_t at = bytes.find('\0'); at != std::string_view::npos) {
            if (report) report_nul(source, scanned.begin + at, diagnostics);
            return false;
        }
    }
    if (scanned.fault != ScannedRow::Fault::none) {
        if (report) report_fault(source, scanned, diagnostics);
        return false;
    }
    if (fields == columns) return true;
    if (fields > columns) {
        // Excel ends every row with as many delimiters as its widest one needs.
        bool more = false;
        for (const Cell& cell : scanner.cells().subspan(columns)) more = more || !cell.empty();
        if (!more) return true;
    }
    if (report) report_fields(source, scanned, fields, columns, diagnostics);
    return false;
}

/// The row that was scanned belongs to the next part. It still tells whether the sum rows before it are at
/// the bottom of the sheet.
bool Sheet::Reader::State::ends_part() {
    if (stopped_at < part_end) stopped_at = scanned.begin;
    return sums.empty();
}

/// Whether the row that was scanned is to be given. Where it belongs to the next part, this one has ended.
bool Sheet::Reader::State::is_given() {
    if (scanned.begin >= part_end && ends_part()) {
        ended = true;
        return false;
    }
    if (!scanned.filled) return false;
    const std::span<const Cell> cells = scanner.cells();
    if (scanned.begin >= ordinary_before && scanned.fault == ScannedRow::Fault::none &&
        begins_with_sum_word(cells, sheet.source->held_in())) {
        sums.push_back(scanned.begin);
        return false;
    }
    if (!sums.empty()) {
        // An ordinary row, sound or not: what was held back was ordinary as well.
        ordinary_before = scanned.begin;
        scanner.seek(sums.front());
        sums.clear();
        return false;
    }
    if (cells.size() != columns || scanned.fault != ScannedRow::Fault::none || has_nul) {
        const bool report = scanned.begin >= reported_before;
        if (report) reported_before = scanned.end;
        if (!sound(cells.size(), report)) {
            if (report) refused.push_back(scanned.begin);
            return false;
        }
    }
    return true;
}

/// Scans the next row that is to be given. False at the end.
[[gnu::always_inline]] inline bool Sheet::Reader::State::advance() {
    while (!ended) {
        if (!scanner.next(scanned)) {
            end();
        } else if (is_given()) {
            return true;
        }
    }
    return false;
}

bool Sheet::Reader::State::next(Row& row) {
    if (!advance()) return false;
    row.offset = scanned.begin;
    row.cells = scanner.cells().first(columns);
    return true;
}

void Sheet::Reader::State::next(RowBatch& rows) {
    scanner.forget();
    rows.columns = columns;
    rows.size = 0;
    const std::span<std::uint64_t> offsets = rows.offsets;
    do {
        if (!ended && !has_nul && sums.empty()) {
            rows.size += scanner.next_plain(columns, part_end, is_no_sum_word, offsets.subspan(rows.size));
            scanned.end = scanner.offset();
        }
        if (rows.size == RowBatch::most || !advance()) break;
        rows.offsets[rows.size++] = scanned.begin;
        scanner.keep(columns);
    } while (rows.size < RowBatch::most);
    rows.cells = scanner.kept();
}

void Sheet::Reader::State::end() {
    ended = true;
    if (stopped_at < part_end) stopped_at = scanned.end;
    if (sums.empty()) return;
    std::vector<std::uint32_t> lines;
    for (const std::size_t offset : sums) lines.push_back(sheet.source->line(offset));
    diagnostics.warning(
        "sum-rows", sheet.source->place(sums.front(), sheet.source->bytes().size()),
        say("第 {0} 行是合计行，已略去", "{1} {0} left out: {2}", line_list(lines),
            lines.size() == 1 ? "line" : "lines", lines.size() == 1 ? "a sum row" : "sum rows"));
}

Sheet::Reader::Reader(std::shared_ptr<State> state) : state_(std::move(state)) {}
bool Sheet::Reader::next(Row& row) { return state_->next(row); }
void Sheet::Reader::next(RowBatch& rows) { state_->next(rows); }
std::vector<std::uint64_t> Sheet::Reader::take_refused() { return std::exchange(state_->refused, {}); }

std::size_t Sheet::Reader::stopped_at() const { return state_->stopped_at; }

Sheet::Reader Sheet::rows(Diagnostics& diagnostics) const {
    return rows(diagnostics, impl_->header_row.end, size());
}

Sheet::Reader Sheet::rows(Diagnostics& diagnostics, std::size_t begin, std::size_t end) const {
    return Reader(std::make_shared<Reader::State>(*impl_, diagnostics, begin, end));
}

namespace {

/// The first filled field of what stands between two line ends, as far as it can be told without quotes.
std::string_view first_field(std::string_view line, const Dialect& dialect) {
    const auto blank = [&](char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == dialect.delimiter ||
               c == Dialect::quote;
    };
    while (!line.empty() && blank(line.front())) line.remove_prefix(1);
    line = line.substr(0, line.find(dialect.delimiter));
    while (!line.empty() && blank(line.back())) line.remove_suffix(1);
    return line;
}

}  // namespace

/// Before the lines at the bottom that look like sum rows or blank.
std::size_t Sheet::Impl::begin_of_sums() const {
    const std::string_view bytes = source->bytes();
    std::size_t begin = bytes.size();
    while (begin > header_row.end) {
        const std::string_view rows = bytes.substr(header_row.end, begin - 1 - header_row.end);
        const std::size_t line = header_row.end + rows.rfind(dialect.line_end) + 1;  // npos + 1 is 0
        const std::string_view field = first_field(bytes.substr(line, begin - line), dialect);
        if (!field.empty() && !is_sum_word(field, source->held_in())) break;
        begin = line;
    }
    return begin;
}

std::vector<std::size_t> Sheet::cuts(std::size_t bytes) const {
    const std::string_view all = impl_->source->bytes();
    const std::size_t last = impl_->begin_of_sums();
    std::vector<std::size_t> result{impl_->header_row.end};
    for (std::size_t at = impl_->header_row.end + bytes; at < last; at += bytes) {
        const std::size_t cut = impl_->source->row_after(at, impl_->dialect.line_end);
        if (cut >= last) break;
        if (cut > result.back()) result.push_back(cut);
    }
    if (all.size() > result.back() || result.size() == 1) result.push_back(all.size());
    return result;
}

}  // namespace passline
