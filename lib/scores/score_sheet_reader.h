// How one score sheet becomes entries. For ScoreSheets and its streaming cousin only.
#pragma once
#include <array>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/recent.h"
#include "csv/values.h"
#include "scores/entry_list.h"
#include "scores/score_sheets.h"
#include "workspace/person_cells.h"

namespace passline {

/// What one part of a sheet holds. People and raters that no roster and no earlier part names have numbers of
/// the part's own.
struct ScorePart {
    std::size_t number = 0;  ///< which part of the sheet
    EntryList entries;
    Diagnostics diagnostics;
    std::vector<SetAside> set_aside;
    bool in_order = true;  ///< no row's person has a lower number than that of the row before
    std::size_t rows = 0;
    std::size_t stopped_at = 0;  ///< where the next part begins
    People people;               ///< without a roster: those of this part, in the order of appearance
    Names who;
    Arena arena;
    std::vector<std::pair<std::uint32_t, std::uint64_t>> cancelled;  ///< course, the first row that has it

    std::vector<People::Index>
        number_of;  ///< by the part's number of a person, once settled; empty: the same
    std::vector<std::uint32_t> who_numbers;  ///< by the part's number of a rater, once settled
};

/// What all readers of one sheet share.
class ScoreSheetContext {
  public:
    ScoreSheetContext(ScoreSheets& all, std::uint32_t number);

    const Sheet& sheet() const { return sheet_; }
    bool is_long() const { return long_; }
    int score_column() const { return score_; }
    /// False after errors: columns without which nothing can be read.
    bool has_columns(Diagnostics& diagnostics);

    /// Enters a part's people and raters in the workspace and the sheets and gives the part their numbers
    /// there. To be called for one part at a time, in order.
    void settle(ScorePart& part, Diagnostics& diagnostics);
    /// The same where people are of the part only: nobody is entered anywhere, raters get their numbers.
    void settle_stream(ScorePart& part, Diagnostics& diagnostics);
    /// The part's first person stood in an earlier part under this name.
    void settle_stream_name(ScorePart& part, const std::string& name, Diagnostics& diagnostics) const;
    bool too_many_raters() const { return too_many_raters_; }

  private:
    friend class ScoreSheetReader;
    void settle_people(ScorePart& part, Diagnostics& diagnostics);
    void settle_raters(ScorePart& part);
    void settle_cancelled(const ScorePart& part, Diagnostics& diagnostics);
    void settle_name(const ScorePart& part, People::Index mine, People::Index person,
                     Diagnostics& diagnostics);

    ScoreSheets& all_;
    Workspace& workspace_;
    const std::uint32_t number_;
    const Sheet& sheet_;
    PersonCells::ByName by_name_;
    int course_, attempt_, date_, component_, score_, rater_;
    bool long_;
    std::set<std::uint32_t> cancelled_;
    bool too_many_raters_ = false;
};

/// Reads parts of one sheet; each thread has its own.
class ScoreSheetReader {
  public:
    explicit ScoreSheetReader(ScoreSheetContext& shared);
    /// The rows from `begin` up to `end`. Problems go into `diagnostics`, which comes back with the part. It
    /// is the reader's and valid until the next.
    ScorePart& read(Diagnostics diagnostics, std::size_t begin, std::size_t end);

