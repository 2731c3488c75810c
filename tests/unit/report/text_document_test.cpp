#include <doctest/doctest.h>

#include "report/document_writers.h"
#include "sample_document.h"
#include "text/unicode.h"

using passline::display_width;
using passline::DocumentFormat;
using passline::DocumentOptions;
using passline::Language;
using passline::StringSink;
namespace doc = passline::doc;

namespace {

std::string text(const doc::Document& document, Language language, std::size_t width = 80) {
    DocumentOptions options;
    options.language = language;
    options.width = width;
    StringSink sink;
    CHECK_FALSE(write_document(document, DocumentFormat::text, options, sink));
    return sink.text;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("report: a document as text, in Chinese") {
    const std::string out = text(passline::sample_document(), Language::zh);
    CHECK(out.starts_with(
        "培训质量季度报告\n================\n2026 年第 1 季度\n截至 2026-03-31\n\n一、总体情况\n"));
    CHECK(has(out, "\n结论：本季度举办 5 门课程，176 人参加，最终通过率 91.5%，高于 90% 的目标。\n"));
    CHECK(has(out, "\n最终通过率      91.5%  目标 ≥ 90%；上期 88.2%\n"));
    CHECK(has(out, "\n费用（元）  48,650.00  预算 45,000.00\n  ← sheets/costs.csv:2-9\n"));
    CHECK(has(out, "（一）各部门\n"));
    CHECK(has(out,
              "各部门通过率\n"
              "部门              人数    通过率  费用（元）  结论    结束日期\n"
              "客户支持部          82     93.9%   21,500.00  达到    2026-01-23\n"
              "跨境物流与仓储部    61     85.2%   18,150.00  未达到  2026-02-27\n"
              "法务部               4  人数不足    9,000.00  未定\n"
              "合计               147     90.5%   48,650.00\n"
              "注：通过率按最终结果计算，含补考。\n"
              "  ← policy.yaml:60 [Art. 9]\n"));
    CHECK(has(out, "\n待决定事项\n没有。\n"));
    CHECK(has(out, "\n注意：费用超出预算 8.1%。\n"));
    CHECK(has(out,
              "\n培训负责人（签字）：松小雪    2026年4月2日\n"
              "人力资源部（签字、盖章）：________________    ____年__月__日\n"));
    CHECK_FALSE(has(out, "0012"));  // for scripts only
}

TEST_CASE("report: charts as text have their line") {
    const std::string out = text(passline::sample_document(), Language::en);
    CHECK(has(out,
              "Customer support               77/82  93.9%  ███████████████████████████████┃█\n"
              "Cross-border logistics         52/61  85.2%  ██████████████████████████████ │\n"
              "Legal                   3/4  too few people                                 │\n"
              "│ Goal 90%\n"));
    CHECK(has(out, "\n70–80   18  ███████████▎\n80–90   64  ████████████████████████████████████████\n"));
    CHECK(has(out, "\nService manners and complaints    79.9   78.3    -1.6\n"));
    CHECK(has(out, "\n2025-Q2          74.0%\n"));
}

TEST_CASE("report: no line of text is wider than asked for") {
    for (const Language language : {Language::zh, Language::en}) {
        const std::string out = text(passline::sample_document(), language, 72);
        std::size_t start = 0;
        while (start < out.size()) {
            const std::size_t end = out.find('\n', start);
            CHECK_MESSAGE(display_width(std::string_view(out).substr(start, end - start)) <= 72,
                          out.substr(start, end - start));
            CHECK_FALSE(out.substr(start, end - start).ends_with(' '));
            start = end + 1;
        }
    }
}

TEST_CASE("report: a terminal obeys nothing that stands in a document") {
    doc::Document document{"x", passline::same("a\x1b[31mb")};
    document.add(doc::Paragraph{passline::same("c\nd\x07\xff")});
    const std::string out = text(document, Language::en);
    CHECK(out == "a [31mb\n=======\n\nc d \xEF\xBF\xBD\n");
}
