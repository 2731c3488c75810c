#include <doctest/doctest.h>

#include "sheets.h"

using namespace passline;
using namespace passline::test;

TEST_CASE("csv: a column is found by its name and by its other headers") {
    const Opened english("employee_id,course_id,score\nE1,C1,80\n");
    REQUIRE(english.sheet != nullptr);
    CHECK(english.problems() == Lines{});
    CHECK(english.sheet->column("employee_id") == 0);
    CHECK(english.sheet->column("score") == 2);
    CHECK(english.sheet->column("name") == -1);
    CHECK(english.sheet->has("course_id"));

    // Case, blanks, line breaks, full-width forms, stars and units do not matter.
    const Opened quoted("*工号,\"课程\n编号\",姓 名,\"成绩\n（分）\",DATE：\n1,2,3,4,5\n");
    REQUIRE(quoted.sheet != nullptr);
    CHECK(quoted.problems() == Lines{});
    CHECK(quoted.sheet->column("employee_id") == 0);
    CHECK(quoted.sheet->column("course_id") == 1);
    CHECK(quoted.sheet->column("name") == 2);
    CHECK(quoted.sheet->column("score") == 3);
    CHECK(quoted.sheet->column("date") == 4);
    CHECK(quoted.sheet->header(3) == "成绩\n（分）");
    CHECK(quoted.sheet->header_place(4).line == 3);
    CHECK(quoted.sheet->header_place(4).column == 6);
}

TEST_CASE("csv: a full name goes before one without its bracket") {
    SheetSpec spec = scores_spec();
    spec.columns.push_back({"points", false, {"成绩(分)"}, {}});
    const Opened sheet("工号,课程编号,成绩(分),成绩[等级]\n", {}, spec);
    REQUIRE(sheet.sheet != nullptr);
    CHECK(sheet.sheet->column("points") == 2);
    CHECK(sheet.sheet->column("score") == 3);
}

TEST_CASE("csv: the workspace's own headers go first") {
    SheetOptions options;
    options.columns = {
        {"员工号码", "employee_id"}, {"score", "component"}, {"Kurs", "course_id"}, {"Ort", "place"}};
    options.ignored = {"name", "备注"};
    const Opened sheet("员工号码,kurs,score,NAME,备注,ort\nE1,C1,theory,x,y,z\n", options);
    REQUIRE(sheet.sheet != nullptr);
    CHECK(sheet.problems() == Lines{});
    CHECK(sheet.sheet->column("employee_id") == 0);
    CHECK(sheet.sheet->column("course_id") == 1);
    CHECK(sheet.sheet->column("component") == 2);
    CHECK(sheet.sheet->column("score") == -1);
    CHECK(sheet.sheet->column("name") == -1);
    CHECK(sheet.sheet->extras().empty());
}

TEST_CASE("csv: unknown columns are named and left out, or refused") {
    const std::string text = "employee_id,备注,course_id,序号,,score,x\nE1,a,C1,1,,80,b\n";
    const Opened lenient(text);
    REQUIRE(lenient.sheet != nullptr);
    CHECK(lenient.problems() == Lines{"s.csv:1:13 warning column-unknown: columns not known, left out: "
                                      "'备注', '序号', column 5 (without a header), 'x'"});
    CHECK(lenient.diagnostics.all()[0].message.zh ==
          "不认识的列，已略去：“备注”、“序号”、第 5 列（没有列名）、“x”");

    SheetOptions strict;
    strict.strict = true;
    const Opened refused(text, strict);
    CHECK(refused.sheet == nullptr);
    CHECK(refused.problems() == Lines{"s.csv:1:13 error column-unknown: columns not known: '备注', '序号', "
                                      "column 5 (without a header), 'x'"});
    const Opened one("employee_id,course_id,x\nE1,C1,1\n");
    CHECK(one.problems() == Lines{"s.csv:1:23 warning column-unknown: column not known, left out: 'x'"});
}

