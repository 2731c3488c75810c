#include <array>
#include <cstdio>
#include <string>

#include "../folder.h"
#include "report/xlsx_book.h"
#include "writers.h"

using passline::DocumentFormat;
using passline::filled_with;
using passline::has;
using passline::Language;
using passline::same;
using passline::sample_document;
using passline::written;
namespace doc = passline::doc;

namespace {

/// The workbook's sheets and cells in lines; see xlsx_cells.py.
std::string cells(const std::string& workbook) {
    const passline::Folder folder;
    const std::string path = folder.file("book.xlsx", workbook);
    const std::string command = "PYTHONIOENCODING=utf-8 python3 '" PASSLINE_SOURCE_DIR
                                "/tests/unit/report/xlsx_cells.py' '" +
                                path + "' 2>&1";
    std::string out;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> block{};
    while (const std::size_t got = std::fread(block.data(), 1, block.size(), pipe))
        out.append(block.data(), got);
    CHECK_MESSAGE(::pclose(pipe) == 0, out);
    return out;
}

}  // namespace

TEST_CASE("report: a workbook has typed cells, frozen and filtered heads, and rules") {
    const std::string out = cells(written(sample_document(), DocumentFormat::xlsx));
    CHECK(has(out, "created 2026-03-31T00:00:00Z\nsheet 概览\n"));
    CHECK(has(out, "s 最终通过率\nB9 n 0.915 0.0%\nC9 s 目标 ≥ 90%；上期 88.2%\n"));
    CHECK(has(
        out,
        "sheet 各部门通过率\nfrozen B2\nfilter A1:G4\nrule C2:C5 AND(ISNUMBER(C2),ROUND(C2,8)<0.9)\n"
        "A1 s 部门\nB1 s 人数\nC1 s 通过率\nD1 s 费用（元）\nE1 s 结论\nF1 s 结束日期\nG1 s 内部编号\n"
        "A2 s 客户支持部\nB2 n 82 0\nC2 n 0.939 0.0%\nD2 n 21500 #,##0.00\nE2 s 达到\nF2 n 46045 yyyy-mm-dd\n"
        "G2 s 0012\n"));
    CHECK(has(out, "C4 s 人数不足\n"));
    CHECK(
        has(out,
            "sheet 图：各部门通过率\nfrozen B2\nfilter A1:G4\nrule C2:C4 AND(ISNUMBER(C2),ROUND(C2,8)<0.9)\n"
            "A1 s 编号\nB1 s 名称\nC1 s 通过率\n"));
    CHECK(has(out, "chart barChart '图：各部门通过率'!$B$2:$B$4 '图：各部门通过率'!$C$2:$C$4"));
    CHECK(has(out, "chart lineChart '图：各季度通过率'!$A$2:$A$6 '图：各季度通过率'!$B$2:$B$6"));
    CHECK_FALSE(has(out, "FORMULA"));
    CHECK_FALSE(has(out, "OUTSIDE"));
}

TEST_CASE("report: nothing in a workbook is computed but by its own rules") {
    for (const std::string attack :
         {"=1+1", "=HYPERLINK(\"http://example.org\",\"x\")", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3",
          "\t=1+1", "http://example.org", "internal:Sheet1!A1", "</t></si><f>1</f>", "a\x01\xff"}) {
        const std::string out = cells(written(filled_with(attack), DocumentFormat::xlsx));
        CHECK_FALSE(has(out, "FORMULA"));
        CHECK_FALSE(has(out, "OUTSIDE"));
    }
}

TEST_CASE("report: names of sheets are such as Excel takes, and never twice") {
    passline::XlsxBook book(*passline::XlsxLibrary::load(), nullptr, Language::en);
    CHECK(book.sheet_name("Results") == "Results");
    CHECK(book.sheet_name("RESULTS") == "RESULTS 2");
    CHECK(book.sheet_name("a/b\\c?*[d]:'e'") == "a b c   d   e");
    CHECK(book.sheet_name("") == "Table");
    CHECK(book.sheet_name("History") == "Table 2");
    CHECK(book.sheet_name("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三") ==
          "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一");
    CHECK(book.sheet_name("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一") ==
          "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九 2");
}

TEST_CASE("report: figures of a workbook keep their digits") {
    CHECK(passline::xlsx_number("83.3", doc::Kind::percent) == 0.833);
    CHECK(passline::xlsx_number("90.0", doc::Kind::percent) == 0.9);
    CHECK(passline::xlsx_number("-1.6", doc::Kind::number) == -1.6);
    CHECK(passline::xlsx_number_format("83.3", doc::Kind::percent) == "0.0%");
    CHECK(passline::xlsx_number_format("12345.00", doc::Kind::money) == "#,##0.00");
    CHECK(passline::xlsx_number_format("7", doc::Kind::number) == "0");
}

TEST_CASE("report: the same document gives the same bytes in every format") {
    for (const DocumentFormat format : {DocumentFormat::text, DocumentFormat::markdown, DocumentFormat::html,
                                        DocumentFormat::csv, DocumentFormat::json, DocumentFormat::xlsx}) {
        const std::string once = written(sample_document(), format);
        CHECK(once == written(sample_document(), format));
        CHECK(once != written(sample_document(), format, Language::en));
        CHECK_FALSE(once.empty());
    }
    doc::Document undated = sample_document();
    undated.as_of.reset();
    CHECK(has(cells(written(undated, DocumentFormat::xlsx)), "created 2000-01-01T00:00:00Z\n"));
}
