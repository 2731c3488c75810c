// What was planned and held, and who took part.
#include <algorithm>
#include <map>

#include "reporting/part.h"
#include "workspace/course_length.h"
#include "workspace/plan_checks.h"

namespace passline {

namespace {

using doc::Kind;

Text status_title(CourseStatus status) {
    switch (status) {
        case CourseStatus::planned:
            return say("计划", "Planned");
        case CourseStatus::held:
            return say("已举办", "Held");
        case CourseStatus::postponed:
            return say("延期", "Postponed");
        case CourseStatus::cancelled:
            return say("已取消", "Cancelled");
    }
    return {};
}

doc::Cell status_cell(const Course& course) {
    const Tone tone = course.status == CourseStatus::held        ? Tone::good
                      : course.status == CourseStatus::cancelled ? Tone::dim
                                                                 : Tone::open;
    return doc::coded(std::string(status_name(course.status)), status_title(course.status), tone);
}

/// Also of a cancelled course, which has no rules.
const Track* track_of(const Workspace& workspace, const Workspace::CourseEntry& entry) {
    if (entry.rules) return entry.rules->track;
    const Policy* policy =
        policy_in_force(workspace.policies, policy_of(workspace, *entry.plan), entry.course->start);
    return policy == nullptr ? nullptr : policy->track(entry.course->track);
}

Text track_title(const Workspace& workspace, const Workspace::CourseEntry& entry) {
    const Track* track = track_of(workspace, entry);
    return track == nullptr || track->title.empty() ? same(entry.course->track) : track->title;
}

Text kind_title(const Workspace::CourseEntry& entry) {
    if (entry.rules) {
        for (const FrequencyRule& rule : entry.rules->track->frequency)
            if (rule.kind == entry.course->kind && !rule.title.empty()) return rule.title;
    }
    return same(entry.course->kind);
}

Text trainer_names(const Course& course) {
    std::vector<Text> names;
    for (const Trainer& trainer : course.trainers)
        names.push_back(trainer.outside ? say("{0}（外聘）", "{0} (from outside)", trainer.name)
                                        : trainer.name);
    return listed(names);
}

doc::Row course_row(const ReportInput& input, std::uint32_t number, bool dropped) {
    const Workspace::CourseEntry& entry = input.workspace.courses[number];
    const Course& course = *entry.course;
    const std::int32_t days = course_days(course, input.workspace.calendar);
    return {{doc::value(course.id), doc::words(course_title(input.workspace, number)),
             doc::coded(course.track, track_title(input.workspace, entry)),
             course.kind.empty() ? doc::none() : doc::coded(course.kind, kind_title(entry)),
             status_cell(course), doc::date(course.start), doc::date(course.end),
             dropped || days == 0 ? doc::none() : doc::value(std::to_string(days)),
             dropped ? doc::none() : count_cell(input.tally.learning().of(number).enrolled),
             doc::words(trainer_names(course))}};
}

doc::Table course_table(const ReportInput& input, const ReportScope& scope) {
    doc::Table table{"courses", say("培训课程", "Courses"), {}, {}};
    table.columns = {{"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"course", say("课程", "Course"), Kind::text},
                     {"track", say("类别", "Track"), Kind::id},
                     {"kind", say("性质", "Kind"), Kind::id, {}, false},
                     {"status", say("状态", "Status"), Kind::id},
                     {"start", say("开始", "From"), Kind::date},
                     {"end", say("结束", "To"), Kind::date},
                     {"days", say("天数", "Days"), Kind::number},
                     {"enrolled", say("人数", "People"), Kind::number},
                     {"trainers", say("讲师", "Trainers"), Kind::text, {}, false}};
    for (const std::uint32_t number : scope.courses) table.rows.push_back(course_row(input, number, false));
    for (const std::uint32_t number : scope.dropped) table.rows.push_back(course_row(input, number, true));
    table.empty = say("本期没有课程。", "No course ends in this period.");
    table.sources = course_sources(input, scope.courses);
    return table;
}

/// Changes to the plan whose day lies in the period, or that name the course.
std::vector<std::pair<const Plan*, const PlanChange*>> changes_of(const ReportInput& input,
                                                                  const ReportScope& scope) {
    std::vector<std::pair<const Plan*, const PlanChange*>> changes;
    for (const Plan& plan : input.workspace.plans) {
        for (const PlanChange& change : plan.changes) {
            const bool belongs =
                scope.of_period()
                    ? plan.period == scope.period || scope.period->contains(change.date)
                    : std::ranges::find(change.courses, input.workspace.courses[scope.course].course->id) !=
                          change.courses.end();
            if (belongs) changes.emplace_back(&plan, &change);
        }
    }
    return changes;
}

/// How a course stands on the as-of day.
enum class Stage { to_come, running, held, unclear };

Stage stage_of(const ReportInput& input, std::uint32_t number) {
    const Course& course = *input.workspace.courses[number].course;
    if (course.status == CourseStatus::held) return Stage::held;
    if (course.start > input.as_of) return Stage::to_come;
    if (course.end >= input.as_of) return Stage::running;
    return input.tally.learning().of(number).assessed() > 0 ? Stage::held : Stage::unclear;
}

void find_not_held(const ReportInput& input, const ReportScope& scope, Part& part) {
    std::vector<Text> names;
    Finding finding{"delivery", say("计划执行", "Delivery"), {}, {}, {}, {}};
    for (const std::uint32_t number : scope.courses) {
        if (stage_of(input, number) != Stage::unclear) continue;
        const Course& course = *input.workspace.courses[number].course;
        names.push_back(same(course.id));
        if (input.explain) finding.sources.push_back(same(course.origin.address()));
    }
    if (names.empty()) return;
    finding.problem =
        say("已过结束日期，计划中仍未标为已举办，也没有成绩：{0}",
            "Past the last day, but neither marked as held nor with results: {0}", listed(names));
    finding.measure = say("核实是否举办，更新计划中的状态，或另定日期",
                          "Find out whether it took place; update its status in the plan, or set new dates");
    part.findings.push_back(std::move(finding));
}

/// Whoever is without a result though the course is over.
void find_unassessed(const ReportInput& input, const ReportScope& scope, Part& part) {
    std::vector<Text> courses;
    for (const std::uint32_t number : scope.courses) {
        const Course& course = *input.workspace.courses[number].course;
        const LearningCounts& counts = input.tally.learning().of(number);
        if (course.end >= input.as_of || stage_of(input, number) == Stage::unclear) continue;
        if (counts.enrolled == 0)
            courses.push_back(say("{0}（没有参训人员）", "{0} (nobody enrolled)", course.id));
        else if (counts.incomplete > 0)
            courses.push_back(say("{0}（{1} 人）", "{0} ({1})", course.id, counts.incomplete));
    }
    if (courses.empty()) return;
    part.findings.push_back(
        {"results",
         say("考核", "Assessment"),
         say("课程已结束而尚无考核结果：{0}", "Over, but without a result: {0}", listed(courses)),
         say("安排考核，或说明原因", "Assess them, or give the reasons"),
         {},
         {}});
}

/// What `check` finds about the period's plan, of what those who approve the report must know.
void find_plan_problems(const ReportInput& input, const Period& period, Part& part) {
    static constexpr std::string_view told[] = {"frequency-short", "approval-missing", "approval-late",
                                                "approval-order",  "change-missing",   "course-short",
                                                "course-long"};
    Diagnostics found;
    check_plans(input.workspace, found);
    for (const Diagnostic& problem : found.all()) {
        if (std::ranges::find(told, problem.code) == std::end(told)) continue;
        const bool of_plan = std::ranges::any_of(input.workspace.plans, [&](const Plan& plan) {
            return plan.file == problem.place.file && plan.period && plan.period->first <= period.last &&
                   plan.period->last >= period.first;
        });
        // of a year's plan, only the periods in the report's
        const auto short_of = Period::parse(problem.message.en.substr(0, problem.message.en.find(':')));
        if (short_of && (short_of->first < period.first || short_of->last > period.last)) continue;
        if (!of_plan) continue;
        Finding finding{"plan", say("计划", "Plan"), problem.message, problem.hint, {}, {}};
        if (input.explain) finding.sources.push_back(same(problem.place.address()));
        part.findings.push_back(std::move(finding));
    }
}

}  // namespace

namespace {

/// What was planned, and what became of it; every course in one clause.
Text planned_words(const ReportInput& input, const ReportScope& scope) {
    std::uint64_t stages[4] = {}, cancelled = 0, moved_in = 0;
    for (const std::uint32_t number : scope.courses) {
        ++stages[static_cast<std::size_t>(stage_of(input, number))];
        const auto& postponed = input.workspace.courses[number].course->postponed;
        if (postponed && !scope.period->contains(postponed->to.value_or(postponed->from))) ++moved_in;
    }
    for (const std::uint32_t number : scope.dropped)
        if (!input.workspace.courses[number].rules) ++cancelled;
    const auto stage = [&](Stage each) { return stages[static_cast<std::size_t>(each)]; };
    const std::uint64_t all = scope.courses.size() + scope.dropped.size();
    const std::uint64_t moved_out = scope.dropped.size() - cancelled;
    Text text = say("本期计划培训 {0} 门：已举办 {1} 门", "{0} {2} planned for the period: {1} held", all,
                    stage(Stage::held), counted(all, "course was", "courses were"));
    const auto add = [&](std::uint64_t count, const char* zh, const char* en) {
        if (count > 0) text = say("{0}，{1} {2} 门", "{0}, {2} {3}", text, zh, count, en);
    };
    add(stage(Stage::running), "进行中", "running");
    add(stage(Stage::to_come), "待举办", "to come");
    add(stage(Stage::unclear), "情况不明", "unclear");
    add(cancelled, "取消", "cancelled");
    add(moved_out, "移出本期", "moved out of the period");
    if (moved_in > 0)
        text = say("{0}；其中由他期移入 {1} 门", "{0}; {1} moved in from another period", text, moved_in);
    return say("{0}。", "{0}.", text);
}

}  // namespace

Part delivery_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    if (scope.of_period() && scope.courses.size() + scope.dropped.size() > 0)
        part.add(doc::Paragraph{planned_words(input, scope), {}, {}});
    part.add(course_table(input, scope));
    doc::List changes;
    for (const auto& [plan, change] : changes_of(input, scope))
        changes.items.push_back(
            say("{0} 变更：{1}", "Changed on {0}: {1}", change->date.text(), change->what));
    if (!changes.items.empty()) part.add(std::move(changes));
    if (scope.of_period()) find_plan_problems(input, *scope.period, part);
    find_not_held(input, scope, part);
    find_unassessed(input, scope, part);
    return part;
}

namespace {

struct TrackCounts {
    Text title;
    std::uint64_t courses = 0;
    LearningCounts learning;
};

doc::Table by_track(const ReportInput& input, const ReportScope& scope) {
    std::vector<std::pair<std::string, TrackCounts>> tracks;
    for (const std::uint32_t number : scope.courses) {
        const Workspace::CourseEntry& entry = input.workspace.courses[number];
        auto found =
            std::ranges::find(tracks, entry.course->track, &std::pair<std::string, TrackCounts>::first);
        if (found == tracks.end())
            found = tracks.insert(tracks.end(),
                                  {entry.course->track, {track_title(input.workspace, entry), 0, {}}});
        ++found->second.courses;
        found->second.learning += input.tally.learning().of(number);
    }
    doc::Table table{"participants_by_track", say("各类别参训情况", "Participants by track"), {}, {}};
    table.columns = {{"track", say("类别", "Track"), Kind::id},
                     {"courses", say("课程数", "Courses"), Kind::number},
                     {"enrolled", say("参训人次", "Enrolled"), Kind::number},
                     {"assessed", say("已考核", "Assessed"), Kind::number},
                     {"not_attended", say("未参加", "Not attended"), Kind::number},
                     {"incomplete", say("待考核", "Not yet assessed"), Kind::number},
                     {"withdrawn", say("退出", "Withdrawn"), Kind::number}};
    for (const auto& [id, counts] : tracks)
        table.rows.push_back(
            {{doc::coded(id, counts.title), count_cell(counts.courses), count_cell(counts.learning.enrolled),
              count_cell(counts.learning.assessed()), count_cell(counts.learning.not_attended),
              count_cell(counts.learning.incomplete), count_cell(counts.learning.withdrawn)}});
    table.sources = sheet_sources(input, {"roster", "scores"});
    return table;
}

}  // namespace

Part participants_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    if (scope.courses.empty()) return part;
    const LearningCounts all = learning_of(input.tally, scope.courses);
    const std::uint64_t people = input.tally.people();
    const std::string_view were = counted(people, "person was", "people were");
    part.add(doc::Paragraph{people == all.enrolled
                                ? say("参训 {0} 人，其中已考核 {1} 人。", "{0} {2} enrolled; {1} assessed.",
                                      people, all.assessed(), were)
                                : say("参训 {0} 人、{1} 人次，其中已考核 {2} 人次。",
                                      "{0} {3} enrolled in {1} places; {2} of these assessed.", people,
                                      all.enrolled, all.assessed(), were),
                            {},
                            {}});
    part.add(by_track(input, scope));
    return part;
}

}  // namespace passline
