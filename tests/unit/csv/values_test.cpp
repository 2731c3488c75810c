#include <doctest/doctest.h>

#include <limits>

#include "sheets.h"

using namespace passline;
using namespace passline::test;

namespace {

/// One cell in a sheet of its own, read in one way, and all that was said.
struct OneCell {
    explicit OneCell(const std::string& cell)
        : opened("employee_id,score\nE1," + quoted(cell) + "\n"), reader(*opened.sheet, opened.diagnostics) {
        auto rows = opened.sheet->rows(opened.diagnostics);
        offset = rows.next(row) ? row.offset : 0;
        row = opened.sheet->row_at(offset);
    }
    static std::string quoted(const std::string& cell) {
        return cell.find(',') == std::string::npos ? cell : "\"" + cell + "\"";
    }
    /// Code, message and hint of each problem.
    Lines said() const {
        Lines lines;
        for (const Diagnostic& d : opened.diagnostics.all()) {
            CHECK(d.place.address() == "s.csv:2");
            CHECK(d.message.zh.empty() == d.message.en.empty());
            CHECK(d.hint.zh.empty() == d.hint.en.empty());
            lines.push_back(d.code + ": " + d.message.en + (d.hint.empty() ? "" : " | " + d.hint.en));
        }
        return lines;
    }
    Opened opened;
    CellReader reader;
    Row row;
    std::uint64_t offset = 0;
};

/// What reading a decimal gives: the value as text, or "none"; then what was said.
Lines decimal(const std::string& cell) {
    OneCell one(cell);
    const std::optional<Decimal> value = one.reader.decimal(one.row, 1);
    Lines lines{value ? value->text() : "none"};
    for (const std::string& line : one.said()) lines.push_back(line);
    CHECK(one.reader.failed() == (one.opened.diagnostics.errors() > 0));
    return lines;
}

Lines integer(const std::string& cell, std::int64_t least, std::int64_t most) {
    OneCell one(cell);
    const std::optional<std::int64_t> value = one.reader.integer(one.row, 1, least, most);
    Lines lines{value ? std::to_string(*value) : "none"};
    for (const std::string& line : one.said()) lines.push_back(line);
    return lines;
}

Lines date(const std::string& cell) {
    OneCell one(cell);
    const std::optional<Date> value = one.reader.date(one.row, 1);
    Lines lines{value ? value->text() : "none"};
    for (const std::string& line : one.said()) lines.push_back(line);
    return lines;
}

Lines time(const std::string& cell) {
    OneCell one(cell);
    const std::optional<TimeOfDay> value = one.reader.time(one.row, 1);
    Lines lines{value ? value->text() : "none"};
    for (const std::string& line : one.said()) lines.push_back(line);
    return lines;
}

const std::string say_number = "write a number such as 85 or 85.5";

}  // namespace

TEST_CASE("csv: a decimal as it should be") {
    CHECK(decimal("85") == Lines{"85"});
    CHECK(decimal(" 79.995 ") == Lines{"79.995"});
    CHECK(decimal("79.9950000") == Lines{"79.995"});
    CHECK(decimal("0.000001") == Lines{"0.000001"});
    CHECK(decimal("-3") == Lines{"-3"});
    CHECK(decimal("") == Lines{"none"});
    CHECK(decimal("　") == Lines{"none"});
}

TEST_CASE("csv: a decimal in other forms is read with a warning") {
    CHECK(decimal("85分") == Lines{"85", "value-unit: '85分' is read as 85 | write the number alone"});
    CHECK(decimal("85.5 %") ==
          Lines{"85.5", "value-unit: '85.5 %' is read as 85.5 | write the number alone"});
    CHECK(decimal("８５．５") == Lines{"85.5",
                                       "full-width: '８５．５' holds full-width characters and is read as "
                                       "'85.5' | write plain characters"});
    CHECK(decimal("１００％") == Lines{"100",
                                       "full-width: '１００％' holds full-width characters and is read as "
                                       "'100%' | write plain characters",
                                       "value-unit: '100%' is read as 100 | write the number alone"});
}

