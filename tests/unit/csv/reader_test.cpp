#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "csv/breaks.h"
#include "csv/row_scanner.h"
#include "sheets.h"

using namespace passline;
using namespace passline::test;

namespace {
const std::string header = "employee_id,course_id,score\n";
}

TEST_CASE("csv: rows of other lengths are errors that name both counts") {
    Opened sheet(header + "E1,C1,80\nE2,C1\nE3,C1,80,90\nE4,C1,70,,\nE5\n");
    CHECK(sheet.rows() == Lines{"E1|C1|80", "E4|C1|70"});
    CHECK(sheet.problems() == Lines{"s.csv:3:1 error row-fields: 2 fields in this row, but 3 in the header",
                                    "s.csv:4:1 error row-fields: 4 fields in this row, but 3 in the header",
                                    "s.csv:6:1 error row-fields: 1 field in this row, but 3 in the header"});
    const Diagnostic& few = sheet.diagnostics.all()[0];
    CHECK(few.message.zh == "这一行有 2 个字段，表头有 3 个");
    CHECK(few.place.excerpt == "E2,C1");
    CHECK(few.place.width == 5);
    CHECK(few.hint.en ==
          "a missing value leaves an empty field; a value with a line break must stand in quotes");
    CHECK(sheet.diagnostics.all()[1].hint.en == "a value that holds the delimiter must stand in quotes");
}

TEST_CASE("csv: empty fields at the end of the header are no columns") {
    Opened sheet("employee_id,course_id,score,,\nE1,C1,80,,\nE2,C1,70\nE3,C1,60,,x\n");
    CHECK(sheet.rows() == Lines{"E1|C1|80", "E2|C1|70"});
    CHECK(sheet.problems() == Lines{"s.csv:4:1 error row-fields: 5 fields in this row, but 3 in the header"});
}

TEST_CASE("csv: a quote that never closes is named where it opens") {
    Opened sheet(header + "E1,C1,80\nE2,\"C1,70\nE3,C1,60\n");
    CHECK(sheet.rows() == Lines{"E1|C1|80"});
    CHECK(sheet.problems() == Lines{"s.csv:3:4 error quote-open: this quote is never closed"});
    CHECK(sheet.diagnostics.all()[0].message.zh == "这个引号到文件末尾都没有闭合");
    CHECK(Opened("employee_id,\"course_id\nE1,C1\n").problems() ==
          Lines{"s.csv:1:13 error quote-open: this quote is never closed"});
    CHECK(Opened("\"employee_id\nE1,C1\n").problems() ==
          Lines{"s.csv:1:1 error quote-open: this quote is never closed"});
}

TEST_CASE("csv: text after a closing quote is an error, and reading goes on") {
    Opened sheet(header + "E1,\"C\"1,80\nE2,\"C1\" ,70\nE3,\"C\" \"1\",60\nE4,C1,\"5\"0\n");
    CHECK(sheet.rows() == Lines{"E2|C1|70"});
    CHECK(sheet.problems() == Lines{"s.csv:2:7 error quote-text: text after a closing quote",
                                    "s.csv:4:8 error quote-text: text after a closing quote",
                                    "s.csv:5:10 error quote-text: text after a closing quote"});
}

TEST_CASE("csv: a NUL byte is an error") {
    Opened sheet(header + "E1,C1,80\n" + std::string("E2,C\0001,70\n", 10) + "E3,C1,60\n");
    CHECK(sheet.rows() == Lines{"E1|C1|80", "E3|C1|60"});
    CHECK(sheet.problems() == Lines{"s.csv:3:5 error nul-byte: a NUL byte in this row"});
}

TEST_CASE("csv: sum rows at the bottom are left out with one warning") {
    Opened sheet(header + "E1,C1,80\n合计,,80\n,平 均：,80\nTotal,,80\nAverage,80\n\n");
    CHECK(sheet.rows() == Lines{"E1|C1|80"});
    CHECK(sheet.problems() == Lines{"s.csv:3:1 warning sum-rows: lines 3–6 left out: sum rows"});
    CHECK(sheet.diagnostics.all()[0].message.zh == "第 3–6 行是合计行，已略去");

    Opened one(header + "E1,C1,80\n\"grand total\",,80");
    CHECK(one.rows() == Lines{"E1|C1|80"});
    CHECK(one.problems() == Lines{"s.csv:3:1 warning sum-rows: line 3 left out: a sum row"});
}

