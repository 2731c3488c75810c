#include "writers.h"

using passline::DocumentFormat;
using passline::has;
using passline::Language;
using passline::same;
using passline::sample_document;
using passline::written;
namespace doc = passline::doc;

namespace {

/// A text as it stands in a paragraph.
std::string shown(const std::string& text) {
    doc::Document document{"x", same("x")};
    document.layout = doc::Layout::letter;
    document.add(doc::Paragraph{same(text)});
    return written(document, DocumentFormat::markdown);
}

}  // namespace

TEST_CASE("report: a document as Markdown") {
    const std::string out = written(sample_document(), DocumentFormat::markdown);
    CHECK(
        out.starts_with("# 培训质量季度报告\n\n2026 年第 1 季度\n\n截至 2026-03-31\n\n## 一、总体情况\n\n"
                        "**结论：** 本季度举办"));
    CHECK(has(out,
              "\n### （一）各部门\n\n**各部门通过率**\n\n"
              "| 部门 | 人数 | 通过率 | 费用（元） | 结论 | 结束日期 |\n"
              "| --- | ---: | ---: | ---: | --- | --- |\n"
              "| 客户支持部 | 82 | 93.9% | 21,500.00 | 达到 | 2026-01-23 |\n"
              "| 跨境物流与仓储部 | 61 | **85.2%** | 18,150.00 | **未达到** | 2026-02-27 |\n"
              "| 法务部 | 4 | 人数不足 | 9,000.00 | 未定 | |\n"
              "| **合计** | **147** | **90.5%** | **48,650.00** | | |\n"
              "\n注：通过率按最终结果计算，含补考。\n\n*来源：* policy.yaml:60 \\[Art. 9\\]\n"));
    CHECK(has(out, "| 跨境物流与仓储部 | 52/61 | **85.2%** | █████████████▋ |\n"));
    CHECK(has(out, "\n1. 物流部补训率偏高，下季度增加实操课时。\n2. "));
    CHECK(has(out, "\n> **注意：** 费用超出预算 8.1%。\n"));
}

TEST_CASE("report: nothing in a name is Markdown") {
    CHECK(shown("a|b") == "a\\|b\n");
    CHECK(shown("*a* _b_ ~c~ `d`") == "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`\n");
    CHECK(shown("<b>x</b> & [l](u) $m$") == "\\<b\\>x\\</b\\> \\& \\[l\\](u) \\$m\\$\n");
    CHECK(shown("# head") == "\\# head\n");
    CHECK(shown("- item") == "\\- item\n");
    CHECK(shown("+ item") == "\\+ item\n");
    CHECK(shown("---") == "\\---\n");
    CHECK(shown("===") == "\\===\n");
    CHECK(shown("1. item") == "1\\. item\n");
    CHECK(shown("2) item") == "2\\) item\n");
    CHECK(shown("    code") == "code\n");
    CHECK(shown("a\n# b\r\n\tc") == "a \\# b   c\n");
    CHECK(shown("see https://example.org www.example.org a@example.org") ==
          "see https\\://example.org www\\.example.org a\\@example.org\n");
    CHECK(shown("back\\slash") == "back\\\\slash\n");
}

TEST_CASE("report: figures stay readable in Markdown") {
    CHECK(shown("-1.6") == "-1.6\n");
    CHECK(shown("91.5% of 176 (+2.1)") == "91.5% of 176 (+2.1)\n");
    CHECK(shown("工号 E1-02：张三") == "工号 E1-02：张三\n");
}
