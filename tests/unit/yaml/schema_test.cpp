#include "yaml/schema.h"

#include <doctest/doctest.h>

#include "shown.h"
#include "yaml/document.h"

using passline::Diagnostics;
using passline::Document;
using passline::Language;
using passline::Schema;

namespace {

std::string found(const std::string& schema_text, const std::string& text, Language language) {
    const auto schema = Schema::parse(schema_text);
    REQUIRE(schema != nullptr);
    Diagnostics diagnostics;
    const auto document = Document::parse("t.yaml", text, diagnostics);
    REQUIRE(document.has_value());
    const bool obeys = schema->check(*document, diagnostics);
    CHECK(obeys == diagnostics.ok());
    return shown(diagnostics, language);
}
std::string en(const std::string& schema, const std::string& text) {
    return found(schema, text, Language::en);
}
std::string zh(const std::string& schema, const std::string& text) {
    return found(schema, text, Language::zh);
}

const std::string components = R"({
  "type": "object",
  "properties": {
    "components": {"type": "object", "additionalProperties": {"$ref": "#/$defs/component"}},
    "cases": {"type": "array", "items": {"$ref": "#/$defs/component"}},
    "then": {"enum": ["retrain", "resit", "end"], "description": "What follows", "x-zh": "之后"}
  },
  "required": ["then"],
  "additionalProperties": false,
  "$defs": {"component": {
    "description": "A component of the assessment", "x-zh": "考核项",
    "type": ["object", "null"],
    "properties": {"title": {"type": "string"}, "pass": {"type": "number", "minimum": 0, "maximum": 100}},
    "required": ["pass"],
    "additionalProperties": false}}
})";

}  // namespace

TEST_CASE("yaml: an unknown key says what was meant, and hides what follows from it") {
    const std::string text =
        "then: end\ncomponents:\n  theory: {pas: 80}\n  practical: {pass: 85, colour: red}\n";
    CHECK(en(components, text) ==
          "3:12+3 schema-key: unknown key 'pas' in components.theory; did you mean 'pass'? (possible here: "
          "title, pass)\n"
          "4:25+6 schema-key: unknown key 'colour' in components.practical (possible here: title, pass)\n");
    CHECK(zh(components, text) ==
          "3:12+3 schema-key: “components.theory”里没有“pas”这个键；是不是想写“pass”？ "
          "(这里可以写：title、pass)\n"
          "4:25+6 schema-key: “components.practical”里没有“colour”这个键 (这里可以写：title、pass)\n");
    CHECK(en(components, "thn: end\n") ==
          "1:1+3 schema-key: unknown key 'thn'; did you mean 'then'? (possible here: components, cases, "
          "then)\n");
    CHECK(zh(components, "then: end\n备注：x: 1\n") ==
          "2:1+4 schema-key: 没有“备注：x”这个键 (键后面要用半角冒号加空格“: ”，不是全角“：”)\n");
}

TEST_CASE("yaml: a missing key stands where the map is named") {
    const std::string text = "cases:\n  - {title: a}\n  - pass: 1\ncomponents:\n  theory: {title: 理论}\n";
    CHECK(en(components, text) ==
          "1:1+1 schema-required: 'then' is missing ('then' can be: retrain, resit, end)\n"
          "2:5+1 schema-required: 'pass' is missing in cases[1]\n"
          "5:3+6 schema-required: 'pass' is missing in components.theory\n");
    CHECK(zh(components, text) ==
          "1:1+1 schema-required: 缺少“then” (“then”可以是：retrain、resit、end)\n"
          "2:5+1 schema-required: “cases[1]”缺少“pass”\n"
          "5:3+6 schema-required: “components.theory”缺少“pass”\n");
}

