#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/names.h"
#include "csv/sheet.h"
#include "scores/entry_store.h"
#include "workspace/workspace.h"

namespace passline {

class ScoreSheetContext;

/// A row that --quarantine sets aside.
struct SetAside {
    RowAddress row;
    std::string code;
    Text message;
};

struct ScoreOptions {
    SheetOptions sheet;       ///< its `threads` read the sheet side by side
    std::string course;       ///< --course: of a wide sheet without course_id; empty: none
    bool quarantine = false;  ///< wrong rows are set aside instead of being errors
    /// Entries know their row: for messages and explanations. Costs 8 bytes an entry.
    bool with_rows = true;
    /// Whose entries are kept, when it is not everyone's; all rows are checked all the same. Called on
    /// several threads.
    std::function<bool(People::Index)> keeps = {};
};

/// All score sheets of a run. Each is read once, row by row, several parts side by side; what stays is one
/// entry a score cell. Errors name file, line and column; a sheet with errors still is read to its end, so
/// that all of them are known.
class ScoreSheets {
  public:
    ScoreSheets(Workspace& workspace, ScoreOptions options);
    ~ScoreSheets();

    /// Opens one sheet, long or wide (workspace.md, CSV sheets). False after an error.
    bool open(const std::string& path, Diagnostics& diagnostics);
    /// Reads the sheets that are open. Adds people whom no roster lists.
    void read(Diagnostics& diagnostics);
    void load(const std::string& path, Diagnostics& diagnostics) {
        if (open(path, diagnostics)) read_sheet(static_cast<std::uint32_t>(sheets_.size() - 1), diagnostics);
    }
    /// The same sheets, none of them read yet.
    std::unique_ptr<ScoreSheets> again(ScoreOptions options) const;

    /// Orders the entries by person (byte order of the ids), course, attempt, component, role, who, then
    /// place; call once, after the last load.
    void sort();
    /// Everyone in the order of the results.
    const std::vector<People::Index>& people_in_order() const { return order_; }
    /// The entries of one person, after `sort`. Valid until the next call.
    std::span<const ScoreEntry> of(People::Index person);
    std::size_t entries() const { return store_.size(); }

    /// Some people who follow each other in the order of the results, with their entries.
    struct Group {
        std::span<const People::Index> people;
        std::vector<ScoreEntry> entries;  ///< by person as in `people`, each person's sorted
        bool scattered = false;           ///< people's numbers are in no order
    };
    std::uint32_t groups() const;
    /// Fills one group; its entries are forgotten here. Threads may take different groups at the same time.
    void take(std::uint32_t group, Group& into);

    Place place(const ScoreEntry& entry) const;
    Place place(RowAddress row) const;
    /// The row as it stands, in UTF-8, without its line end.
    std::string row_text(RowAddress row) const;
    std::string rater_who(const ScoreEntry& entry) const { return std::string(who_[entry.who]); }

    std::vector<SetAside>& set_aside() { return set_aside_; }
    const ScoreOptions& options() const { return options_; }

    static constexpr std::uint32_t most_raters = 1U << 20;  ///< distinct `who`

  private:
    friend class ScoreSheetReader;
    friend class ScoreSheetContext;
    struct LoadedSheet {
        std::shared_ptr<const Sheet> sheet;
        std::uint64_t begin = 0;               ///< of its bytes among all sheets
        int score_column = -1;                 ///< of a long sheet, or of a wide one with a single `score`
        std::vector<Sheet::Extra> components;  ///< of a wide one
    };
    class Loader;
    friend class SheetParts;
    friend class ScoreStream;

    RowAddress address(std::uint32_t sheet, std::uint64_t offset) const {
        return RowAddress(sheets_[sheet].begin + offset);
    }
    const LoadedSheet& sheet_of(RowAddress row) const;
    void order_people();
    void remember_columns(std::uint32_t number, const ScoreSheetContext& context);
    void read_sheet(std::uint32_t number, Diagnostics& diagnostics);

    Workspace& workspace_;
    ScoreOptions options_;
    std::vector<LoadedSheet> sheets_;
    EntryStore store_;  ///< people by rank when they are known before reading, else by number until `sort`
    std::vector<People::Index> order_;
    std::vector<std::uint32_t> ranks_;  ///< by number; empty: the order is that of the numbers
    bool ordered_ = false;
    std::vector<ScoreEntry> shown_;  ///< the stack that `of` gave last
    std::uint32_t shown_stack_ = ~std::uint32_t{0};
    Names courses_;  ///< ids, in the order of Workspace::courses
    Names who_;
    Arena arena_;
    std::vector<SetAside> set_aside_;
};

}  // namespace passline
