#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/names.h"
#include "csv/sheet.h"
#include "scores/entries.h"
#include "workspace/workspace.h"

namespace passline {

/// A row that --quarantine sets aside.
struct SetAside {
    RowAddress row;
    std::string code;
    Text message;
};

struct ScoreOptions {
    SheetOptions sheet;
    std::string course;       ///< --course: of a wide sheet without course_id; empty: none
    bool quarantine = false;  ///< wrong rows are set aside instead of being errors
};

/// All score sheets of a run. Each is read once, row by row; what stays is one entry a score cell. Errors
/// name file, line and column; a sheet with errors still is read to its end, so that all of them are known.
class ScoreSheets {
  public:
    ScoreSheets(Workspace& workspace, ScoreOptions options)
        : workspace_(workspace), options_(std::move(options)) {}

    /// Reads one sheet, long or wide (workspace.md, CSV sheets). Adds people whom no roster lists.
    void load(const std::string& path, Diagnostics& diagnostics);

    /// Orders the entries by person (byte order of the ids), course, attempt, component, role, who, then
    /// place; call once, after the last load.
    void sort();
    /// Everyone in the order of the results.
    const std::vector<People::Index>& people_in_order() const { return order_; }
    /// The entries of one person, after `sort`. Valid until the next call.
    std::span<const ScoreEntry> of(People::Index person);
    std::size_t entries() const { return entries_.size(); }

    Place place(const ScoreEntry& entry) const;
    Place place(RowAddress row) const;
    /// The row as it stands, in UTF-8, without its line end.
    std::string row_text(RowAddress row) const;
    std::string rater_who(const ScoreEntry& entry) const { return std::string(who_[entry.who]); }

    std::vector<SetAside>& set_aside() { return set_aside_; }

  private:
    friend class ScoreSheetReader;
    struct LoadedSheet {
        std::unique_ptr<Sheet> sheet;
        std::uint64_t begin = 0;               ///< of its bytes among all sheets
        int score_column = -1;                 ///< of a long sheet, or of a wide one with a single `score`
        std::vector<Sheet::Extra> components;  ///< of a wide one
    };

    Workspace& workspace_;
    ScoreOptions options_;
    std::vector<LoadedSheet> sheets_;
    RowAddress address(std::uint32_t sheet, std::uint64_t offset) const {
        return RowAddress(sheets_[sheet].begin + offset);
    }
    const LoadedSheet& sheet_of(RowAddress row) const;

    std::vector<PackedEntry> entries_;
    std::vector<ScoreEntry> shown_;  ///< what `of` gave last
    std::vector<People::Index> order_;
    std::vector<std::uint64_t> begins_;  ///< by rank: the first of its entries; then by person its rank
    std::vector<std::uint32_t> ranks_;
    Names who_;
    Arena arena_;
    std::vector<SetAside> set_aside_;
};

}  // namespace passline