TEST_CASE("csv: what is no decimal is refused with a hint") {
    const auto none = [](const std::string& message, const std::string& hint = {}) {
        return Lines{"none", "value-number: " + message + (hint.empty() ? "" : " | " + hint)};
    };
    CHECK(decimal("good") == none("'good' is not a number", say_number));
    CHECK(decimal("分") == none("'分' is not a number", say_number));
    CHECK(decimal("1,5") == none("'1,5' is not a number", "write the decimal point as a point: 1.5"));
    CHECK(decimal("1,234") ==
          none("'1,234' is not a number",
               "write 1234, without separators of thousands, or 1.234 if the comma is a decimal point"));
    CHECK(decimal("1,234.5") ==
          none("'1,234.5' is not a number", "write 1234.5, without separators of thousands"));
    CHECK(decimal("1,234,567") ==
          none("'1,234,567' is not a number", "write 1234567, without separators of thousands"));
    CHECK(decimal("1e3") ==
          none("'1e3' is not a number", "write all its digits, not in scientific notation"));
    CHECK(decimal("8.5E+1") ==
          none("'8.5E+1' is not a number", "write all its digits, not in scientific notation"));
    CHECK(decimal("85.5.") == none("'85.5.' is not a number", "did you mean 85.5?"));
    CHECK(decimal("+85") == none("'+85' is not a number", "leave out the plus sign: 85"));
    CHECK(decimal("8 5") == none("'8 5' is not a number", "leave out the blanks: 85"));
    CHECK(decimal("8O") ==
          none("'8O' is not a number", "it holds the letter O or l, not the digit 0 or 1: did you mean 80?"));
    CHECK(decimal("85/100") ==
          none("'85/100' is not a number", "write the points alone, without the maximum"));
    CHECK(decimal("NaN") == none("'NaN' is not a number", "leave the cell empty when there is no value"));
    CHECK(decimal("-Infinity") ==
          none("'-Infinity' is not a number", "leave the cell empty when there is no value"));
    CHECK(decimal("#DIV/0!") ==
          none("'#DIV/0!' is not a number",
               "this is a spreadsheet's error value: correct the formula and export again"));
    CHECK(decimal("79.9999999") ==
          none("'79.9999999' has more than 6 decimal places", "round it before you export"));
    CHECK(decimal("79.9999999分") ==
          none("'79.9999999分' has more than 6 decimal places", "round it before you export"));
    CHECK(decimal("10000000000000") == none("'10000000000000' is out of range"));
    CHECK(decimal(std::string(60, 'x')) ==
          none("'" + std::string(40, 'x') + "…' is not a number", say_number));
}

TEST_CASE("csv: whole numbers within their ends") {
    constexpr std::int64_t open = std::numeric_limits<std::int64_t>::max();
    CHECK(integer("1", 1, 5) == Lines{"1"});
    CHECK(integer("5", 1, 5) == Lines{"5"});
    CHECK(integer("3.00", 1, 5) == Lines{"3"});
    CHECK(integer("", 1, 5) == Lines{"none"});
    CHECK(integer("6", 1, 5) == Lines{"none", "value-integer: 6 is not between 1 and 5"});
    CHECK(integer("0", 1, open) == Lines{"none", "value-integer: 0 is less than 1"});
    CHECK(integer("2.5", 1, 5) == Lines{"none", "value-integer: '2.5' is not a whole number"});
    CHECK(integer("two", 1, 5) ==
          Lines{"none", "value-integer: 'two' is not a whole number | write a whole number such as 1"});
    CHECK(integer("1,5", 1, 5) ==
          Lines{"none",
                "value-integer: '1,5' is not a whole number | write the decimal point as a point: 1.5"});
    CHECK(integer("99999999999999999999", 1, 5) ==
          Lines{"none", "value-integer: '99999999999999999999' is out of range"});
    CHECK(
        integer("５分", 1, 5) ==
        Lines{"5",
              "full-width: '５分' holds full-width characters and is read as '5分' | write plain characters",
              "value-unit: '5分' is read as 5 | write the number alone"});
}

TEST_CASE("csv: dates in the forms that sheets have") {
    for (const char* form : {"2026-01-05", "2026/1/5", "2026.1.5", "2026年1月5日", "2026-01-05 00:00:00",
                             "2026/1/5 9:30", "2026-01-05T08:00:00Z"}) {
        CHECK(date(form) == Lines{"2026-01-05"});
    }
    CHECK(date("") == Lines{"none"});
    CHECK(date("２０２６－０１－０５") ==
          Lines{"2026-01-05",
                "full-width: '２０２６－０１－０５' holds full-width characters and is read as '2026-01-05' "
                "| write plain characters"});
}

