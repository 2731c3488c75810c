#include "csv/header_search.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "csv/row_faults.h"
#include "text/unicode.h"

namespace passline {
namespace {

constexpr std::size_t searched_rows = 20;
constexpr std::array<char, 3> delimiters{',', ';', '\t'};

/// One of the first rows, read with one delimiter.
struct Candidate {
    Dialect dialect;
    ScannedRow row;
    std::vector<HeaderCell> cells;
    std::size_t recognised = 0;  // columns with a meaning, each name once
    std::size_t near = 0;        // further ones that nearly have one
    std::size_t filled = 0;
    bool has_required = false;
    bool named = false;  // some cell is a name that headers have: components alone may be the values of a row
    bool first = false;
};

/// Excel writes and reads a first line `sep=;`.
std::optional<char> stated_delimiter(std::string_view bytes, std::size_t& begin) {
    const std::string_view line = bytes.substr(begin, bytes.find_first_of("\r\n", begin) - begin);
    if (line.size() != 5 || !line.starts_with("sep=")) return std::nullopt;
    begin += line.size();
    if (bytes.substr(begin).starts_with("\r\n")) ++begin;
    if (begin < bytes.size()) ++begin;
    return line[4];
}

std::vector<HeaderCell> header_cells(std::span<const Cell> cells, const SheetSource& source) {
    std::vector<HeaderCell> result;
    std::string scratch;
    for (const Cell& cell : cells) {
        const auto offset = static_cast<std::size_t>(cell.raw.data() - source.bytes().data());
        result.push_back({std::string(cell_text(cell, source.held_in(), scratch)), offset, cell.raw.size()});
    }
    while (!result.empty() && result.back().text.empty()) result.pop_back();
    return result;
}

class Search {
  public:
    Search(const SheetSource& source, const SheetSpec& spec, const SheetOptions& options,
           const HeaderNames& names)
        : source_(source), names_(names), any_names_(options.keep_unknown) {
        for (const ColumnSpec& column : spec.columns) {
            if (column.required) required_.insert(column.name);
        }
        begin_ = source.begin();
        const std::optional<char> stated = stated_delimiter(source.bytes(), begin_);
        for (const char delimiter :
             stated ? std::vector<char>{*stated} : std::vector<char>(delimiters.begin(), delimiters.end())) {
            read({delimiter, source.line_end()});
        }
    }

    const std::vector<Candidate>& candidates() const { return candidates_; }

    /// The best row, or null.
    const Candidate* best() {
        const Candidate* found = best_by([](const Candidate& c) { return c.recognised; });
        if (found != nullptr) return found;
        if (any_names_ && required_.empty()) return widest_first();
        for (Candidate& candidate : candidates_) count_near(candidate);
        return best_by([](const Candidate& c) { return c.recognised + c.near; });
    }

    /// No row holds anything but blanks and delimiters.
    bool nothing() const { return nothing_; }

    /// The first row, with the delimiter that makes the most cells of it.
    const Candidate* widest_first() const {
        const Candidate* widest = nullptr;
        for (const Candidate& candidate : candidates_) {
            if (candidate.first && (widest == nullptr || candidate.cells.size() > widest->cells.size()))
                widest = &candidate;
        }
        return widest;
    }

  private:
    void read(Dialect dialect) {
        const std::string_view bytes = source_.bytes();
        RowScanner scanner(bytes, dialect, source_.held_in(), begin_, bytes.size(), false);
        ScannedRow row;
        std::size_t count = 0;
        while (count < searched_rows && scanner.next(row)) {
            if (!row.filled) continue;
            Candidate candidate;
            candidate.dialect = dialect;
            candidate.row = row;
            candidate.first = count == 0;
            candidate.cells = header_cells(scanner.cells(), source_);
            weigh(candidate);
            candidates_.push_back(std::move(candidate));
            ++count;
        }
        if (count == 0) nothing_ = true;
    }