TEST_CASE("csv: a row that an ordinary one follows is none of the sum rows") {
    Opened sheet(header + "Total,C1,1\nSum,C1\nE1,C1,80\nMean,C1,2\nMEAN,C1,3\nE2,C1,70\nTotal,,9\n");
    CHECK(sheet.rows() == Lines{"Total|C1|1", "E1|C1|80", "Mean|C1|2", "MEAN|C1|3", "E2|C1|70"});
    CHECK(sheet.problems() == Lines{"s.csv:3:1 error row-fields: 2 fields in this row, but 3 in the header",
                                    "s.csv:8:1 warning sum-rows: line 8 left out: a sum row"});
    // Names and ids that only begin alike are ordinary.
    Opened names(header + "Tom,C1,1\nSumner,C1,2\n合计人,C1,3\nTotal1,C1,4\n平均数学,C1,5\n");
    CHECK(names.rows().size() == 5);
    CHECK(names.problems() == Lines{});
}

TEST_CASE("csv: problems are said once however often a reader goes back") {
    std::string text = header;
    for (int i = 0; i < 30; ++i) text += "Total,C1\nE1,C1\n";
    Opened sheet(text);
    CHECK(sheet.rows() == Lines{});
    CHECK(sheet.diagnostics.errors() == 60);
}

TEST_CASE("csv: places count lines within quotes and characters, not bytes") {
    Opened sheet("工号,课程编号,姓名,成绩\nE1,\"C\n1\",张三,80\r\nE2,C1,\"李\"\"四\"\"\",70\n");
    REQUIRE(sheet.sheet != nullptr);
    std::vector<std::uint64_t> offsets;
    auto reader = sheet.sheet->rows(sheet.diagnostics);
    for (Row row; reader.next(row);) offsets.push_back(row.offset);
    REQUIRE(offsets.size() == 2);

    const Place name = sheet.sheet->place(offsets[0], 2);
    CHECK(name.address() == "s.csv:3");
    CHECK(name.column == 4);
    CHECK(name.width == 2);
    CHECK(name.excerpt == "1\",张三,80");
    const Place score = sheet.sheet->place(offsets[1], 3);
    CHECK(score.address() == "s.csv:4");
    CHECK(score.column == 16);
    CHECK(score.excerpt == "E2,C1,\"李\"\"四\"\"\",70");
    const Place row = sheet.sheet->place(offsets[0], -1);
    CHECK(row.line == 2);
    CHECK(row.width == 5);  // up to the end of its first line
    CHECK(row.excerpt == "E1,\"C");

    CHECK(sheet.sheet->bytes_at(offsets[0]) == "E1,\"C\n1\",张三,80\r\n");
    CHECK(sheet.sheet->bytes_at(offsets[1]) == "E2,C1,\"李\"\"四\"\"\",70\n");
    std::string scratch;
    CHECK(sheet.sheet->text(sheet.sheet->row_at(offsets[1]).cells[2], scratch) == "李\"四\"");
    CHECK(sheet.sheet->text(sheet.sheet->row_at(offsets[0]).cells[2], scratch) == "张三");
}

TEST_CASE("csv: blanks around cells do not matter, full-width ones neither") {
    Opened sheet("employee_id,course_id,name\n E1 ,\tC1\t,　张 三　\nE2, \" C2 \" ,\xC2\xA0李四\n");
    CHECK(sheet.rows() == Lines{"E1|C1|张 三", "E2|C2|李四"});
    CHECK(sheet.problems() == Lines{});
}

TEST_CASE("csv: the number of rows is estimated from the first ones") {
    std::string text = header;
    for (int i = 0; i < 1000; ++i) text += fmt::format("E{:04},C1,80\n", i);
    const Opened sheet(text);
    CHECK(sheet.sheet->estimated_rows() >= 990);
    CHECK(sheet.sheet->estimated_rows() <= 1010);
    CHECK(Opened(header + "E1,C1,80\nE2,C1,70\n").sheet->estimated_rows() == 2);
    CHECK(Opened(header).sheet->estimated_rows() == 0);
}