  private:
    /// What each component column of a wide sheet is to one course.
    struct ColumnUse {
        const std::int64_t* figures = nullptr;  ///< of the column, by row of the batch
        int component = -1;
        int role = -1;
        std::uint32_t who = 0;
        const RuledComponent* plain = nullptr;  ///< the component, where no rater comes into it
    };
    void settle(const Row& row, std::size_t entries_before);
    void set_aside_unreadable(Sheet::Reader& rows);
    template <class Whose>
    void read_row(const RowBatch& batch, std::size_t i, Whose person);
    void read_odd_row(const RowBatch& batch, std::size_t i);
    void read_cells(const Row& row, People::Index person);
    std::uint16_t attempt_of(const Row& row);
    std::int32_t date_of(const Row& row);
    std::int32_t read_date(const Row& row, const BriefKey& key);
    std::uint32_t course_of(const Row& row);
    std::uint32_t read_course(const Row& row, const BriefKey& key);
    std::uint32_t look_up_course(const Row& row);
    void unknown_course(const Row& row, std::string_view id);
    void read_long(const Row& row, const ScoreEntry& entry, const CourseRules& rules);
    void read_wide(const Row& row, const ScoreEntry& entry, const CourseRules& rules);
    void read_single(const Row& row, const ScoreEntry& entry, const CourseRules& rules);
    bool is_empty(const Row& row, int column);
    void read_column(const Row& row, const ScoreEntry& entry, const CourseRules& rules, const ColumnUse& use);
    void find_uses(const CourseRules& rules);
    int component_of(const Row& row, int column, const CourseRules& rules);
    int read_component(const Row& row, int column, const CourseRules& rules, const BriefKey& key);
    void add(const Row& row, const ScoreEntry& entry, int component, int column, int rater_column,
             std::string_view rater, const RuledComponent& rule);
    void push(const ScoreEntry& entry, int component, ScoreValue value, int role, std::uint32_t who);
    void read_figures(const RowBatch& batch);
    ScoreValue short_value(int column, const RuledComponent& component) const;
    ScoreValue short_value(const std::int64_t* figures, const RuledComponent& component) const;
    bool read_value(const Row& row, int column, const RuledComponent& component, ScoreValue& value);
    std::uint32_t who_number(std::string_view who);
    const int* known_role(const Row& row, const RuledComponent& component) const;
    bool set_rater(const Row& row, int column, std::string_view rater, const RuledComponent& component,
                   bool empty, int& role, std::uint32_t& who);

    // score_sheet_problems.cpp: what is said of cells that can't be
    void error(std::string_view code, const Row& row, int column, Text message, Text hint = {}) {
        cells_.error(code, row, column, std::move(message), std::move(hint));
    }
    void foreign_component(const Row& row, const Sheet::Extra& extra, const CourseRules& rules);
    void unknown_component(const Row& row, int column, const std::string& name, const CourseRules& rules);
    void score_of_what(const Row& row, const CourseRules& rules);
    void rater_missing(const Row& row, int column, const RuledComponent& component);
    void unknown_rater(const Row& row, int column, const std::string& name, const RuledComponent& component);
    void out_of_range(const Row& row, int column, Decimal score, const RuledComponent& component);

    ScoreSheetContext& shared_;
    Workspace& workspace_;
    const Sheet& sheet_;
    const bool quarantine_;
    const bool has_roster_;
    const std::uint64_t sheet_begin_;  ///< what row addresses count from
    ScorePart part_;
    Diagnostics row_diagnostics_;  // only with quarantine: of one row
    Diagnostics unreadable_;       // only with quarantine: what the reader itself says
    CellReader cells_;
    PersonCells people_;
    std::array<People::Index, RowBatch::most> who_;  ///< the batch's people
    People::Index last_person_ = 0;
    Recent<std::uint32_t, 16> courses_;  ///< places in Workspace::courses
    Recent<std::int32_t, 64> dates_;
    Recent<int, 64> components_;  ///< of certain rules
    Recent<int, 64> roles_;       ///< of raters who are named without a person, of a certain component
    /// What the cells of columns of scores came to that are short figures, all rows of a batch together; -1
    /// where it takes a closer look.
    using Figures = std::array<std::int64_t, RowBatch::most>;
    std::vector<std::unique_ptr<Figures>> figures_;  ///< by column; null where there are no scores
    std::size_t in_batch_ = 0;                       ///< the row that is being read
    std::uint32_t rules_course_ = Workspace::none;   ///< of the row before, and its rules
    const CourseRules* rules_ = nullptr;
    const CourseRules* uses_rules_ = nullptr;
    std::vector<ColumnUse> uses_;
};

}  // namespace passline
