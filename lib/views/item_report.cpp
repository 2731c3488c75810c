#include "views/item_report.h"

#include <algorithm>

#include "stats/share.h"

namespace passline {

namespace {

using doc::Kind;

/// Below it a question hardly tells apart who knows the subject (R. L. Ebel, Essentials of Educational
/// Measurement, 1972).
constexpr double weak_discrimination = 0.2;
/// What rounding may have added to a correlation.
constexpr double noise = 1e-12;

doc::Cell estimate_cell(const std::optional<double>& value, const Text& why = {}) {
    return value ? doc::value(print_estimate(*value, 2)) : doc::none(why);
}

doc::Cell count_cell(std::uint64_t count) { return doc::value(std::to_string(count)); }

/// What deserves a look in a question; nothing where it is as questions should be.
doc::Cell remark(const ItemResult& item, std::uint64_t people) {
    if (item.missed == people)
        return doc::coded("none_right", say("无人得分，核对答案", "nobody scored: check the key"), Tone::bad);
    if (item.right == people)
        return doc::coded("all_right", say("全部答对，不区分水平", "everybody has it"), Tone::open);
    if (!item.discrimination) return doc::none();
    if (*item.discrimination < -noise)
        return doc::coded("negative", say("高分者多答错，核对答案", "the best miss it: check the key"),
                          Tone::bad);
    if (*item.discrimination < weak_discrimination - noise)
        return doc::coded("weak", say("区分度低", "hardly tells apart"), Tone::open);
    return doc::none();
}

doc::KeyFigures key_figures(const ItemAnalysis& analysis) {
    const Text few = say("人数不足", "too few people");
    const Text reliability = analysis.right_or_wrong ? say("信度 KR-20", "Reliability (KR-20)")
                                                     : say("信度 α", "Reliability (Cronbach's alpha)");
    const doc::Cell measured = analysis.reliability ? doc::value(analysis.reliability->fixed(4))
                                                    : doc::none(analysis.too_few() ? few : Text{});
    doc::KeyFigures figures{"exam", say("整卷情况", "The exam as a whole"), {}};
    figures.figures.push_back(
        {"people", say("答卷人数", "People"), count_cell(analysis.people), Kind::number, {}, {}});
    figures.figures.push_back(
        {"questions", say("题数", "Questions"), count_cell(analysis.items.size()), Kind::number, {}, {}});
    figures.figures.push_back({"mean",
                               say("平均得分", "Mean points"),
                               analysis.mean ? doc::value(analysis.mean->fixed(2)) : doc::none(),
                               Kind::number,
                               say("满分 {0}", "of {0}", analysis.most.shortest(4)),
                               {}});
    figures.figures.push_back({"standard_deviation",
                               say("标准差", "Standard deviation"),
                               estimate_cell(analysis.standard_deviation),
                               Kind::number,
                               {},
                               {}});
    figures.figures.push_back({"reliability", reliability, measured, Kind::number, {}, {}});
    return figures;
}

doc::Table questions(const ItemAnalysis& analysis) {
    doc::Table table{"questions", say("各题（失分多的在前）", "Questions, the most missed first"), {}, {}};
    table.columns = {{"question", say("题目", "Question"), Kind::text},
                     {"points", say("分值", "Points"), Kind::number},
                     {"right", say("满分人数", "Full"), Kind::number},
                     {"missed", say("零分人数", "Zero"), Kind::number},
                     {"unanswered", say("未作答", "Blank"), Kind::number},
                     {"difficulty", say("难度", "Difficulty"), Kind::percent},
                     {"discrimination", say("区分度", "Discrimination"), Kind::number},
                     {"with_total", say("与总分相关", "With total"), Kind::number, {}, false},
                     {"remark", say("提示", "Remark"), Kind::text}};
    for (const std::size_t i : analysis.hardest_first()) {
        const ItemResult& item = analysis.items[i];
        table.rows.push_back({{doc::value(item.question), doc::value(item.most.text()),
                               count_cell(item.right), count_cell(item.missed), count_cell(item.unanswered),
                               doc::value(item.difficulty.fixed(2)), estimate_cell(item.discrimination),
                               estimate_cell(item.with_total), remark(item, analysis.people)}});
    }
    return table;
}

doc::Table options(const ItemAnalysis& analysis) {
    doc::Table table{"options", say("选项分布", "Options chosen"), {}, {}};
    table.columns = {{"question", say("题目", "Question"), Kind::text},
                     {"option", say("选项", "Option"), Kind::text},
                     {"key", say("正确", "Right"), Kind::text},
                     {"people", say("人数", "People"), Kind::number},
                     {"share", say("占比", "Share"), Kind::percent},
                     {"mean_points", say("选者平均总分", "Their mean points"), Kind::number}};
    for (const std::size_t i : analysis.hardest_first()) {
        for (const OptionResult& option : analysis.items[i].options) {
            const auto share = Share{option.count, analysis.people}.percent();
            table.rows.push_back(
                {{doc::value(analysis.items[i].question),
                  option.option.empty() ? doc::words(say("（未作答）", "(blank)"), Tone::dim)
                                        : doc::value(option.option, option.right ? Tone::good : Tone::none),
                  option.right ? doc::coded("key", same("✓"), Tone::good) : doc::none(),
                  count_cell(option.count), share ? doc::value(share->fixed(2)) : doc::none(),
                  option.mean_total ? doc::value(option.mean_total->fixed(2)) : doc::none()}});
        }
    }
    return table;
}

void add_notes(const ItemAnalysis& analysis, doc::Document& document) {
    if (analysis.without_answers > 0)
        document.add(doc::Note{say("{0} 行没有任何作答，未计入。", "Rows without any answer, left out: {0}.",
                                   analysis.without_answers)});
    if (analysis.too_few())
        document.add(
            doc::Note{say("不足 {0} 人作答，不计算区分度和信度。",
                          "Fewer than {0} people sat the exam: too few for discrimination and reliability.",
                          fewest_cases),
                      doc::Note::Kind::warning});
}

}  // namespace

doc::Document item_report(const ItemAnalysis& analysis, const Course& course, Date as_of) {
    doc::Document document{"items", say("试题分析", "Exam questions")};
    document.subtitle = course.title == same(course.id)
                            ? course.title
                            : say("{0}（{1}）", "{0} ({1})", course.title, course.id);
    document.as_of = as_of;
    document.add(key_figures(analysis));
    add_notes(analysis, document);
    document.add(questions(analysis));
    const bool keyed =
        std::ranges::any_of(analysis.items, [](const ItemResult& item) { return !item.options.empty(); });
    if (keyed) document.add(options(analysis));
    return document;
}

}  // namespace passline