TEST_CASE("csv: every way of finding breaks finds the same, and the same blanks") {
    std::mt19937 random(7);
    const std::string with_blanks = "ab,;\"\n\r\t,\"\n\xE5\xA4\x2C\xA2\xAC\x8A";
    const std::string without = "a1!,;\"\n,\n\xE5\xA4\x2C\xA2\x7F\x80\xFF";
    const std::string blanks("\0 \x1F\t\r\n\xC2\xE3\xEF\xA1", 10);
    Dialect gb{',', '\n'};
    gb.wide_blanks = Dialect::wide_blanks_in_gb;
    int free_of_blanks = 0;
    for (const Dialect dialect : {Dialect{',', '\n'}, Dialect{'\t', '\r'}, gb}) {
        for (std::size_t length = 0; length < 800; ++length) {
            const std::string& alphabet = length % 2 == 0 ? with_blanks : without;
            std::string text;
            for (std::size_t i = 0; i < length / 2; ++i) text += alphabet[random() % alphabet.size()];
            if (length % 4 == 3) text[random() % text.size()] = blanks[random() % blanks.size()];
            std::vector<std::uint32_t> expected;
            bool has_blanks = false;
            for (std::uint32_t i = 0; i < text.size(); ++i) {
                const char c = text[i];
                if (c == dialect.delimiter || c == dialect.line_end || c == '"') {
                    expected.push_back(i);
                } else {
                    has_blanks = has_blanks || (c >= 0 && c <= ' ') ||
                                 std::count(dialect.wide_blanks.begin(), dialect.wide_blanks.end(), c) != 0;
                }
            }
            free_of_blanks += !has_blanks;
            const auto check = [&](auto how) {
                std::vector<std::uint32_t> out(text.size() + breaks_slack);
                const Breaks breaks = how(text, dialect, out.data());
                out.resize(breaks.count);
                REQUIRE(out == expected);
                REQUIRE(breaks.has_blanks == has_blanks);
            };
            const auto quotes = static_cast<std::size_t>(std::count(text.begin(), text.end(), '"'));
            check(find_breaks);
            check(detail::find_breaks_portable);
            REQUIRE(count_byte(text, '"') == quotes);
#if defined(__x86_64__)
            check(detail::find_breaks_sse2);
            REQUIRE(detail::count_byte_sse2(text, '"') == quotes);
            if (detail::has_avx2()) {
                check(detail::find_breaks_avx2);
                REQUIRE(detail::count_byte_avx2(text, '"') == quotes);
            }
            if (detail::has_avx512()) {
                check(detail::find_breaks_avx512);
                REQUIRE(detail::count_byte_avx512(text, '"') == quotes);
            }
#endif
        }
    }
    CHECK(free_of_blanks > 200);
}

TEST_CASE("csv: what only looks like a blank is none at a closer look") {
    const Dialect utf8, tabs{'\t', '\n'}, returns{',', '\r'};
    Dialect gb;
    gb.wide_blanks = gb.behind_wide = Dialect::wide_blanks_in_gb;
    const std::string row = "E00000001,张三,C1,80,75,90,60,\"a\",b,c,d";
    for (const std::size_t rows : {1, 7}) {  // within what is looked at together, and behind it
        const auto holds = [&](std::string_view odd, const Dialect& dialect) {
            std::string text;
            for (std::size_t i = 0; i < rows; ++i) text += row + "\r\n";
            if (dialect == returns) std::erase(text, '\n');
            text += odd;
            text += "x";
            const bool found = holds_blanks(text, dialect);
            REQUIRE(detail::holds_blanks_portable(text, dialect) == found);
#if defined(__x86_64__)
            if (detail::has_avx2()) REQUIRE(detail::holds_blanks_avx2(text, dialect) == found);
#endif
            return found;
        };
        CHECK_FALSE(holds("", utf8));
        CHECK_FALSE(holds("", gb));
        CHECK_FALSE(holds("", returns));
        CHECK_FALSE(holds("a\tb", tabs));
        CHECK_FALSE(holds("，é", utf8));  // EF BC 8C, C3 A9
        CHECK_FALSE(holds("\xA1\xA2\xB0\xA1", gb));
        const std::vector<std::string_view> blanks = {
            " ", "\t", "\r", "\r\r\n", std::string_view("\0", 1), "\xC2\xA0", "　", "\xEF\xBB\xBF"};
        for (const std::string_view odd : blanks) CHECK(holds(odd, utf8));
        CHECK(holds("\xA1\xA1", gb));
        CHECK(holds("\n", returns));
    }
    CHECK(holds_blanks("a\r", utf8));  // what follows is not known
    CHECK(holds_blanks("a\xE3", utf8));
    CHECK_FALSE(holds_blanks("", utf8));
}

