#include "importing/guess.h"

#include <algorithm>
#include <array>
#include <set>

#include "csv/columns.h"
#include "csv/header.h"
#include "importing/embedded.h"
#include "importing/points.h"
#include "text/unicode.h"

namespace passline {
namespace {

constexpr std::size_t sampled_rows = 50;
constexpr std::size_t samples_shown = 3;

bool fits(const Layout& layout) {
    const std::size_t headers = layout.columns.size();
    std::size_t open = 0;  // columns that only a lone * takes
    for (const ForeignColumn& column : layout.columns) {
        if (column.meaning != nullptr && std::ranges::any_of(column.meaning->patterns, &Wildcard::anything))
            ++open;
    }
    if (layout.matched >= 5) return true;
    return layout.matched >= std::min<std::size_t>(3, headers) && layout.matched >= open;
}

/// Columns that something becomes of tell more than those that many exports have and nobody needs.
std::size_t weight(const Layout& layout) { return 2 * layout.useful + layout.matched; }

/// A kind of sheet, and how many headers of a row its own names are.
struct KindFit {
    const SheetSpec* spec = nullptr;
    Makes makes = Makes::scores;
    std::size_t known = 0;
    std::size_t row = 0;
    std::shared_ptr<Grid> grid;
};

std::vector<GridRow> first_rows(Grid& grid) {
    Diagnostics unread;
    std::vector<GridRow> rows;
    grid.rewind();
    GridRow row;
    while (rows.size() < 30 && grid.next(row, unread)) rows.push_back(row);
    return rows;
}

std::size_t known_headers(const HeaderNames& names, const GridRow& row) {
    return static_cast<std::size_t>(std::ranges::count_if(row.cells, [&](const std::string& cell) {
        return !cell.empty() && names.meaning(cell).kind == ColumnMeaning::Kind::spec;
    }));
}

KindFit best_kind(const std::vector<std::shared_ptr<Grid>>& grids) {
    KindFit best;
    for (const auto& grid : grids) {
        const auto rows = first_rows(*grid);
        for (const Makes makes : {Makes::scores, Makes::attendance, Makes::feedback, Makes::kpi}) {
            const SheetSpec* spec = SheetSpec::builtin(name_of(makes));
            const HeaderNames names(*spec, {});
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const std::size_t known = known_headers(names, rows[i]);
                if (known > best.known) best = {spec, makes, known, i, grid};
            }
        }
    }
    return best;
}

/// Without a name that passline knows: the first row with most cells.
KindFit widest_row(const std::vector<std::shared_ptr<Grid>>& grids) {
    KindFit best;
    std::size_t most = 1;
    for (const auto& grid : grids) {
        const auto rows = first_rows(*grid);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto filled = static_cast<std::size_t>(
                std::ranges::count_if(rows[i].cells, [](auto& c) { return !c.empty(); }));
            if (filled <= most) continue;
            most = filled;
            best = {SheetSpec::builtin("scores"), Makes::scores, 0, i, grid};
        }
    }
    return best;
}

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c == '\n' || c == '\t' ? ' ' : c;
    }
    return result + '"';
}

Layout plain_layout(const KindFit& fit) {
    Layout layout;
    layout.grid = fit.grid;
    const auto rows = first_rows(*fit.grid);
    layout.skip = fit.row + 1;
    layout.header_at = rows[fit.row].at;
    for (std::size_t i = 0; i < rows[fit.row].cells.size(); ++i) {
        const std::string header = on_one_line(rows[fit.row].cells[i]);
        if (header.empty()) continue;
        ForeignColumn column;
        column.index = static_cast<int>(i);
        column.header = header;
        layout.columns.push_back(std::move(column));
    }
    return layout;
}

std::string proposed_target(const KindFit& fit, const HeaderNames& names, const GuessedColumn& column) {
    const ColumnMeaning meaning = names.meaning(column.header);
    if (meaning.kind == ColumnMeaning::Kind::spec) {
        constexpr std::array<std::string_view, 4> own{"component", "score", "rater", "status"};
        if (fit.makes == Makes::scores && std::ranges::find(own, meaning.name) != own.end())
            return meaning.name == "score" ? "item" : "unused";
        return meaning.name;
    }
    if (meaning.kind == ColumnMeaning::Kind::unused) return "unused";
    if (fit.makes == Makes::feedback) return column.figures ? "question" : "unused";
    if (fit.makes == Makes::scores && column.figures) return "item";
    return "unused";
}

/// "笔试（满分50）", "Written (out of 50)", "Written /50", "笔试(50分)" → 50; empty: it does not say.
std::string most_in_header(const std::string& header) {
    const std::string key = header_key(header);
    const auto digits_at = [&](std::size_t at) {
        at = std::min(key.find_first_not_of(' ', at), key.size());
        return key.substr(at, key.find_first_not_of("0123456789", at) - at);
    };
    std::string most;
    for (const std::string_view before : {"满分:", "满分", "out of", "/"}) {
        const std::size_t at = key.rfind(before);
        if (at == std::string::npos || !most.empty()) continue;
        most = digits_at(at + before.size());
        if (before == "/" && !key.ends_with(most) && !key.ends_with(most + ")")) most.clear();  // a date
    }
    if (const std::size_t at = key.rfind('('); most.empty() && at != std::string::npos) {
        const std::string digits = digits_at(at + 1);
        if (std::string_view(key).substr(at + 1 + digits.size()).starts_with("分")) most = digits;
    }
    const auto points = Decimal::parse(most);
    return points && *points > Decimal{} ? most : std::string();
}

