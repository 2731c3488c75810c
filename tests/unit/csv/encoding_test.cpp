#include <doctest/doctest.h>

#include "sheets.h"

using namespace passline;
using namespace passline::test;

namespace {

const std::string text = "工号,课程编号,姓名\r\nE1,C1,张三\r\nE2,C1,\"李,四\"\r\n";

std::string utf16(const std::u16string& units, bool little) {
    std::string bytes;
    for (const char16_t unit : units) {
        const char low = static_cast<char>(unit & 0xFF);
        const char high = static_cast<char>(unit >> 8);
        bytes += little ? low : high;
        bytes += little ? high : low;
    }
    return bytes;
}

/// `text` in GB18030, byte by byte: 工 B9A4 号 BAC5 课 BFCE 程 B3CC 编 B1E0 号 BAC5 姓 D0D5 名 C3FB 张 D5C5
/// 三 C8FD 李 C0EE 四 CBC4.
const std::string gb =
    "\xB9\xA4\xBA\xC5,\xBF\xCE\xB3\xCC\xB1\xE0\xBA\xC5,\xD0\xD5\xC3\xFB\r\nE1,C1,\xD5\xC5\xC8\xFD\r\nE2,C1,"
    "\"\xC0\xEE,\xCB\xC4\"\r\n";

SheetOptions with(Encoding encoding) {
    SheetOptions options;
    options.encoding = encoding;
    return options;
}

}  // namespace

TEST_CASE("csv: every encoding gives the same rows") {
    const std::u16string wide = u"工号\t课程编号\t姓名\r\nE1\tC1\t张三\r\nE2\tC1\t\"李,四\"\r\n";
    const std::vector<std::pair<std::string, Encoding>> sheets{
        {text, Encoding::utf8},
        {"\xEF\xBB\xBF" + text, Encoding::utf8},
        {gb, Encoding::gb18030},
        {"\xFF\xFE" + utf16(wide, true), Encoding::utf16le},
        {"\xFE\xFF" + utf16(wide, false), Encoding::utf16be}};
    for (const auto& [bytes, encoding] : sheets) {
        Opened sheet(bytes);
        REQUIRE(sheet.sheet != nullptr);
        CHECK(sheet.sheet->encoding() == encoding);
        CHECK(sheet.rows() == Lines{"E1|C1|张三", "E2|C1|李,四"});
        CHECK(sheet.problems() == Lines{});
        CHECK(sheet.sheet->header(1) == "课程编号");
        auto reader = sheet.sheet->rows(sheet.diagnostics);
        Row row;
        REQUIRE(reader.next(row));
        const Place place = sheet.sheet->place(row.offset, 2);
        CHECK(place.line == 2);
        CHECK(place.column == 7);
        CHECK(place.width == 2);
        CHECK(
            place.excerpt ==
            (encoding == Encoding::utf16le || encoding == Encoding::utf16be ? "E1\tC1\t张三" : "E1,C1,张三"));
        CHECK(sheet.sheet->header_place(1).column == 4);
    }
}

TEST_CASE("csv: --encoding overrules") {
    CHECK(Opened(gb, with(Encoding::gb18030)).rows() == Lines{"E1|C1|张三", "E2|C1|李,四"});
    CHECK(Opened(gb, with(Encoding::gbk)).rows() == Lines{"E1|C1|张三", "E2|C1|李,四"});
    CHECK(Opened(gb, with(Encoding::utf8)).problems() ==
          Lines{"s.csv:1:1 error sheet-encoding: byte B9 is not valid UTF-8"});
    // Two characters of GB2312 that are valid UTF-8 as well, C4A3 and CAB9: 模 and 使, or ģ and ʹ.
    const std::string both = "employee_id,course_id,name\nE1,C1,\xC4\xA3\xCA\xB9\n";
    CHECK(Opened(both).rows() == Lines{"E1|C1|ģʹ"});
    CHECK(Opened(both, with(Encoding::gb18030)).rows() == Lines{"E1|C1|模使"});
    const std::u16string plain = u"employee_id,course_id\nE1,C1\n";
    CHECK(Opened(utf16(plain, true), with(Encoding::utf16le)).rows() == Lines{"E1|C1"});
    CHECK(Opened(utf16(plain, false), with(Encoding::utf16be)).rows() == Lines{"E1|C1"});
    CHECK(Opened("\xFE\xFF" + utf16(plain, false), with(Encoding::utf16le)).rows() == Lines{"E1|C1"});
}

