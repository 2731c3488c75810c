#include "report/diagnostic_text.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using passline::Diagnostic;
using passline::Diagnostics;
using passline::Language;
using passline::Place;
using passline::render;
using passline::render_all;
using passline::render_json;
using passline::say;
using passline::Severity;
using passline::Trouble;

namespace {

Diagnostic score_range() {
    return {Severity::error,
            "score-range",
            {"sheets/january.csv", 17, 32, 3, "E1002,ONB-2026-01,theory,1,105,2026-01-23"},
            say("{0} 大于“{1}”的满分 100", "{0} is more than 100, the most that '{1}' gives", 105, "theory"),
            say("更正成绩", "correct the score"),
            {},
            Trouble::input};
}

Diagnostic at(Place place) {
    return {Severity::warning, "w", std::move(place), say("话", "words"), {}, {}, Trouble::input};
}

}  // namespace

TEST_CASE("report: a diagnostic looks like a compiler's") {
    CHECK(render(score_range(), Language::en, false) ==
          "sheets/january.csv:17:32: error[score-range]: 105 is more than 100, the most that 'theory' gives\n"
          "  17 | E1002,ONB-2026-01,theory,1,105,2026-01-23\n"
          "     |                                ^~~\n"
          "  hint: correct the score\n");
    CHECK(render(score_range(), Language::zh, false) ==
          "sheets/january.csv:17:32: 错误[score-range]: 105 大于“theory”的满分 100\n"
          "  17 | E1002,ONB-2026-01,theory,1,105,2026-01-23\n"
          "     |                                ^~~\n"
          "  提示: 更正成绩\n");
}

TEST_CASE("report: carets count the columns of the terminal") {
    CHECK(render(at({"花名册.csv", 2, 4, 2, "张三,销售,x"}), Language::zh, false) ==
          "花名册.csv:2:4: 警告[w]: 话\n"
          "  2 | 张三,销售,x\n"
          "    |      ^~~~\n");
    CHECK(render(at({"a", 2, 3, 1, "a\tb"}), Language::en, false) ==
          "a:2:3: warning[w]: words\n  2 | a b\n    |   ^\n");
    // Past the end, and wider than the line.
    CHECK(render(at({"a", 9, 3, 1, "ab"}), Language::en, false) ==
          "a:9:3: warning[w]: words\n  9 | ab\n    |   ^\n");
    CHECK(render(at({"a", 9, 2, 50, "abc"}), Language::en, false) ==
          "a:9:2: warning[w]: words\n  9 | abc\n    |  ^~\n");
}

TEST_CASE("report: places without a column, a line, a file") {
    CHECK(render(at({"a.csv", 3, 0, 1, "x,y"}), Language::en, false) ==
          "a.csv:3: warning[w]: words\n  3 | x,y\n");
    CHECK(render(at({"a.csv", 0, 0, 1, ""}), Language::en, false) == "a.csv: warning[w]: words\n");
    CHECK(render(at({}), Language::zh, false) == "passline: 警告[w]: 话\n");
}

TEST_CASE("report: long excerpts are cut around the caret") {
    const std::string left(150, 'a');
    const std::string right(150, 'b');
    CHECK(render(at({"f", 1, 151, 3, left + "XYZ" + right}), Language::en, false) ==
          "f:1:151: warning[w]: words\n"
          "  1 | ..." +
              std::string(40, 'a') + "XYZ" + std::string(51, 'b') +
              "...\n"
              "    | " +
              std::string(43, ' ') + "^~~\n");
    CHECK(render(at({"f", 1, 2, 1, "aX" + right}), Language::en, false) ==
          "f:1:2: warning[w]: words\n  1 | aX" + std::string(95, 'b') + "...\n    |  ^\n");
    std::string wide;
    for (int i = 0; i < 60; ++i) wide += "张";
    CHECK(render(at({"f", 1, 61, 1, wide + "X"}), Language::en, false) ==
          "f:1:61: warning[w]: words\n  1 | ..." + wide.substr(0, 60) + "X\n    | " + std::string(43, ' ') +
              "^\n");
    // The end of a long line stays whole.
    CHECK(render(at({"f", 1, 151, 1, left + "XYZ"}), Language::en, false) ==
          "f:1:151: warning[w]: words\n  1 | ..." + std::string(40, 'a') + "XYZ\n    | " +
              std::string(43, ' ') + "^\n");
}

TEST_CASE("report: related places bring their own lines") {
    Diagnostic diagnostic = score_range();
    diagnostic.related = {{"policy.yaml", 124, 5, 6, "    theory: {out_of: 100}"},
                          {"other.csv", 0, 0, 1, ""}};
    CHECK(render(diagnostic, Language::en, false) ==
          "sheets/january.csv:17:32: error[score-range]: 105 is more than 100, the most that 'theory' gives\n"
          "   17 | E1002,ONB-2026-01,theory,1,105,2026-01-23\n"
          "      |                                ^~~\n"
          "  policy.yaml:124:5:\n"
          "  124 |     theory: {out_of: 100}\n"
          "      |     ^~~~~~\n"
          "  other.csv:\n"
          "  hint: correct the score\n");
}

