#include "csv/sheet.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "csv/row_faults.h"
#include "csv/sheet_impl.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace passline {
namespace {

/// A column has two dozen headers that it is known under: enough are named to see what is meant.
constexpr std::size_t shown_aliases = 6;

void warn_of_titles(const SheetSource& source, const std::vector<std::size_t>& rows,
                    Diagnostics& diagnostics) {
    if (rows.empty()) return;
    std::vector<std::uint32_t> lines;
    for (const std::size_t row : rows) lines.push_back(source.line(row));
    diagnostics.warning("title-rows", source.place(rows.front(), source.bytes().size()),
                        say("表头上面的第 {0} 行已略去", "{1} {0} above the header left out",
                            line_list(lines), lines.size() == 1 ? "line" : "lines"));
}

std::string without_doubled_quotes(std::string_view raw) {
    std::string plain;
    plain.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        plain += raw[i];
        if (raw[i] == Dialect::quote && i + 1 < raw.size() && raw[i + 1] == Dialect::quote) ++i;
    }
    return plain;
}

/// In UTF-8: the bytes themselves, or a view into `room`.
std::string_view decoded(std::string_view bytes, Encoding held_in, std::string& room) {
    if (held_in == Encoding::utf8 || is_ascii(bytes)) return bytes;
    return to_utf8_in(room, bytes, held_in).value_or(bytes);
}

}  // namespace

Place Sheet::Impl::header_place(std::size_t column) const {
    const HeaderCell& cell = headers[column];
    return source->place(cell.offset, cell.length);
}

std::unique_ptr<Sheet> Sheet::open(const std::string& path, const SheetSpec& spec,
                                   const SheetOptions& options, Diagnostics& diagnostics) {
    auto bytes = FileBytes::open(path, diagnostics);
    return bytes == nullptr ? nullptr : open(std::move(bytes), spec, options, diagnostics);
}

std::unique_ptr<Sheet> Sheet::open(std::shared_ptr<const FileBytes> bytes, const SheetSpec& spec,
                                   const SheetOptions& options, Diagnostics& diagnostics) {
    auto impl = std::make_unique<Impl>();
    impl->source = SheetSource::open(std::move(bytes), options.encoding, options.threads, diagnostics);
    if (impl->source == nullptr) return nullptr;
    impl->spec = spec;
    const HeaderNames names(spec, options);
    std::optional<FoundHeader> header = find_header(*impl->source, spec, options, names, diagnostics);
    if (!header) return nullptr;
    impl->dialect = header->dialect;
    impl->header_row = header->row;
    impl->headers = std::move(header->cells);
    warn_of_titles(*impl->source, header->title_rows, diagnostics);
    std::optional<Columns> columns = match_columns(impl->headers, names, options, *impl->source, diagnostics);
    if (!columns) return nullptr;
    impl->columns = std::move(*columns);
    return std::unique_ptr<Sheet>(new Sheet(std::move(impl)));
}

Sheet::Sheet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Sheet::~Sheet() = default;

int Sheet::column(std::string_view name) const {
    const auto found = impl_->columns.known.find(name);
    return found == impl_->columns.known.end() ? -1 : found->second;
}

bool Sheet::require(std::span<const std::string_view> names, Diagnostics& diagnostics) const {
    bool all = true;
    for (const std::string_view name : names) {
        if (has(name)) continue;
        all = false;
        const auto spec = std::find_if(impl_->spec.columns.begin(), impl_->spec.columns.end(),
                                       [&](const ColumnSpec& column) { return column.name == name; });
        std::string accepted(name);
        if (spec != impl_->spec.columns.end()) {
            const std::size_t shown = std::min(spec->aliases.size(), shown_aliases);
            for (std::size_t i = 0; i < shown; ++i) accepted += ", " + spec->aliases[i];
            if (shown < spec->aliases.size()) accepted += " …";
        }
        diagnostics.error("column-missing", header_place(-1),
                          say("缺少列 {0}（可用的列名：{1}）",
                              "column '{0}' is missing (accepted headers: {1})", name, accepted),
                          say("改正列名，或在 passline.yaml 的 columns 里对应",
                              "correct the header, or map it in `columns` of passline.yaml"));
    }
    return all;
}