namespace {

/// A reader of the same rules that goes byte by byte: slow, and easy to see through.
std::vector<Lines> slow_rows(const std::string& text) {
    std::vector<Lines> rows;
    std::size_t i = 0;
    const auto trimmed_blanks = [](std::string cell) {
        const std::size_t first = cell.find_first_not_of(" \t\r\n");
        return first == std::string::npos ? std::string()
                                          : cell.substr(first, cell.find_last_not_of(" \t\r\n") - first + 1);
    };
    while (i < text.size()) {
        Lines row;
        for (bool more = true; more;) {
            const std::size_t begin = i;
            while (i < text.size() && (text[i] == ' ' || text[i] == '\r')) ++i;
            std::string cell;
            bool faulty = false;
            if (i < text.size() && text[i] == '"') {
                ++i;
                while (i < text.size() && (text[i] != '"' || (i + 1 < text.size() && text[i + 1] == '"'))) {
                    if (text[i] == '"') ++i;
                    cell += text[i++];
                }
                faulty = i == text.size();
                if (!faulty) ++i;
                const std::size_t rest = i;
                while (i < text.size() && text[i] != ',' && text[i] != '\n') ++i;
                faulty = faulty || !trimmed_blanks(text.substr(rest, i - rest)).empty();
                cell = trimmed_blanks(cell);
            } else {
                i = begin;
                while (i < text.size() && text[i] != ',' && text[i] != '\n') cell += text[i++];
                cell = trimmed_blanks(cell);
            }
            row.push_back(faulty ? "(faulty)" : cell);
            more = i < text.size() && text[i] == ',';
            if (i < text.size()) ++i;
        }
        rows.push_back(row);
    }
    return rows;
}

}  // namespace

TEST_CASE("csv: random bytes are cut into the same cells as by a byte-by-byte reader") {
    std::mt19937 random(11);
    const std::string with_blanks = "ab,,\"\"\n \r";
    const std::string without = "ab,,\"\"\nab,\n";
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        const std::size_t length = random() % 60 + (round % 50 == 0 ? 1500 : 0);
        // Windows that hold blanks come between such as do not, and the other way round.
        for (std::size_t i = 0; i < length; ++i) {
            const std::string& alphabet =
                round % 3 == 0 || (round % 3 == 1 && i / 512 % 2 == 0) ? without : with_blanks;
            text += alphabet[random() % alphabet.size()];
        }
        CAPTURE(text);
        std::vector<Lines> found;
        RowScanner scanner(text, {}, Encoding::utf8, 0, text.size(), round % 2 == 0);
        std::string scratch;
        std::size_t end = 0;
        for (ScannedRow row; scanner.next(row);) {
            REQUIRE(row.begin == end);
            end = row.end;
            Lines cells;
            for (const Cell& cell : scanner.cells()) {
                std::string value;
                for (std::size_t i = 0; i < cell.raw.size(); ++i) {
                    value += cell.raw[i];
                    if (cell.escaped && cell.raw[i] == '"' && cell.raw.substr(i + 1).starts_with('"')) ++i;
                }
                cells.push_back(value);
            }
            if (row.fault != ScannedRow::Fault::none) cells = {"(faulty)"};
            found.push_back(cells);
        }
        REQUIRE(end == text.size());
        std::vector<Lines> expected = slow_rows(text);
        for (Lines& row : expected) {
            if (std::find(row.begin(), row.end(), "(faulty)") != row.end()) row = {"(faulty)"};
        }
        REQUIRE(found == expected);
    }
}

