#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "attendance/attendance.h"
#include "evaluation/learning.h"
#include "retraining/outcome.h"

namespace passline {

/// Of those with a failed attempt in a course: how it went on. Every one of them is in exactly one of the
/// others.
struct RetrainingCounts {
    std::uint64_t failed_once = 0;
    std::uint64_t passed = 0;     ///< at a later attempt
    std::uint64_t pending = 0;    ///< to be retrained, to resit or to be assessed, not past the day it is due
    std::uint64_t overdue = 0;    ///< the same, past that day
    std::uint64_t ended = 0;      ///< failed, and nothing more to come
    std::uint64_t left = 0;       ///< withdrew
    std::uint64_t attending = 0;  ///< a session is to be made up first

    void add(const CourseOutcome& outcome, Date as_of);
    RetrainingCounts& operator+=(const RetrainingCounts& other);
    bool operator==(const RetrainingCounts&) const = default;
};

/// What the attendance of a course adds up to, over its people.
struct AttendanceCounts {
    std::uint64_t people = 0;    ///< with at least one session judged
    std::uint64_t sessions = 0;  ///< person × session, judged
    std::uint64_t attended = 0;  ///< present or made up
    std::uint64_t late = 0, early = 0, not_attended = 0;
    std::uint64_t leave = 0;    ///< on leave that counts
    std::uint64_t made_up = 0;  ///< made up; also in `attended`
    std::uint64_t make_up = 0;  ///< make-ups that are open
    std::uint64_t limits = 0;   ///< limits reached, person by person

    /// `ended`: nothing is to be made up any more.
    void add(const AttendanceResult& result, bool ended);
    Share rate() const { return {attended, sessions}; }
    AttendanceCounts& operator+=(const AttendanceCounts& other);
    bool operator==(const AttendanceCounts&) const = default;
};

/// The scores of one component, or the totals, of the last attempts.
struct ScoreCounts {
    static constexpr std::size_t most_bins = 20;
    std::uint64_t count = 0;
    Fraction sum;              ///< in the component's own scale
    std::uint64_t below = 0;   ///< below their pass-line
    std::uint64_t marked = 0;  ///< a mark in place of a score
    /// By `width` of the component's scale; the last bin has its upper end.
    std::array<std::uint64_t, most_bins> histogram{};

    void add(const Fraction& score, const Decimal& out_of, bool is_below);
    /// Of a bin: 1, 2 or 5 times a power of ten, so that `most_bins` are enough: 5 of 100, 1 of 13.
    static Decimal width(const Decimal& out_of);
    /// How many bins there are.
    static std::size_t bins(const Decimal& out_of);
    ScoreCounts& operator+=(const ScoreCounts& other);
    std::optional<Fraction> mean() const;
    bool operator==(const ScoreCounts&) const = default;
};

/// Somebody who must still do something, or about whom something is still to be decided.
struct OpenCase {
    std::uint32_t person = 0;
    std::uint32_t course = 0;
    Next next = Next::none;
    std::uint16_t failures = 0;
    std::string failed;  ///< components, joined by `;`
    std::optional<Date> due;
};
struct OpenDecision {
    std::uint32_t person = 0;
    std::uint32_t course = 0;
    std::string action;
    bool held = false;  ///< an appeal is open
};

/// Everything a report counts of the results, by course. Takes each person × course once, in any order; of
/// the outcomes it keeps only those that are open.
class ReportTally {
  public:
    struct OfCourse {
        RetrainingCounts retraining;
        AttendanceCounts attendance;
        ScoreCounts total;
        std::vector<ScoreCounts> components;         ///< as the rules'
        std::map<std::string, std::uint64_t> bands;  ///< people by band id
        std::uint64_t approved = 0, declined = 0;    ///< recommended actions decided
        std::uint64_t ended_by_attendance = 0;       ///< failed without a failed attempt
    };

    /// `counted`: the courses whose people are counted once each.
    ReportTally(const Workspace& workspace, const Proceedings& proceedings, const Attendance* attendance,
                Date as_of, const std::vector<std::uint32_t>& counted);

    void add(const CourseOutcome& outcome, bool takes_part);
    /// After the last outcome of a person.
    void end_person();

    const Learning& learning() const { return learning_; }
    const OfCourse& of(std::uint32_t course) const { return courses_[course]; }
    /// People in at least one of the counted courses.
    std::uint64_t people() const { return people_; }
    /// In the order in which they were added.
    const std::vector<OpenCase>& open() const { return open_; }
    const std::vector<OpenDecision>& decisions() const { return decisions_; }

  private:
    void count_scores(const CourseOutcome& outcome, OfCourse& course);
    void count_decisions(const CourseOutcome& outcome, OfCourse& course);

    const Proceedings& proceedings_;
    const Attendance* attendance_;
    Date as_of_;
    Learning learning_;
    std::vector<OfCourse> courses_;
    std::vector<bool> counted_;  ///< as courses_
    bool in_counted_ = false;    ///< the present person is in one of them
    std::uint64_t people_ = 0;
    std::vector<OpenCase> open_;
    std::vector<OpenDecision> decisions_;
};

}  // namespace passline
