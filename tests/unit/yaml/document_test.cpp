#include "yaml/document.h"

#include <doctest/doctest.h>

#include "shown.h"

using passline::Diagnostics;
using passline::Document;
using passline::Node;

namespace {

/// The tree in one line: scalars as text@line:column+width, quoted ones with a quote in front.
std::string drawn(const Node& node) {
    const std::string place = fmt::format("@{}:{}", node.line, node.column);
    switch (node.kind) {
        case Node::Kind::null:
            return "null" + place;
        case Node::Kind::scalar:
            return fmt::format("{}{}{}+{}", node.quoted ? "'" : "", node.text, place, node.width);
        case Node::Kind::sequence:
            break;
        case Node::Kind::map: {
            std::string text = place + "{";
            for (const Node::Entry& entry : node.entries) {
                text += fmt::format("{}{}: {}", text.ends_with('{') ? "" : ", ", drawn(entry.key),
                                    drawn(entry.value));
            }
            return text + "}";
        }
    }
    std::string text = place + "[";
    for (const Node& item : node.items) text += (text.ends_with('[') ? "" : ", ") + drawn(item);
    return text + "]";
}

std::string tree(const std::string& text) {
    Diagnostics diagnostics;
    const auto document = Document::parse("t.yaml", text, diagnostics);
    return document ? drawn(document->root()) : en(diagnostics);
}

}  // namespace

TEST_CASE("yaml: scalars stand where they are written, in characters") {
    CHECK(tree("a: 0012\n") == "@1:1{a@1:1+1: 0012@1:4+4}");
    CHECK(tree("姓名: 张三 # 注\n部门: \"客 服\"\n") ==
          "@1:1{姓名@1:1+2: 张三@1:5+2, 部门@2:1+2: '客 服@2:5+5}");
    CHECK(tree("title: {zh: 理论 考试, en: 'it''s'}\n") ==
          "@1:1{title@1:1+5: @1:8{zh@1:9+2: 理论 考试@1:13+5, en@1:20+2: 'it's@1:24+7}}");
    CHECK(tree("- a\n-  b c\n- [x, 'y']\n") == "@1:1[a@1:3+1, b c@2:4+3, @3:3[x@3:4+1, 'y@3:7+3]]");
    CHECK(tree("12") == "12@1:1+2");
}

TEST_CASE("yaml: a byte order mark, CRLF and a missing last line end change nothing") {
    const std::string plain = tree("a: 1\nb:\n  - 二\n  - 3\n");
    CHECK(plain == "@1:1{a@1:1+1: 1@1:4+1, b@2:1+1: @3:3[二@3:5+1, 3@4:5+1]}");
    CHECK(tree("\xEF\xBB\xBF"
               "a: 1\nb:\n  - 二\n  - 3\n") == plain);
    CHECK(tree("a: 1\r\nb:\r\n  - 二\r\n  - 3\r\n") == plain);
    CHECK(tree("a: 1\nb:\n  - 二\n  - 3") == plain);
    CHECK(tree("---\na: 1\n...\n") == "@2:1{a@2:1+1: 1@2:4+1}");
}

TEST_CASE("yaml: texts over several lines") {
    CHECK(tree("a: |\n  x\n  y\nb: >-\n  p\n  q\n") == "@1:1{a@1:1+1: 'x\ny\n@1:4+1, b@4:1+1: 'p q@4:4+2}");
    CHECK(tree("a: one\n  two\nb: \"one\n  two\"\n") ==
          "@1:1{a@1:1+1: one two@1:4+3, b@3:1+1: 'one two@3:4+4}");
}

TEST_CASE("yaml: empty values stand at their key, empty items at their dash") {
    CHECK(tree("a:\n# note\nb: ~\nc: null\n") ==
          "@1:1{a@1:1+1: null@1:1, b@3:1+1: null@3:4, c@4:1+1: null@4:4}");
    CHECK(tree("a:\n  -\n  # note\n  - x\n  - # note\n") ==
          "@1:1{a@1:1+1: @2:3[null@2:3, x@4:5+1, null@5:3]}");
    CHECK(tree("{a: , b}") == "@1:1{a@1:2+1: null@1:2, b@1:7+1: null@1:7}");
    CHECK(tree("a: ''\n") == "@1:1{a@1:1+1: '@1:4+2}");
}

