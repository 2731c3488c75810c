#include <algorithm>
#include <set>

#include "items/answers.h"
#include "items/options.h"
#include "workspace/person_sheet.h"

namespace passline {

/// Reads the rows of one sheet.
class ItemSheets::SheetReader {
  public:
    SheetReader(ItemSheets& all, PersonSheet& sheet, const Workspace& workspace, Diagnostics& diagnostics)
        : all_(all), sheet_(sheet), workspace_(workspace), diagnostics_(diagnostics) {
        for (const Sheet::Extra& extra : sheet.sheet->extras()) columns_.push_back({extra.index, extra.name});
    }

    /// Keys and maxima, wherever they stand: the rows of people need them.
    void read_keys() {
        Diagnostics later;  // the rows are read, and their problems said, once more
        Sheet::Reader rows = sheet_.sheet->rows(later);
        Row row;
        while (rows.next(row)) {
            const ItemRow kind = kind_of(row);
            if (kind == ItemRow::person) continue;
            keys_.insert(row.offset);
            if (OfCourse* course = course_of(row)) {
                for (const Column& column : columns_) {
                    if (kind == ItemRow::key) {
                        key(row, column, *course);
                    } else {
                        maximum(row, column, *course);
                    }
                }
            }
        }
    }

    void read(const Row& row) {
        if (keys_.contains(row.offset)) return;
        const People::Index person = sheet_.person(row);
        OfCourse* const course = course_of(row);
        if (course == nullptr) return;
        Answered answered{person, sheet_.row_place(row), {}};
        for (const Column& column : columns_) {
            if (const auto answer = this->answer(row, column, *course)) answered.answers.push_back(*answer);
        }
        if (person == People::none || sheet_.cells.failed()) return;
        const auto [known, added] = course->by_person.try_emplace(person, course->rows.size());
        if (!added) return twice(row, person, course->rows[known->second]);
        for (const Answer& answer : answered.answers) count(course->questions[answer.question], answer);
        course->rows.push_back(std::move(answered));
    }

  private:
    struct Column {
        int index;
        std::string question;
    };

    ItemRow kind_of(const Row& row) {
        std::string scratch;
        for (const char* name : {"employee_id", "name"}) {
            const int at = sheet_.column(name);
            if (at < 0) continue;
            const ItemRow kind =
                item_row(sheet_.sheet->text(row.cells[static_cast<std::size_t>(at)], scratch));
            if (kind != ItemRow::person) return kind;
        }
        return ItemRow::person;
    }

    /// Null after an error, and for a cancelled course.
    OfCourse* course_of(const Row& row) {
        const std::uint32_t number = sheet_.course(row);
        sheet_.require(row, "course_id");
        if (number == Workspace::none) return nullptr;
        const Course& course = *workspace_.courses[number].course;
        if (course.status != CourseStatus::cancelled) return &begun(number);
        sheet_.cells.warning("course-cancelled", row, sheet_.column("course_id"),
                             say("课程 '{0}' 已取消，其答卷不计",
                                 "the course '{0}' is cancelled, its answers are left out", course.id));
        return nullptr;
    }

    /// The course's exam with all questions of this sheet, in its order.
    OfCourse& begun(std::uint32_t number) {
        OfCourse& course = all_.courses_[number];
        if (begun_.insert(number).second) {
            for (const Column& column : columns_) course.question(column.question);
        }
        return course;
    }

    void key(const Row& row, const Column& column, OfCourse& course) {
        const std::string plain = plain_option(sheet_.cells.text(row, column.index));
        if (plain.empty()) return;
        std::string& known = course.questions[course.question(column.question)].key;
        if (known.empty() || known == plain) {
            known = plain;
        } else {
            differs(row, column, known, plain);
        }
    }

    void maximum(const Row& row, const Column& column, OfCourse& course) {
        const auto most = sheet_.cells.decimal(row, column.index);
        if (!most) return;
        if (*most <= Decimal{}) {
            sheet_.cells.error("value-range", row, column.index,
                               say("满分 {0} 不大于 0", "the maximum {0} is not above 0", most->text()));
            return;
        }
        std::optional<Decimal>& known = course.questions[course.question(column.question)].most;
        if (!known || *known == *most) {
            known = most;
        } else {
            differs(row, column, known->text(), most->text());
        }
    }