TEST_CASE("csv: a near miss is refused with what was probably meant") {
    const auto hint_for = [](const std::string& header) {
        const Opened sheet("employee_id,course_id," + header + "\nE1,C1,1\n");
        if (sheet.sheet != nullptr || sheet.diagnostics.all().size() != 1) return std::string("no near miss");
        CHECK(sheet.problems() ==
              Lines{fmt::format("s.csv:1:23 error column-near: column '{}' is not known", header)});
        return sheet.diagnostics.all()[0].hint.en;
    };
    const auto meant = [](const std::string& name) {
        return fmt::format("did you mean '{}'? If not, list it in `ignore_columns` of passline.yaml", name);
    };
    CHECK(hint_for("scroe") == meant("score"));
    CHECK(hint_for("scor") == meant("score"));
    CHECK(hint_for("Scorre") == meant("score"));
    CHECK(hint_for("componnet") == meant("component"));
    CHECK(hint_for("compunnent") == meant("component"));  // two edits from eight letters on
    CHECK(hint_for("考试曰期") == meant("考试日期"));
    CHECK(hint_for("skore_") == "no near miss");  // two edits, fewer than eight letters
    CHECK(hint_for("成积") == "no near miss");    // too short to tell
    CHECK(hint_for("总成绩") ==
          "no near miss");  // one edit from 成绩, which is too short; and known as unused
    CHECK(hint_for("employee_ids") == "no near miss");  // the sheet has that column already
}

TEST_CASE("csv: a header full of near misses is still found below a title") {
    const Opened sheet("Results\nemploye_id,cours_id,scor\nE1,C1,80\n");
    CHECK(sheet.sheet == nullptr);
    CHECK(sheet.problems() == Lines{"s.csv:1:1 warning title-rows: line 1 above the header left out",
                                    "s.csv:2:1 error column-near: column 'employe_id' is not known",
                                    "s.csv:2:12 error column-near: column 'cours_id' is not known",
                                    "s.csv:2:21 error column-near: column 'scor' is not known"});
}

TEST_CASE("csv: a name twice is an error with both places") {
    const Opened same_header("employee_id,course_id,score,score\nE1,C1,1,2\n");
    CHECK(same_header.sheet == nullptr);
    CHECK(same_header.problems() == Lines{"s.csv:1:29 error column-twice: two columns are called 'score'"});
    REQUIRE(same_header.diagnostics.all()[0].related.size() == 1);
    CHECK(same_header.diagnostics.all()[0].related[0].column == 23);

    const Opened two_headers("employee_id,course_id,成绩,分数\nE1,C1,1,2\n");
    CHECK(two_headers.problems() ==
          Lines{"s.csv:1:26 error column-twice: '成绩' and '分数' both stand for 'score'"});
    CHECK(two_headers.diagnostics.all()[0].message.zh == "“成绩”和“分数”两列都表示 score");
}

TEST_CASE("csv: missing columns are named with the headers that would do") {
    Opened sheet("工号,成绩\nE1,80\n");
    REQUIRE(sheet.sheet != nullptr);
    CHECK_FALSE(sheet.sheet->require_spec(sheet.diagnostics));
    const std::string_view wanted[] = {"score", "date", "rater"};
    CHECK_FALSE(sheet.sheet->require(wanted, sheet.diagnostics));
    CHECK(sheet.problems() ==
          Lines{"s.csv:1:1 error column-missing: column 'course_id' is missing (accepted headers: course_id, "
                "课程编号)",
                "s.csv:1:1 error column-missing: column 'date' is missing (accepted headers: date, 考试日期, "
                "日期)",
                "s.csv:1:1 error column-missing: column 'rater' is missing (accepted headers: rater)"});
    CHECK(sheet.diagnostics.all()[0].message.zh == "缺少列 course_id（可用的列名：course_id, 课程编号）");
}

