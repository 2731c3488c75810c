#include "deadlines/explain.h"

#include <doctest/doctest.h>

#include <string>

#include "shown.h"

using namespace passline;

namespace {

std::string explained(const std::string& subject, const char* as_of, Language language = Language::en) {
    const auto workspace = assembled(
        {with_deadlines("{id: filing, title: {zh: 归档, en: File complete}, due: filing_time, owner: hr, "
                        "article: '16'},\n"
                        "{id: survey, title: {zh: 调研, en: Survey}, due: quarter end},\n"
                        "{id: review, title: {zh: 评估, en: Review}, opens: 1 month after end, due: 3 months "
                        "after end}",
                        " settings: {filing_time: 3 working days after end},")},
        {plan_of(
            "2026-Q1",
            "{id: A, track: basic, start: 2026-02-09, end: 2026-02-13, done: {filing: {date: 2026-02-24, "
            "reviewed: [{by: hr, date: 2026-02-25}]}}}")});
    return render(explain_deadlines(*workspace, subject, day(as_of)), language, 0, false);
}

}  // namespace

TEST_CASE("deadlines: the way to a due date, with the holidays it passed over") {
    CHECK(explained("filing", "2026-03-31") ==
          "A · File complete: due 2026-02-25, done [Art. 16]\n"
          "│ ← policy.yaml:4, policy.yaml:1\n"
          "├─ 3 working days after the end → 2026-02-25 [company setting filing_time]\n"
          "│  ├─ the course ends on 2026-02-13\n"
          "│  │    ← plan.yaml:3\n"
          "│  ├─ going on 3 working days from the day after 2026-02-13: 2026-02-14 to 2026-02-25\n"
          "│  ├─ counted, a make-up working day: 2026-02-14 (春节)\n"
          "│  └─ passed over, a holiday: 2026-02-15 to 2026-02-23 (春节)\n"
          "├─ open from 2026-02-13, the day it counts from\n"
          "├─ done on 2026-02-24\n"
          "│  │ ← plan.yaml:3\n"
          "│  └─ reviewed by HR on 2026-02-25\n"
          "│       ← plan.yaml:3\n"
          "└─ 2026-02-24 is not after 2026-02-25: done in time\n");
}

TEST_CASE("deadlines: a course explains all of its deadlines, in Chinese too") {
    CHECK(explained("A", "2026-03-01", Language::zh) ==
          "A · 归档：期限 2026-02-25，按期完成〔第16条〕\n"
          "│ ← policy.yaml:4, policy.yaml:1\n"
          "├─ 结课后 3 个工作日 → 2026-02-25〔公司设定 filing_time〕\n"
          "│  ├─ 结课日 2026-02-13\n"
          "│  │    ← plan.yaml:3\n"
          "│  ├─ 自 2026-02-13 次日往后数 3 个工作日：2026-02-14 至 2026-02-25\n"
          "│  ├─ 计入调休上班日：2026-02-14（春节）\n"
          "│  └─ 不计放假：2026-02-15 至 2026-02-23（春节）\n"
          "├─ 自 2026-02-13 起可办理\n"
          "├─ 2026-02-24 完成\n"
          "│  │ ← plan.yaml:3\n"
          "│  └─ 人力资源部 2026-02-25 审核\n"
          "│       ← plan.yaml:3\n"
          "└─ 2026-02-24 不晚于 2026-02-25：按期完成\n"
          "A · 评估：期限 2026-05-13，未开始\n"
          "│ ← policy.yaml:6\n"
          "├─ 结课后 3 个月 → 2026-05-13\n"
          "│  └─ 结课日 2026-02-13\n"
          "│       ← plan.yaml:3\n"
          "├─ 结课后 1 个月 → 自 2026-03-13 起可办理\n"
          "├─ 尚无完成日期\n"
          "└─ 截至 2026-03-01 尚未开始，距期限 50 个工作日\n");
}

TEST_CASE("deadlines: a deadline of the calendar counts in its plan's period") {
    CHECK(explained("survey", "2026-04-01") ==
          "Survey: due 2026-03-31, overdue\n"
          "│ ← policy.yaml:5\n"
          "├─ on the last day of the quarter → 2026-03-31\n"
          "│  └─ counted from 2026-03-31\n"
          "│       ← plan.yaml:1\n"
          "├─ no date on which it was done\n"
          "└─ as of 2026-04-01 overdue by 1 working day\n");
    CHECK(explained("nothing", "2026-04-01") == "");
}
