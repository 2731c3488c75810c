#include "csv/sheet.h"

#include <algorithm>
#include <utility>

#include "csv/row_faults.h"
#include "csv/sheet_impl.h"
#include "text/unicode.h"

namespace passline {
namespace {

/// A column has two dozen headers that it is known under: enough are named to see what is meant.
constexpr std::size_t shown_aliases = 6;

/// 'a', 'b', 'c'
void append_name(Text& list, const Text& name) {
    if (!list.empty()) {
        list.zh += "、";
        list.en += ", ";
    }
    list.zh += name.zh;
    list.en += name.en;
}

/// A header cell's name for people: line breaks as blanks.
std::string on_one_line(std::string text) {
    std::string result;
    for (const char c : text) {
        const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
        if (!blank) result += c;
        if (blank && !result.ends_with(' ')) result += ' ';
    }
    return result;
}

Text shown(const HeaderCell& cell, std::size_t index) {
    if (cell.text.empty()) return say("第 {0} 列（没有列名）", "column {0} (without a header)", index + 1);
    return same("'" + on_one_line(cell.text) + "'");
}

/// Gives each column of a header its meaning, with the problems that this brings.
class ColumnMatcher {
  public:
    ColumnMatcher(const HeaderNames& names, const SheetOptions& options, Diagnostics& diagnostics)
        : names_(names), options_(options), diagnostics_(diagnostics) {}

    template <class PlaceOf, class Impl>
    bool match(Impl& sheet, PlaceOf place_of) {
        const std::size_t errors = diagnostics_.errors();
        std::vector<std::size_t> unknown;
        std::set<std::string> present;
        for (std::size_t i = 0; i < sheet.headers.size(); ++i) {
            const HeaderCell& cell = sheet.headers[i];
            const ColumnMeaning meaning = cell.text.empty() ? ColumnMeaning{} : names_.meaning(cell.text);
            switch (meaning.kind) {
                case ColumnMeaning::Kind::ignored:
                    break;
                case ColumnMeaning::Kind::unused:
                    unused_.push_back(i);
                    break;
                case ColumnMeaning::Kind::unknown:
                    unknown.push_back(i);
                    break;
                case ColumnMeaning::Kind::spec:
                case ColumnMeaning::Kind::extra:
                    present.insert(meaning.name);
                    enter(sheet, i, meaning, place_of);
            }
        }
        for (const std::size_t i : unknown) settle_unknown(sheet, i, present, place_of);
        warn_of_unknown(sheet, place_of);
        std::sort(sheet.extras.begin(), sheet.extras.end(),
                  [](const auto& a, const auto& b) { return a.index < b.index; });
        return diagnostics_.errors() == errors;
    }

  private:
    template <class PlaceOf, class Impl>
    void enter(Impl& sheet, std::size_t i, const ColumnMeaning& meaning, PlaceOf place_of) {
        const std::string key =
            meaning.name + (meaning.suffix.empty() ? "" : "@" + header_key(meaning.suffix));
        const auto [first, added] = taken_.emplace(key, i);
        if (!added) {
            Diagnostic twice{Severity::error,           "column-twice", place_of(i), {}, {},
                             {place_of(first->second)}, Trouble::input};
            const Text here = shown(sheet.headers[i], i);
            const Text there = shown(sheet.headers[first->second], first->second);
            if (here == there) {
                twice.message = say("有两列都叫 {0}", "two columns are called {0}", here);
            } else {
                twice.message =
                    say("{0} 和 {1} 两列都表示 '{2}'", "{0} and {1} both stand for '{2}'", there, here, key);
            }
            twice.hint = say("删去一列，或把它列入 passline.yaml 的 ignore_columns",
                             "delete one of them, or list it in `ignore_columns` of passline.yaml");
            diagnostics_.add(std::move(twice));
            return;
        }
        if (meaning.kind == ColumnMeaning::Kind::spec) {
            sheet.columns.emplace(meaning.name, static_cast<int>(i));
        } else {
            sheet.extras.push_back({static_cast<int>(i), meaning.name, meaning.suffix, place_of(i)});
        }
    }

    template <class PlaceOf, class Impl>
    void settle_unknown(Impl& sheet, std::size_t i, const std::set<std::string>& present, PlaceOf place_of) {
        const HeaderCell& cell = sheet.headers[i];
        if (const std::optional<std::string> meant = names_.near(cell.text, present)) {
            diagnostics_.error(
                "column-near", place_of(i),
                say("不认识 {0} 这一列", "column {0} is not known", shown(cell, i)),
                say("是不是 '{0}'？如果不是，列入 passline.yaml 的 ignore_columns",
                    "did you mean '{0}'? If not, list it in `ignore_columns` of passline.yaml", *meant));
        } else if (options_.keep_unknown && !cell.text.empty()) {
            enter(sheet, i, {ColumnMeaning::Kind::extra, cell.text, {}}, place_of);
        } else {
            unused_.push_back(i);
        }
    }