bool Sheet::require_spec(Diagnostics& diagnostics) const {
    std::vector<std::string_view> names;
    for (const ColumnSpec& column : impl_->spec.columns) {
        if (column.required) names.push_back(column.name);
    }
    return require(names, diagnostics);
}

const std::vector<Sheet::Extra>& Sheet::extras() const { return impl_->columns.extras; }

Row Sheet::row_at(std::uint64_t offset) const {
    thread_local std::vector<Cell> cells;
    RowScanner scanner = impl_->scanner(static_cast<std::size_t>(offset), false);
    ScannedRow row;
    scanner.next(row);
    cells.assign(scanner.cells().begin(), scanner.cells().end());
    const std::string_view bytes = impl_->source->bytes();
    cells.resize(impl_->headers.size(), Cell{bytes.substr(row.end, 0), false});
    return {offset, cells};
}

std::string_view Sheet::bytes_at(std::uint64_t offset) const {
    RowScanner scanner = impl_->scanner(static_cast<std::size_t>(offset), false);
    ScannedRow row;
    scanner.next(row);
    return impl_->source->bytes().substr(row.begin, row.end - row.begin);
}

std::string_view Sheet::header_bytes(bool with_preamble) const {
    const ScannedRow& row = impl_->header_row;
    const std::size_t begin = with_preamble ? 0 : row.begin;
    return impl_->source->bytes().substr(begin, row.end - begin);
}

std::string_view Sheet::text(const Cell& cell, std::string& scratch) const {
    return cell_text(cell, impl_->source->held_in(), scratch);
}

Place Sheet::place(std::uint64_t row_offset, int column) const {
    const SheetSource& source = *impl_->source;
    RowScanner scanner = impl_->scanner(static_cast<std::size_t>(row_offset), false);
    ScannedRow row;
    scanner.next(row);
    const std::span<const Cell> cells = scanner.cells();
    if (column < 0) return source.place(row.begin, row.end - row.begin);
    if (static_cast<std::size_t>(column) >= cells.size()) return source.place(row.begin, 1);
    const Cell& cell = cells[static_cast<std::size_t>(column)];
    return source.place(impl_->offset_of(cell), cell.raw.size());
}

Place Sheet::header_place(int column) const {
    const ScannedRow& row = impl_->header_row;
    if (column < 0 || static_cast<std::size_t>(column) >= impl_->headers.size()) {
        return impl_->source->place(row.begin, row.end - row.begin);
    }
    return impl_->header_place(static_cast<std::size_t>(column));
}

const std::string& Sheet::file() const { return impl_->source->name(); }
Encoding Sheet::encoding() const { return impl_->source->encoding(); }
std::string_view Sheet::bytes() const { return impl_->source->bytes(); }
Encoding Sheet::held_in() const { return impl_->source->held_in(); }
std::size_t Sheet::size() const { return impl_->source->bytes().size(); }

std::string Sheet::header(int column) const {
    if (column < 0 || static_cast<std::size_t>(column) >= impl_->headers.size()) return {};
    return impl_->headers[static_cast<std::size_t>(column)].text;
}

bool Sheet::holds(std::string_view text) const {
    const std::string_view all = impl_->source->bytes();
    return std::less_equal<>()(all.data(), text.data()) &&
           std::less_equal<>()(text.data() + text.size(), all.data() + all.size());
}

std::size_t Sheet::estimated_rows() const {
    constexpr std::size_t sample = 100;
    RowScanner scanner = impl_->scanner(impl_->header_row.end, false);
    ScannedRow row;
    std::size_t count = 0;
    while (count < sample && scanner.next(row)) ++count;
    if (count < sample) return count;
    const std::size_t read = row.end - impl_->header_row.end;
    return (size() - impl_->header_row.end) / (read / count) + 1;
}

std::string_view cell_text(const Cell& cell, Encoding held_in, std::string& scratch) {
    if (cell.escaped) {
        std::string plain = without_doubled_quotes(cell.raw);
        const std::string_view text = decoded(plain, held_in, scratch);
        if (text.data() != plain.data()) return trimmed(text);
        scratch = std::move(plain);
        return trimmed(scratch);
    }
    const std::string_view text = decoded(cell.raw, held_in, scratch);
    return text.empty() || is_surely_trimmed(text) ? text : trimmed(text);
}

}  // namespace passline