/// Where no header says so: the first column in which nothing stands twice. 0 for none.
int column_of_ids(const KindFit& fit, const HeaderNames& names, const std::vector<GuessedColumn>& columns) {
    if (fit.makes == Makes::feedback) return 0;
    for (const GuessedColumn& column : columns) {
        const ColumnMeaning meaning = names.meaning(column.header);
        if (meaning.name == "employee_id") return 0;
    }
    for (const GuessedColumn& column : columns) {
        const ColumnMeaning meaning = names.meaning(column.header);
        if (meaning.kind == ColumnMeaning::Kind::unknown && column.distinct) return column.number;
    }
    return 0;
}

}  // namespace

std::unique_ptr<PresetGuess> guess_preset(const std::vector<std::shared_ptr<Grid>>& grids) {
    std::unique_ptr<PresetGuess> best;
    for (const std::string_view id : embedded_preset_names()) {
        auto preset = builtin_preset(id);
        if (!preset) continue;
        auto guess = std::make_unique<PresetGuess>();
        guess->preset = std::move(*preset);
        auto layout = find_layout(grids, guess->preset);
        if (!layout || !fits(*layout)) continue;
        guess->layout = std::move(*layout);
        if (best == nullptr || weight(guess->layout) > weight(best->layout)) best = std::move(guess);
    }
    return best;
}

std::vector<GuessedColumn> guessed_columns(const Layout& layout) {
    std::vector<GuessedColumn> result;
    for (const ForeignColumn& column : layout.columns)
        result.push_back({column.index + 1, column.header, std::string(column.to()), {}, false, true});
    Diagnostics unread;
    layout.grid->rewind();
    GridRow row;
    std::vector<std::set<std::string>> seen(result.size());
    std::vector<std::size_t> figures(result.size()), others(result.size());
    for (std::size_t i = 0; i < layout.skip + sampled_rows && layout.grid->next(row, unread); ++i) {
        if (i < layout.skip) continue;
        for (std::size_t c = 0; c < result.size(); ++c) {
            GuessedColumn& column = result[c];
            const auto at = static_cast<std::size_t>(column.number - 1);
            if (at >= row.cells.size() || row.cells[at].empty()) {
                column.distinct = false;
                continue;
            }
            const std::string text = on_one_line(row.cells[at]);
            column.distinct = column.distinct && seen[c].insert(text).second;
            ++(scaled_points(text, Decimal::whole(1), Decimal::whole(1)) ? figures : others)[c];
            if (column.samples.size() < samples_shown &&
                std::ranges::find(column.samples, text) == column.samples.end())
                column.samples.push_back(text);
        }
    }
    for (std::size_t c = 0; c < result.size(); ++c) {
        result[c].figures = figures[c] > 0 && figures[c] >= others[c];
        result[c].distinct = result[c].distinct && !seen[c].empty();
    }
    return result;
}

std::string proposed_preset(const std::vector<std::shared_ptr<Grid>>& grids, const std::string& id) {
    KindFit fit = best_kind(grids);
    if (fit.known < 2) {
        const KindFit widest = widest_row(grids);
        if (fit.known == 0) fit = widest;
    }
    if (fit.spec == nullptr) return {};
    const HeaderNames names(*fit.spec, {});
    std::string yaml = fmt::format("passline: 1\npreset: {}\ntitle: {}\nmakes: {}\ncolumns:\n", quoted(id),
                                   quoted(id), name_of(fit.makes));
    std::vector<std::string> taken;
    const auto columns = guessed_columns(plain_layout(fit));
    const int id_column = column_of_ids(fit, names, columns);
    for (const GuessedColumn& column : columns) {
        std::string to = column.number == id_column ? "employee_id" : proposed_target(fit, names, column);
        const bool many = to == "item" || to == "question" || to == "unused";
        if (!many && std::ranges::find(taken, to) != taken.end()) to = "unused";
        taken.push_back(to);
        std::string samples;
        for (const std::string& sample : column.samples)
            samples += (samples.empty() ? "" : " | ") + std::string(prefix_of_width(sample, 24));
        std::string header = column.header;
        std::ranges::replace(header, '*', ' ');
        const std::string most = to == "item" ? most_in_header(column.header) : std::string();
        if (!most.empty()) to += ", out_of: " + most;
        yaml += fmt::format("  - {{header: {}, to: {}}}{}\n", quoted(header), to,
                            samples.empty() ? "" : "   # " + samples);
    }
    return yaml;
}

}  // namespace passline
