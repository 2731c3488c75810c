#include "importing/layout.h"

#include <algorithm>
#include <array>
#include <utility>

#include "csv/columns.h"
#include "csv/header.h"
#include "text/unicode.h"

namespace passline {
namespace {

constexpr std::size_t searched_rows = 30;
constexpr std::array<std::string_view, 5> who{"employee_id", "email", "name", "surname", "given_name"};

bool tells_who(std::string_view to) { return std::ranges::find(who, to) != who.end(); }

std::optional<HeaderMeaning> named(const Preset& preset, std::string_view key) {
    for (const PresetColumn& column : preset.columns) {
        for (const Wildcard& pattern : column.patterns) {
            if (pattern.anything()) continue;
            if (const auto name = pattern.match(key)) return HeaderMeaning{&column, std::string(*name)};
        }
    }
    return std::nullopt;
}

/// How well a row does as the header.
struct Fit {
    std::size_t matched = 0;
    std::size_t useful = 0;
    bool who = false;
};

Fit fit_of(const Preset& preset, const GridRow& row) {
    Fit fit;
    for (const std::string& cell : row.cells) {
        const HeaderMeaning meaning = cell.empty() ? HeaderMeaning{} : meaning_of(preset, cell);
        if (meaning.column == nullptr || std::ranges::any_of(meaning.column->patterns, &Wildcard::anything))
            continue;
        ++fit.matched;
        if (meaning.column->to != "unused") ++fit.useful;
        fit.who = fit.who || tells_who(meaning.column->to);
    }
    return fit;
}

/// The header's rows, read with one delimiter.
class Header {
  public:
    Header(const Preset& preset, std::shared_ptr<Grid> grid) : preset_(preset), grid_(std::move(grid)) {
        Diagnostics unread;  // what is wrong with rows is told when they are read
        grid_->rewind();
        GridRow row;
        while (head_.size() < searched_rows + 10 && grid_->next(row, unread)) head_.push_back(row);
        for (std::size_t i = 0; i < std::min(head_.size(), searched_rows); ++i) {
            const Fit fit = fit_of(preset, head_[i]);
            const bool enough = fit.who || preset.makes == Makes::feedback;
            if (enough && fit.matched > best_.matched) {
                best_ = fit;
                at_ = i;
            }
        }
    }

    std::size_t matched() const { return best_.matched; }
    std::size_t filled() const {
        return static_cast<std::size_t>(
            std::ranges::count_if(head_[at_].cells, [](const std::string& cell) { return !cell.empty(); }));
    }

    Layout layout() {
        Layout result;
        result.grid = grid_;
        result.header_at = head_[at_].at;
        result.matched = best_.matched;
        result.useful = best_.useful;
        result.titles.assign(head_.begin(), head_.begin() + static_cast<std::ptrdiff_t>(at_));
        const std::size_t below = rows_below();
        result.skip = at_ + 1 + below;
        for (std::size_t i = at_; i <= at_ + below; ++i)
            result.width = std::max(result.width, head_[i].cells.size());
        std::string group;
        for (std::size_t c = 0; c < result.width; ++c) column(result, c, below, group);
        return result;
    }

  private:
    const std::string& cell(std::size_t row, std::size_t column) const {
        static const std::string none;
        return column < head_[row].cells.size() ? head_[row].cells[column] : none;
    }

    /// Rows that go on with the header: nobody's.
    std::size_t rows_below() const {
        std::size_t below = 0;
        while (static_cast<int>(below) + 1 < preset_.header_rows && at_ + below + 1 < head_.size()) {
            const std::size_t row = at_ + below + 1;
            bool somebody = false;
            for (std::size_t c = 0; c < head_[at_].cells.size(); ++c) {
                const HeaderMeaning meaning = meaning_of(preset_, cell(at_, c));
                if (meaning.column != nullptr && tells_who(meaning.column->to) && !cell(row, c).empty())
                    somebody = true;
            }
            if (somebody) break;
            ++below;
        }
        return below;
    }

    void column(Layout& result, std::size_t c, std::size_t below, std::string& group) const {
        std::string sub;
        for (std::size_t i = 1; i <= below; ++i) {
            const std::string& text = cell(at_ + i, c);
            if (!text.empty()) sub += (sub.empty() ? "" : " ") + text;
        }
        if (!cell(at_, c).empty()) group = cell(at_, c);
        ForeignColumn column;
        column.index = static_cast<int>(c);
        column.header = on_one_line(sub.empty() ? cell(at_, c) : group + " " + sub);
        if (column.header.empty()) return;
        HeaderMeaning meaning = meaning_of(preset_, column.header);
        const bool known =
            meaning.column != nullptr && std::ranges::none_of(meaning.column->patterns, &Wildcard::anything);
        if (!sub.empty() && !known) {
            if (HeaderMeaning alone = meaning_of(preset_, sub); alone.column != nullptr) meaning = alone;
        }
        column.meaning = meaning.column;
        column.name = std::move(meaning.name);
        if (column.meaning != nullptr) column.out_of = column.meaning->out_of;
        result.columns.push_back(std::move(column));
    }

    const Preset& preset_;
    std::shared_ptr<Grid> grid_;
    std::vector<GridRow> head_;
    Fit best_;
    std::size_t at_ = 0;
};

}  // namespace

std::string_view without_bracket(std::string_view key) {
    if (!key.ends_with(')')) return key;
    const std::size_t at = key.rfind('(');
    if (at == std::string_view::npos || at == 0) return key;
    return trimmed(key.substr(0, at));
}

HeaderMeaning meaning_of(const Preset& preset, std::string_view header) {
    if (trimmed(header).empty()) return {};
    const std::string key = header_key(header);
    if (auto found = named(preset, key)) return std::move(*found);
    if (auto found = named(preset, without_bracket(key))) return std::move(*found);
    for (const PresetColumn& column : preset.columns) {
        if (std::ranges::any_of(column.patterns, &Wildcard::anything)) return {&column, key};
    }
    return {};
}

const ForeignColumn* Layout::column(std::string_view to) const {
    const auto found = std::ranges::find_if(columns, [&](const ForeignColumn& c) { return c.to() == to; });
    return found == columns.end() ? nullptr : &*found;
}

std::optional<Layout> find_layout(const std::vector<std::shared_ptr<Grid>>& grids, const Preset& preset) {
    std::optional<Header> best;
    for (const auto& grid : grids) {
        Header header(preset, grid);
        if (header.matched() == 0 || (header.matched() < 2 && header.filled() > 2)) continue;
        if (!best || header.matched() > best->matched()) best.emplace(std::move(header));
    }
    if (!best) return std::nullopt;
    return best->layout();
}

}  // namespace passline
