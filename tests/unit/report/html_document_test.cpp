#include <cctype>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "writers.h"

using passline::DocumentFormat;
using passline::filled_with;
using passline::has;
using passline::Language;
using passline::sample_document;
using passline::written;
namespace doc = passline::doc;

namespace {

/// Reads a page as far as tags and attributes go and checks that they nest. What is not of this shape is a
/// mistake: the writer makes no other.
struct Page {
    std::map<std::string, std::size_t> tags;
    std::set<std::string> attributes;
    std::string text;  ///< between tags, entities as they stand
    std::string problem;
};

Page parsed(const std::string& html) {
    static const std::set<std::string> empty{"meta", "rect", "line", "circle"};
    Page page;
    std::vector<std::string> open;
    std::size_t at = html.find('\n') + 1;  // behind the doctype
    while (at < html.size()) {
        const std::size_t tag = std::min(html.find('<', at), html.size());
        if (open.empty() || open.back() != "style") page.text += html.substr(at, tag - at);
        if (tag == html.size()) break;
        const std::size_t end = html.find('>', tag);
        if (end == std::string::npos) {
            page.problem = "a tag that does not end";
            break;
        }
        std::string inside = html.substr(tag + 1, end - tag - 1);
        at = end + 1;
        if (inside.starts_with('/')) {
            if (open.empty() || open.back() != inside.substr(1)) {
                page.problem = "closes " + inside;
                break;
            }
            open.pop_back();
            continue;
        }
        const std::size_t name = std::min(inside.find_first_of(" /"), inside.size());
        const std::string element = inside.substr(0, name);
        ++page.tags[element];
        for (std::size_t i = name; i < inside.size();) {
            const std::size_t equals = inside.find("=\"", i);
            if (equals == std::string::npos) break;
            const std::size_t start = inside.find_last_of(" \n", equals) + 1;
            page.attributes.insert(inside.substr(start, equals - start));
            i = inside.find('"', equals + 2) + 1;
        }
        if (!empty.contains(element)) open.push_back(element);
    }
    if (page.problem.empty() && !open.empty()) page.problem = "not closed: " + open.back();
    return page;
}

}  // namespace

TEST_CASE("report: an HTML page is whole in itself") {
    for (const Language language : {Language::zh, Language::en}) {
        const std::string html = written(sample_document(), DocumentFormat::html, language);
        const Page page = parsed(html);
        CHECK(page.problem.empty());
        CHECK(html.starts_with("<!DOCTYPE html>\n<html lang=\""));
        CHECK(has(html, language == Language::zh ? "<html lang=\"zh-CN\">" : "<html lang=\"en\">"));
        CHECK(has(html, "default-src 'none'; style-src 'unsafe-inline'"));
        CHECK_FALSE(has(html, "http:"));
        CHECK_FALSE(has(html, "url("));
        CHECK_FALSE(page.tags.contains("script"));
        CHECK_FALSE(page.tags.contains("img"));
        CHECK(page.tags.at("h1") == 1);
        CHECK(page.tags.at("svg") == 4);
        CHECK(page.tags.at("desc") == 4);
        CHECK(page.tags.at("caption") == page.tags.at("table"));
    }
}

TEST_CASE("report: an HTML table has heads, its line, and words for what is only coloured") {
    const std::string html = written(sample_document(), DocumentFormat::html);
    CHECK(has(html, "<th scope=\"col\" class=\"num\">通过率<small>目标 ≥ 90.0%</small></th>"));
    CHECK(has(html,
              "<tr><th scope=\"row\" class=\"words\">跨境物流与仓储部</th><td class=\"num\">61</td>"
              "<td class=\"num bad\">85.2%<span class=\"hidden\">（低于线）</span></td>"));
    CHECK(has(html, "<td class=\"num dim\">人数不足</td>"));
    CHECK(has(html, "<tr class=\"total\"><th scope=\"row\" class=\"words\">合计</th>"));
    CHECK_FALSE(has(html, "0012"));
}

TEST_CASE("report: a chart says all its figures to who cannot see it") {
    const std::string html = written(sample_document(), DocumentFormat::html);
    CHECK(has(html,
              "<title id=\"chart1-title\">各部门通过率</title>\n<desc id=\"chart1-text\">"
              "跨境物流与仓储部低于目标。；客户支持部，通过率 93.9%，下限 86.5%，上限 97.4%，77/82；"));
    CHECK(has(html, "aria-labelledby=\"chart4-title chart4-text\""));
    CHECK(has(html, "2025-Q2，首次通过率 74.0%；2025-Q3，"));
}

