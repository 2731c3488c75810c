// `--summary`: counts and rates by course and department.
#include <map>

#include "views/results.h"

namespace passline {

void Summary::Sum::add(const ScoreFigure& value) {
    if (const std::int64_t count = value.millionths(); count >= 0) {
        millionths += count;
    } else {
        rest += value;
    }
}

void Summary::Sum::add(const Sum& other) {
    millionths += other.millionths;
    rest += other.rest;
}

void Summary::Counts::add(const CourseOutcome& outcome) {
    ++enrolled;
    passed += outcome.outcome == Outcome::pass;
    failed += outcome.outcome == Outcome::fail;
    assessed += outcome.outcome == Outcome::pass || outcome.outcome == Outcome::fail;
    passed_first += outcome.outcome == Outcome::pass && outcome.passed_first();
    incomplete += outcome.outcome == Outcome::incomplete;
    not_attended += outcome.outcome == Outcome::not_attended;
    const AttemptResult* last = outcome.last();
    if (last == nullptr || !last->total) return;
    ++totals;
    sum.add(*last->total);
}

void Summary::Counts::add(const Counts& other) {
    enrolled += other.enrolled;
    passed += other.passed;
    failed += other.failed;
    assessed += other.assessed;
    passed_first += other.passed_first;
    incomplete += other.incomplete;
    not_attended += other.not_attended;
    totals += other.totals;
    sum.add(other.sum);
}

void Summary::Counts::add(const Counts& one, std::int64_t many, const Sum& totals_sum) {
    enrolled += one.enrolled * many;
    passed += one.passed * many;
    failed += one.failed * many;
    assessed += one.assessed * many;
    passed_first += one.passed_first * many;
    incomplete += one.incomplete * many;
    not_attended += one.not_attended * many;
    totals += one.totals * many;
    sum.add(totals_sum);
}

Summary::Counts& Summary::counts_of(std::uint32_t course, std::uint32_t department) {
    if (course >= counts_.size()) counts_.resize(workspace_.courses.size());
    std::vector<Counts>& counts = counts_[course];
    if (department >= counts.size()) counts.resize(department + 1);
    return counts[department];
}

/// Null where there are too many: of many kinds in many departments nothing is won.
Summary::Tally* Summary::tally_of(const CourseOutcome& outcome, std::uint32_t department) {
    if (outcome.kind >= kinds_.size()) {
        kinds_.resize(outcome.kind + 1);
        tallies_.resize(outcome.kind + 1);
    }
    Kind& kind = kinds_[outcome.kind];
    std::vector<Tally>& tallies = tallies_[outcome.kind];
    if (department >= tallies.size()) {
        const std::size_t more = department + 1 - tallies.size();
        if (tally_count_ + more > most_tallies) return nullptr;
        tally_count_ += more;
        tallies.resize(department + 1);
    }
    if (kind.one.enrolled == 0) {
        kind.course = outcome.course;
        kind.one.add(outcome);
    }
    return &tallies[department];
}

/// What outcomes of a kind count is known by their number; only totals are their own.
void Summary::add(const CourseOutcome& outcome, const People& people) {
    const std::uint32_t department = people.department_number(outcome.person);
    if (outcome.kind == 0) return counts_of(outcome.course, department).add(outcome);
    const bool known = outcome.kind < tallies_.size() && department < tallies_[outcome.kind].size();
    Tally* const known_tally = known ? &tallies_[outcome.kind][department] : tally_of(outcome, department);
    if (known_tally == nullptr) return counts_of(outcome.course, department).add(outcome);
    Tally& tally = *known_tally;
    ++tally.many;
    const AttemptResult* last = outcome.last();
    if (last == nullptr || !last->total) return;
    if (const std::int64_t count = last->total->millionths(); count >= 0) {
        tally.sum.millionths += count;
    } else {
        tally.sum.add(*last->total);
    }
}

void Summary::add(const Summary& other) {
    for (std::uint32_t course = 0; course < other.counts_.size(); ++course) {
        const std::vector<Counts>& theirs = other.counts_[course];
        for (std::uint32_t department = 0; department < theirs.size(); ++department)
            counts_of(course, department).add(theirs[department]);
    }
    for (std::size_t number = 0; number < other.kinds_.size(); ++number) {
        const Kind& kind = other.kinds_[number];
        const std::vector<Tally>& tallies = other.tallies_[number];
        for (std::uint32_t department = 0; department < tallies.size(); ++department) {
            const Tally& tally = tallies[department];
            if (tally.many != 0) counts_of(kind.course, department).add(kind.one, tally.many, tally.sum);
        }
    }
}

void Summary::write_row(const std::string& course, std::string_view department, const Counts& c,
                        TableWriter& table) {
    const auto rate = [&](std::int64_t part) {
        return c.assessed == 0 ? std::string{} : Fraction::ratio(part * 100, c.assessed).fixed(2);
    };
    const Fraction mean = c.totals == 0 ? Fraction() : c.sum.value() / Fraction::ratio(c.totals, 1);
    const std::string values[] = {course,
                                  std::string(department),
                                  std::to_string(c.enrolled),
                                  std::to_string(c.assessed),
                                  std::to_string(c.passed_first),
                                  std::to_string(c.passed),
                                  std::to_string(c.failed),
                                  std::to_string(c.incomplete),
                                  std::to_string(c.not_attended),
                                  rate(c.passed_first),
                                  rate(c.passed),
                                  c.totals == 0 || mean.overflowed() ? std::string{} : mean.fixed(2)};
    std::vector<TableCell> cells;
    for (const std::string& value : values) cells.push_back({value});
    table.row(cells);
}

void Summary::write(const People& people, TableOptions options, Sink& sink) const {
    using K = ColumnKind;
    const auto table = TableWriter::create({{"course_id", {"课程编号", "Course ID"}, K::id},
                                            {"department", {"部门", "Department"}, K::text},
                                            {"enrolled", {"应参加", "Enrolled"}, K::number},
                                            {"assessed", {"已考核", "Assessed"}, K::number},
                                            {"passed_first", {"首次合格", "Passed first"}, K::number},
                                            {"passed", {"合格", "Passed"}, K::number},
                                            {"failed", {"不合格", "Failed"}, K::number},
                                            {"incomplete", {"未完成", "Incomplete"}, K::number},
                                            {"not_attended", {"未参加", "Not attended"}, K::number},
                                            {"first_pass_rate", {"首次合格率", "First pass rate"}, K::number},
                                            {"pass_rate", {"合格率", "Pass rate"}, K::number},
                                            {"mean_total", {"平均总评", "Mean total"}, K::number}},
                                           options, sink);
    Summary all(workspace_);
    all.add(*this);
    for (std::size_t course = 0; course < all.counts_.size(); ++course) {
        Counts whole;
        std::map<std::string_view, Counts> departments;
        for (std::uint32_t number = 0; number < all.counts_[course].size(); ++number) {
            const Counts& counts = all.counts_[course][number];
            if (counts.enrolled == 0) continue;
            const std::string_view name = people.departments()[number];
            whole.add(counts);
            departments[name.empty() ? std::string_view("-") : name].add(counts);
        }
        if (whole.enrolled == 0) continue;
        const std::string& id = workspace_.courses[course].course->id;
        write_row(id, {}, whole, *table);
        for (const auto& [name, counts] : departments) write_row(id, name, counts, *table);
    }
    table->finish();
}

}  // namespace passline