TEST_CASE("csv: rows of CRLF, and with quotes around every field, are taken together") {
    const auto ordinary = [](std::string_view, Encoding) { return true; };
    for (const std::string line : {"E1,a,7\r\n", "\"E1\",\"a\",\"7\"\r\n", "\"E1\",\"a\",\"7\"\n"}) {
        std::string text;
        for (int i = 0; i < 20; ++i) text += line;
        RowScanner scanner(text, {}, Encoding::utf8, 0, text.size());
        ScannedRow first;
        REQUIRE(scanner.next(first));
        std::vector<std::uint64_t> offsets(10);
        REQUIRE(scanner.next_plain(3, text.size(), ordinary, offsets) == offsets.size());
        CHECK(offsets.back() == 10 * line.size());
        CHECK(scanner.kept().back().raw == "7");
    }
}

TEST_CASE("csv: plain rows taken together are those that come one by one") {
    std::mt19937 random(12);
    const Lines fields = {"E1",
                          "7",
                          "\"7\"",
                          "\"a b\"",
                          " x1 ",
                          "\"p\"\"q\"",
                          "x\"y",
                          "",
                          "\xD5\xC5"
                          "1",
                          "a"};
    const auto ordinary = [](std::string_view first, Encoding) { return first != "a"; };
    std::size_t together = 0, alone = 0;
    for (int round = 0; round < 2000; ++round) {
        // Some sheets have windows without blanks, some have none.
        const std::size_t odd = round % 4 == 0 ? fields.size() : 2 + random() % 2;
        const std::string line_end = round % 3 == 0 ? "\r\n" : "\n";
        std::string text;
        for (std::size_t rows = random() % 120; rows > 0; --rows) {
            const std::size_t columns = random() % 16 == 0 ? 2 : 3;
            for (std::size_t i = 0; i < columns; ++i) {
                const std::size_t choice = random() % 12 == 0 ? fields.size() : odd;
                text += (i > 0 ? "," : "") + fields[random() % choice];
            }
            text += line_end;
        }
        const Encoding encoding = round % 2 == 0 ? Encoding::utf8 : Encoding::gb18030;
        RowScanner one(text, {}, encoding, 0, text.size()), many(text, {}, encoding, 0, text.size());
        std::vector<std::uint64_t> offsets(1 + random() % 64);
        const std::size_t stop = text.size() * (random() % 4) / 3;
        const auto same_cells = [](std::span<const Cell> some, std::span<const Cell> others) {
            return std::equal(
                some.begin(), some.end(), others.begin(), others.end(), [](const Cell& a, const Cell& b) {
                    return a.raw == b.raw && a.raw.data() == b.raw.data() && a.escaped == b.escaped;
                });
        };
        for (ScannedRow row; one.next(row);) {
            many.forget();
            const std::size_t count = many.next_plain(3, stop, ordinary, offsets);
            for (std::size_t i = 0; i < count; ++i, one.next(row)) {
                REQUIRE(row.begin == offsets[i]);
                REQUIRE(row.begin < stop);
                REQUIRE(row.fault == ScannedRow::Fault::none);
                REQUIRE(same_cells(one.cells(), many.kept().subspan(3 * i, 3)));
                REQUIRE(!one.cells()[0].empty());
                REQUIRE(one.cells()[0].raw != "a");
            }
            together += count;
            REQUIRE(many.offset() == (many.offset() == text.size() ? text.size() : row.begin));
            ScannedRow next;
            if (!many.next(next)) break;
            REQUIRE(next.begin == row.begin);
            REQUIRE(next.end == row.end);
            REQUIRE(same_cells(one.cells(), many.cells()));
            ++alone;
        }
    }
    CHECK(together > 20'000);
    CHECK(alone > 20'000);
}