TEST_CASE("yaml: wrong types say what was expected, and how to get it") {
    const std::string schema = R"({"properties": {
        "text": {"type": "string"}, "number": {"type": "number", "description": "A figure", "x-zh": "数字"},
        "count": {"type": "integer"}, "flag": {"type": "boolean"}, "list": {"type": "array"},
        "map": {"type": "object", "properties": {"zh": true, "en": true}}, "either": {"type": ["string", "object", "array"]}}})";
    const std::string text =
        "text: 12\nnumber: '12'\ncount: 1.5\nflag: yes\nlist: mentor\nmap: zh：张三\neither: 3\nx: {list: "
        "1}\n";
    CHECK(en(schema, text) ==
          "1:7+2 schema-type: 'text' must be text, not the number 12 (put it in quotes to make it text: "
          "\"12\")\n"
          "2:9+4 schema-type: 'number' must be a number, not the text '12' (remove the quotes)\n"
          "3:8+3 schema-type: 'count' must be a whole number, not the number 1.5\n"
          "4:7+3 schema-type: 'flag' must be true or false, not the text 'yes' (write true or false)\n"
          "5:7+6 schema-type: 'list' must be a list, not the text 'mentor' (write it as a list: [mentor])\n"
          "6:6+5 schema-type: 'map' must be a map (key: value), not the text 'zh：张三' (after a key write a "
          "plain colon and a blank "
          "': ', not the full-width '：')\n"
          "7:9+1 schema-type: 'either' must be text, a list or a map (key: value), not the number 3 (put it "
          "in quotes to make it text: "
          "\"3\")\n");
    CHECK(zh(schema, text) ==
          "1:7+2 schema-type: “text”应为文字，而不是数字 12 (作为文字请加引号：\"12\")\n"
          "2:9+4 schema-type: “number”应为数字，而不是文字“12” (去掉引号)\n"
          "3:8+3 schema-type: “count”应为整数，而不是数字 1.5\n"
          "4:7+3 schema-type: “flag”应为 true 或 false，而不是文字“yes” (写 true 或 false)\n"
          "5:7+6 schema-type: “list”应为列表，而不是文字“mentor” (写成列表：[mentor])\n"
          "6:6+5 schema-type: “map”应为映射（键: 值），而不是文字“zh：张三” (键后面要用半角冒号加空格“: "
          "”，不是全角“：”)\n"
          "7:9+1 schema-type: “either”应为文字、列表或映射（键: 值），而不是数字 3 "
          "(作为文字请加引号：\"3\")\n");
    CHECK(en(schema, "list: {a: 1}\nmap: [1]\nnumber:\ntext: [x]\nflag: 'true'\n") ==
          "1:1+4 schema-type: 'list' must be a list, not a map (key: value) (begin every item with '- ')\n"
          "2:1+3 schema-type: 'map' must be a map (key: value), not a list (possible here: zh, en)\n"
          "3:1+6 schema-type: 'number' is empty; it must be a number (expected: a figure)\n"
          "4:1+4 schema-type: 'text' must be text, not a list\n"
          "5:7+6 schema-type: 'flag' must be true or false, not the text 'true' (remove the quotes)\n");
    CHECK(zh(schema, "number:\n") == "1:1+6 schema-type: “number”是空的，应为数字 (应为：数字)\n");
    CHECK(en(R"({"type": "object"})", "姓名：张三\n") ==
          "1:1+5 schema-type: the file must be a map (key: value), not the text '姓名：张三' (after a key "
          "write a plain colon and a blank "
          "': ', not the full-width '：')\n");
    CHECK(zh(R"({"type": "object"})", "- a\n") ==
          "1:1+1 schema-type: 文件内容应为映射（键: 值），而不是列表\n");
}

TEST_CASE("yaml: values out of their list, range or form") {
    const std::string schema = R"({"properties": {
        "mode": {"enum": ["half_up", "half_even", 1]}, "version": {"const": 1}, "unit": {"enum": ["1", "2"]},
        "pass": {"minimum": 0, "maximum": 100}, "weight": {"exclusiveMinimum": 0, "exclusiveMaximum": 1},
        "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$", "description": "A month as 2026-01", "x-zh": "月份，写作 2026-01"},
        "name": {"minLength": 2, "maxLength": 3}}})";
    const std::string text =
        "mode: half_upp\nversion: 2\nunit: 1\npass: -0.5\nweight: 0\ndate: 2026-1\nname: a\n";
    CHECK(en(schema, text) ==
          "1:7+8 schema-value: 'mode' can't be 'half_upp'; did you mean 'half_up'? (possible: half_up, "
          "half_even, 1)\n"
          "2:10+1 schema-value: 'version' must be 1, not the number 2\n"
          "3:7+1 schema-value: 'unit' can't be '1' (put it in quotes)\n"
          "4:7+4 schema-value: 'pass' is -0.5; it must be at least 0\n"
          "5:9+1 schema-value: 'weight' is 0; it must be more than 0\n"
          "6:7+6 schema-value: 'date' can't be '2026-1' (expected: a month as 2026-01)\n"
          "7:7+1 schema-value: 'name' is too short: it takes at least 2 characters\n");
    CHECK(
        zh(schema, text) ==
        "1:7+8 schema-value: “mode”不能是“half_upp”；是不是想写“half_up”？ (可以是：half_up、half_even、1)\n"
        "2:10+1 schema-value: “version”应为 1，而不是数字 2\n"
        "3:7+1 schema-value: “unit”不能是“1” (加上引号)\n"
        "4:7+4 schema-value: “pass”是 -0.5，不能小于 0\n"
        "5:9+1 schema-value: “weight”是 0，必须大于 0\n"
        "6:7+6 schema-value: “date”不能是“2026-1” (应为：月份，写作 2026-01)\n"
        "7:7+1 schema-value: “name”太短，至少要 2 个字符\n");
    CHECK(en(schema, "version: '1'\nmode: [a]\npass: 100.01\nweight: 1.0\ndate: ''\nname: 一二三四\n") ==
          "1:10+3 schema-value: 'version' must be 1, not the text '1' (remove the quotes)\n"
          "2:1+4 schema-value: 'mode' can't be a list (possible: half_up, half_even, 1)\n"
          "3:7+6 schema-value: 'pass' is 100.01; it must be at most 100\n"
          "4:9+3 schema-value: 'weight' is 1.0; it must be less than 1\n"
          "5:7+2 schema-value: 'date' is empty (expected: a month as 2026-01)\n"
          "6:7+4 schema-value: 'name' is too long: it takes at most 3 characters\n");
}

