#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "report/row_pattern.h"
#include "report/table.h"
#include "retraining/outcome.h"
#include "scores/score_figure.h"
#include "scores/score_pattern.h"
#include "workspace/workspace.h"

namespace passline {

/// `results` of cli.md: a row for each person × course. The text format shows the columns that a reader
/// needs, in words; CSV and JSON have the contract's columns, JSON also `decisions`, `held_actions` and
/// `provisional`.
class ResultRows {
  public:
    ResultRows(const Workspace& workspace, const Proceedings& proceedings, TableOptions options)
        : ResultRows(workspace.people, proceedings, options) {}
    /// Outcomes are of these people.
    ResultRows(const People& people, const Proceedings& proceedings, TableOptions options);

    /// What the table has.
    std::vector<TableColumn> columns() const;
    /// Outcomes of one judge, always to the same table.
    void add(const CourseOutcome& outcome, TableRows& to);
    /// The contract's values of one row, valid until the next.
    std::span<const TableCell> contract(const CourseOutcome& outcome);

    static constexpr std::string_view names[] = {
        "employee_id", "name",   "department", "course_id", "track", "attempts", "scores",   "total",
        "outcome",     "failed", "band",       "next",      "due",   "actions",  "articles", "appeal"};
    static std::vector<TableColumn> contract_columns();

  private:
    /// What rows of one kind of outcome have alike.
    struct Alike {
        RowPattern row;
        ScorePattern scores;
        std::size_t most = 0;  ///< bytes of its figures and its date
    };
    static constexpr std::size_t id_column = 0, name_column = 1, department_column = 2, scores_column = 6,
                                 total_column = 7, due_column = 12;
    static constexpr std::size_t longest_date = 16;

    bool add_alike(const CourseOutcome& outcome, TableRows& to);
    void add_cells(const CourseOutcome& outcome, TableRows& to);
    void make_alike(const CourseOutcome& outcome, const TableRows& to, Alike& alike);
    void begin_row();
    std::span<const TableCell> row() const { return {cells_.data(), cell_count_}; }
    std::string_view due_text(Date due);
    void all_cells(const CourseOutcome& outcome);
    TableCell& cell(std::string_view value, bool plain = false);
    void plain(std::string_view value) { cell(value, true); }
    std::string& made();
    void made_text(const CourseOutcome& outcome);
    std::string decisions(const CourseOutcome& outcome) const;
    std::string actions_in_words(const CourseOutcome& outcome) const;

    const People& people_;
    const Proceedings& proceedings_;
    TableOptions options_;
    const bool has_patterns_;  ///< decisions are each row's own
    static constexpr std::size_t most_cells = 24;
    std::array<TableCell, most_cells> cells_;
    std::size_t cell_count_ = 0;
    std::vector<std::string> made_;  ///< texts that are made for a row; they keep their memory
    std::size_t made_count_ = 0;
    std::int32_t due_days_ = Person::no_date;  ///< of due_text_
    std::string due_text_;
    std::vector<Alike> alike_;  ///< by CourseOutcome::kind and whether a date is provisional
};

/// `--components` of cli.md: a row for each person × course × attempt × component that has a score or a mark.
class ComponentRows {
  public:
    explicit ComponentRows(const People& people) : people_(people) {}
    static std::vector<TableColumn> columns();
    /// Outcomes of one judge, always to the same table.
    void add(const CourseOutcome& outcome, TableRows& to);

  private:
    /// Where a row's score or mark stands in its outcome.
    struct Source {
        std::uint32_t attempt = 0;
        std::uint32_t component = 0;
        bool scored = false;
    };
    /// The rows of outcomes of one kind.
    struct Alike {
        bool made = false;
        std::vector<Source> sources;  ///< one for each row
        RowPattern rows;              ///< all of them, or none where the format has no patterns
    };
    static constexpr std::size_t id_column = 0, score_column = 4;

    void add_cells(const CourseOutcome& outcome, TableRows& to);
    void make_alike(const CourseOutcome& outcome, const TableRows& to, Alike& alike);
    template <class Take>
    static void each_row(const CourseOutcome& outcome, Take take);
    void all_cells(const JudgedAttempt& attempt, std::size_t component, const CourseOutcome& outcome);

    const People& people_;
    std::vector<TableCell> cells_;
    std::string number_, line_;
    Bytes score_;
    std::vector<Alike> alike_;  ///< by CourseOutcome::kind
};

/// `--summary` of cli.md: counts and rates by course and department.
class Summary {
  public:
    explicit Summary(const Workspace& workspace) : workspace_(workspace) {}
    /// An outcome of one of these people; departments have the same numbers in all that are given. Of one
    /// judge, see CourseOutcome::kind.
    void add(const CourseOutcome& outcome, const People& people);
    /// What another one has counted.
    void add(const Summary& other);
    /// Departments are called as they are there.
    void write(const People& people, TableOptions options, Sink& sink) const;

  private:
    /// Of many totals, nearly all of them decimals: those grow in whole numbers.
    struct Sum {
        std::int64_t millionths = 0;
        Fraction rest;
        void add(const ScoreFigure& value);
        void add(const Sum& other);
        Fraction value() const { return Fraction::ratio(millionths, Decimal::scale) + rest; }
    };
    struct Counts {
        std::int64_t enrolled = 0, assessed = 0, passed_first = 0, passed = 0, failed = 0, incomplete = 0,
                     not_attended = 0, totals = 0;
        Sum sum;
        void add(const CourseOutcome& outcome);
        void add(const Counts& other);
        /// Outcomes that count like `one`: so many, with totals of that sum.
        void add(const Counts& one, std::int64_t many, const Sum& totals_sum);
    };
    /// Of outcomes of one kind in one department: how many, and the sum of their totals.
    struct Tally {
        std::int64_t many = 0;
        Sum sum;
    };
    struct Kind {
        std::uint32_t course = 0;
        Counts one;  ///< what each of them counts
    };
    Counts& counts_of(std::uint32_t course, std::uint32_t department);
    Tally* tally_of(const CourseOutcome& outcome, std::uint32_t department);
    static void write_row(const std::string& course, std::string_view department, const Counts& counts,
                          TableWriter& table);

    const Workspace& workspace_;
    std::vector<std::vector<Counts>> counts_;  ///< by course and department number
    std::vector<Kind> kinds_;                  ///< by CourseOutcome::kind; beside counts_
    std::vector<std::vector<Tally>> tallies_;  ///< by CourseOutcome::kind and department
    static constexpr std::size_t most_tallies = 50'000;
    std::size_t tally_count_ = 0;  ///< of all kinds
};

/// How a result of this outcome is coloured.
Tone tone_of(Outcome outcome);

}  // namespace passline
