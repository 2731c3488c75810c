#include "scores/score_sheets.h"

#include <algorithm>
#include <set>

#include "scores/raters.h"
#include "scores/sheet_parts.h"
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
    std::set<const RuledComponent*> lists;  // which many courses share
    for (const Workspace::CourseEntry& entry : workspace.courses) {
        if (!entry.rules || !lists.insert(entry.rules->components.begin()).second) continue;
        for (const RuledComponent& component : entry.rules->components) {
            add(component.id);
            add(component.title.zh);
            add(component.title.en);
        }
    }
    return result;
}

unsigned threads_of(const ScoreOptions& options) { return std::max(1U, options.sheet.threads); }

}  // namespace

ScoreSheets::ScoreSheets(Workspace& workspace, ScoreOptions options)
    : workspace_(workspace),
      options_(std::move(options)),
      store_(threads_of(options_), options_.with_rows || options_.quarantine) {
    who_.add("");
    for (const Workspace::CourseEntry& entry : workspace.courses) courses_.add(entry.course->id);
    if (workspace_.people.has_roster()) order_people();
}
ScoreSheets::~ScoreSheets() = default;

/// Who comes in which order. Without a roster it is known after the last sheet only.
void ScoreSheets::order_people() {
    order_ = workspace_.people.in_order(threads_of(options_));
    const bool as_numbered = std::is_sorted(order_.begin(), order_.end());
    ranks_.clear();
    if (!as_numbered) {
        ranks_.resize(order_.size());
        for (std::uint32_t i = 0; i < order_.size(); ++i) ranks_[order_[i]] = i;
    }
    ordered_ = true;
}

/// Reads a sheet into the store.
class ScoreSheets::Loader : SheetParts {
  public:
    Loader(ScoreSheets& all, std::uint32_t number, Diagnostics& diagnostics)
        : SheetParts(all, number, diagnostics), all_(all) {}

    void run() { read_all(threads_of(all_.options_)); }

  private:
    void settle(ScorePart& part, Diagnostics& diagnostics) override {
        context().settle(part, diagnostics);
        if (!all_.workspace_.people.has_roster()) drop_others(part);
    }

    /// Entries of people who are not kept. Where parts enter people, one at a time, nobody else may look at
    /// them meanwhile.
    void drop_others(ScorePart& part) {
        const auto& keeps = all_.options_.keeps;
        if (!keeps) return;
        part.entries.remove_if([&](const ScoreEntry& entry) {
            return !keeps(part.number_of.empty() ? entry.person : part.number_of[entry.person]);
        });
    }

    void use(unsigned thread, ScorePart& part) override {
        if (all_.workspace_.people.has_roster()) drop_others(part);
        renumber(part.number_of, part);
        renumber(all_.ranks_, part);
        if (part.who.size() > 1) {
            for (ScoreEntry& entry : part.entries) entry.who = part.who_numbers[entry.who];
        }
        all_.store_.add(thread, part.entries);
    }

    /// Gives people other numbers; an empty list leaves them as they are.
    static void renumber(const std::vector<std::uint32_t>& number_of, ScorePart& part) {
        if (number_of.empty()) return;
        for (ScoreEntry& entry : part.entries) entry.person = number_of[entry.person];
    }

    ScoreSheets& all_;
};

void ScoreSheets::remember_columns(std::uint32_t number, const ScoreSheetContext& context) {
    sheets_[number].score_column = context.score_column();
    if (!context.is_long()) sheets_[number].components = context.sheet().extras();
}

bool ScoreSheets::open(const std::string& path, Diagnostics& diagnostics) {
    SheetOptions options = options_.sheet;
    options.extra = component_columns(workspace_);
    options.extra_takes_suffix = true;
    auto sheet = Sheet::open(path, *SheetSpec::builtin("scores"), options, diagnostics);
    if (sheet == nullptr) return false;
    const std::uint64_t begin = sheets_.empty() ? 0 : sheets_.back().begin + sheets_.back().sheet->size();
    sheets_.push_back({std::move(sheet), begin, -1, {}});
    return true;
}

void ScoreSheets::read(Diagnostics& diagnostics) {
    for (std::uint32_t number = 0; number < sheets_.size(); ++number) read_sheet(number, diagnostics);
}

void ScoreSheets::read_sheet(std::uint32_t number, Diagnostics& diagnostics) {
    Loader(*this, number, diagnostics).run();
}

std::unique_ptr<ScoreSheets> ScoreSheets::again(ScoreOptions options) const {
    auto again = std::make_unique<ScoreSheets>(workspace_, std::move(options));
    for (const LoadedSheet& loaded : sheets_) again->sheets_.push_back({loaded.sheet, loaded.begin, -1, {}});
    return again;
}

void ScoreSheets::sort() {
    if (ordered_ && order_.size() == workspace_.people.size()) return;
    if (!workspace_.people.ids().in_order()) workspace_.people.index(threads_of(options_));
    order_people();
    if (!ranks_.empty()) store_.renumber(ranks_);
}

std::uint32_t ScoreSheets::groups() const {
    const auto people = static_cast<std::uint32_t>(order_.size());
    return (people + EntryStore::people_a_stack - 1) / EntryStore::people_a_stack;
}

void ScoreSheets::take(std::uint32_t group, Group& into) {
    const std::size_t first = std::size_t{group} * EntryStore::people_a_stack;
    const std::size_t count = std::min<std::size_t>(EntryStore::people_a_stack, order_.size() - first);
    into.people = std::span(order_).subspan(first, count);
    store_.take(group, into.entries, true);
    into.scattered = !ranks_.empty();
    if (ranks_.empty()) return;
    for (ScoreEntry& entry : into.entries) entry.person = order_[entry.person];
}

std::span<const ScoreEntry> ScoreSheets::of(People::Index person) {
    const std::uint32_t rank = ranks_.empty() ? person : ranks_[person];
    const std::uint32_t stack = rank / EntryStore::people_a_stack;
    if (stack != shown_stack_) {
        store_.take(stack, shown_, false);
        for (ScoreEntry& entry : shown_) entry.person = order_[entry.person];
        shown_stack_ = stack;
    }
    const auto rank_of = [&](std::uint32_t who) { return ranks_.empty() ? who : ranks_[who]; };
    const auto [first, last] =
        std::equal_range(shown_.begin(), shown_.end(), rank, [&](const auto& a, const auto& b) {
            const auto number = [&](const auto& each) {
                if constexpr (std::is_same_v<std::decay_t<decltype(each)>, ScoreEntry>) {
                    return rank_of(each.person);
                } else {
                    return each;
                }
            };
            return number(a) < number(b);
        });
    return {first, last};
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