TEST_CASE("csv: components are further columns, by id and title and for each rater") {
    SheetOptions options;
    options.extra = {{"theory", false, {"理论考试"}, {}},
                     {"practical", false, {"实操考核", "Practical exam"}, {}}};
    options.extra_takes_suffix = true;
    const Opened sheet("工号,课程编号,理论考试(分),practical @ 导师,实操考核＠hr\nE1,C1,80,90,85\n", options);
    REQUIRE(sheet.sheet != nullptr);
    CHECK(sheet.problems() == Lines{});
    const std::vector<Sheet::Extra>& extras = sheet.sheet->extras();
    REQUIRE(extras.size() == 3);
    CHECK(extras[0].name == "theory");
    CHECK(extras[0].suffix.empty());
    CHECK(extras[1].name == "practical");
    CHECK(extras[1].suffix == "导师");
    CHECK(extras[1].index == 3);
    CHECK(extras[2].name == "practical");
    CHECK(extras[2].suffix == "hr");
    CHECK(extras[2].place.column == 32);

    const Opened near_miss("工号,课程编号,practical@hr,practcial@mentor,practical@HR\nE1,C1,1,2,3\n",
                           options);
    CHECK(
        near_miss.problems() ==
        Lines{
            "s.csv:1:39 error column-twice: 'practical@hr' and 'practical@HR' both stand for 'practical@hr'",
            "s.csv:1:22 error column-near: column 'practcial@mentor' is not known"});
}

TEST_CASE("csv: unknown columns may be kept") {
    SheetOptions options;
    options.keep_unknown = true;
    const Opened sheet("course_id,employee_id,序号,1、内容,备注 (选填)\nC1,E1,1,5,x\n", options);
    REQUIRE(sheet.sheet != nullptr);
    REQUIRE(sheet.sheet->extras().size() == 2);
    CHECK(sheet.sheet->extras()[0].name == "1、内容");
    CHECK(sheet.sheet->extras()[1].name == "备注 (选填)");
    CHECK(sheet.problems() == Lines{"s.csv:1:23 warning column-unknown: column not known, left out: '序号'"});
}

TEST_CASE("csv: title rows above the header are left out and named") {
    Opened sheet("培训成绩表,,\n\n部门：客服部,日期,\n\"工号\",课程编号,成绩\nE1,C1,80\n");
    REQUIRE(sheet.sheet != nullptr);
    CHECK(sheet.problems() == Lines{"s.csv:1:1 warning title-rows: lines 1, 3 above the header left out"});
    CHECK(sheet.diagnostics.all()[0].message.zh == "表头上面的第 1, 3 行已略去");
    CHECK(sheet.sheet->header_place(-1).line == 4);
    CHECK(sheet.rows() == Lines{"E1|C1|80"});
    CHECK(sheet.sheet->header_bytes() == "\"工号\",课程编号,成绩\n");
    CHECK(sheet.sheet->header_bytes(true) == "培训成绩表,,\n\n部门：客服部,日期,\n\"工号\",课程编号,成绩\n");

    const Opened two("Report\nof January\nemployee_id;course_id\nE1;C1\n");
    CHECK(two.problems() == Lines{"s.csv:1:1 warning title-rows: lines 1–2 above the header left out"});
}

TEST_CASE("csv: a header is looked for in the first 20 rows and must hold enough names") {
    std::string titles;
    for (int i = 0; i < 19; ++i) titles += "title\n\n";
    CHECK(Opened(titles + "employee_id,course_id\nE1,C1\n").sheet != nullptr);
    CHECK(Opened(titles + "title\nemployee_id,course_id\nE1,C1\n").sheet == nullptr);
    CHECK(Opened("employee_id\nE1\n").sheet != nullptr);  // one name that every sheet needs
    CHECK(Opened("title\nemployee_id\nE1\n").sheet != nullptr);
    CHECK(Opened("score\n80\n").sheet == nullptr);                 // one that says little
    CHECK(Opened("title\na,b,score\n1,2,80\n").sheet == nullptr);  // one of three, not in the first row
    CHECK(Opened("a,b,score\n1,2,80\n").sheet == nullptr);

    const Opened none("a,b,c\n1,2,3\n");
    CHECK(
        none.problems() ==
        Lines{"s.csv:1:1 error sheet-header: no header found: it needs the columns employee_id, course_id"});
    CHECK(none.diagnostics.all()[0].hint.en ==
          "one of the first 20 rows must hold the names; map other headers in `columns` of passline.yaml");
    const Opened wide_comma("工号，课程编号\nE1，C1\n");
    CHECK(
        wide_comma.problems() ==
        Lines{"s.csv:1:1 error sheet-header: no header found: it needs the columns employee_id, course_id"});
    CHECK(wide_comma.diagnostics.all()[0].hint.en ==
          "its columns are separated by the full-width comma ，: use , instead");
    CHECK(Opened("employee_id|course_id\nE1|C1\n").diagnostics.all()[0].hint.zh ==
          "列之间用的是竖线 |：换成逗号、分号或制表符");
}

