#include "scores/score_sheets.h"

#include <algorithm>
#include <set>

#include "scores/raters.h"
#include "scores/score_sheet_reader.h"
#include "text/unicode.h"

namespace passline {

namespace {

/// Every name under which a component of any course may head a column: its id and its titles.
std::vector<ColumnSpec> component_columns(const Workspace& workspace) {
    std::vector<ColumnSpec> result;
    std::set<std::string> seen;
    const auto add = [&](const std::string& name) {
        if (!name.empty() && seen.insert(folded(name)).second)
            result.push_back({name, false, {}, same(name)});
    };
    for (const Workspace::CourseEntry& entry : workspace.courses) {
        if (!entry.rules) continue;
        for (const RuledComponent& component : entry.rules->components) {
            add(component.id);
            add(component.title.zh);
            add(component.title.en);
        }
    }
    return result;
}

}  // namespace

void ScoreSheets::load(const std::string& path, Diagnostics& diagnostics) {
    if (who_.size() == 0) who_.add("");
    SheetOptions options = options_.sheet;
    options.extra = component_columns(workspace_);
    options.extra_takes_suffix = true;
    auto sheet = Sheet::open(path, *SheetSpec::builtin("scores"), options, diagnostics);
    if (sheet == nullptr) return;
    const std::uint64_t begin = sheets_.empty() ? 0 : sheets_.back().begin + sheets_.back().sheet->size();
    sheets_.push_back({std::move(sheet), begin, -1, {}});
    read_score_sheet(*this, static_cast<std::uint32_t>(sheets_.size() - 1), diagnostics);
}

void ScoreSheets::sort() {
    order_ = workspace_.people.in_order();
    std::vector<std::uint32_t> rank(order_.size());
    for (std::uint32_t i = 0; i < order_.size(); ++i) rank[order_[i]] = i;
    for (PackedEntry& entry : entries_) entry.set_person(rank[entry.person()]);
    std::sort(entries_.begin(), entries_.end());
    begins_.assign(order_.size() + 1, 0);
    std::uint64_t at = 0;
    for (std::uint32_t i = 0; i < order_.size(); ++i) {
        begins_[i] = at;
        while (at < entries_.size() && entries_[at].person() == i) entries_[at++].set_person(order_[i]);
    }
    begins_.back() = at;
    ranks_ = std::move(rank);
}

std::span<const ScoreEntry> ScoreSheets::of(People::Index person) {
    shown_.clear();
    for (std::uint64_t at = begins_[ranks_[person]]; at < begins_[ranks_[person] + 1]; ++at)
        shown_.push_back(entries_[at].unpacked());
    return shown_;
}

const ScoreSheets::LoadedSheet& ScoreSheets::sheet_of(RowAddress row) const {
    const auto after =
        std::upper_bound(sheets_.begin(), sheets_.end(), row.packed(),
                         [](std::uint64_t wanted, const LoadedSheet& sheet) { return wanted < sheet.begin; });
    return *(after - 1);
}

Place ScoreSheets::place(const ScoreEntry& entry) const {
    const LoadedSheet& loaded = sheet_of(entry.row);
    int column = loaded.score_column;
    if (column < 0) {
        const CourseRules& rules = *workspace_.courses[entry.course].rules;
        const RuledComponent& rule = rules.components[entry.component];
        for (const Sheet::Extra& extra : loaded.components) {
            const bool mine = rules.component(extra.name) == entry.component &&
                              (extra.suffix.empty() || (role_of(extra.suffix, rule) == entry.role &&
                                                        split_rater(extra.suffix).second == who_[entry.who]));
            if (mine) column = extra.index;
        }
    }
    return loaded.sheet->place(entry.row.packed() - loaded.begin, column);
}

Place ScoreSheets::place(RowAddress row) const {
    const LoadedSheet& loaded = sheet_of(row);
    return loaded.sheet->place(row.packed() - loaded.begin, -1);
}

std::string ScoreSheets::row_text(RowAddress row) const {
    const LoadedSheet& loaded = sheet_of(row);
    std::string_view bytes = loaded.sheet->bytes_at(row.packed() - loaded.begin);
    while (!bytes.empty() && (bytes.back() == '\n' || bytes.back() == '\r')) bytes.remove_suffix(1);
    std::string scratch;
    return std::string(loaded.sheet->text({bytes, false}, scratch));
}

}  // namespace passline
