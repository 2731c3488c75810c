// A row for each score, in random order: two courses, two components with a line each, a second attempt after
// most failures.

#include <vector>

#include "counts.h"
#include "dice.h"
#include "jobs.h"

namespace bench {

namespace {

constexpr int theory_line = 8000;     // hundredths
constexpr int practical_line = 8500;  // hundredths
const char* const courses[] = {"L1", "L2"};
const char* const dates[2][2] = {{"2026-01-23", "2026-02-10"}, {"2026-02-13", "2026-03-04"}};
const char* const due_dates[] = {"2026-02-27", "2026-03-19"};  // 20 working days on, over the Spring Festival

struct Attempt {
    int theory = 0;
    int practical = 0;
    bool passed() const { return theory >= theory_line && practical >= practical_line; }
};

// One row of the sheet in eight bytes, so that a hundred million can be shuffled in memory.
struct Row {
    std::uint64_t person : 32, course : 1, component : 1, attempt : 1, score : 14;
};

// Every fourth score is on its line or a hundredth beside it.
int draw_score(Dice& dice, int line) {
    if (dice.one_in(4)) return line - 1 + static_cast<int>(dice.below(4) + 1) / 2;
    return dice.figure(7000, 10000, 50);
}

Attempt draw(Dice& dice) {
    Attempt attempt;
    attempt.theory = draw_score(dice, theory_line);
    attempt.practical = draw_score(dice, practical_line);
    return attempt;
}

void add_rows(std::vector<Row>& rows, std::uint32_t person, unsigned course, unsigned attempt,
              const Attempt& scores) {
    rows.push_back({person, course & 1U, 0, attempt & 1U, static_cast<unsigned>(scores.theory) & 0x3fffU});
    rows.push_back({person, course & 1U, 1, attempt & 1U, static_cast<unsigned>(scores.practical) & 0x3fffU});
}

void add_result(std::string& out, const Names& names, std::uint32_t person, unsigned course, unsigned attempt,
                const Attempt& last) {
    const bool pass = last.passed();
    const bool retrained = !pass && attempt == 0;
    add_employee(out, person);
    out += ',';
    names.add(out, person);
    out += ',';
    add_department(out, person);
    ((out += ',') += courses[course]) += attempt == 0 ? ",lines,1,theory=" : ",lines,2,theory=";
    add_figure(out, last.theory);
    out += ";practical=";
    add_figure(out, last.practical);
    out += pass ? ",,pass," : ",,fail,";
    if (last.theory < theory_line) out += last.practical < practical_line ? "theory;practical" : "theory";
    if (last.theory >= theory_line && !pass) out += "practical";
    (out += retrained ? ",,retrain," : ",,none,") += retrained ? due_dates[course] : "";
    out += pass ? ",,1,\n" : ",,1;2,\n";
}

void write_sheet(const std::string& path, const std::vector<Row>& rows, const Layout& layout) {
    Sheet sheet(path);
    std::string& out = sheet.text();
    if (layout.dirty) out += layout.encode("成绩导出\r\n工号,课程编号,考核项,考核次数,成绩,考核日期\r\n");
    if (!layout.dirty) out += "employee_id,course_id,component,attempt,score,date\n";
    const std::string components[] = {layout.dirty ? layout.encode("理论考试") : "theory",
                                      layout.dirty ? layout.encode("实操考核") : "practical"};
    const std::string quote(layout.quote());
    for (const Row& row : rows) {
        out += quote;
        add_employee(out, static_cast<std::uint32_t>(row.person));
        ((out += quote) += ',') += courses[row.course];
        (((out += ',') += quote) += components[row.component]) += quote;
        out += row.attempt == 0 ? ",1," : ",2,";
        add_figure(out, static_cast<int>(row.score));
        ((out += ',') += dates[row.course][row.attempt]) += layout.end();
        sheet.row_done();
    }
}

void write_roster(const std::string& path, std::uint32_t people) {
    Sheet sheet(path);
    const Names names(Layout{});
    std::string& out = sheet.text();
    out += "employee_id,name,department\n";
    for (std::uint32_t person = 1; person <= people; ++person) {
        add_employee(out, person);
        out += ',';
        names.add(out, person);
        out += ',';
        add_department(out, person);
        out += '\n';
        sheet.row_done();
    }
}

using Summary = std::vector<Counts>;  // by course and department

void write_summary(const std::string& path, const Summary& summary) {
    Sheet sheet(path);
    std::string& out = sheet.text();
    out += summary_header;
    for (unsigned course = 0; course < 2; ++course) {
        Counts whole;
        for (unsigned d = 0; d < department_count; ++d) whole.add(summary[course * department_count + d]);
        add_summary_row(out, courses[course], "", whole);
        for (unsigned d = 0; d < department_count; ++d) {
            const Counts& counts = summary[course * department_count + d];
            std::string department;
            add_department(department, d);
            if (counts.enrolled != 0) add_summary_row(out, courses[course], department, counts);
        }
    }
}

}  // namespace

void write_long(const Job& job) {
    Dice dice(job.seed * 2);
    std::vector<Row> rows;
    rows.reserve(job.rows + std::size_t{8});
    Summary summary(std::size_t{2} * department_count);
    std::uint32_t person = 0;
    {
        const Names names(Layout{});
        Sheet expected(job.folder + "/long-expected.csv");
        expected.text() += results_header;
        while (rows.size() < job.rows) {
            ++person;
            for (unsigned course = 0; course < 2; ++course) {
                Attempt last = draw(dice);
                unsigned attempt = 0;
                add_rows(rows, person, course, attempt, last);
                if (!last.passed() && dice.below(10) < 7) {
                    last = draw(dice);
                    add_rows(rows, person, course, ++attempt, last);
                }
                add_result(expected.text(), names, person, course, attempt, last);
                summary[course * department_count + person % department_count].add(last.passed(),
                                                                                   attempt == 0);
            }
            expected.row_done();
        }
    }
    shuffle(rows, dice);
    write_sheet(job.folder + "/long.csv", rows, Layout{});
    if (job.variants) write_sheet(job.folder + "/long-dirty.csv", rows, Layout{true});
    write_roster(job.folder + "/roster.csv", person);
    write_summary(job.folder + "/long-expected-summary.csv", summary);
}

}  // namespace bench
