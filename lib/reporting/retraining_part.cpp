// Who failed at first and how it went on; what people are still to do.
#include <algorithm>
#include <tuple>

#include "reporting/part.h"
#include "workspace/due_dates.h"

namespace passline {

namespace {

using doc::Kind;

void add_counts(std::vector<doc::Cell>& cells, const RetrainingCounts& counts) {
    for (const std::uint64_t count : {counts.failed_once, counts.passed, counts.pending})
        cells.push_back(count_cell(count));
    cells.push_back(doc::value(std::to_string(counts.overdue), counts.overdue > 0 ? Tone::bad : Tone::none));
    for (const std::uint64_t count : {counts.ended, counts.attending, counts.left})
        cells.push_back(count_cell(count));
}

doc::Table by_course(const ReportInput& input, const ReportScope& scope) {
    const RetrainingCounts all = retraining_of(input.tally, scope.courses);
    doc::Table table{"retraining", say("补训补考结果", "How retraining ended"), {}, {}};
    table.columns = {{"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"course", say("课程", "Course"), Kind::text, {}, false},
                     {"failed_once", say("曾有不合格", "Failed once"), Kind::number},
                     {"passed", say("补考后合格", "Then passed"), Kind::number},
                     {"pending", say("待补训补考", "To come"), Kind::number},
                     {"overdue", say("逾期未补", "Overdue"), Kind::number},
                     {"ended", say("终止", "Ended"), Kind::number},
                     {"make_up", say("先补课", "To make up first"), Kind::number, {}, all.attending > 0},
                     {"left", say("退出", "Withdrawn"), Kind::number, {}, all.left > 0}};
    for (const std::uint32_t number : scope.courses) {
        const RetrainingCounts& counts = input.tally.of(number).retraining;
        if (counts.failed_once == 0) continue;
        doc::Row row{{doc::value(input.workspace.courses[number].course->id),
                      doc::words(course_title(input.workspace, number))}};
        add_counts(row.cells, counts);
        table.rows.push_back(std::move(row));
    }
    if (table.rows.size() > 1) {
        doc::Row row{{total_cell(), doc::none()}, true};
        add_counts(row.cells, all);
        table.rows.push_back(std::move(row));
    }
    table.sources = sheet_sources(input, {"scores", "appeals"});
    return table;
}

std::vector<const OpenCase*> open_cases(const ReportInput& input, const ReportScope& scope) {
    std::vector<const OpenCase*> cases;
    for (const OpenCase& open : input.tally.open())
        if (scope.holds(open.course)) cases.push_back(&open);
    const People& people = input.workspace.people;
    std::ranges::sort(cases, {}, [&](const OpenCase* open) {
        return std::tuple(open->due.value_or(Date::latest()), people.id(open->person), open->course);
    });
    return cases;
}

doc::Cell days_cell(const ReportInput& input, const OpenCase& open) {
    if (!open.due) return doc::none();
    const std::int32_t days = days_left(input.workspace.calendar, input.as_of, *open.due);
    return doc::value(std::to_string(days), days < 0 ? Tone::bad : Tone::none);
}

doc::Table open_table(const ReportInput& input, const std::vector<const OpenCase*>& cases) {
    doc::Table table{"open_cases",
                     say("尚须补训、补考、补课的人员", "Retraining, resits and make-ups outstanding"),
                     {},
                     {}};
    table.columns = {{"employee_id", say("工号", "Employee ID"), Kind::id},
                     {"name", say("姓名", "Name"), Kind::text},
                     {"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"next", say("下一步", "Next"), Kind::id},
                     {"failures", say("不合格次数", "Failures"), Kind::number},
                     {"failed", say("不合格项", "Failed in"), Kind::text, {}, false},
                     {"due", say("期限", "Due"), Kind::date},
                     {"days_left", say("剩余工作日", "Days left"), Kind::number}};
    const People& people = input.workspace.people;
    for (const OpenCase* open : cases) {
        if (table.rows.size() == most_people_listed) break;
        table.rows.push_back({{doc::value(std::string(people.id(open->person))),
                               doc::words(std::string(people.name(open->person))),
                               doc::value(input.workspace.courses[open->course].course->id),
                               doc::coded(std::string(next_name(open->next)), next_title(open->next)),
                               count_cell(open->failures), doc::words(open->failed),
                               open->due ? doc::date(*open->due) : doc::none(say("未规定", "no date set")),
                               days_cell(input, *open)}});
    }
    if (cases.size() > most_people_listed)
        table.notes.push_back(say("另有 {0} 人次未列，全部名单见 passline retrain。",
                                  "{0} more are not listed here; passline retrain lists all of them.",
                                  cases.size() - most_people_listed));
    return table;
}

/// What became of those who failed, nobody left out.
Text how_it_went(const RetrainingCounts& all) {
    std::vector<Text> clauses;
    const std::uint64_t open = all.pending + all.overdue + all.attending;
    if (all.passed > 0) clauses.push_back(say("{0} 人次经补训补考合格", "{0} passed later", all.passed));
    if (open > 0 && all.overdue > 0)
        clauses.push_back(say("{0} 人次尚未完成（其中 {1} 人次逾期）", "{0} still in progress ({1} overdue)",
                              open, all.overdue));
    else if (open > 0)
        clauses.push_back(say("{0} 人次尚未完成", "{0} still in progress", open));
    if (all.ended > 0) clauses.push_back(say("{0} 人次终止", "{0} ended without a pass", all.ended));
    if (all.left > 0) clauses.push_back(say("{0} 人次退出", "{0} withdrew", all.left));
    Text text;
    for (const Text& clause : clauses)
        text = text.empty() ? clause : say("{0}，{1}", "{0}, {1}", text, clause);
    return say("{0} 人次曾有不合格：{1}。", "{0} failed at least once: {1}.", all.failed_once, text);
}

/// The step that the last failure led to; null for a make-up.
const LadderStep* step_of(const ReportInput& input, const OpenCase& open) {
    const auto& ladder = input.workspace.courses[open.course].rules->track->on_fail;
    if (open.next == Next::make_up || open.failures == 0 || ladder.empty()) return nullptr;
    return &ladder[std::min<std::size_t>(open.failures, ladder.size()) - 1];
}

void find_overdue(const ReportInput& input, const std::vector<const OpenCase*>& cases, Part& part) {
    std::uint64_t late = 0;
    std::vector<Text> articles;
    Finding finding{"retraining", say("补训补考", "Retraining"), {}, {}, {}, {}};
    for (const OpenCase* open : cases) {
        if (!open->due || *open->due >= input.as_of) continue;
        ++late;
        const LadderStep* step = step_of(input, *open);
        if (step == nullptr || step->article.empty()) continue;
        const Policy& policy = *input.workspace.courses[open->course].rules->policy;
        const Text cited = policy.cite_line(step->article, step->within_setting);
        if (std::ranges::find(articles, cited) != articles.end()) continue;
        articles.push_back(cited);
        for (const Text& source : rule_sources(input, policy, step->article, step->origin))
            finding.sources.push_back(source);
    }
    if (late == 0) return;
    finding.problem =
        say("{0} 人次的补训、补考或补课已逾期", "{0} {1} overdue", late,
            counted(late, "retraining, resit or make-up is", "retrainings, resits or make-ups are"));
    finding.measure =
        cases.size() > most_people_listed
            ? say("立即安排，名单见 passline retrain", "Arrange them at once; passline retrain has the names")
            : say("立即安排，名单见“补训补考”一节", "Arrange them at once; the names are under Retraining");
    finding.article = listed(articles);
    part.findings.push_back(std::move(finding));
}

}  // namespace

Part retraining_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    const RetrainingCounts all = retraining_of(input.tally, scope.courses);
    const auto cases = open_cases(input, scope);
    if (all.failed_once == 0) {
        if (learning_of(input.tally, scope.courses).assessed() > 0)
            part.add(doc::Paragraph{say("没有人考核不合格，无须补训补考。",
                                        "Nobody failed an attempt; no retraining was needed."),
                                    {},
                                    {}});
    } else {
        part.add(doc::Paragraph{how_it_went(all), {}, {}});
        part.add(by_course(input, scope));
    }
    if (!cases.empty()) part.add(open_table(input, cases));
    std::uint64_t ended = 0;
    for (const std::uint32_t course : scope.courses) ended += input.tally.of(course).ended_by_attendance;
    if (ended > 0)
        part.add(doc::Paragraph{
            say("另有 {0} 人次并非考核不合格，而是按考勤或纪律规定终止培训。",
                "For {0} more the course was ended by the rules on attendance or conduct, not by a failure.",
                ended),
            {},
            {}});
    find_overdue(input, cases, part);
    return part;
}

}  // namespace passline
