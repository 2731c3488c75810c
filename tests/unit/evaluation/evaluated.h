// For unit tests of the evaluation: a policy with all four levels, courses of a winter, sheets in.
#pragma once
#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "../retraining/graded.h"
#include "kpi/figures.h"

namespace passline {

inline Date day(const std::string& text) {
    const auto date = Date::parse_iso(text);
    REQUIRE(date.has_value());
    return *date;
}

inline std::unique_ptr<Workspace> winter(const std::string& roster = "") {
    return assembled({R"(passline: 1
id: p
tracks:
  basic:
    methods: {of: {lecture: {zh: 讲授, en: Lecture}, practice: {zh: 实操, en: Practice}}}
    assessment:
      components:
        entry: {baseline_of: theory, out_of: 50}
        theory: {pass: 80}
    on_fail: [{then: resit, repeat: true}]
  short: {assessment: {components: {theory: {pass: 80}}}}
evaluation:
  reaction: {at_least: 85, otherwise: {zh: 分析原因, en: Analyse the causes}, article: "19",
             questions: {content: {zh: 课程内容, en: Contents}, usefulness: {zh: 实用性, en: Usefulness}}}
  learning: {at_least: 90, of: first, article: "19"}
  behaviour: {at_least: 80, from: 1 month, to: 3 months, metrics: [satisfaction, aht], article: "19"}
  results: {at_least: 50, from: 3 months, to: 6 months}
  metrics:
    satisfaction: {title: {zh: 满意度, en: Satisfaction}}
    aht: {title: {zh: 处理时长, en: Handling time}, better: lower}
    sales: {title: {zh: 成交量, en: Sales}}
)"},
                     {R"(passline: 1
plan: Q
values: {satisfaction: 1000}
courses:
  - {id: A, track: basic, start: 2026-01-12, end: 2026-01-23, methods: [lecture, practice],
     trainers: [{name: Wang, from: outside}, {name: Li, employee_id: E9, from: inside}]}
  - {id: B, track: basic, start: 2026-01-26, end: 2026-02-06, methods: [practice],
     trainers: [{name: Li, employee_id: E9, from: inside}]}
  - {id: C, track: short, start: 2026-01-05, status: cancelled}
)"},
                     roster);
}

/// KPI rows (k.csv) read into a workspace that others judge.
struct Worked {
    Worked(Workspace& workspace, const std::string& rows) : figures(workspace) {
        Diagnostics diagnostics;
        figures.load(folder.file("k.csv", "employee_id,period,metric,value\n" + rows), workspace, {},
                     diagnostics);
        figures.sort(diagnostics);
        CHECK(problems(diagnostics) == "");
    }
    Folder folder;
    Figures figures;
};

}  // namespace passline