    void differs(const Row& row, const Column& column, const std::string& known, const std::string& here) {
        sheet_.cells.error(
            "key-differs", row, column.index,
            say("“{0}”前面写的是 {1}，这里是 {2}", "for '{0}' it was {1} before and is {2} here",
                column.question, known, here),
            say("题目不同的试卷，各题用不同的列名", "papers that differ need headers that differ"));
    }

    std::optional<Answer> answer(const Row& row, const Column& column, OfCourse& course) {
        const std::string_view text = sheet_.cells.text(row, column.index);
        if (text.empty() || text == "-" || text == "--") return std::nullopt;
        const std::uint32_t number = course.question(column.question);
        const Asked& asked = course.questions[number];
        if (!asked.key.empty()) {
            const std::string plain = plain_option(text);
            const Decimal full = asked.most.value_or(Decimal::whole(1));
            return Answer{number, course.option(plain), plain == asked.key ? full : Decimal{}};
        }
        if (is_letters(plain_option(text))) {
            sheet_.cells.error(
                "key-missing", row, column.index,
                say("“{0}”是选项，但没有写明正确选项",
                    "'{0}' is an option, but nothing says which one is right", text),
                say("加一行，工号写 key（或 答案），各题写正确选项；或改写得分",
                    "add a row with `key` as employee_id and the right options, or give points instead"));
            return std::nullopt;
        }
        return points(row, column, number, asked);
    }

    std::optional<Answer> points(const Row& row, const Column& column, std::uint32_t number,
                                 const Asked& asked) {
        const auto value = sheet_.cells.decimal(row, column.index);
        if (!value) return std::nullopt;
        if (*value < Decimal{}) {
            sheet_.cells.error("value-range", row, column.index,
                               say("{0} 小于 0", "{0} is less than 0", value->text()));
        } else if (asked.most && *value > *asked.most) {
            sheet_.cells.error(
                "value-range", row, column.index,
                say("{0} 大于该题的满分 {1}", "{0} is more than {1}, the most that '{2}' gives",
                    value->text(), asked.most->text(), asked.id));
        }
        return Answer{number, 0, *value};
    }

    static void count(Asked& asked, const Answer& answer) {
        ++asked.answered;
        asked.highest = std::max(asked.highest, answer.points);
        if (answer.option == 0 && answer.points != Decimal{} && answer.points != Decimal::whole(1))
            asked.only_right_or_wrong = false;
    }

    void twice(const Row& row, People::Index person, const Answered& first) {
        diagnostics_.report(Severity::error, "answers-twice", [&] {
            const Place earlier = first.row.place();
            return Diagnostic{Severity::error,
                              "answers-twice",
                              sheet_.sheet->place(row.offset, -1),
                              say("{0} 的答卷已在 {1} 出现", "the answers of {0} stand in {1} already",
                                  workspace_.people.id(person), earlier.address()),
                              say("一门课程只放一次考试的答卷，补考的另放",
                                  "keep the answers of one exam for a course, those of a resit apart"),
                              {earlier},
                              Trouble::input};
        });
    }

    ItemSheets& all_;
    PersonSheet& sheet_;
    const Workspace& workspace_;
    Diagnostics& diagnostics_;
    std::vector<Column> columns_;
    std::set<std::uint32_t> begun_;  // courses that have this sheet's questions
    std::set<std::uint64_t> keys_;   // offsets of rows that are nobody's
};

void ItemSheets::load(const std::string& path, Workspace& workspace, const SheetOptions& options,
                      Diagnostics& diagnostics) {
    SheetOptions own = options;
    own.keep_unknown = true;  // a column for each question
    const auto sheet = PersonSheet::open(path, "items", workspace, own, diagnostics);
    if (sheet == nullptr) return;
    if (sheet->sheet->extras().empty()) {
        diagnostics.warning("no-questions", sheet->sheet->header_place(-1),
                            say("表头中没有任何题目的列", "the header has no column of a question"),
                            say("每题一列，答对 1、答错 0，或该题得分",
                                "a column for each question: 1 right, 0 wrong, or points"));
    }
    SheetReader reader(*this, *sheet, workspace, diagnostics);
    reader.read_keys();
    sheet->each([&](const Row& row) { reader.read(row); });
}

}  // namespace passline
