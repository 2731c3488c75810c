// Results by course, department, trainer and method; scores and how they spread.
#include <algorithm>

#include "reporting/part.h"
#include "stats/interval.h"

namespace passline {

namespace {

using doc::Column;
using doc::Kind;

constexpr auto learning = &EvaluationRules::learning;

/// Columns that all tables of results share.
void add_counts(std::vector<Column>& columns, const EvaluationRule* rule) {
    const auto line = line_of(rule);
    const bool first = judges_first(rule);
    columns.insert(
        columns.end(),
        {{"enrolled", say("人数", "People"), Kind::number},
         {"assessed", say("已考核", "Assessed"), Kind::number},
         {"passed_first", say("首次合格", "Passed first"), Kind::number, {}, false},
         {"passed", say("合格", "Passed"), Kind::number},
         {"failed", say("不合格", "Failed"), Kind::number},
         {"incomplete", say("待考核", "Not yet assessed"), Kind::number, {}, false},
         {"not_attended", say("未参加", "Not attended"), Kind::number, {}, false},
         {"withdrawn", say("退出", "Withdrawn"), Kind::number, {}, false},
         {"first_rate", say("首次合格率", "First-attempt rate"), Kind::percent, first ? line : std::nullopt},
         {"first_low", say("首次合格率95%下限", "First-attempt rate, 95% low"), Kind::percent, {}, false},
         {"first_high", say("首次合格率95%上限", "First-attempt rate, 95% high"), Kind::percent, {}, false},
         {"final_rate", say("最终合格率", "Final rate"), Kind::percent, first ? std::nullopt : line},
         {"final_low", say("最终合格率95%下限", "Final rate, 95% low"), Kind::percent, {}, false},
         {"final_high", say("最终合格率95%上限", "Final rate, 95% high"), Kind::percent, {}, false}});
}

void add_rate(std::vector<doc::Cell>& cells, const Share& share, const EvaluationRule* rule) {
    cells.push_back(share_cell(share, rule));
    const auto interval = share.interval();
    cells.push_back(interval ? doc::value(print_estimate(interval->low, 2)) : doc::none());
    cells.push_back(interval ? doc::value(print_estimate(interval->high, 2)) : doc::none());
}

void add_counts(std::vector<doc::Cell>& cells, const LearningCounts& counts, const EvaluationRule* rule) {
    for (const std::uint64_t count :
         {counts.enrolled, counts.assessed(), counts.passed_first, counts.passed, counts.failed,
          counts.incomplete, counts.not_attended, counts.withdrawn})
        cells.push_back(count_cell(count));
    add_rate(cells, counts.first_rate(), judges_first(rule) ? rule : nullptr);
    add_rate(cells, counts.final_rate(), judges_first(rule) ? nullptr : rule);
}

doc::Cell mean_cell(const ScoreCounts& scores) {
    const auto mean = scores.mean();
    return mean ? doc::value(mean->fixed(2)) : doc::none();
}

doc::Table by_course(const ReportInput& input, const ReportScope& scope, const EvaluationRule* shared) {
    doc::Table table{"results_by_course", say("各课程考核结果", "Results by course"), {}, {}};
    table.columns = {{"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"course", say("课程", "Course"), Kind::text}};
    add_counts(table.columns, shared);
    table.columns.push_back({"mean_total", say("平均总评", "Mean total"), Kind::number});
    for (const std::uint32_t number : scope.courses) {
        const Workspace::CourseEntry& entry = input.workspace.courses[number];
        const auto& rule = entry.rules->policy->sections.evaluation.learning;
        doc::Row row{{doc::value(entry.course->id), doc::words(course_title(input.workspace, number))}};
        add_counts(row.cells, input.tally.learning().of(number), rule ? &*rule : nullptr);
        row.cells.push_back(mean_cell(input.tally.of(number).total));
        table.rows.push_back(std::move(row));
    }
    if (scope.courses.size() > 1) {
        doc::Row row{{total_cell(), doc::none()}, true};
        add_counts(row.cells, learning_of(input.tally, scope.courses), shared);
        row.cells.push_back(doc::none());
        table.rows.push_back(std::move(row));
    }
    const LearningCounts all = learning_of(input.tally, scope.courses);
    const RetrainingCounts retrained = retraining_of(input.tally, scope.courses);
    if (all.passed - all.passed_first != retrained.passed)
        table.notes.push_back(
            say("首次缺考、后来才考核合格的，不计入首次合格。",
                "A pass after a first exam that was missed is not one at the first attempt."));
    table.sources = sheet_sources(input, {"scores", "attendance", "appeals"});
    return table;
}

struct Group {
    std::string id;
    Text title;
    LearningCounts counts;
};

doc::Table group_table(const std::string& id, const Text& title, const Column& what,
                       const std::vector<Group>& groups, const EvaluationRule* rule) {
    doc::Table table{id, title, {what}, {}};
    add_counts(table.columns, rule);
    for (const Group& group : groups) {
        doc::Row row{{doc::coded(group.id, group.title)}};
        add_counts(row.cells, group.counts, rule);
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<Group> departments(const ReportInput& input, const ReportScope& scope) {
    std::vector<Group> groups;
    const Names& names = input.workspace.people.departments();
    std::vector<LearningCounts> counts(names.size());
    for (const std::uint32_t course : scope.courses) {
        const auto& of = input.tally.learning().by_department(course);
        for (std::size_t i = 0; i < of.size(); ++i) counts[i] += of[i];
    }
    for (std::uint32_t i = 0; i < counts.size(); ++i) {
        if (counts[i].enrolled == 0) continue;
        const std::string name(names[i]);
        groups.push_back({name.empty() ? "-" : name,
                          name.empty() ? say("未填部门", "No department") : same(name), counts[i]});
    }
    std::ranges::sort(groups, {}, &Group::id);
    return groups;
}

std::vector<Group> groups_of(const ReportInput& input, const std::vector<CourseGroup>& courses) {
    std::vector<Group> groups;
    for (const CourseGroup& group : courses)
        groups.push_back({group.id, group.title, learning_of(input.tally, group.courses)});
    return groups;
}

/// The rate that the regulation looks at, by department, against its line.
doc::Chart department_chart(const std::vector<Group>& groups, const EvaluationRule* rule) {
    doc::Bars bars;
    bars.value_title = judges_first(rule) ? say("首次合格率", "First-attempt pass rate")
                                          : say("最终合格率", "Final pass rate");
    bars.line = line_of(rule);
    for (const Group& group : groups) {
        const Share share = rate_judged(group.counts, rule);
        doc::Bars::Bar bar{group.id, group.title, share_cell(share, rule)};
        if (share.of > 0) bar.note = same(std::to_string(share.count) + "/" + std::to_string(share.of));
        if (const auto interval = share.interval()) {
            bar.low = print_estimate(interval->low, 2);
            bar.high = print_estimate(interval->high, 2);
        }
        bars.bars.push_back(std::move(bar));
    }
    return {"pass_rate_by_department",
            say("各部门{0}", "{0} by department", bars.value_title),
            {},
            std::move(bars),
            {}};
}

void add_groups(const ReportInput& input, const ReportScope& scope, const EvaluationRule* rule, Part& part) {
    const Column trainer{"trainer", say("讲师", "Trainer"), Kind::text};
    const Column method{"method", say("方式", "Method"), Kind::id};
    const auto people = departments(input, scope);
    if (people.size() > 1 || (people.size() == 1 && people.front().id != "-")) {
        part.add(group_table("results_by_department", say("各部门考核结果", "Results by department"),
                             {"department", say("部门", "Department"), Kind::text}, people, rule));
        const bool any =
            std::ranges::any_of(people, [](const Group& group) { return group.counts.assessed() > 0; });
        if (people.size() > 1 && any) part.add(department_chart(people, rule));
    }
    if (!scope.of_period()) return;  // one course: all of its trainers and methods have the same results
    const auto trainers = groups_of(input, courses_by_trainer(input.workspace, scope.courses));
    if (!trainers.empty())
        part.add(group_table("results_by_trainer", say("各讲师所授课程的考核结果", "Results by trainer"),
                             trainer, trainers, rule));
    const auto methods = groups_of(input, courses_by_method(input.workspace, scope.courses));
    if (!methods.empty()) {
        auto& table = part.add(group_table(
            "results_by_method", say("各培训方式的考核结果", "Results by method"), method, methods, rule));
        table.notes.push_back(say("一门课程有几位讲师、几种方式的，在每位、每种下各计一次。",
                                  "A course with several trainers or methods counts under each of them."));
    }
}

}  // namespace

Part results_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    if (scope.courses.empty()) return part;
    const EvaluationRule* rule = shared_rule(by_policy(input.workspace, scope.courses), learning);
    part.add(by_course(input, scope, rule));
    add_groups(input, scope, rule, part);
    return part;
}

namespace {

/// A period's report has many spreads: those of fewer scores than this stand in its table only.
constexpr std::uint64_t fewest_drawn = 20;

/// Scores of one kind, of the courses that hold them against the same line.
struct Spread {
    std::string track, component;  ///< component empty: totals
    Text title;
    std::optional<Decimal> line;
    Decimal out_of;
    ScoreCounts counts;
};

void add_spread(std::vector<Spread>& spreads, Spread spread, const ScoreCounts& counts) {
    if (counts.count == 0) return;
    const auto alike = [&](const Spread& other) {
        return other.track == spread.track && other.component == spread.component &&
               other.line == spread.line && other.out_of == spread.out_of;
    };
    auto found = std::ranges::find_if(spreads, alike);
    if (found == spreads.end()) found = spreads.insert(spreads.end(), std::move(spread));
    found->counts += counts;
}

/// Totals where a course has them, else its components one by one.
std::vector<Spread> spreads_of(const ReportInput& input, const ReportScope& scope) {
    std::vector<Spread> spreads;
    for (const std::uint32_t number : scope.courses) {
        const CourseRules& rules = *input.workspace.courses[number].rules;
        const ReportTally::OfCourse& of = input.tally.of(number);
        const Text track = rules.track->title.empty() ? same(rules.track->id) : rules.track->title;
        const auto value = [](const std::optional<Line>& line) {
            return line ? std::optional<Decimal>(line->value) : std::nullopt;
        };
        if (rules.weighted) {
            add_spread(spreads,
                       {rules.track->id,
                        {},
                        say("{0}：总评成绩", "{0}: totals", track),
                        value(rules.pass),
                        Decimal::whole(100),
                        {}},
                       of.total);
            continue;
        }
        for (std::size_t i = 0; i < rules.components.size(); ++i) {
            const RuledComponent& component = rules.components[i];
            if (component.baseline) continue;
            add_spread(spreads,
                       {rules.track->id,
                        component.id,
                        say("{0}：{1}", "{0}: {1}", track, component.title),
                        value(component.pass),
                        component.out_of,
                        {}},
                       of.components[i]);
        }
    }
    return spreads;
}

Fraction whole(std::size_t number) { return Decimal::whole(static_cast<std::int32_t>(number)); }

/// Over more than two bins: marks of 0 and 100 need no picture.
bool is_spread(const ScoreCounts& counts) {
    return std::ranges::count_if(counts.histogram, [](std::uint64_t count) { return count > 0; }) > 2;
}

doc::Chart spread_chart(const Spread& spread, const std::string& of, std::size_t number) {
    doc::Histogram histogram{say("成绩", "Score"), say("人数", "People"), {}, {}};
    const Fraction width = ScoreCounts::width(spread.out_of);
    const std::size_t bins = ScoreCounts::bins(spread.out_of);
    std::size_t first = 0;  // from a bin below the lowest score, or the line
    while (first < bins && spread.counts.histogram[first] == 0 &&
           !(spread.line && Fraction(*spread.line) < width * whole(first + 1)))
        ++first;
    for (std::size_t i = first == 0 ? 0 : first - 1; i < bins; ++i) {
        const auto edge = [&](std::size_t at) { return (width * whole(at)).shortest(2); };
        histogram.bins.push_back(
            {edge(i), edge(i + 1), static_cast<std::size_t>(spread.counts.histogram[i])});
    }
    if (spread.line) histogram.line = doc::Line{spread.line->text(), say("合格线", "Pass-line")};
    const Text title = spread.line ? say("成绩分布：{0}（合格线 {1}）", "Scores: {0} (pass-line {1})",
                                         spread.title, spread.line->text())
                                   : say("成绩分布：{0}", "Scores: {0}", spread.title);
    const Text line = spread.line ? say("，低于合格线 {0} 分的 {1} 人", "; {1} below the pass-line of {0}",
                                        spread.line->text(), spread.counts.below)
                                  : Text{};
    return {block_id("scores", of + std::to_string(number)),
            title,
            say("{0} 人有成绩{1}。", "{0} people have a score{1}.", spread.counts.count, line),
            std::move(histogram),
            {}};
}

}  // namespace

Part components_part(const ReportInput& input, const ReportScope& scope, const std::string& only) {
    Part part;
    doc::Table table{
        only.empty() ? "components" : block_id("components", only), say("各考核项", "Components"), {}, {}};
    table.columns = {{"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"component", say("考核项", "Component"), Kind::id},
                     {"scored", say("有成绩", "Scored"), Kind::number},
                     {"marked", say("缺考、免考、作废", "Marked"), Kind::number},
                     {"out_of", say("满分", "Out of"), Kind::number},
                     {"pass_line", say("合格线", "Pass-line"), Kind::number},
                     {"mean", say("平均", "Mean"), Kind::number},
                     {"below", say("低于合格线", "Below"), Kind::number}};
    for (const std::uint32_t number : scope.courses) {
        const CourseRules& rules = *input.workspace.courses[number].rules;
        for (std::size_t i = 0; i < rules.components.size(); ++i) {
            const RuledComponent& component = rules.components[i];
            const ScoreCounts& counts = input.tally.of(number).components[i];
            if (counts.count + counts.marked == 0 || component.baseline) continue;  // gains tell of baselines
            if (!only.empty() && component.id != only) continue;
            table.rows.push_back(
                {{doc::value(rules.course->id), doc::coded(component.id, component.title),
                  count_cell(counts.count), count_cell(counts.marked), doc::value(component.out_of.text()),
                  component.pass ? doc::value(component.pass->value.text()) : doc::none(), mean_cell(counts),
                  component.pass ? count_cell(counts.below) : doc::none()}});
        }
    }
    if (table.rows.empty()) return part;
    table.notes.push_back(say("以每人最后一次考核为准。", "Based on each person's last attempt."));
    table.sources = sheet_sources(input, {"scores"});
    part.add(std::move(table));
    std::size_t chart = 0;
    for (const Spread& spread : spreads_of(input, scope)) {
        if (!only.empty() && spread.component != only) continue;
        if (spread.counts.count >= (scope.of_period() ? fewest_drawn : fewest_cases) &&
            is_spread(spread.counts))
            part.add(spread_chart(spread, only.empty() ? "" : only + "_", ++chart));
    }
    return part;
}

}  // namespace passline