TEST_CASE("csv: the delimiter is the one of the header line") {
    CHECK(Opened("employee_id;course_id;name\nE1;C1;\"a;b, c\"\n").rows() == Lines{"E1|C1|a;b, c"});
    CHECK(Opened("employee_id\tcourse_id\tname\nE1\tC1\ta,b;c\n").rows() == Lines{"E1|C1|a,b;c"});
    CHECK(Opened("employee_id,course_id,name\nE1,C1,a；b，c;d\te\n").rows() == Lines{"E1|C1|a；b，c;d\te"});
    CHECK(Opened("Sheet 1; with; semicolons\nemployee_id,course_id\nE1,C1\n").rows() == Lines{"E1|C1"});
}

TEST_CASE("csv: nothing at all is an empty sheet") {
    for (const std::string text : {"", "\xEF\xBB\xBF", "\n\r\n , \n", "\"\"\n"}) {
        const Opened sheet(text);
        CHECK(sheet.sheet == nullptr);
        CHECK(sheet.problems() == Lines{"s.csv error sheet-empty: the sheet is empty"});
    }
    Opened header_only("employee_id,course_id\n");
    CHECK(header_only.sheet != nullptr);
    CHECK(header_only.rows() == Lines{});
    CHECK(header_only.problems() == Lines{});
}

TEST_CASE("csv: every kind of sheet that ships can be read") {
    for (const char* id : {"roster", "scores", "attendance", "shifts", "incidents", "feedback", "kpi",
                           "costs", "needs", "items", "certificates", "decisions", "tickets", "appeals"}) {
        CAPTURE(id);
        const SheetSpec* spec = SheetSpec::builtin(id);
        REQUIRE(spec != nullptr);
        CHECK(spec->id == id);
        CHECK(!spec->title.zh.empty());
        CHECK(!spec->title.en.empty());
        CHECK(!spec->columns.empty());
        CHECK(SheetSpec::builtin(id) == spec);

        // By its names, and by the first other header of each column: all are known, none twice.
        std::string names;
        std::string aliases;
        for (const ColumnSpec& column : spec->columns) {
            names += (names.empty() ? "" : ",") + column.name;
            aliases +=
                (aliases.empty() ? "" : ",") + (column.aliases.empty() ? column.name : column.aliases[0]);
        }
        for (const std::string& header : {names, aliases}) {
            Opened sheet(header + "\n", {}, *spec);
            REQUIRE(sheet.sheet != nullptr);
            CHECK(sheet.sheet->require_spec(sheet.diagnostics));
            CHECK(sheet.problems() == Lines{});
        }
        // No header stands for two columns.
        for (const ColumnSpec& column : spec->columns) {
            for (const std::string& alias : column.aliases) {
                std::string header = alias;
                for (const ColumnSpec& other : spec->columns) {
                    if (other.required && other.name != column.name) header += "," + other.name;
                }
                const Opened sheet(header + "\n", {}, *spec);
                CAPTURE(alias);
                REQUIRE(sheet.sheet != nullptr);
                CHECK(sheet.sheet->column(column.name) == 0);
            }
        }
    }
    CHECK(SheetSpec::builtin("no-such-kind") == nullptr);
}
