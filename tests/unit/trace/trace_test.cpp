#include "trace/trace.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "text/unicode.h"
#include "trace/article.h"

using namespace passline;

namespace {

/// The widest line on a terminal.
std::size_t widest(std::string_view text) {
    std::size_t most = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        most = std::max(most, display_width(text.substr(0, end)));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return most;
}

std::vector<TraceNode> course() {
    Trace trace;
    {
        const TraceScope scope(&trace, say("课程 A：不合格", "course A: fail"));
        trace.open(say("第 1 次考核", "attempt 1"));
        trace.note(say("理论 79，低于合格线 80", "theory 79, below the pass-line 80"), say("第9条", "Art. 9"),
                   {"s.csv:2", "policy.yaml:24"});
        trace.note(say("实操 90", "practical 90"));
        trace.close();
        trace.note(say("补训", "retraining"), {}, {"policy.yaml:30"});
    }
    return trace.take();
}

}  // namespace

TEST_CASE("trace: nodes nest as they are opened") {
    Trace trace;
    trace.open(same("a"));
    trace.open(same("b"));
    trace.note(same("c"));
    trace.close();
    trace.note(same("d"));
    trace.close();
    trace.add({same("e"), {}, {}, {{same("f"), {}, {}, {}}}});
    CHECK(render(trace.roots(), Language::en, 0, false) == "a\n├─ b\n│  └─ c\n└─ d\ne\n└─ f\n");
    CHECK(trace.take().size() == 2);
    CHECK(trace.roots().empty());
}

TEST_CASE("trace: a scope without a trace does nothing") {
    const TraceScope scope(nullptr, same("a"));
    CHECK(render({}, Language::en, 80, false) == "");
}

TEST_CASE("trace: branches, the rule in brackets, the sources behind") {
    CHECK(render(course(), Language::en, 0, false) ==
          "course A: fail\n"
          "├─ attempt 1\n"
          "│  ├─ theory 79, below the pass-line 80 [Art. 9]\n"
          "│  │    ← s.csv:2, policy.yaml:24\n"
          "│  └─ practical 90\n"
          "└─ retraining\n"
          "     ← policy.yaml:30\n");
    CHECK(render(course(), Language::zh, 0, false) ==
          "课程 A：不合格\n"
          "├─ 第 1 次考核\n"
          "│  ├─ 理论 79，低于合格线 80〔第9条〕\n"
          "│  │    ← s.csv:2, policy.yaml:24\n"
          "│  └─ 实操 90\n"
          "└─ 补训\n"
          "     ← policy.yaml:30\n");
}

TEST_CASE("trace: sources of a node with children stand before the branch goes on") {
    const std::vector<TraceNode> nodes{{same("a"), {}, {"s.csv:2"}, {{same("b"), {}, {}, {}}}}};
    CHECK(render(nodes, Language::en, 0, false) == "a\n│ ← s.csv:2\n└─ b\n");
    CHECK(render(nodes, Language::en, 0, true) == "a\n│ \033[2m← s.csv:2\033[0m\n└─ b\n");
}

TEST_CASE("trace: no line is wider than the terminal, and no word is lost") {
    const std::string words =
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen";
    const std::string wide =
        "在岗培训的总评由过程与结果两部分按比例合成，任何一部分没有成绩时本次考核都不算完成";
    const std::vector<TraceNode> nodes{
        {same(words), {}, {}, {{same(words), {}, {}, {{same(wide), {}, {}, {}}}}, {same(wide), {}, {}, {}}}}};
    for (const std::size_t width : {40U, 41U, 60U, 80U}) {
        CAPTURE(width);
        const std::string text = render(nodes, Language::en, width, false);
        CHECK(widest(text) <= width);
        // every word survives, in order
        std::size_t at = 0;
        for (const std::string word : {"one", "eight", "nine", "sixteen", "one", "sixteen"}) {
            at = text.find(word, at);
            CHECK(at != std::string::npos);
        }
    }
}

TEST_CASE("trace: long texts break at blanks, continued under the text") {
    const std::vector<TraceNode> nodes{
        {same("root"),
         {},
         {},
         {{same("aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee"), {}, {}, {}}}}};
    CHECK(render(nodes, Language::en, 40, false) ==
          "root\n"
          "└─ aaaaaaaaaa bbbbbbbbbb cccccccccc\n"
          "     dddddddddd eeeeeeeeee\n");
    CHECK(render(nodes, Language::en, 0, false) ==
          "root\n└─ aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee\n");
}

TEST_CASE("trace: many sources go on the next line, none is cut") {
    const std::vector<TraceNode> nodes{
        {same("a"), {}, {"sheets/january.csv:12", "sheets/february.csv:7", "policy.yaml:30"}, {}}};
    CHECK(render(nodes, Language::en, 50, false) ==
          "a\n"
          "  ← sheets/january.csv:12, sheets/february.csv:7\n"
          "  ← policy.yaml:30\n");
}

TEST_CASE("trace: as JSON, one language, quotes and control characters escaped") {
    const std::vector<TraceNode> nodes{{{"分“理论”", "the \"theory\"\n\\"},
                                        {"第9条", "Art. 9"},
                                        {"s.csv:2", "p.yaml:3"},
                                        {{same("b"), {}, {}, {}}}}};
    CHECK(render_json(nodes, Language::en) ==
          "[{\"what\":\"the \\\"theory\\\"\\u000a\\\\\",\"rule\":\"Art. "
          "9\",\"sources\":[\"s.csv:2\",\"p.yaml:3\"],"
          "\"children\":[{\"what\":\"b\",\"rule\":\"\",\"sources\":[],\"children\":[]}]}]\n");
    CHECK(render_json(nodes, Language::zh).substr(0, 40).find("分“理论”") == 10);
    CHECK(render_json({}, Language::zh) == "[]\n");
}

TEST_CASE("trace: an article is cited as the policy says, one with texts of its own as it stands") {
    const Text cite{"第{}条", "Art. {}"};
    CHECK(cited({same("9"), false}, cite) == Text{"第9条", "Art. 9"});
    CHECK(cited({same("2(2)5.3"), false}, {}) == same("2(2)5.3"));
    CHECK(cited({{"第三章", "ch. 3"}, true}, cite) == Text{"第三章", "ch. 3"});
    CHECK(cited({}, cite).empty());
}
