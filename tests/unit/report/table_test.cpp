#include "report/row_pattern.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using passline::ColumnKind;
using passline::Language;
using passline::RowFields;
using passline::RowPattern;
using passline::say;
using passline::Sink;
using passline::StringSink;
using passline::TableCell;
using passline::TableColumn;
using passline::TableFormat;
using passline::TableOptions;
using passline::TableRows;
using passline::TableWriter;
using passline::Tone;

namespace {

std::vector<TableColumn> columns() {
    return {{"employee_id", say("工号", "Employee ID"), ColumnKind::id, true},
            {"name", say("姓名", "Name"), ColumnKind::text, true},
            {"total", say("总评", "Total"), ColumnKind::number, true},
            {"due", say("期限", "Due"), ColumnKind::date, true},
            {"note", say("备注", "Note"), ColumnKind::text, false},
            {"failed", say("未达线", "Failed"), ColumnKind::list, true}};
}

using Row = std::vector<TableCell>;

std::string written(std::vector<TableColumn> columns, const TableOptions& options,
                    const std::vector<Row>& rows) {
    StringSink sink;
    const auto writer = TableWriter::create(std::move(columns), options, sink);
    for (const Row& row : rows) writer->row(row);
    writer->finish();
    return sink.text;
}

TableOptions as(TableFormat format) {
    TableOptions options;
    options.format = format;
    return options;
}

const std::vector<Row> two_rows{
    {{"E1"}, {"张三"}, {"79.50"}, {"2026-02-24"}, {"hidden"}, {"theory;practical"}},
    {{"E1002"}, {"Li Si"}, {"100.00"}, {""}, {""}, {""}}};

/// One text cell as it stands in CSV.
std::string csv_cell(std::string_view value, ColumnKind kind = ColumnKind::text) {
    const std::string text = written({{"x", say("", ""), kind, true}}, as(TableFormat::csv), {{{value}}});
    return text.substr(2, text.size() - 3);
}

}  // namespace

TEST_CASE("report: CSV") {
    CHECK(written(columns(), as(TableFormat::csv), two_rows) ==
          "employee_id,name,total,due,note,failed\n"
          "E1,张三,79.50,2026-02-24,hidden,theory;practical\n"
          "E1002,Li Si,100.00,,,\n");
    TableOptions readers = as(TableFormat::csv);
    readers.titles_as_headers = true;
    readers.excel = true;
    CHECK(written(columns(), readers, {two_rows[0]}) ==
          "\xEF\xBB\xBF工号,姓名,总评,期限,备注,未达线\r\nE1,张三,79.50,2026-02-24,hidden,theory;"
          "practical\r\n");
    CHECK(written(columns(), as(TableFormat::csv), {}) == "employee_id,name,total,due,note,failed\n");
}

TEST_CASE("report: CSV quotes as RFC 4180 says") {
    CHECK(csv_cell("a,b") == "\"a,b\"");
    CHECK(csv_cell("say \"hi\"") == "\"say \"\"hi\"\"\"");
    CHECK(csv_cell("two\nlines") == "\"two\nlines\"");
    CHECK(csv_cell("two\rlines") == "\"two\rlines\"");
    CHECK(csv_cell("plain; text") == "plain; text");
    CHECK(csv_cell("") == "");
}

TEST_CASE("report: CSV quotes a text of any length, wherever the special character stands") {
    for (std::size_t size = 1; size < 70; ++size) {
        const std::string plain(size, 'x');
        CHECK(csv_cell(plain) == plain);
        for (std::size_t at = 0; at < size; ++at) {
            for (const char special : {',', '\n', '\r', '"'}) {
                std::string text = plain;
                text[at] = special;
                std::string expected = text;
                if (special == '"') expected.insert(at, 1, '"');
                if (special == '\r' && at == 0)
                    expected.insert(0, 1, '\'');  // a spreadsheet might take it for a formula
                REQUIRE(csv_cell(text) == "\"" + expected + "\"");
            }
        }
    }
}

TEST_CASE("report: CSV makes formulas harmless") {
    CHECK(csv_cell("=1+1") == "'=1+1");
    CHECK(csv_cell("+86 10") == "'+86 10");
    CHECK(csv_cell("@SUM(A1)") == "'@SUM(A1)");
    CHECK(csv_cell("-2+3") == "'-2+3");
    CHECK(csv_cell("  =1") == "'  =1");
    CHECK(csv_cell("\n=1") == "\"'\n=1\"");
    CHECK(csv_cell("\tx") == "'\tx");
    CHECK(csv_cell("\rx") == "\"'\rx\"");
    CHECK(csv_cell("=a,b") == "\"'=a,b\"");
    CHECK(csv_cell("=1;x", ColumnKind::list) == "'=1;x");
    CHECK(csv_cell("=cmd", ColumnKind::id) == "'=cmd");
    CHECK(csv_cell("-x", ColumnKind::number) == "'-x");
    CHECK(csv_cell("=1", ColumnKind::date) == "'=1");
    // What a spreadsheet shows as it is stays.
    CHECK(csv_cell("-12.50", ColumnKind::number) == "-12.50");
    CHECK(csv_cell("-5") == "-5");
    CHECK(csv_cell("-") == "-");
    CHECK(csv_cell("a=b") == "a=b");
    CHECK(csv_cell("theory=79.5;practical=88", ColumnKind::list) == "theory=79.5;practical=88");
}