    template <class PlaceOf, class Impl>
    void warn_of_unknown(const Impl& sheet, PlaceOf place_of) {
        if (unused_.empty()) return;
        std::sort(unused_.begin(), unused_.end());
        Text list;
        for (const std::size_t i : unused_) append_name(list, shown(sheet.headers[i], i));
        const bool one = unused_.size() == 1;
        Diagnostic unknown{
            options_.strict ? Severity::error : Severity::warning,
            "column-unknown",
            place_of(unused_.front()),
            {},
            say("在 passline.yaml 的 columns 里写明含义，或列入 ignore_columns",
                "say what it is in `columns` of passline.yaml, or list it in `ignore_columns`"),
            {},
            Trouble::input};
        if (options_.strict) {
            unknown.message = say("不认识的列：{0}", "{1} not known: {0}", list, one ? "column" : "columns");
        } else {
            unknown.message = say("不认识的列，已略去：{0}", "{1} not known, left out: {0}", list,
                                  one ? "column" : "columns");
        }
        diagnostics_.add(std::move(unknown));
    }

    const HeaderNames& names_;
    const SheetOptions& options_;
    Diagnostics& diagnostics_;
    std::map<std::string, std::size_t> taken_;  // name or name@suffix → index
    std::vector<std::size_t> unused_;
};

void warn_of_titles(const SheetSource& source, const std::vector<std::size_t>& rows,
                    Diagnostics& diagnostics) {
    if (rows.empty()) return;
    std::vector<std::uint32_t> lines;
    for (const std::size_t row : rows) lines.push_back(source.line(row));
    diagnostics.warning("title-rows", source.place(rows.front(), source.bytes().size()),
                        say("表头上面的第 {0} 行已略去", "{1} {0} above the header left out",
                            line_list(lines), lines.size() == 1 ? "line" : "lines"));
}

}  // namespace

Place Sheet::Impl::header_place(std::size_t column) const {
    const HeaderCell& cell = headers[column];
    return source->place(cell.offset, cell.length);
}

std::unique_ptr<Sheet> Sheet::open(const std::string& path, const SheetSpec& spec, SheetOptions options,
                                   Diagnostics& diagnostics) {
    auto bytes = FileBytes::open(path, diagnostics);
    return bytes == nullptr ? nullptr : open(std::move(bytes), spec, std::move(options), diagnostics);
}

std::unique_ptr<Sheet> Sheet::open(std::shared_ptr<const FileBytes> bytes, const SheetSpec& spec,
                                   SheetOptions options, Diagnostics& diagnostics) {
    auto impl = std::make_unique<Impl>();
    impl->source = SheetSource::open(std::move(bytes), options.encoding, diagnostics);
    if (impl->source == nullptr) return nullptr;
    impl->spec = spec;
    const HeaderNames names(spec, options);
    std::optional<FoundHeader> header = find_header(*impl->source, spec, options, names, diagnostics);
    if (!header) return nullptr;
    impl->dialect = header->dialect;
    impl->header_row = header->row;
    impl->headers = std::move(header->cells);
    warn_of_titles(*impl->source, header->title_rows, diagnostics);
    const auto place_of = [&](std::size_t column) { return impl->header_place(column); };
    if (!ColumnMatcher(names, options, diagnostics).match(*impl, place_of)) return nullptr;
    return std::unique_ptr<Sheet>(new Sheet(std::move(impl)));
}

Sheet::Sheet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Sheet::~Sheet() = default;

int Sheet::column(std::string_view name) const {
    const auto found = impl_->columns.find(name);
    return found == impl_->columns.end() ? -1 : found->second;
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
                          say("缺少列 '{0}'（可用的列名：{1}）",
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

const std::vector<Sheet::Extra>& Sheet::extras() const { return impl_->extras; }

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
std::size_t Sheet::size() const { return impl_->source->bytes().size(); }

std::string Sheet::header(int column) const {
    if (column < 0 || static_cast<std::size_t>(column) >= impl_->headers.size()) return {};
    return impl_->headers[static_cast<std::size_t>(column)].text;
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
    std::string_view raw = cell.raw;
    if (cell.escaped) {
        std::string plain;
        plain.reserve(raw.size());
        for (std::size_t i = 0; i < raw.size(); ++i) {
            plain += raw[i];
            if (raw[i] == Dialect::quote && i + 1 < raw.size() && raw[i + 1] == Dialect::quote) ++i;
        }
        scratch = std::move(plain);
        raw = scratch;
    }
    if (is_ascii(raw)) return raw;
    if (held_in != Encoding::utf8) {
        if (auto text = to_utf8(raw, held_in)) {
            scratch = std::move(*text);
            raw = scratch;
        }
    }
    return trimmed(raw);
}

}  // namespace passline