TEST_CASE("report: charts as SVG stand where their figures say") {
    const std::string html = written(sample_document(), DocumentFormat::html);
    CHECK(has(html, "<rect class=\"fill\" x=\"0%\" y=\"20\" width=\"93.9%\" height=\"14\"/>"));
    CHECK(has(html, "<rect class=\"below\" x=\"0%\" y=\"67\" width=\"85.2%\" height=\"14\"/>"));
    CHECK(has(html, "<line class=\"line\" x1=\"90%\" y1=\"18\" x2=\"90%\" y2=\"39\"/>"));
    // 80 of 40 to 100 on 94 % from 3 %
    CHECK(has(html, "<line class=\"line\" x1=\"65.67%\" y1=\"18\" x2=\"65.67%\" y2=\"222\"/>"));
}

TEST_CASE("report: what stands in a document is never markup of the page") {
    for (const std::string attack :
         {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='alert(1)",
          "</title></style></desc>", "&lt;b&gt;", "<!--", "]]>", "</svg><svg onload=alert(1)>",
          "\xff<\xc0\xbc", "javascript:alert(1)"}) {
        Page plain = parsed(written(filled_with("plain"), DocumentFormat::html));
        Page page = parsed(written(filled_with(attack), DocumentFormat::html));
        CHECK(page.problem.empty());
        // a long label of a chart takes several lines
        page.tags.erase("text");
        plain.tags.erase("text");
        CHECK(page.tags == plain.tags);
        CHECK(page.attributes == plain.attributes);
    }
}

TEST_CASE("report: letters and certificates have no head of their own, a page each") {
    doc::Document document{"notice", passline::same("two notices")};
    document.layout = doc::Layout::letter;
    document.add(doc::Heading{passline::same("first")});
    document.add(doc::PageBreak{});
    document.add(doc::Heading{passline::same("second")});
    const std::string html = written(document, DocumentFormat::html);
    CHECK(has(
        html,
        "<section class=\"page\">\n<h1>first</h1>\n</section>\n<section class=\"page\">\n<h1>second</h1>\n"));
    CHECK(has(html, "<title>two notices</title>"));
    CHECK_FALSE(has(html, "<header>"));
    CHECK(written(document, DocumentFormat::markdown) == "# first\n\n---\n\n# second\n");
}

TEST_CASE("report: a chart without figures is left out for readers, not for scripts") {
    doc::Document document{"x", passline::same("x")};
    const passline::Text t = passline::same("nothing");
    document.add(doc::Chart{"a", t, {}, doc::Bars{doc::Kind::percent, t, {}}});
    document.add(doc::Chart{"b", t, {}, doc::Histogram{t, t, {}}});
    document.add(doc::Chart{"c", t, {}, doc::Pairs{doc::Kind::number, t, t, t, {{"p", t, "", ""}}}});
    document.add(doc::Chart{"d", t, {}, doc::Trend{doc::Kind::number, t, {"2026-Q1"}, {{"s", t, {""}}}}});
    for (const DocumentFormat format : {DocumentFormat::text, DocumentFormat::markdown, DocumentFormat::html})
        CHECK_FALSE(has(written(document, format), "nothing"));
    CHECK(has(written(document, DocumentFormat::json), "\"id\":\"d\""));
    CHECK(passline::data_tables(document).size() == 4);
    CHECK_FALSE(written(document, DocumentFormat::xlsx).empty());
}

TEST_CASE("report: counts stand on the bars of a histogram while there is room for them") {
    doc::Document document{"x", passline::same("x")};
    const passline::Text t = passline::same("t");
    doc::Histogram histogram{t, t, {}};
    for (std::size_t i = 0; i < 10; ++i)
        histogram.bins.push_back({std::to_string(i), std::to_string(i + 1), 17 + i});
    document.add(doc::Chart{"a", t, {}, histogram});
    CHECK(has(written(document, DocumentFormat::html), "text-anchor=\"middle\">17</text>"));
    for (doc::Histogram::Bin& bin : histogram.bins) bin.count += 1000;
    document.blocks.clear();
    document.add(doc::Chart{"a", t, {}, histogram});
    const std::string html = written(document, DocumentFormat::html);
    CHECK_FALSE(has(html, ">1017</text>"));
    CHECK(has(html, "text-anchor=\"start\">1500</text>"));
}
