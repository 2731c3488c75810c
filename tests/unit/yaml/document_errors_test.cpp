#include <doctest/doctest.h>

#include <filesystem>

#include "shown.h"
#include "yaml/document.h"

using passline::Diagnostics;
using passline::Document;

namespace {

Diagnostics problems(const std::string& text) {
    Diagnostics diagnostics;
    CHECK(!Document::parse("t.yaml", text, diagnostics).has_value());
    return diagnostics;
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

TEST_CASE("yaml: other encodings are refused") {
    const std::string gbk = "a: 1\nname: \xD5\xC5\xC8\xFD # x\n";
    CHECK(en(problems(gbk)) ==
          "2:7+1 yaml-encoding: the file is not UTF-8 but looks like GBK/GB18030 (save it as UTF-8 in your "
          "editor)\n");
    CHECK(zh(problems(gbk)) ==
          "2:7+1 yaml-encoding: 文件不是 UTF-8 编码，看来是 GBK/GB18030 (在编辑器里另存为 UTF-8)\n");
    CHECK(problems(gbk).all().front().place.excerpt == "name: 张三 # x");
    CHECK(en(problems("a: 1\nb: \xFF\n")) ==
          "2:4+1 yaml-encoding: the file is not UTF-8 (save it as UTF-8 in your editor)\n");
    CHECK(en(problems(std::string("\xFF\xFE"
                                  "a\0:\0",
                                  6))) ==
          "- yaml-encoding: the file is UTF-16 (save it as UTF-8 in your editor)\n");
    CHECK(zh(problems(std::string("\xFE\xFF\0a", 4))) ==
          "- yaml-encoding: 文件是 UTF-16 编码 (在编辑器里另存为 UTF-8)\n");
}

TEST_CASE("yaml: an empty file") {
    for (const char* text : {"", "\n\n", "# only a comment\n", "---\n", "\xEF\xBB\xBF"}) {
        CAPTURE(text);
        CHECK(en(problems(text)) ==
              "- yaml-empty: the file is empty (write into it, or check that this is the right file)\n");
    }
    CHECK(zh(problems("")) == "- yaml-empty: 文件是空的 (写入内容，或检查是否选错了文件)\n");
}

TEST_CASE("yaml: control characters") {
    CHECK(en(problems("a: x\x04y\n")) ==
          "1:5+1 yaml-syntax: the file holds the control character U+0004 (remove it, or check that this is "
          "the right file)\n");
    CHECK(zh(problems(std::string("a: 张\0", 7))) ==
          "1:5+1 yaml-syntax: 文件里有控制字符 U+0000 (删去它；若文件不是文本，请检查是否选错了文件)\n");
}

TEST_CASE("yaml: duplicate keys name both lines, all of them") {
    CHECK(en(problems("a: 1\nb: {c: 1, c: 2}\na: 2\n\"a\": 3\n")) ==
          "2:11+1 yaml-duplicate-key: key 'c' stands twice: on line 2 and on line 2 (remove one of the two) "
          "see 2:5\n"
          "3:1+1 yaml-duplicate-key: key 'a' stands twice: on line 1 and on line 3 (remove one of the two) "
          "see 1:1\n"
          "4:1+3 yaml-duplicate-key: key 'a' stands twice: on line 1 and on line 4 (remove one of the two) "
          "see 1:1\n");
    CHECK(zh(problems("{\"合格线\": 1,\n \"合格线\": 2}")) ==
          "2:2+5 yaml-duplicate-key: 键“合格线”重复：第 1 行和第 2 行都有 (删去其中一个) see 1:2\n");
    std::string many;
    for (int i = 0; i < 100; ++i) many += fmt::format("k{}: 1\n", i);
    CHECK(en(problems(many + "k7: 2\n")) ==
          "101:1+2 yaml-duplicate-key: key 'k7' stands twice: on line 8 and on line 101 (remove one of the "
          "two) see 8:1\n");
}

TEST_CASE("yaml: keys that are no texts, merge keys, tags") {
    CHECK(en(problems("? [a]\n: 1\n")) ==
          "1:3+1 yaml-key: a key must be text, not a list or a map (write a text; one that begins with '{', "
          "'[' or '?' needs quotes)\n");
    CHECK(zh(problems("? {a: b}\n: 1\n")) ==
          "1:3+1 yaml-key: 键必须是文字，不能是列表或映射 (键写成文字；若文字以“{”“[”或“?”开头，请加引号)\n");
    CHECK(en(problems(": 1\n")) ==
          "1:1+1 yaml-key: this key is empty (write a text; one that begins with '{', '[' or '?' needs "
          "quotes)\n");
    CHECK(en(problems("a: &x {b: 1}\nc:\n  <<: *x\n")) ==
          "3:3+2 yaml-merge: the merge key '<<' is not supported (write the merged entries out)\n");
    CHECK(zh(problems("<<: {b: 1}\n")) == "1:1+2 yaml-merge: 不支持合并键“<<” (把要合并的各项直接写出来)\n");
    CHECK(en(problems("a: !foo b\nc: !!binary d\n")) ==
          "1:4+1 yaml-tag: the tag '!foo' is not supported (remove it, or quote the text when the '!' is "
          "part of it)\n"
          "2:4+1 yaml-tag: the tag 'tag:yaml.org,2002:binary' is not supported (remove it, or quote the text "
          "when the '!' is part of it)\n");
    CHECK(zh(problems("a: !foo b\n")) ==
          "1:4+1 yaml-tag: 不支持标签“!foo” (删去标签；若“!”是内容的一部分，请给整段内容加引号)\n");
}

TEST_CASE("yaml: a second document, or what belongs to nothing") {
    CHECK(en(problems("a: 1\n---\nb: 2\n")) ==
          "2:1+1 yaml-syntax: a file may hold one document only (move what follows '---' to a file of its "
          "own)\n");
    CHECK(en(problems("- a\nb: 1\n")) ==
          "2:1+1 yaml-syntax: this belongs to nothing that stands above (check the indentation; a list has "
          "'- ' before every item and "
          "takes no 'key: value' beside them)\n");
    CHECK(zh(problems("- a\nb: 1\n")) ==
          "2:1+1 yaml-syntax: 此处的内容不属于上文的任何一项 (检查缩进；列表的每一项都要以“- "
          "”开头，不要与“键: 值”混写)\n");
}

TEST_CASE("yaml: aliases can't grow without bound") {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i <= 8; ++i) {
        bomb += fmt::format("a{}: &a{} [{}]\n", i, i, repeated(fmt::format("*a{}, ", i - 1), 10));
    }
    CHECK(en(problems(bomb))
              .find("yaml-aliases: aliases stand for more than 1000000 values (use fewer aliases "
                    "(*name), or split "
                    "the file)\n") != std::string::npos);
    const std::string text =
        "t: &t " + std::string(1'000'000, 'x') + "\nl: [" + repeated("*t, ", 1'000) + "]\n";
    CHECK(en(problems(text)).find("yaml-aliases") != std::string::npos);
    CHECK(en(problems("a: &x [1, *x]\n")) ==
          "1:11+1 yaml-aliases: this alias lies inside what it stands for (write the content out instead)\n");
    CHECK(zh(problems("a: &x {b: *x}\n")) ==
          "1:11+1 yaml-aliases: 别名引用了它自己所在的内容 (改为直接写出内容)\n");
}

TEST_CASE("yaml: nesting is bounded, however deep it goes") {
    const std::string depth =
        "1:101+1 yaml-depth: nested more than 100 levels deep (look for brackets or indentation that are too "
        "many)\n";
    CHECK(en(problems(std::string(100'000, '['))) == depth);
    CHECK(en(problems(repeated("{\"a\":", 100'000))).find("yaml-depth") != std::string::npos);
    CHECK(en(problems(repeated("{a: ", 100'000))).find("yaml-depth") != std::string::npos);
    CHECK(en(problems(repeated("[a, ", 100'000))).find("yaml-depth") != std::string::npos);
    CHECK(en(problems(repeated("- ", 100'000) + "x")).find("yaml-depth") != std::string::npos);
    CHECK(en(problems(repeated("? ", 100'000) + "x")).find("yaml-") != std::string::npos);
    CHECK(zh(problems(std::string(101, '[') + std::string(101, ']'))) ==
          "1:101+1 yaml-depth: 嵌套超过 100 层 (检查是否多写了括号或缩进)\n");
    Diagnostics fine;
    CHECK(Document::parse("t", std::string(100, '[') + std::string(100, ']'), fine).has_value());
    CHECK(Document::parse("t", repeated("- ", 100) + "x", fine).has_value());
    // Aliases in a row make a tree that is deep without deep text.
    std::string chain = "- &a0 [x]\n";
    for (int i = 1; i < 120; ++i) chain += fmt::format("- &a{} [*a{}]\n", i, i - 1);
    CHECK(en(problems(chain)).find("yaml-depth") != std::string::npos);
}

TEST_CASE("yaml: a file may hold more than a million values, where they are written and not aliases") {
    const std::size_t many = 1'000'001;
    for (const std::string& text :
         {"[" + repeated("1,", many) + "1]", "[a, " + repeated("b, ", many) + "c]"}) {
        Diagnostics diagnostics;
        CHECK(Document::parse("t.yaml", text, diagnostics).has_value());
        CHECK(diagnostics.all().empty());
    }
}

TEST_CASE("yaml: syntax errors of JSON") {
    CHECK(en(problems("{\"a\": 1 \"b\": 2}")) == "1:9+1 yaml-syntax: ',' or '}' is expected here\n");
    CHECK(zh(problems("{\"a\": [1, 2}")) == "1:12+1 yaml-syntax: 这里应是“,”或“]”\n");
    CHECK(en(problems("{\"a\": 1}}")) == "1:9+1 yaml-syntax: the document ends here, but more follows\n");
    CHECK(zh(problems("[1]\n2")) == "2:1+1 yaml-syntax: 文档到此已经结束，后面还有内容\n");
    CHECK(en(problems("{\"a\" 1}")) == "1:6+1 yaml-syntax: ':' is expected after a key\n");
    CHECK(zh(problems("{\"a\" 1}")) == "1:6+1 yaml-syntax: 键后面应是“:”\n");
    CHECK(en(problems("[\"a")) == "1:2+1 yaml-syntax: this quote is never closed\n");
    CHECK(zh(problems("[\"a")) == "1:2+1 yaml-syntax: 引号没有闭合\n");
    CHECK(en(problems("{\"a\":")) == "1:6+1 yaml-syntax: the file breaks off where a value is expected\n");
    CHECK(en(problems("[\"\\ud83d\"]")) ==
          "1:3+1 yaml-syntax: this \\u escape is only half of a character\n");
    CHECK(zh(problems("[\"\\ude00\\ud83d\"]")) == "1:3+1 yaml-syntax: \\u 转义只写了半个字符\n");
}

TEST_CASE("yaml: the usual syntax errors in plain words") {
    struct Usual {
        const char* text;
        const char* en;
        const char* zh;
    };
    const Usual usual[] = {
        {"a: b: c\n",
         "1:5+1 yaml-syntax: ':' is not expected here (a text that holds ': ' needs quotes; look at the line "
         "above and the indentation, "
         "too)\n",
         "1:5+1 yaml-syntax: 这里不该出现“:” (内容里含有“: ”时要加引号；也请检查上一行和缩进)\n"},
        {"姓名：张三\n年龄: 3\n",
         "2:3+1 yaml-syntax: ':' is not expected here (after a key write a plain colon and a blank ': ', not "
         "the full-width '：')\n",
         "2:3+1 yaml-syntax: 这里不该出现“:” (键后面要用半角冒号加空格“: ”，不是全角“：”)\n"},
        {"title: a\n  pass: 3\n",
         "2:7+1 yaml-syntax: ':' is not expected here (this line is indented more than the one above, which "
         "has a value already: keys of "
         "one level line up)\n",
         "2:7+1 yaml-syntax: 这里不该出现“:” (这一行比上一行缩进得深，而上一行已经有值：同一层的键要对齐)\n"},
        {"a:\n\t- b\n",
         "2:2+1 yaml-syntax: a list item ('- ') can't begin here (this line is indented with a tab: use "
         "blanks)\n",
         "2:2+1 yaml-syntax: 这里不能用“- ”开始列表项 (这一行用了 Tab 缩进，请改用空格)\n"},
        {"a: - b\n",
         "1:4+1 yaml-syntax: a list item ('- ') can't begin here (begin the list on a new line, indented "
         "with blanks, not tabs)\n",
         "1:4+1 yaml-syntax: 这里不能用“- ”开始列表项 (列表项另起一行，并用空格（不用 Tab）缩进)\n"},
        {"a: b\n- c\n",
         "2:1+1 yaml-syntax: this line does not continue what stands above (check the indentation: keys of "
         "one level line up; nothing may "
         "follow a closing quote)\n",
         "2:1+1 yaml-syntax: 这一行接不上上文 (检查缩进：同一层的键要对齐；引号后面不要再写内容)\n"},
        {"k: [a, b\nc: d\n",
         "1:4+1 yaml-syntax: '[' has no matching ']', or a ',' is missing (add the ']' or the ',') see 2:2\n",
         "1:4+1 yaml-syntax: “[”没有与之配对的“]”，或少了“,” (补上“]”或“,”) see 2:2\n"},
        {"k: {a: b\n",
         "1:4+1 yaml-syntax: '{' has no matching '}', or a ',' is missing (add the '}' or the ',')\n",
         "1:4+1 yaml-syntax: “{”没有与之配对的“}”，或少了“,” (补上“}”或“,”)\n"},
        {"a: ]\n",
         "1:4+1 yaml-syntax: this closing bracket has no opening one (remove it, or add the opening one)\n",
         "1:4+1 yaml-syntax: 多了一个右括号 (删去它，或补上左括号)\n"},
        {"a: \"x", "1:4+1 yaml-syntax: a quote is never closed (add the closing quote)\n",
         "1:4+1 yaml-syntax: 引号没有闭合 (补上结尾的引号)\n"},
        // The library takes these two for complete.
        {"a: \"x\nb: 1\n", "1:4+1 yaml-syntax: a quote is never closed (add the closing quote)\n",
         "1:4+1 yaml-syntax: 引号没有闭合 (补上结尾的引号)\n"},
        {"a: 'it''s\n", "1:4+1 yaml-syntax: a quote is never closed (add the closing quote)\n",
         "1:4+1 yaml-syntax: 引号没有闭合 (补上结尾的引号)\n"},
        {"a: @x\n", "1:4+1 yaml-syntax: a text can't begin with this character (put the text in quotes)\n",
         "1:4+1 yaml-syntax: 内容不能以这个字符开头 (给这段内容加引号)\n"},
        {"a: \"C:\\q\"\n",
         "1:7+1 yaml-syntax: unknown escape after '\\' (write the backslash as '\\\\', or use single "
         "quotes)\n",
         "1:7+1 yaml-syntax: 不认识的转义符 (反斜杠写成“\\\\”，或改用单引号)\n"},
        {"a: \"\\u12\"\n",
         "1:5+1 yaml-syntax: the escape's hexadecimal number is not complete (\\x takes 2 hexadecimal "
         "digits, \\u takes 4)\n",
         "1:5+1 yaml-syntax: 转义符里的十六进制数不完整 (\\x 后要 2 位、\\u 后要 4 位十六进制数)\n"},
        {"a: \"\\ud800\"\n",
         "1:5+1 yaml-syntax: this escape is not a whole character (write the character itself)\n",
         "1:5+1 yaml-syntax: 转义符不是完整的字符 (直接写出这个字符)\n"},
        {"a: *u\n",
         "1:4+1 yaml-syntax: there is no anchor (&name) for this alias (*name) (put the text in quotes when "
         "the '*' is part of it)\n",
         "1:4+1 yaml-syntax: 别名“*”所指的锚点“&”不存在 (若“*”是内容的一部分，请加引号)\n"},
        {"a: |x\n  b\n",
         "1:5+1 yaml-syntax: nothing may follow '|' or '>' on its line (begin the text on the next line, "
         "indented)\n",
         "1:5+1 yaml-syntax: “|”或“>”后面同一行不能再写内容 (内容从下一行开始，并缩进)\n"},
        {"&a &b c\n",
         "1:4+1 yaml-syntax: YAML syntax error (cannot assign multiple anchors to the same node) (check "
         "indentation, quotes and brackets "
         "here and on the line above)\n",
         "1:4+1 yaml-syntax: YAML 语法错误（cannot assign multiple anchors to the same node） "
         "(检查这里和上一行的缩进、引号和括号)\n"},
    };
    for (const Usual& one : usual) {
        CAPTURE(one.text);
        CHECK(en(problems(one.text)) == one.en);
        CHECK(zh(problems(one.text)) == one.zh);
    }
}

TEST_CASE("yaml: a file that can't be read is a matter of the system") {
    Diagnostics diagnostics;
    CHECK(!Document::load("no/such/file.yaml", diagnostics).has_value());
    CHECK(diagnostics.has_system_error());
    Diagnostics folder;
    CHECK(!Document::load(std::filesystem::temp_directory_path().string(), folder).has_value());
    CHECK(folder.has_system_error());
}
