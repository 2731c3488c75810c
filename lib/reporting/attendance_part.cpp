// Attendance of the courses, against the rates that the policy asks for.
#include <algorithm>

#include "reporting/part.h"

namespace passline {

namespace {

using doc::Kind;

const AttendanceRules* rules_of(const Workspace::CourseEntry& entry) {
    return entry.rules->policy->sections.attendance_of(entry.rules->track->id);
}

/// The rate that the policy asks of each course; null where it asks for none.
const RateRule* course_rate(const Workspace::CourseEntry& entry) {
    const AttendanceRules* rules = rules_of(entry);
    if (rules == nullptr) return nullptr;
    const auto rate = std::ranges::find(rules->rates, RateRule::Per::course, &RateRule::per);
    return rate == rules->rates.end() ? nullptr : &*rate;
}

bool missed(const AttendanceCounts& counts, const RateRule* rule) {
    const auto percent = counts.rate().percent();
    return rule != nullptr && percent && *percent < Fraction(rule->at_least);
}

doc::Cell rate_cell(const AttendanceCounts& counts, const AttendanceRules* rules, bool bad) {
    const auto percent = counts.rate().percent();
    if (!percent) return doc::none();
    return doc::value(rate_text(*percent, rules, RateRule::Per::course), bad ? Tone::bad : Tone::none);
}

void add_counts(std::vector<doc::Cell>& cells, const AttendanceCounts& counts, const AttendanceRules* rules,
                bool bad) {
    cells.push_back(count_cell(counts.people));
    cells.push_back(count_cell(counts.sessions));
    cells.push_back(count_cell(counts.attended));
    cells.push_back(rate_cell(counts, rules, bad));
    for (const std::uint64_t count : {counts.late, counts.early, counts.leave, counts.not_attended,
                                      counts.made_up, counts.make_up, counts.limits})
        cells.push_back(count_cell(count));
}

/// The rules that all of the courses share; null where they do not.
const AttendanceRules* shared_rules(const ReportInput& input, const ReportScope& scope) {
    const AttendanceRules* shared = nullptr;
    for (const std::uint32_t number : scope.courses) {
        const AttendanceRules* rules = rules_of(input.workspace.courses[number]);
        if (shared != nullptr && rules != shared) return nullptr;
        shared = rules;
    }
    return shared;
}

void find_missed(const ReportInput& input, const ReportScope& scope, Part& part) {
    for (const std::uint32_t number : scope.courses) {
        const Workspace::CourseEntry& entry = input.workspace.courses[number];
        const RateRule* rule = course_rate(entry);
        const AttendanceCounts& counts = input.tally.of(number).attendance;
        if (!missed(counts, rule)) continue;
        const Policy& policy = *entry.rules->policy;
        part.findings.push_back(
            {"attendance",
             say("出勤", "Attendance"),
             say("{0} 的出勤率为 {1}%，低于 {2}%", "The attendance of {0} was {1}%, below {2}%",
                 entry.course->id,
                 rate_text(*counts.rate().percent(), rules_of(entry), RateRule::Per::course),
                 rule->at_least.text()),
             {},
             policy.cite_line(rule->article, rule->setting),
             rule_sources(input, policy, rule->article, rule->origin)});
    }
}

}  // namespace

Part attendance_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    const AttendanceCounts all = attendance_of(input.tally, scope.courses);
    if (all.sessions == 0) return part;
    const AttendanceRules* shared = shared_rules(input, scope);
    const Text made_up =
        all.made_up == 0 ? Text{} : say("（含补课 {0}）", " ({0} of them made up)", all.made_up);
    part.add(doc::Paragraph{
        say("应到 {0} 人次，实到 {1} 人次{5}，出勤率 {2}%；迟到 {3}、早退 {4}、请假 {6}、视为未参加 {7} "
            "人次。",
            "{1} of {0} attendances due were kept{5}: {2}%. Late: {3}, left early: {4}, on leave: {6}, "
            "counted as not "
            "attended: {7}.",
            all.sessions, all.attended, rate_text(*all.rate().percent(), shared, RateRule::Per::course),
            all.late, all.early, made_up, all.leave, all.not_attended),
        {},
        {}});
    doc::Table table{"attendance", say("各课程出勤情况", "Attendance by course"), {}, {}};
    table.columns = {{"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"people", say("人数", "People"), Kind::number},
                     {"sessions", say("应到人次", "Due"), Kind::number},
                     {"attended", say("实到", "Attended"), Kind::number},
                     {"rate", say("出勤率", "Rate"), Kind::percent},
                     {"late", say("迟到", "Late"), Kind::number},
                     {"early", say("早退", "Early"), Kind::number},
                     {"leave", say("请假", "On leave"), Kind::number, {}, all.leave > 0},
                     {"not_attended", say("视为未参加", "Not attended"), Kind::number},
                     {"made_up", say("已补课", "Made up"), Kind::number, {}, all.made_up > 0},
                     {"make_up", say("待补课", "To make up"), Kind::number},
                     {"limits", say("达到限度", "Limits reached"), Kind::number, {}, false}};
    for (const std::uint32_t number : scope.courses) {
        const Workspace::CourseEntry& entry = input.workspace.courses[number];
        const AttendanceCounts& counts = input.tally.of(number).attendance;
        if (counts.sessions == 0) continue;
        doc::Row row{{doc::value(entry.course->id)}};
        add_counts(row.cells, counts, rules_of(entry), missed(counts, course_rate(entry)));
        table.rows.push_back(std::move(row));
    }
    if (table.rows.size() > 1) {
        doc::Row row{{total_cell()}, true};
        add_counts(row.cells, all, shared, false);
        table.rows.push_back(std::move(row));
    }
    table.sources = sheet_sources(input, {"attendance"});
    part.add(std::move(table));
    find_missed(input, scope, part);
    return part;
}

}  // namespace passline