TEST_CASE("report: JSON") {
    const std::string text = written(columns(), as(TableFormat::json), two_rows);
    CHECK(text ==
          "[\n"
          "{\"employee_id\":\"E1\",\"name\":\"张三\",\"total\":79.50,\"due\":\"2026-02-24\",\"note\":"
          "\"hidden\","
          "\"failed\":[\"theory\",\"practical\"]},\n"
          "{\"employee_id\":\"E1002\",\"name\":\"Li "
          "Si\",\"total\":100.00,\"due\":null,\"note\":\"\",\"failed\":[]}\n"
          "]\n");
    CHECK(nlohmann::json::parse(text).size() == 2);
    CHECK(written(columns(), as(TableFormat::json), {}) == "[]\n");
}

TEST_CASE("report: JSON is valid whatever the cells hold") {
    const std::vector<TableColumn> two{{"a\"b", say("", ""), ColumnKind::text, true},
                                       {"n", say("", ""), ColumnKind::number, true}};
    const std::vector<Row> rows{{{"\"\\\n\t\x01\x7F"}, {""}},
                                {{"\xFFx"}, {"007"}},
                                {{"-"}, {"1e5"}},
                                {{"😀"}, {"-0.5"}},
                                {{"x"}, {"+1"}}};
    const auto json = nlohmann::json::parse(written(two, as(TableFormat::json), rows));
    CHECK(json[0]["a\"b"] == "\"\\\n\t\x01\x7F");
    CHECK(json[0]["n"].is_null());
    CHECK(json[1]["a\"b"] == "\xEF\xBF\xBDx");
    CHECK(json[1]["n"] == "007");
    CHECK(json[2]["n"] == "1e5");
    CHECK(json[3]["a\"b"] == "😀");
    CHECK(json[3]["n"] == -0.5);
    CHECK(json[4]["n"] == "+1");
}

TEST_CASE("report: text is aligned by display width, figures to the right") {
    CHECK(written(columns(), as(TableFormat::text), two_rows) ==
          "Employee ID  Name    Total  Due         Failed\n"
          "E1           张三    79.50  2026-02-24  theory;practical\n"
          "E1002        Li Si  100.00\n");
    TableOptions chinese = as(TableFormat::text);
    chinese.language = Language::zh;
    CHECK(written(columns(), chinese, two_rows) ==
          "工号   姓名     总评  期限        未达线\n"
          "E1     张三    79.50  2026-02-24  theory;practical\n"
          "E1002  Li Si  100.00\n");
    CHECK(written(columns(), as(TableFormat::text), {}) == "Employee ID  Name  Total  Due  Failed\n");
}

TEST_CASE("report: text shows titles for ids, colours, and no control characters") {
    TableOptions options = as(TableFormat::text);
    options.color = true;
    const std::vector<TableColumn> two{{"outcome", say("结果", "Outcome"), ColumnKind::text, true},
                                       {"n", say("数", "N"), ColumnKind::number, true}};
    CHECK(written(two, options,
                  {{{"pass", Tone::good, "合格"}, {"1"}},
                   {{"fail", Tone::bad}, {"10", Tone::dim}},
                   {{"open\x1b[2J", Tone::open}, {""}},
                   {{"", Tone::bad}, {"2"}}}) ==
          "\x1b[1mOutcome\x1b[0m    \x1b[1mN\x1b[0m\n"
          "\x1b[32m合格\x1b[0m       1\n"
          "\x1b[31mfail\x1b[0m      \x1b[2m10\x1b[0m\n"
          "\x1b[33mopen [2J\x1b[0m\n"
          "           2\n");
}

TEST_CASE("report: in a narrow terminal words wrap, ids and figures do not") {
    const std::vector<TableColumn> three{{"id", say("工号", "ID"), ColumnKind::id, true},
                                         {"title", say("名称", "Title"), ColumnKind::text, true},
                                         {"failed", say("未达线", "Failed"), ColumnKind::list, true},
                                         {"n", say("数", "N"), ColumnKind::number, true}};
    const std::vector<Row> rows{
        {{"EMPLOYEE-0001"}, {"课程一"}, {"theory;practical;interaction;homework"}, {"1234567.89"}},
        {{"E2"}, {"x"}, {"theory"}, {"1"}}};
    TableOptions options = as(TableFormat::text);
    options.width = 50;
    CHECK(written(three, options, rows) ==
          "ID             Title   Failed                    N\n"
          "EMPLOYEE-0001  课程一  theory;          1234567.89\n"
          "                       practical;\n"
          "                       interaction;\n"
          "                       homework\n"
          "E2             x       theory                    1\n");
    options.width = 60;
    CHECK(written(three, options, rows) ==
          "ID             Title   Failed                              N\n"
          "EMPLOYEE-0001  课程一  theory;practical;          1234567.89\n"
          "                       interaction;homework\n"
          "E2             x       theory                              1\n");
    // Nothing that must stay whole is cut, however narrow it gets.
    options.width = 10;
    const std::string narrow = written(three, options, rows);
    for (const char* whole : {"EMPLOYEE-0001", "1234567.89", "interaction;"})
        CHECK(narrow.find(whole) != std::string::npos);
    options.width = 200;
    CHECK(written(three, options, rows) == written(three, as(TableFormat::text), rows));
}

