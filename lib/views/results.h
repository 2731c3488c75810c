#pragma once
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "num/fraction.h"
#include "report/table.h"
#include "retraining/outcome.h"
#include "workspace/workspace.h"

namespace passline {

/// `results` of cli.md: a row for each person × course. The text format shows the columns that a reader
/// needs, in words; CSV and JSON have the contract's columns, JSON also `decisions`, `held_actions` and
/// `provisional`.
class ResultRows {
  public:
    ResultRows(const Workspace& workspace, const Proceedings& proceedings, TableOptions options, Sink& sink);
    void add(const CourseOutcome& outcome);
    void finish() { writer_->finish(); }

    /// The contract's columns with their titles, and the values of one row in the same order.
    static std::vector<TableColumn> contract();
    static std::vector<std::string> values(const Workspace& workspace, const CourseOutcome& outcome,
                                           Language language);

    static constexpr std::string_view columns[] = {
        "employee_id", "name",   "department", "course_id", "track", "attempts", "scores",   "total",
        "outcome",     "failed", "band",       "next",      "due",   "actions",  "articles", "appeal"};

  private:
    void add_text(const CourseOutcome& outcome);
    std::string decisions(const CourseOutcome& outcome) const;
    void add_contract(const CourseOutcome& outcome);
    std::string actions_in_words(const CourseOutcome& outcome) const;

    const Workspace& workspace_;
    const Proceedings& proceedings_;
    TableOptions options_;
    std::unique_ptr<TableWriter> writer_;
    std::vector<std::string> values_;
    std::vector<TableCell> cells_;
};

/// `--components` of cli.md: a row for each person × course × attempt × component that has a score or a mark.
class ComponentRows {
  public:
    ComponentRows(const Workspace& workspace, TableOptions options, Sink& sink);
    void add(const CourseOutcome& outcome);
    void finish() { writer_->finish(); }

  private:
    const Workspace& workspace_;
    std::unique_ptr<TableWriter> writer_;
    std::vector<TableCell> cells_;
};

/// `--summary` of cli.md: counts and rates by course and department.
class Summary {
  public:
    explicit Summary(const Workspace& workspace) : workspace_(workspace) {}
    void add(const CourseOutcome& outcome);
    void write(TableOptions options, Sink& sink) const;

  private:
    struct Counts {
        std::int64_t enrolled = 0, assessed = 0, passed_first = 0, passed = 0, failed = 0, incomplete = 0,
                     not_attended = 0, totals = 0;
        Fraction sum;
        void add(const CourseOutcome& outcome);
    };
    const Workspace& workspace_;
    std::map<std::pair<std::uint32_t, std::string_view>, Counts>
        counts_;  ///< by course and department; the empty one is the whole course
};

/// How a result of this outcome is coloured.
Tone tone_of(Outcome outcome);

}  // namespace passline