TEST_CASE("yaml: tags and anchors are stepped over") {
    CHECK(tree("a: !!str 12\nb: &x [1]\nc: *x\n") ==
          "@1:1{a@1:1+1: '12@1:10+2, b@2:1+1: @2:7[1@2:8+1], c@3:1+1: @2:7[1@2:8+1]}");
    CHECK(tree("a: &m\n  k: v\nb: *m\n") ==
          "@1:1{a@1:1+1: @2:3{k@2:3+1: v@2:6+1}, b@3:1+1: @2:3{k@2:3+1: v@2:6+1}}");
}

TEST_CASE("yaml: numbers, booleans and nulls are what JSON takes for them, when plain") {
    Diagnostics diagnostics;
    const auto document = Document::parse("t",
                                          "[0, -1, 12.50, 1e3, 0012, .5, 1., +1, 1_000, 0x1F, \"1\", 1-2, "
                                          "true, false, yes, True, \"true\", Null]",
                                          diagnostics);
    REQUIRE(document.has_value());
    std::string kinds;
    for (const Node& node : document->root().items) {
        kinds += node.is_number() ? 'n' : node.is_boolean() ? 'b' : node.is_null() ? '0' : 's';
    }
    CHECK(kinds == "nnnnssssssssbbsss0");
}

TEST_CASE("yaml: keys are found by name") {
    Diagnostics diagnostics;
    const auto document = Document::parse("t.yaml", "a: 1\n\"b\": 2\n3: x\n", diagnostics);
    REQUIRE(document.has_value());
    CHECK(document->root().find("b")->text == "2");
    CHECK(document->root().find("3")->text == "x");
    CHECK(document->root().find("c") == nullptr);
    CHECK(document->root().find_entry("3")->key.line == 3);
    CHECK(document->place(*document->root().find("b")) == passline::Place{"t.yaml", 2, 6, 1, "\"b\": 2"});
    CHECK(document->file() == "t.yaml");
}

TEST_CASE("yaml: JSON is read by JSON's rules") {
    CHECK(tree("{\"a\":\t[1, -2.5e3,\n\t\ttrue, null], \"é\": \"\\ud83d\\ude00\\u00e9\\n\\/\"}") ==
          "@1:1{'a@1:2+3: @1:7[1@1:8+1, -2.5e3@1:11+6, true@2:3+4, null@2:9], 'é@2:16+3: '😀é\n/@2:21+24}");
    CHECK(tree("# comment\n[ ] # more\n") == "@2:1[]");
    CHECK(tree("{}") == "@1:1{}");
    // What only YAML takes goes to YAML.
    CHECK(tree("{a: 1, b: [x y, ], }") == "@1:1{a@1:2+1: 1@1:5+1, b@1:8+1: @1:11[x y@1:12+3]}");
}

TEST_CASE("yaml: JSON on one line of a megabyte") {
    std::string text = "{\"cases\": [";
    for (int i = 0; i < 40'000; ++i)
        text += fmt::format("{}{{\"k\": {}, \"名\": \"v\"}}", i == 0 ? "" : ", ", i);
    text += "]}";
    REQUIRE(text.size() > 1'000'000);
    Diagnostics diagnostics;
    const auto document = Document::parse("t", text, diagnostics);
    REQUIRE(document.has_value());
    const Node& last = document->root().find("cases")->items.back();
    CHECK(last.find("k")->text == "39999");
    // In bytes every 名 would count two more.
    CHECK(last.column == text.rfind('{') + 1 - 2 * 39'999);
    const passline::Place place = document->place(last);
    CHECK(place.excerpt.size() <= text.size());
}

TEST_CASE("yaml: flow YAML on one long line keeps its positions") {
    std::string text = "[";
    for (int i = 0; i < 20'000; ++i) text += "名, ";
    text += "end]";
    Diagnostics diagnostics;
    const auto document = Document::parse("t", text, diagnostics);
    REQUIRE(document.has_value());
    CHECK(document->root().items.back().column == 60'002);
}