    void weigh(Candidate& candidate) const {
        std::set<std::string> seen;
        std::set<std::string> required;
        std::size_t of_spec = 0;
        for (const HeaderCell& cell : candidate.cells) {
            if (cell.text.empty()) continue;
            ++candidate.filled;
            const ColumnMeaning meaning = names_.meaning(cell.text);
            if (meaning.kind == ColumnMeaning::Kind::unknown) continue;
            const bool ignored = meaning.kind == ColumnMeaning::Kind::ignored;
            if (seen.insert(ignored ? header_key(cell.text) : meaning.name + '@' + meaning.suffix).second)
                ++candidate.recognised;
            if (meaning.kind == ColumnMeaning::Kind::spec) {
                ++of_spec;
                if (required_.contains(meaning.name) || meaning.name == "employee_id" ||
                    meaning.name == "name")
                    candidate.named = true;
            }
            if (required_.contains(meaning.name)) required.insert(meaning.name);
        }
        if (of_spec >= 2) candidate.named = true;
        candidate.has_required = !required_.empty() && required.size() == required_.size();
    }

    void count_near(Candidate& candidate) const {
        for (const HeaderCell& cell : candidate.cells) {
            if (names_.meaning(cell.text).kind == ColumnMeaning::Kind::unknown && names_.near(cell.text, {}))
                ++candidate.near;
        }
    }

    template <class Weight>
    const Candidate* best_by(Weight weight) const {
        const Candidate* found = nullptr;
        for (const Candidate& candidate : candidates_) {
            const std::size_t names = weight(candidate);
            const bool enough = (candidate.named || candidate.near > 0) &&
                                (names >= 2 || candidate.has_required ||
                                 (names == 1 && (candidate.first || candidate.filled <= 2)));
            if (enough && (found == nullptr || names > weight(*found))) found = &candidate;
        }
        return found;
    }

    const SheetSource& source_;
    const HeaderNames& names_;
    bool any_names_;
    bool nothing_ = false;
    std::size_t begin_ = 0;
    std::set<std::string> required_;
    std::vector<Candidate> candidates_;
};

void report_no_header(const SheetSource& source, const SheetSpec& spec, const Candidate& first,
                      Diagnostics& diagnostics) {
    std::string expected;
    for (const ColumnSpec& column : spec.columns) {
        if (column.required) expected += (expected.empty() ? "" : ", ") + column.name;
    }
    Text hint =
        say("前 20 行里要有一行写列名；表头不同时请在 passline.yaml 的 columns 里对应",
            "one of the first 20 rows must hold the names; map other headers in `columns` of passline.yaml");
    const std::string line =
        source.decoded(source.bytes().substr(first.row.begin, first.row.end - first.row.begin));
    if (first.cells.size() == 1 && line.find("，") != std::string::npos) {
        hint = say("列之间用的是全角逗号“，”：换成半角逗号 ,",
                   "its columns are separated by the full-width comma ，: use , instead");
    } else if (first.cells.size() == 1 && line.find('|') != std::string::npos) {
        hint = say("列之间用的是竖线 |：换成逗号、分号或制表符",
                   "its columns are separated by |: use commas, semicolons or tabs");
    }
    const Place place = source.place(first.row.begin, first.row.end - first.row.begin);
    if (expected.empty()) {
        diagnostics.error("sheet-header", place, say("找不到表头", "no header found"), std::move(hint));
    } else {
        diagnostics.error(
            "sheet-header", place,
            say("找不到表头：需要列 {0}", "no header found: it needs the columns {0}", expected),
            std::move(hint));
    }
}

}  // namespace

std::optional<FoundHeader> find_header(const SheetSource& source, const SheetSpec& spec,
                                       const SheetOptions& options, const HeaderNames& names,
                                       Diagnostics& diagnostics) {
    Search search(source, spec, options, names);
    const Candidate* first = search.widest_first();
    if (search.nothing()) {
        Place place;
        place.file = source.name();
        diagnostics.error("sheet-empty", std::move(place), say("数据表是空的", "the sheet is empty"),
                          say("需要一行表头和至少一行数据", "it needs a header and at least one row"));
        return std::nullopt;
    }
    const Candidate* best = search.best();
    if (best == nullptr) {
        if (first->row.fault != ScannedRow::Fault::none) {
            report_fault(source, first->row, diagnostics);
        } else {
            report_no_header(source, spec, *first, diagnostics);
        }
        return std::nullopt;
    }
    if (best->row.fault != ScannedRow::Fault::none) {
        report_fault(source, best->row, diagnostics);
        return std::nullopt;
    }
    FoundHeader header{best->dialect, best->row, best->cells, {}};
    for (const Candidate& candidate : search.candidates()) {
        if (candidate.dialect == best->dialect && candidate.row.begin < best->row.begin) {
            header.title_rows.push_back(candidate.row.begin);
        }
    }
    return header;
}

}  // namespace passline