TEST_CASE("csv: bytes of no encoding are named with their place") {
    const Opened neither("employee_id,course_id,name\nE1,C1,a\nE2,C1,张\xFF\n");
    CHECK(neither.problems() == Lines{"s.csv:3:8 error sheet-encoding: neither UTF-8 (line 3, character 8: "
                                      "byte FF) nor GB18030 (line 3, character 8: byte A0)"});
    CHECK(neither.diagnostics.all()[0].hint.en ==
          "give the encoding with --encoding, or save the file as UTF-8");

    const Opened euro("employee_id,course_id,name\nE1,C1,\xD5\xC5\x80\n");
    CHECK(euro.problems() == Lines{"s.csv:2:8 error sheet-encoding: neither UTF-8 (line 2, character 7: byte "
                                   "D5) nor GB18030 (line 2, character 8: byte 80)"});
    CHECK(euro.diagnostics.all()[0].hint.en == "it is valid GBK: give --encoding gbk");
    CHECK(Opened("employee_id,course_id,name\nE1,C1,\xD5\xC5\x80\n", with(Encoding::gbk)).rows() ==
          Lines{"E1|C1|张€"});
}

TEST_CASE("csv: a file that ends within a character is said to be cut off") {
    const Opened utf8("工号,课程编号,姓名\nE1,C1,\xE5\xBC");
    CHECK(utf8.problems() ==
          Lines{"s.csv:2:7 error sheet-encoding: the file ends in the middle of a UTF-8 character"});
    CHECK(utf8.diagnostics.all()[0].hint.zh == "文件可能被截断：重新导出");
    // Without a wider character before the last it may as well be GB18030.
    CHECK(Opened("employee_id,course_id,name\nE1,C1,\xE5\xBC").rows() == Lines{"E1|C1|寮"});
    CHECK(Opened(gb.substr(0, 23) + "\xD5\xC5\xC8").problems() ==
          Lines{"s.csv:2:5 error sheet-encoding: the file ends in the middle of a GB18030 character"});
    CHECK(Opened("\xFF\xFE" + utf16(u"工号,课程编号\nE1,C", true) + "1").problems() ==
          Lines{"s.csv:2:5 error sheet-encoding: the file ends in the middle of a UTF-16LE character"});
}

TEST_CASE("csv: other kinds of files are called by their name") {
    CHECK(Opened(std::string("PK\x03\x04\x14\0\0", 7)).problems() ==
          Lines{"s.csv error sheet-encoding: this is an Excel workbook (.xlsx), not CSV"});
    CHECK(Opened("\xD0\xCF\x11\xE0\xA1").problems() ==
          Lines{"s.csv error sheet-encoding: this is an old Excel workbook (.xls), not CSV"});
    CHECK(Opened("%PDF-1.7").problems() == Lines{"s.csv error sheet-encoding: this is a PDF file, not CSV"});
    const Opened unmarked(utf16(u"employee_id,course_id\nE1,C1\n", true));
    CHECK(unmarked.problems() ==
          Lines{"s.csv error sheet-encoding: this looks like UTF-16 without a byte order mark"});
    CHECK(unmarked.diagnostics.all()[0].hint.en == "give --encoding utf-16le, or save the file as UTF-8");
}

TEST_CASE("csv: second bytes of GB18030 are never taken for anything else") {
    // Characters whose second byte is that of a letter, a digit, |, @ or a backslash.
    const std::string cells = "\x81\x40,\x81\x7C,\x81\x5C\x81\x30\x81\x30\n";
    Opened sheet("employee_id,course_id,name\n" + cells);
    REQUIRE(sheet.sheet != nullptr);
    CHECK(sheet.sheet->encoding() == Encoding::gb18030);
    CHECK(sheet.rows() == Lines{"丂|亅|乗\xC2\x80"});
    // A1 A1 is an ideographic blank; a character that ends in A1 is not cut.
    Opened blanks(
        "employee_id,course_id,name\n\xA1\xA1"
        "E1\xA1\xA1,\xB0\xA1\xA1\xA1,\xA1\xA1\xB0\xA1\n");
    CHECK(blanks.rows() == Lines{"E1|啊|啊"});
}

TEST_CASE("csv: sum rows and line ends are known in every encoding") {
    Opened gb_sums("employee_id,course_id\nE1,C1\n\xBA\xCF \xBC\xC6\xA3\xBA,\n\xC6\xBD\xBE\xF9\xB7\xD6,\n");
    CHECK(gb_sums.rows() == Lines{"E1|C1"});
    CHECK(gb_sums.problems() == Lines{"s.csv:3:1 warning sum-rows: lines 3–4 left out: sum rows"});
    // Old Macintosh line ends, counted like others.
    Opened returns("employee_id,course_id\rE1,\"C\r1\"\r\rE2,C2,\rE3\r");
    CHECK(returns.rows() == Lines{"E1|C\r1", "E2|C2"});
    CHECK(returns.problems() ==
          Lines{"s.csv:6:1 error row-fields: 1 field in this row, but 2 in the header"});
}