TEST_CASE("report: nothing from a file reaches the terminal as a command") {
    Diagnostic diagnostic = at({"a\x1b[2J.csv", 1, 2, 1,
                                "x\x1b[31my\xFF\r\x7F"
                                "z"});
    diagnostic.message = say("\x1b]0;t\x07", "bad\nvalue \xC2\x9Bm");
    CHECK(render(diagnostic, Language::en, false) ==
          "a [2J.csv:1:2: warning[w]: bad value  m\n"
          "  1 | x [31my\xEF\xBF\xBD  z\n"
          "    |  ^\n");
}

TEST_CASE("report: colours") {
    CHECK(render(score_range(), Language::en, true) ==
          "\x1b[1msheets/january.csv:17:32:\x1b[0m \x1b[1;31merror[score-range]:\x1b[0m 105 is more than "
          "100, the most that 'theory' "
          "gives\n"
          "  \x1b[2m17 |\x1b[0m E1002,ONB-2026-01,theory,1,105,2026-01-23\n"
          "  \x1b[2m   |\x1b[0m                                \x1b[31m^~~\x1b[0m\n"
          "  \x1b[1;32mhint:\x1b[0m correct the score\n");
}

TEST_CASE("report: all of them, what was only counted, and totals") {
    Diagnostics none;
    CHECK(render_all(none, Language::en, false) == "");
    Diagnostics one;
    one.warning("w", {"f", 0, 0, 1, ""}, say("话", "words"));
    CHECK(render_all(one, Language::en, false) == "f: warning[w]: words\n\n");

    Diagnostics many;
    many.error("e", {"f", 1, 1, 1, "x"}, say("错", "wrong"));
    for (int i = 0; i < 52; ++i) many.warning("w", {"f", 0, 0, 1, ""}, say("话", "words"));
    std::string text_en = "f:1:1: error[e]: wrong\n  1 | x\n    | ^\n\n";
    std::string text_zh = "f:1:1: 错误[e]: 错\n  1 | x\n    | ^\n\n";
    for (int i = 0; i < 50; ++i) {
        text_en += "f: warning[w]: words\n\n";
        text_zh += "f: 警告[w]: 话\n\n";
    }
    CHECK(render_all(many, Language::en, false) ==
          text_en + "2 more warnings of kind w\n1 error, 52 warnings\n");
    CHECK(render_all(many, Language::zh, false) == text_zh + "另有 2 个 w 警告\n1 个错误，52 个警告\n");

    Diagnostics errors;
    for (int i = 0; i < 51; ++i) errors.error("e", {"f", 0, 0, 1, ""}, say("错", "wrong"));
    CHECK(render_all(errors, Language::en, false).ends_with("\n\n1 more error of kind e\n51 errors\n"));
    CHECK(render_all(errors, Language::zh, false).ends_with("\n\n另有 1 个 e 错误\n51 个错误\n"));
}

TEST_CASE("report: JSON, an object a line") {
    Diagnostics diagnostics;
    Diagnostic first = score_range();
    first.related = {{"p.yaml", 4, 5, 6, "a: \"b\"\\"}, {"q", 0, 0, 1, ""}};
    diagnostics.add(first);
    for (int i = 0; i < 51; ++i) diagnostics.warning("w", {"f\x01", 0, 0, 1, "\xFF"}, say("话", "words"));
    const std::string text = render_json(diagnostics, Language::zh);
    CHECK(text.substr(0, text.find('\n') + 1) ==
          "{\"severity\":\"error\",\"code\":\"score-range\",\"file\":\"sheets/"
          "january.csv\",\"line\":17,\"column\":32,\"width\":3,"
          "\"message\":\"105 大于“theory”的满分 "
          "100\",\"hint\":\"更正成绩\",\"excerpt\":\"E1002,ONB-2026-01,theory,1,105,2026-01-23\","
          "\"related\":[{\"file\":\"p.yaml\",\"line\":4,\"column\":5,\"width\":6,\"excerpt\":\"a: "
          "\\\"b\\\"\\\\\"},"
          "{\"file\":\"q\",\"line\":0,\"column\":0,\"width\":1,\"excerpt\":\"\"}]}\n");
    CHECK(text.ends_with("{\"severity\":\"warning\",\"code\":\"w\",\"more\":1}\n"));
    std::size_t lines = 0;
    for (std::size_t at = 0; at < text.size(); ++lines) {
        const std::size_t end = text.find('\n', at);
        CHECK(nlohmann::json::parse(text.substr(at, end - at)).is_object());
        at = end + 1;
    }
    CHECK(lines == 52);
    CHECK(render_json({}, Language::en) == "");
}