TEST_CASE("report: Chinese text wraps between any two characters, without a mark at the start of a line") {
    const std::vector<TableColumn> one{{"t", say("", "T"), ColumnKind::text, true}};
    TableOptions options = as(TableFormat::text);
    options.width = 12;
    CHECK(written(one, options, {{{"分析原因并提出改进意见，下次复查"}}, {{"one two three four"}}}) ==
          "T\n"
          "分析原因并提\n"
          "出改进意见，\n"
          "下次复查\n"
          "one two\n"
          "three four\n");
    CHECK(written(one, options, {{{"分析原因并提，出改进"}}}) == "T\n分析原因并\n提，出改进\n");
}

TEST_CASE("report: rows beyond the measured ones are written as they come") {
    const std::vector<TableColumn> two{{"a", say("", "A"), ColumnKind::id, true},
                                       {"b", say("", "B"), ColumnKind::id, true}};
    std::vector<Row> rows(1'000, Row{{"xx"}, {"y"}});
    rows.push_back({{"longer"}, {"y"}});
    const std::string text = written(two, as(TableFormat::text), rows);
    CHECK(text.starts_with("A   B\nxx  y\n"));
    CHECK(text.ends_with("xx  y\nlonger  y\n"));
}

TEST_CASE("report: much text reaches the sink in pieces") {
    struct CountingSink : Sink {
        void write(std::string_view bytes) override {
            ++pieces;
            largest = std::max(largest, bytes.size());
            total += bytes.size();
        }
        std::size_t pieces = 0, largest = 0, total = 0;
    } sink;
    const auto writer =
        TableWriter::create({{"a", say("", ""), ColumnKind::text, true}}, as(TableFormat::csv), sink);
    for (int i = 0; i < 100'000; ++i) writer->row({{"0123456789"}});
    writer->finish();
    CHECK(sink.total == 2 + 1'100'000);
    CHECK(sink.largest < 80'000);
    CHECK(sink.pieces < 25);
}

namespace {

/// Both rows, the second as a filling of the pattern that the first makes: id, name, total, date and list are
/// open, the note is not.
std::string by_pattern(TableFormat format, const std::string& id, const std::string& name) {
    StringSink sink;
    const auto writer = TableWriter::create(columns(), as(format), sink);
    const std::unique_ptr<TableRows> block = writer->block();
    Row row{{"E1"}, {"x"}, {"1"}, {"2026-01-05"}, {"a \"note\", kept"}, {"p;q"}};
    block->row(row);
    for (TableCell& cell : row) cell.open = cell.value.front() != 'a';
    const RowPattern pattern = block->pattern(row);
    RowFields fields(*block, pattern, id.size() + name.size(), 64);
    fields.text(id);
    fields.text(name);
    fields.plain("79.50");
    fields.made([](char* to) { return passline::put(to, "2026-02-24"); });
    fields.made([&](char* to) {
        return passline::put(passline::put(passline::put(to, "theory"), pattern.between()), "practical");
    });
    fields.end();
    writer->append(*block);
    writer->finish();
    return sink.text;
}
std::string by_cells(TableFormat format, const std::string& id, const std::string& name) {
    const std::string_view note = "a \"note\", kept";
    return written(columns(), as(format),
                   {{{"E1"}, {"x"}, {"1"}, {"2026-01-05"}, {note}, {"p;q"}},
                    {{id}, {name}, {"79.50"}, {"2026-02-24"}, {note}, {"theory;practical"}}});
}

}  // namespace

TEST_CASE("report: a row that fills a pattern is the row of its cells") {
    std::vector<std::string> texts{
        "",           "E1002", "张三丰",   "欧阳 修",         "=1+1", "say \"hi\"", "a,b",
        "two\nlines", "\\",    "\x01\x7F", "\xFF\xFE broken", "😀"};
    for (std::size_t size = 1; size < 70; ++size) {
        texts.emplace_back(size, 'x');
        for (const char special : {'"', '\\', '\n', '\x7F', '\xFF', ',', ' '}) {
            texts.emplace_back(size, 'x');
            texts.back()[size / 2] = special;
        }
    }
    for (const TableFormat format : {TableFormat::csv, TableFormat::json}) {
        for (const std::string& text : texts) {
            REQUIRE(by_pattern(format, text, "n") == by_cells(format, text, "n"));
            REQUIRE(by_pattern(format, "E1", text) == by_cells(format, "E1", text));
        }
    }
}

TEST_CASE("report: text has no patterns, for its columns depend on all rows") {
    StringSink sink;
    const auto writer = TableWriter::create(columns(), as(TableFormat::text), sink);
    CHECK(writer->block()->pattern(two_rows[0]).empty());
}
