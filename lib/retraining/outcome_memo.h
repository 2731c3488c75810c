#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "retraining/appeals.h"
#include "retraining/outcome.h"
#include "scores/entries.h"
#include "time/offset.h"
#include "workspace/workspace.h"

namespace passline {

/// Outcomes that differ in nothing but person, figures and dates are of one kind: the same attempts with the
/// same components scored, marked or empty; each score, and the total, on the same side of its line; the same
/// band. What follows from them is the same. So the first of a kind is judged and kept, and the next ones
/// take it over with figures and dates of their own.
///
/// How scores make means and totals is asked of the judge, once for each shape of entries: they are sums with
/// certain factors. Nothing is known here of weights, groups or raters, and what such sums can't tell
/// (rounding, kept scores, appeals) has no kind: it is always judged.
class OutcomeMemo {
  public:
    OutcomeMemo(const Workspace& workspace, const People& people, const Proceedings& proceedings);
    ~OutcomeMemo();

    /// The outcome of one person's entries in one course, in the order of ScoreEntry; null when none of its
    /// kind is kept. It is the memo's, and valid until the kind is found again: for that person at least.
    const CourseOutcome* find(std::uint32_t person, std::uint32_t course,
                              std::span<const ScoreEntry> entries);
    /// Takes an outcome that was judged, without anything to be said, of these entries and nothing else.
    void keep(const CourseOutcome& outcome, std::span<const ScoreEntry> entries);

  private:
    struct Sum;
    struct Attempt;
    struct Shape;
    struct Kind;
    struct DueDates;
    static constexpr std::size_t most_entries = 64;  ///< of one person in one course; more are judged
    static constexpr std::size_t most_kinds = 2048;
    static constexpr std::size_t most_shapes = 2048;

    Shape* shape_of(std::uint32_t person, std::uint32_t course, std::span<const ScoreEntry> entries);
    Shape* look_up_shape(std::uint64_t first_word, std::span<const ScoreEntry> entries);
    static bool is_like(const Shape& shape, std::uint64_t first_word, std::span<const ScoreEntry> entries);
    static bool has_score_twice(std::span<const ScoreEntry> entries);
    void compare_rounded(const Shape& shape);
    bool reckon(const Shape& shape, std::span<const ScoreEntry> entries);
    bool reckon_date(const Attempt& attempt, std::span<const ScoreEntry> entries);
    void fill(const Shape& shape, Kind& kind, std::uint32_t person, std::span<const ScoreEntry> entries);
    static bool is_plain(const Shape& shape, const CourseOutcome& outcome);
    DatedResult due(const Duration& within, Date since);

    const Workspace& workspace_;
    const People& people_;
    const Proceedings& proceedings_;
    std::vector<std::vector<std::unique_ptr<Shape>>> shapes_;  ///< by hash
    std::array<Shape*, 64> recent_{};  ///< found last, by course and number of entries
    std::size_t shape_count_ = 0;
    std::uint32_t kind_count_ = 0;
    std::unordered_map<const Duration*, std::unique_ptr<DueDates>> due_dates_;

    // Of the entries that were reckoned last.
    std::uint64_t side_ = 0;  ///< on which sides of lines the figures lie, and which attempts are dated
    std::vector<std::int64_t> counts_;              ///< by Shape::sums, in the parts of each
    std::vector<ScoreFigure> compared_;             ///< the same rounded, where the rules say so
    std::array<std::int32_t, most_entries> dates_;  ///< by attempt
    std::size_t date_count_ = 0;
};

}  // namespace passline
