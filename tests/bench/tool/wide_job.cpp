// A row for each person: three weighted components, a total, its verdict and its band; one total in eight on
// the line or the smallest step below it.

#include <vector>

#include "counts.h"
#include "dice.h"
#include "jobs.h"

namespace bench {

namespace {

constexpr std::int64_t pass_line = 600000;  // of a total in ten-thousandths
constexpr std::int64_t good_line = 750000;
constexpr std::int64_t excellent_line = 900000;

struct Scores {
    int theory = 0;
    int practical = 0;
    int homework = 0;
    std::int64_t total() const { return std::int64_t{40} * theory + 30 * practical + 30 * homework; }
};

// The line that every eighth total lies on or just below: mostly the pass-line, sometimes a band's.
std::int64_t draw_line(Dice& dice) {
    const std::uint32_t which = dice.below(8);
    return which < 6 ? pass_line : which == 6 ? good_line : excellent_line;
}

Scores draw(Dice& dice) {
    Scores scores;
    scores.theory = dice.figure(3000, 9975, 75);  // a multiple of three, so that the third score can be whole
    scores.practical = dice.figure(3000, 10000, 25);
    scores.homework = dice.figure(3000, 10000, 25);
    if (dice.below(8) == 0) {
        const std::int64_t rest = draw_line(dice) - 40 * scores.theory - 30 * scores.practical;
        const std::int64_t exact = rest / 30;
        if (rest > 0 && rest % 30 == 0 && exact <= 10000) {
            scores.homework = static_cast<int>(exact) - (dice.one_in(3) ? 1 : 0);
        }
    }
    return scores;
}

// Two decimals, halves up, but never across a line that the total does not reach.
std::int64_t printed(std::int64_t total) {
    std::int64_t hundredths = (total + 50) / 100;
    for (const std::int64_t line : {pass_line, good_line, excellent_line}) {
        if (total < line && hundredths * 100 >= line) hundredths = line / 100 - 1;
    }
    return hundredths;
}

void add_result(std::string& out, const Names& names, std::uint32_t person, const Scores& scores) {
    const std::int64_t total = scores.total();
    add_employee(out, person);
    out += ',';
    names.add(out, person);
    out += ",,W1,weights,1,theory=";
    add_figure(out, scores.theory);
    out += ";practical=";
    add_figure(out, scores.practical);
    out += ";homework=";
    add_figure(out, scores.homework);
    out += ',';
    add_two_places(out, printed(total));
    if (total < pass_line) {
        out += ",fail,total,,none,,,3;5,\n";
    } else if (total < good_line) {
        out += ",pass,,,none,,,3,\n";
    } else {
        out += total < excellent_line ? ",pass,,good,none,,,3;4,\n" : ",pass,,excellent,none,,,3;4,\n";
    }
}

class Writer {
  public:
    Writer(const std::string& path, const Layout& layout) : sheet_(path), layout_(layout), names_(layout) {
        const char* header = "employee_id,name,course_id,theory,practical,homework\n";
        sheet_.text() += layout.dirty
                             ? layout.encode("成绩导出\r\n工号,姓名,课程编号,理论考试,实操考核,作业\r\n")
                             : header;
    }

    void add(std::uint32_t person, const Scores& scores) {
        std::string& out = sheet_.text();
        out += layout_.quote();
        add_employee(out, person);
        (out += layout_.quote()) += ',';
        out += layout_.quote();
        names_.add(out, person);
        (out += layout_.quote()) += ",W1,";
        add_figure(out, scores.theory);
        out += ',';
        add_figure(out, scores.practical);
        out += ',';
        add_figure(out, scores.homework);
        out += layout_.end();
        sheet_.row_done();
    }

  private:
    Sheet sheet_;
    Layout layout_;
    Names names_;
};

void write_summary(const std::string& path, const Counts& counts) {
    Sheet sheet(path);
    sheet.text() += summary_header;
    add_summary_row(sheet.text(), "W1", "", counts);
    add_summary_row(sheet.text(), "W1", "-", counts);
}

}  // namespace

void write_wide(const Job& job) {
    Dice dice(job.seed * 2 + 1);
    std::vector<Scores> people(job.rows);
    // Ids have eight digits.
    const std::uint32_t first = job.rows < 100'000'000 ? 1 : 0;
    for (Scores& scores : people) scores = draw(dice);
    Counts counts;
    counts.has_totals = true;
    {
        const Names names(Layout{});
        Writer sheet(job.folder + "/wide.csv", Layout{});
        Sheet expected(job.folder + "/wide-expected.csv");
        expected.text() += results_header;
        for (std::uint32_t i = 0; i < job.rows; ++i) {
            sheet.add(first + i, people[i]);
            add_result(expected.text(), names, first + i, people[i]);
            expected.row_done();
            counts.add(people[i].total() >= pass_line, true);
            counts.total_sum += people[i].total();
        }
    }
    write_summary(job.folder + "/wide-expected-summary.csv", counts);
    if (!job.variants) return;
    {
        Writer dirty(job.folder + "/wide-dirty.csv", Layout{true});
        for (std::uint32_t i = 0; i < job.rows; ++i) dirty.add(first + i, people[i]);
    }
    std::vector<std::uint32_t> order(job.rows);
    for (std::uint32_t i = 0; i < job.rows; ++i) order[i] = i;
    shuffle(order, dice);
    Writer shuffled(job.folder + "/wide-shuffled.csv", Layout{});
    for (const std::uint32_t i : order) shuffled.add(first + i, people[i]);
}

}  // namespace bench