TEST_CASE("yaml: sizes of lists and maps, items that stand twice") {
    const std::string schema = R"({"properties": {
        "raters": {"minItems": 1, "maxItems": 3, "uniqueItems": true}, "pair": {"minItems": 2},
        "text": {"minProperties": 1, "maxProperties": 2}, "two": {"minProperties": 2}, "no": false}})";
    CHECK(en(schema, "raters: []\npair: [1]\ntext: {}\ntwo: {a: 1}\nno: 1\n") ==
          "1:1+6 schema-value: 'raters' is an empty list; it needs at least 1\n"
          "2:1+4 schema-value: 'pair' needs at least 2 items\n"
          "3:1+4 schema-value: 'text' is empty\n"
          "4:1+3 schema-value: 'two' needs at least 2 keys\n"
          "5:5+1 schema-value: 'no' can't stand here\n");
    CHECK(zh(schema, "raters: []\npair: [1]\ntext: {}\ntwo: {a: 1}\nno: 1\n") ==
          "1:1+6 schema-value: “raters”是空的列表，至少要有 1 项\n"
          "2:1+4 schema-value: “pair”至少要有 2 项\n"
          "3:1+4 schema-value: “text”是空的\n"
          "4:1+3 schema-value: “two”至少要有 2 个键\n"
          "5:5+1 schema-value: 这里不能写“no”\n");
    CHECK(
        en(schema, "raters:\n  - hr\n  - mentor\n  - hr\n") ==
        "4:5+2 schema-value: 'hr' stands twice in 'raters': items 1 and 3 (remove one of the two) see 2:5\n");
    CHECK(zh(schema, "raters: [{a: 1, b: 2}, {b: 2, a: 1.0}]\ntext: {a: 1, b: 2, c: 3}\n") ==
          "1:24+1 schema-value: “raters”的第 1 项和第 2 项相同 (删去其中一个)\n"
          "2:1+4 schema-value: “text”最多 2 个键\n");
    CHECK(en(schema, "raters: [1, 2, 3, 4]\n") == "1:1+6 schema-value: 'raters' takes at most 3 items\n");
}

TEST_CASE("yaml: keys that must have a form") {
    const std::string schema = R"({"properties": {"roles": {"propertyNames": {
        "pattern": "^[a-z]+$", "description": "An id of small letters", "x-zh": "由小写字母组成的编号"}}}})";
    CHECK(
        en(schema, "roles: {hr: 1, Line Manager: 2}\n") ==
        "1:16+12 schema-key: 'Line Manager' can't be a key in 'roles' (expected: an id of small letters)\n");
    CHECK(zh(schema, "roles: {hr: 1, Line Manager: 2}\n") ==
          "1:16+12 schema-key: “Line Manager”不能用作“roles”里的键 (应为：由小写字母组成的编号)\n");
}

