#include "reporting/tally.h"

#include <algorithm>

#include "attendance/summary.h"

namespace passline {

void RetrainingCounts::add(const CourseOutcome& outcome, Date as_of) {
    if (outcome.failures == 0) return;
    ++failed_once;
    if (outcome.outcome == Outcome::pass) {
        ++passed;
    } else if (outcome.outcome == Outcome::withdrawn) {
        ++left;
    } else if (outcome.outcome == Outcome::not_attended) {
        ++attending;
    } else if (outcome.next == Next::none) {
        ++ended;
    } else {
        ++(outcome.due && *outcome.due < as_of ? overdue : pending);
    }
}

RetrainingCounts& RetrainingCounts::operator+=(const RetrainingCounts& other) {
    failed_once += other.failed_once;
    passed += other.passed;
    pending += other.pending;
    overdue += other.overdue;
    ended += other.ended;
    left += other.left;
    attending += other.attending;
    return *this;
}

void AttendanceCounts::add(const AttendanceResult& result, bool ended) {
    if (result.sessions.empty()) return;
    const AttendanceSummary sum = summed(result);
    ++people;
    sessions += static_cast<std::uint64_t>(sum.sessions);
    attended += static_cast<std::uint64_t>(sum.attended);
    late += static_cast<std::uint64_t>(sum.late);
    early += static_cast<std::uint64_t>(sum.early);
    not_attended += static_cast<std::uint64_t>(sum.not_attended);
    leave += static_cast<std::uint64_t>(result.count(AttendanceClass::leave));
    made_up += static_cast<std::uint64_t>(std::ranges::count_if(
        result.sessions, [](const SessionResult& session) { return session.made_up != nullptr; }));
    if (!ended) make_up += static_cast<std::uint64_t>(sum.make_up);
    limits += sum.limits.size();
}

AttendanceCounts& AttendanceCounts::operator+=(const AttendanceCounts& other) {
    people += other.people;
    sessions += other.sessions;
    attended += other.attended;
    late += other.late;
    early += other.early;
    not_attended += other.not_attended;
    leave += other.leave;
    made_up += other.made_up;
    make_up += other.make_up;
    limits += other.limits;
    return *this;
}

void ScoreCounts::add(const Fraction& score, const Decimal& out_of, bool is_below) {
    ++count;
    sum += score;
    if (is_below) ++below;
    const Fraction step = width(out_of);
    const std::size_t last = bins(out_of) - 1;
    std::size_t bin = 0;
    for (Fraction high = step; bin < last && high <= score; high += step) ++bin;
    ++histogram[bin];
}

ScoreCounts& ScoreCounts::operator+=(const ScoreCounts& other) {
    count += other.count;
    sum += other.sum;
    below += other.below;
    marked += other.marked;
    for (std::size_t i = 0; i < most_bins; ++i) histogram[i] += other.histogram[i];
    return *this;
}

Decimal ScoreCounts::width(const Decimal& out_of) {
    std::int64_t power = 1;
    while (true) {
        for (const std::int64_t step : {power, 2 * power, 5 * power})
            if (out_of.millionths() <= step * static_cast<std::int64_t>(most_bins))
                return Decimal::from_millionths(step);
        power *= 10;
    }
}

std::size_t ScoreCounts::bins(const Decimal& out_of) {
    const std::int64_t step = width(out_of).millionths();
    return static_cast<std::size_t>(std::max<std::int64_t>(1, (out_of.millionths() + step - 1) / step));
}

std::optional<Fraction> ScoreCounts::mean() const {
    if (count == 0 || sum.overflowed()) return std::nullopt;
    return sum / Fraction::ratio(static_cast<std::int64_t>(count), 1);
}

ReportTally::ReportTally(const Workspace& workspace, const Proceedings& proceedings,
                         const Attendance* attendance, Date as_of, const std::vector<std::uint32_t>& counted)
    : proceedings_(proceedings),
      attendance_(attendance),
      as_of_(as_of),
      learning_(workspace),
      courses_(workspace.courses.size()),
      counted_(workspace.courses.size()) {
    for (const std::uint32_t course : counted) counted_[course] = true;
    for (std::size_t i = 0; i < courses_.size(); ++i) {
        if (const auto& rules = workspace.courses[i].rules)
            courses_[i].components.resize(rules->components.size());
    }
}

void ReportTally::add(const CourseOutcome& outcome, bool takes_part) {
    OfCourse& course = courses_[outcome.course];
    if (counted_[outcome.course]) in_counted_ = true;
    learning_.add(outcome);
    course.retraining.add(outcome, as_of_);
    if (outcome.outcome == Outcome::fail && outcome.failures == 0) ++course.ended_by_attendance;
    if (outcome.band != nullptr) ++course.bands[outcome.band->id];
    if (attendance_ != nullptr)
        course.attendance.add(attendance_->course(outcome.person, outcome.course, takes_part),
                              outcome.next == Next::none);
    count_scores(outcome, course);
    count_decisions(outcome, course);
    if (outcome.next != Next::none && outcome.next != Next::assess)
        open_.push_back(
            {outcome.person, outcome.course, outcome.next, outcome.failures, outcome.failed(), outcome.due});
}

void ReportTally::end_person() {
    if (in_counted_) ++people_;
    in_counted_ = false;
}

void ReportTally::count_scores(const CourseOutcome& outcome, OfCourse& course) {
    const AttemptResult* last = outcome.last();
    if (last == nullptr) return;
    for (std::size_t i = 0; i < last->components.size(); ++i) {
        const ComponentResult& result = last->components[i];
        if (result.scored())
            course.components[i].add(result.compared, outcome.rules->components[i].out_of, result.below);
        else if (result.state == ComponentResult::State::marked)
            ++course.components[i].marked;
    }
    if (last->total) course.total.add(*last->total, Decimal::whole(100), last->total_below);
}

void ReportTally::count_decisions(const CourseOutcome& outcome, OfCourse& course) {
    const auto count = [&](const std::string& action, bool held) {
        if (!outcome.rules->policy->decided_by_someone(action)) return;
        const Decision* decision = proceedings_.decision(outcome.person, outcome.course, action);
        if (decision == nullptr)
            decisions_.push_back({outcome.person, outcome.course, action, held});
        else
            ++(decision->approved ? course.approved : course.declined);
    };
    for (const std::string& action : outcome.actions) count(action, false);
    for (const std::string& action : outcome.held_actions) count(action, true);
}

}  // namespace passline