TEST_CASE("csv: what is no date is refused with a hint") {
    const auto none = [](const std::string& cell, const std::string& hint) {
        return Lines{"none", "value-date: '" + cell + "' is not a date | " + hint};
    };
    const auto serial = [](const std::string& day) {
        return "this is the serial number that Excel keeps for " + day +
               ": format the column as dates and export again";
    };
    const std::string forms = "write 2026-01-05, 2026/1/5, 2026.1.5 or 2026年1月5日";
    CHECK(date("46027") == none("46027", serial("2026-01-05")));
    CHECK(date("46027.375") == none("46027.375", serial("2026-01-05")));
    CHECK(date("9999") == none("9999", serial("1927-05-17")));
    CHECK(date("2026") == none("2026", forms));  // a year rather than a day of 1905
    CHECK(date("2026-02-30") == none("2026-02-30", "there is no such day"));
    CHECK(date("2026年2月29日") == none("2026年2月29日", "there is no such day"));
    CHECK(date("20260105") == none("20260105", "write 2026-01-05"));
    CHECK(date("20261305") == none("20261305", forms));
    const std::string order = "write year, month and day in this order, the year in four digits: 2026-01-05";
    CHECK(date("01/05/2026") == none("01/05/2026", order));
    CHECK(date("26-1-5") == none("26-1-5", order));
    CHECK(date("2026-01") == none("2026-01", forms));
    CHECK(date("tomorrow") == none("tomorrow", forms));
    CHECK(date("2026-01-05 25:00") == none("2026-01-05 25:00", forms));
}

TEST_CASE("csv: times of day") {
    CHECK(time("08:47") == Lines{"08:47"});
    CHECK(time("8:47") == Lines{"08:47"});
    CHECK(time("08:47:30") == Lines{"08:47:30"});
    CHECK(time("08：47") == Lines{"08:47",
                                  "full-width: '08：47' holds full-width characters and is read as '08:47' | "
                                  "write plain characters"});
    const auto none = [](const std::string& cell, const std::string& hint) {
        return Lines{"none", "value-time: '" + cell + "' is not a time of day | " + hint};
    };
    CHECK(time("24:00") == none("24:00", "write 08:47 or 08:47:30"));
    CHECK(time("8:47 AM") == none("8:47 AM", "write it in 24 hours, such as 17:30"));
    CHECK(time("下午5:30") == none("下午5:30", "write it in 24 hours, such as 17:30"));
    CHECK(time("0.365972") ==
          none("0.365972",
               "this is the number that Excel keeps for 08:47: format the column as times and export again"));
    CHECK(time("2026-01-05 08:47") == none("2026-01-05 08:47", "this column holds the time alone: 08:47"));
}

TEST_CASE("csv: ids keep their zeros, and full-width ones are read as plain") {
    OneCell zeros("0012");
    CHECK(zeros.reader.id(zeros.row, 1) == "0012");
    CHECK(zeros.said() == Lines{});
    OneCell wide("Ｅ１００２");
    CHECK(wide.reader.id(wide.row, 1) == "E1002");
    CHECK(wide.said() == Lines{"full-width: 'Ｅ１００２' holds full-width characters and is read as 'E1002' "
                               "| write plain characters"});
    OneCell chinese("客服001");
    CHECK(chinese.reader.id(chinese.row, 1) == "客服001");
    CHECK(chinese.said() == Lines{});
    CHECK(chinese.reader.id(chinese.row, -1).empty());
    CHECK(chinese.reader.text(chinese.row, -1).empty());
    CHECK_FALSE(chinese.reader.decimal(chinese.row, -1));
    CHECK_FALSE(chinese.reader.date(chinese.row, -1));
}

TEST_CASE("csv: texts of one row stay valid together") {
    // In GB18030 each has to be decoded somewhere.
    Opened opened("employee_id,name,course_id\n\xD5\xC5,\xC8\xFD,\xC0\xEE\n\xCB\xC4,\xD5\xC5,\xC8\xFD\n");
    CellReader cells(*opened.sheet, opened.diagnostics);
    auto rows = opened.sheet->rows(opened.diagnostics);
    Row row;
    REQUIRE(rows.next(row));
    const std::string_view id = cells.id(row, 0);
    const std::string_view name = cells.text(row, 1);
    const std::string_view course = cells.id(row, 2);
    CHECK(id == "张");
    CHECK(name == "三");
    CHECK(course == "李");
}

TEST_CASE("csv: of many problems the first are kept and all are counted") {
    std::string text = "employee_id,score\n";
    for (int i = 0; i < 80; ++i) text += "E,８５\nE,x\n";
    Opened opened(text);
    CellReader cells(*opened.sheet, opened.diagnostics);
    auto rows = opened.sheet->rows(opened.diagnostics);
    for (Row row; rows.next(row);) cells.decimal(row, 1);
    CHECK(opened.diagnostics.errors() == 80);
    CHECK(opened.diagnostics.warnings() == 80);
    CHECK(opened.diagnostics.all().size() == 2 * Diagnostics::kept_of_a_kind);
}