TEST_CASE("yaml: of several branches the one that was meant speaks") {
    const std::string mark = R"({"properties": {"void": {"anyOf": [
        {"type": "string", "enum": ["fail", "skip"]},
        {"type": "object", "properties": {"as": {"enum": ["fail", "skip"]}}, "required": ["as"], "additionalProperties": false}]}}})";
    CHECK(en(mark, "void: fial\n") ==
          "1:7+4 schema-value: 'void' can't be 'fial'; did you mean 'fail'? (possible: fail, skip)\n");
    CHECK(en(mark, "void: {as: skip, x: 1}\n") ==
          "1:18+1 schema-key: unknown key 'x' in void (possible here: as)\n");
    CHECK(en(mark, "void: 3\n") ==
          // Quotes would not help: "3" is none of the texts.
          "1:7+1 schema-type: 'void' must be text or a map (key: value), not the number 3\n");

    const std::string step = R"({"items": {"oneOf": [
        {"properties": {"then": {"const": "retrain"}, "within": {"type": "string"}}, "required": ["then"], "additionalProperties": false},
        {"properties": {"then": {"const": "end"}, "actions": {"type": "array"}}, "required": ["then"], "additionalProperties": false}]}})";
    CHECK(en(step, "- {then: end, action: []}\n") ==
          "1:15+6 schema-key: unknown key 'action' in [1]; did you mean 'actions'? (possible here: then, "
          "actions)\n");
    CHECK(en(step, "- {then: end}\n- {then: ende}\n") ==
          "2:10+4 schema-value: '[2].then' can't be 'ende'; did you mean 'end'? (possible: retrain, end)\n");
    CHECK(zh(step, "- {then: ende}\n") ==
          "1:10+4 schema-value: “[1].then”不能是“ende”；是不是想写“end”？ (可以是：retrain、end)\n");
}

TEST_CASE("yaml: one of several keys") {
    const std::string schema = R"({"properties": {"late": {
        "properties": {"over": true, "at_least": true, "of": true}, "additionalProperties": false,
        "oneOf": [{"required": ["over"]}, {"required": ["at_least", "of"]}],
        "description": "How lateness counts", "x-zh": "迟到如何计"}}})";
    CHECK(en(schema, "late: {}\n") ==
          "1:1+4 schema-required: 'late' needs 'over' or 'at_least' and 'of' (how lateness counts)\n");
    CHECK(zh(schema, "late: {}\n") ==
          "1:1+4 schema-required: “late”缺少“over”或“at_least”和“of” (迟到如何计)\n");
    CHECK(
        en(schema, "late: {over: 1, at_least: 2, of: 3}\n") ==
        "1:1+4 schema-key: 'late' takes only one of 'over' and 'at_least' and 'of' (how lateness counts)\n");
    CHECK(zh(schema, "late: {over: 1, at_least: 2, of: 3}\n") ==
          "1:1+4 schema-key: “late”里“over”和“at_least”和“of”只能写一个 (迟到如何计)\n");
    CHECK(en(schema, "late: {ovr: 1}\n") ==
          "1:8+3 schema-key: unknown key 'ovr' in late; did you mean 'over'? (possible here: over, at_least, "
          "of)\n");
}

TEST_CASE("yaml: every problem is found, in the order of the file, once") {
    const std::string twice =
        R"({"allOf": [{"required": ["a"]}, {"required": ["a"]}], "properties": {"b": {"type": "string"}}})";
    CHECK(en(twice, "b: 1\nc: 2\n") ==
          "1:1+1 schema-required: 'a' is missing\n1:4+1 schema-type: 'b' must be text, not the number 1 (put "
          "it in quotes to make it "
          "text: \"1\")\n");
    std::string many = "- x\n";
    for (int i = 0; i < 200; ++i) many += "- x\n";
    const auto schema = Schema::parse(R"({"items": {"type": "number"}})");
    Diagnostics diagnostics;
    const auto document = Document::parse("t", many, diagnostics);
    CHECK(!schema->check(*document, diagnostics));
    CHECK(diagnostics.errors() == 201);
    CHECK(diagnostics.all().size() == 50);
}

TEST_CASE("yaml: a schema that can't be read or is not supported") {
    for (const char* text : {"", "{", "{\"type\": \"text\"}", "{\"contains\": {}}",
                             "{\"$ref\": \"#/$defs/none\"}", "{\"$ref\": \"other.json\"}",
                             "{\"pattern\": \"(\"}", "{\"minLength\": -1}", "{\"anyOf\": []}", "[]"}) {
        CAPTURE(text);
        CHECK(Schema::parse(text) == nullptr);
    }
}

TEST_CASE("yaml: schemas that refer to themselves") {
    const auto tree = Schema::parse(R"({"type": ["array", "null"], "items": {"$ref": "#"}})");
    REQUIRE(tree != nullptr);
    Diagnostics diagnostics;
    const auto deep = Document::parse("t", std::string(100, '[') + std::string(100, ']'), diagnostics);
    CHECK(tree->check(*deep, diagnostics));
    const auto circle = Schema::parse(
        R"({"$ref": "#/$defs/a", "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/b"}]}, "b": {"$ref": "#/$defs/a"}}})");
    REQUIRE(circle != nullptr);
    CHECK(circle->check(*deep, diagnostics));
}
