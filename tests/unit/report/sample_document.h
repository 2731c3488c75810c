#pragma once
#include "report/document.h"

namespace passline {

/// A document with every kind of block.
inline doc::Document sample_document() {
    using doc::Kind;
    doc::Document document{"report", say("培训质量季度报告", "Quarterly report on training")};
    document.subtitle = say("2026 年第 1 季度", "Quarter 1 of 2026");
    document.as_of = Date::of(2026, 3, 31);
    document.numbered = true;

    document.add(doc::Heading{say("总体情况", "At a glance")});
    document.add(doc::Paragraph{
        say("本季度举办 5 门课程，176 人参加，最终通过率 91.5%，高于 90% 的目标。",
            "5 courses were held for 176 people; in the end 91.5% passed, above the goal of 90%."),
        say("结论：", "In short:")});
    document.add(doc::KeyFigures{
        "figures",
        say("主要指标", "Key figures"),
        {{"pass_rate", say("最终通过率", "Final pass rate"), doc::value("91.5", Tone::good), Kind::percent,
          say("目标 ≥ 90%；上期 88.2%", "goal ≥ 90%; before 88.2%")},
         {"people", say("参加人数", "People"), doc::value("176"), Kind::number},
         {"cost",
          say("费用（元）", "Cost (CNY)"),
          doc::value("48650.00", Tone::bad),
          Kind::money,
          say("预算 45,000.00", "budget 45,000.00"),
          {same("sheets/costs.csv:2-9")}},
         {"kr20", say("信度 KR-20", "Reliability KR-20"), doc::none(say("人数不足", "too few people"))}}});

    document.add(doc::Heading{say("成绩", "Results")});
    document.add(doc::Heading{say("各部门", "By department"), 2});
    document.add(doc::Table{
        "by_department",
        say("各部门通过率", "Pass rates by department"),
        {{"department", say("部门", "Department"), Kind::text},
         {"people", say("人数", "People"), Kind::number},
         {"pass_rate", say("通过率", "Pass rate"), Kind::percent, doc::Line{"90.0", say("目标", "Goal")}},
         {"cost", say("费用（元）", "Cost (CNY)"), Kind::money},
         {"state", say("结论", "Outcome"), Kind::text},
         {"last_day", say("结束日期", "Last day"), Kind::date},
         {"score_id", say("内部编号", "Internal id"), Kind::id, {}, false}},
        {{{doc::coded("support", say("客户支持部", "Customer support")), doc::value("82"), doc::value("93.9"),
           doc::value("21500.00"), doc::coded("met", say("达到", "met"), Tone::good),
           doc::value("2026-01-23"), doc::value("0012")}},
         {{doc::coded("logistics", say("跨境物流与仓储部", "Cross-border logistics")), doc::value("61"),
           doc::value("85.2"), doc::value("18150.00"),
           doc::coded("missed", say("未达到", "missed"), Tone::bad), doc::value("2026-02-27"),
           doc::value("0013")}},
         {{doc::coded("legal", say("法务部", "Legal")), doc::value("4"),
           doc::none(say("人数不足", "too few people")), doc::value("9000.00"),
           doc::coded("open", say("未定", "open"), Tone::open), doc::none(), doc::value("0014")}},
         {{doc::coded("total", say("合计", "Total")), doc::value("147"), doc::value("90.5"),
           doc::value("48650.00"), doc::words(Text{}), doc::none(), doc::none()},
          true}},
        {},
        {say("通过率按最终结果计算，含补考。", "Pass rates are of final results, resits included.")},
        {same("policy.yaml:60 [Art. 9]")}});
    document.add(doc::Table{"nobody",
                            say("待决定事项", "Decisions pending"),
                            {{"name", say("姓名", "Name")}},
                            {},
                            say("没有。", "None.")});
    document.add(doc::Chart{"rates", say("各部门通过率", "Pass rates by department"),
                            say("跨境物流与仓储部低于目标。", "Cross-border logistics lies below the goal."),
                            doc::Bars{Kind::percent,
                                      say("通过率", "Pass rate"),
                                      {{"support", say("客户支持部", "Customer support"), doc::value("93.9"),
                                        same("77/82"), "86.5", "97.4"},
                                       {"logistics", say("跨境物流与仓储部", "Cross-border logistics"),
                                        doc::value("85.2"), same("52/61"), "74.3", "92.0"},
                                       {"legal", say("法务部", "Legal"),
                                        doc::none(say("人数不足", "too few people")), same("3/4")}},
                                      doc::Line{"90", say("目标", "Goal")}}});
    document.add(doc::Chart{"scores",
                            say("成绩分布", "Distribution of scores"),
                            {},
                            doc::Histogram{say("总评", "Total"),
                                           say("人数", "People"),
                                           {{"40", "50", 2},
                                            {"50", "60", 5},
                                            {"60", "70", 11},
                                            {"70", "80", 18},
                                            {"80", "90", 64},
                                            {"90", "100", 47}},
                                           doc::Line{"80", say("及格线", "Pass-line")}}});
    document.add(
        doc::Chart{"gain",
                   say("培训前后", "Before and after"),
                   {},
                   doc::Pairs{Kind::number,
                              say("平均分", "Mean score"),
                              say("培训前", "Before"),
                              say("培训后", "After"),
                              {{"theory", say("理论", "Theory"), "58.2", "83.1", Tone::good},
                               {"practice", say("实操", "Practical"), "71.4", "86.0", Tone::good},
                               {"service", say("客户服务礼仪与投诉处理", "Service manners and complaints"),
                                "79.9", "78.3", Tone::bad}},
                              doc::Line{"80", say("及格线", "Pass-line")}}});
    document.add(doc::Chart{
        "trend",
        say("各季度通过率", "Pass rates by quarter"),
        {},
        doc::Trend{Kind::percent,
                   say("通过率", "Pass rate"),
                   {"2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"},
                   {{"first", say("首次通过率", "First attempt"), {"71.2", "74.0", "73.1", "78.8", "80.3"}},
                    {"final", say("最终通过率", "Final"), {"84.0", "", "86.3", "88.2", "91.5"}}},
                   doc::Line{"90", say("目标", "Goal")}}});

    document.add(doc::Heading{say("问题与措施", "Problems and measures")});
    document.add(doc::List{{say("物流部补训率偏高，下季度增加实操课时。",
                                "Logistics needs much retraining: more practice next quarter."),
                            say("法务部人数过少，不作统计结论。", "Legal is too small for conclusions.")},
                           true});
    document.add(doc::Facts{
        {{say("编号", "Number"), same("PX-2026-001")}, {say("编制日期", "Made on"), same("2026-04-02")}}});
    document.add(
        doc::Note{say("本报告的处理意见均为建议。", "All that this report proposes are recommendations.")});
    document.add(
        doc::Note{say("费用超出预算 8.1%。", "Costs are 8.1% above budget."), doc::Note::Kind::warning});
    document.add(doc::Signatures{
        {{say("培训负责人", "Training lead"), same("松小雪"), true, false, Date::of(2026, 4, 2)},
         {say("人力资源部", "Human resources"), {}, true, true}}});
    return document;
}

}  // namespace passline
