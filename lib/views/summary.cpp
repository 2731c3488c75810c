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

void Summary::add(const CourseOutcome& outcome, const People& people) {
    const std::uint32_t department = people.department_number(outcome.person);
    if (outcome.course >= counts_.size()) counts_.resize(workspace_.courses.size());
    std::vector<Counts>& course = counts_[outcome.course];
    if (department >= course.size()) course.resize(department + 1);
    course[department].add(outcome);
}

void Summary::add(const Summary& other) {
    if (counts_.size() < other.counts_.size()) counts_.resize(other.counts_.size());
    for (std::size_t course = 0; course < other.counts_.size(); ++course) {
        const std::vector<Counts>& theirs = other.counts_[course];
        std::vector<Counts>& mine = counts_[course];
        if (mine.size() < theirs.size()) mine.resize(theirs.size());
        for (std::size_t department = 0; department < theirs.size(); ++department)
            mine[department].add(theirs[department]);
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
    for (std::size_t course = 0; course < counts_.size(); ++course) {
        Counts whole;
        std::map<std::string_view, Counts> departments;
        for (std::uint32_t number = 0; number < counts_[course].size(); ++number) {
            const Counts& counts = counts_[course][number];
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
