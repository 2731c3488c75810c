// Levels 1 and 2 of the evaluation: reaction and learning, each against its line.
#include <algorithm>

#include "reporting/part.h"
#include "stats/interval.h"

namespace passline {

namespace {

using doc::Column;
using doc::Kind;

const EvaluationRule* rule_of(const Policy& policy,
                              const std::optional<EvaluationRule> EvaluationRules::*level) {
    const auto& rule = policy.sections.evaluation.*level;
    return rule ? &*rule : nullptr;
}

const EvaluationRule* rule_of(const ReportInput& input, std::uint32_t course,
                              const std::optional<EvaluationRule> EvaluationRules::*level) {
    return rule_of(*input.workspace.courses[course].rules->policy, level);
}

/// What the level is called, what it came to and how that stands: 首次合格率为 83.41%（171/205），低于 90%。
struct Level {
    std::string area;
    Text title;   ///< 反应层
    Text figure;  ///< 满意率 / the share of satisfied answers
};

Text line_words(const Policy& policy, const EvaluationRule& rule) {
    const Text cited = policy.cite_line(rule.article, rule.setting);
    if (cited.empty()) return say(" {0}%", "{0}%", rule.at_least->text());
    return say("{1}规定的 {0}%", "the {0}% required by {1}", rule.at_least->text(), cited);
}

doc::Paragraph standing(const ReportInput& input, const Level& level, const Policy& policy,
                        const Judgement& judgement, const Share& share,
                        const std::vector<PolicyCourses>& groups) {
    const EvaluationRule* rule = judgement.rule;
    Text text;
    if (!judgement.percent) {
        text = say("没有可用的数据", "There are no figures");
    } else {
        text = say("{0}为 {1}", "{0} was {1}", level.figure, share_words(share, rule));
        if (const auto interval = share.interval())
            text = say("{0}，95%置信区间 {1}%–{2}%", "{0}, 95% interval {1}% to {2}%", text,
                       print_estimate(interval->low, 2), print_estimate(interval->high, 2));
        else if (share.too_few())
            text = say("{0}，不足 {1} 例，不作区间估计", "{0}; too few (under {1}) for an interval", text,
                       fewest_cases);
    }
    if (judgement.standing == Standing::reached)
        text = say("{0}，达到{1}", "{0}, which meets {1}", text, line_words(policy, *rule));
    if (judgement.fell_short())
        text = say("{0}，低于{1}", "{0}, which falls short of {1}", text, line_words(policy, *rule));
    text = say("{0}。", "{0}.", text);
    if (judgement.fell_short() && !rule->otherwise.empty())
        text = say("{0}按规定：{1}。", "{0} The regulation demands: {1}.", text, rule->otherwise);
    const Text of = policy_label(policy, groups);
    const Text label = of.empty() ? of : say("{0}：", "{0}: ", of);
    std::vector<Text> sources;
    if (rule != nullptr) sources = rule_sources(input, policy, rule->article, rule->origin);
    return {text, label, std::move(sources)};
}

/// A course below the line that all of its policy's are held against.
struct BelowLine {
    Text course;
    Judgement judgement;
};

/// What falls short: the courses together, and those that do one by one. Nothing where neither does.
void find_shortfall(const ReportInput& input, const Level& level, const Policy& policy, const Judgement& all,
                    const std::vector<BelowLine>& courses, const std::vector<PolicyCourses>& groups,
                    Part& part) {
    if (!all.fell_short() && courses.empty()) return;
    const EvaluationRule& rule = *(all.fell_short() ? all : courses.front().judgement).rule;
    std::vector<Text> names;
    for (const BelowLine& each : courses)
        names.push_back(
            say("{0}（{1}%）", "{0} ({1}%)", each.course, print_percent(*each.judgement.percent, &rule)));
    Text problem;
    if (all.fell_short())
        problem = say("{0}为 {1}%，低于 {2}%", "{0} was {1}%, below {2}%", level.figure,
                      print_percent(*all.percent, &rule), rule.at_least->text());
    if (!names.empty())
        problem = problem.empty() ? say("{0}低于 {1}% 的课程：{2}", "{0} was below {1}% in {2}", level.figure,
                                        rule.at_least->text(), listed(names))
                                  : say("{0}；其中未达标的课程：{1}", "{0}; courses below it: {1}", problem,
                                        listed(names));
    const Text of = policy_label(policy, groups);
    if (!of.empty()) problem = say("{0}：{1}", "{0}: {1}", of, problem);
    part.findings.push_back({level.area, level.title, problem, rule.otherwise,
                             policy.cite_line(rule.article, rule.setting),
                             rule_sources(input, policy, rule.article, rule.origin)});
}

// Reaction

constexpr auto reaction_level = &EvaluationRules::reaction;

Level reaction_words(const EvaluationRule* rule) {
    return {"reaction", rule != nullptr && !rule->title.empty() ? rule->title : say("反应层", "Reaction"),
            say("满意率", "The share of satisfied answers")};
}

void add_answers(std::vector<doc::Cell>& cells, const Answers& answers, const EvaluationRule* rule) {
    cells.push_back(count_cell(answers.count()));
    cells.push_back(share_cell(answers.satisfied(), rule));
    const auto mean = answers.mean();
    cells.push_back(mean ? doc::value(mean->fixed(2)) : doc::none());
}

std::vector<Column> answer_columns(const EvaluationRule* rule) {
    return {{"answers", say("作答数", "Answers"), Kind::number},
            {"satisfied", say("满意率", "Satisfied"), Kind::percent, line_of(rule)},
            {"mean", say("平均分（1–5）", "Mean (1 to 5)"), Kind::number}};
}

void append(std::vector<Column>& columns, std::vector<Column> more) {
    columns.insert(columns.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

doc::Table reaction_by_course(const ReportInput& input, const ReportScope& scope,
                              const EvaluationRule* shared) {
    doc::Table table{"reaction_by_course", say("各课程反馈", "Feedback by course"), {}, {}};
    table.columns = {{"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"sheets", say("问卷数", "Questionnaires"), Kind::number},
                     {"response_rate", say("回收率", "Response"), Kind::percent}};
    append(table.columns, answer_columns(shared));
    for (const std::uint32_t number : scope.courses) {
        const std::uint32_t own[] = {number};
        const Reaction reaction = reaction_of(input.feedback, own);
        if (reaction.sheets == 0) continue;
        const auto response = reaction.response_percent(input.tally.learning().of(number).took_part());
        doc::Row row{{doc::value(input.workspace.courses[number].course->id), count_cell(reaction.sheets),
                      response ? doc::value(response->fixed(2)) : doc::none()}};
        add_answers(row.cells, reaction.overall, rule_of(input, number, reaction_level));
        table.rows.push_back(std::move(row));
    }
    table.sources = sheet_sources(input, {"feedback"});
    return table;
}

doc::Table reaction_by_question(const ReportInput& input, const Reaction& reaction,
                                const EvaluationRule* shared) {
    doc::Table table{"reaction_by_question", say("各问题反馈", "Feedback by question"), {}, {}};
    table.columns = {{"question", say("问题", "Question"), Kind::id}};
    append(table.columns, answer_columns(shared));
    for (const Reaction::OfQuestion& of : reaction.questions) {
        const Feedback::Question& question = input.feedback.questions()[of.question];
        doc::Row row{{doc::coded(question.id, question.title)}};
        add_answers(row.cells, of.answers, shared);
        table.rows.push_back(std::move(row));
    }
    return table;
}

doc::Table reaction_by_group(const std::string& id, const Text& title, const Column& what,
                             const std::vector<ReactionGroup>& groups, const EvaluationRule* shared) {
    doc::Table table{id, title, {what}, {}};
    append(table.columns, answer_columns(shared));
    for (const ReactionGroup& group : groups) {
        doc::Row row{{doc::coded(group.id, group.title)}};
        add_answers(row.cells, group.reaction.overall, shared);
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// What people wrote, course by course.
void add_comments(const ReportInput& input, const ReportScope& scope, Part& part) {
    doc::Table table{"comments", say("学员意见", "What trainees wrote"), {}, {}};
    table.columns = {{"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"comment", say("意见", "Comment"), Kind::text}};
    std::size_t all = 0;
    for (const std::uint32_t number : scope.courses) {
        for (const Comment& comment : input.feedback.of(number).comments) {
            if (++all > most_people_listed) continue;
            table.rows.push_back(
                {{doc::value(input.workspace.courses[number].course->id), doc::words(comment.text)}});
        }
    }
    if (table.rows.empty()) return;
    if (all > most_people_listed)
        table.notes.push_back(
            say("共 {0} 条，只列前 {1} 条。", "The first {1} of {0}.", all, most_people_listed));
    part.add(std::move(table));
}

/// Courses that are over and on which nobody was asked, though the policy has the level.
void find_unasked(const ReportInput& input, const PolicyCourses& group, const Level& level, Part& part) {
    std::vector<Text> unasked;
    for (const std::uint32_t course : group.courses) {
        const Course& of = *input.workspace.courses[course].course;
        if (of.end < input.as_of && input.feedback.of(course).sheets == 0 &&
            input.tally.learning().of(course).took_part() > 0)
            unasked.push_back(same(of.id));
    }
    if (unasked.empty()) return;
    const EvaluationRule& rule = *rule_of(*group.policy, reaction_level);
    part.findings.push_back({level.area, level.title,
                             say("没有反馈问卷：{0}", "No feedback on: {0}", listed(unasked)),
                             say("补收问卷，或说明原因", "Collect it, or give the reasons"),
                             group.policy->cite_article(rule.article),
                             rule_sources(input, *group.policy, rule.article, rule.origin)});
}

}  // namespace

Part reaction_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    const auto groups = by_policy(input.workspace, scope.courses);
    const EvaluationRule* shared = shared_rule(groups, reaction_level);
    const Reaction all = reaction_of(input.feedback, scope.courses);
    for (const PolicyCourses& group : groups) {
        const EvaluationRule* rule = rule_of(*group.policy, reaction_level);
        const Reaction reaction = reaction_of(input.feedback, group.courses);
        if (rule == nullptr && reaction.sheets == 0) continue;
        const Level level = reaction_words(rule);
        const Judgement judgement = judge_reaction(reaction, rule);
        part.add(standing(input, level, *group.policy, judgement, reaction.overall.satisfied(), groups));
        std::vector<BelowLine> below;
        for (const std::uint32_t& course : group.courses) {
            const Judgement of_course =
                judge_reaction(reaction_of(input.feedback, std::span(&course, 1)), rule);
            if (of_course.fell_short() && scope.courses.size() > 1)
                below.push_back({same(input.workspace.courses[course].course->id), of_course});
        }
        find_shortfall(input, level, *group.policy, judgement, below, groups, part);
        if (rule != nullptr) find_unasked(input, group, level, part);
    }
    if (all.sheets == 0) return part;
    part.add(reaction_by_course(input, scope, shared));
    part.add(reaction_by_question(input, all, shared));
    if (scope.of_period()) {
        const auto trainers = reaction_by(input.feedback, courses_by_trainer(input.workspace, scope.courses));
        const auto methods = reaction_by(input.feedback, courses_by_method(input.workspace, scope.courses));
        if (!trainers.empty())
            part.add(reaction_by_group("reaction_by_trainer", say("各讲师反馈", "Feedback by trainer"),
                                       {"trainer", say("讲师", "Trainer"), Kind::text}, trainers, shared));
        if (!methods.empty())
            part.add(reaction_by_group("reaction_by_method", say("各培训方式反馈", "Feedback by method"),
                                       {"method", say("方式", "Method"), Kind::id}, methods, shared));
    }
    add_comments(input, scope, part);
    return part;
}

// Learning

namespace {

constexpr auto learning_level = &EvaluationRules::learning;

Level learning_words(const EvaluationRule* rule) {
    const bool first = judges_first(rule);
    return {
        "learning", rule != nullptr && !rule->title.empty() ? rule->title : say("学习层", "Learning"),
        first ? say("首次合格率", "The first-attempt pass rate") : say("最终合格率", "The final pass rate")};
}

/// What people gained over a test before the course.
doc::Table gain_table(const ReportInput& input, const ReportScope& scope) {
    doc::Table table{"gains", say("训前测评与训后考核", "Gain over the test before the course"), {}, {}};
    table.columns = {{"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"baseline", say("训前", "Before"), Kind::id},
                     {"component", say("训后", "After"), Kind::id},
                     {"people", say("人数", "People"), Kind::number},
                     {"mean_before", say("训前平均", "Mean before"), Kind::number},
                     {"mean_after", say("训后平均", "Mean after"), Kind::number},
                     {"gain", say("提高", "Gain"), Kind::number},
                     {"low", say("95%下限", "95% low"), Kind::number},
                     {"high", say("95%上限", "95% high"), Kind::number},
                     {"normalised_gain", say("标准化增益", "Normalised gain"), Kind::number}};
    const Text few = say("人数不足", "too few");
    for (const std::uint32_t number : scope.courses) {
        for (const Gain& gain : input.tally.learning().gains(number)) {
            if (gain.scores.count() == 0) continue;
            const auto interval = gain.scores.interval();
            const auto cell = [](const std::optional<Fraction>& figure) {
                return figure ? doc::value(figure->fixed(2)) : doc::none();
            };
            table.rows.push_back(
                {{doc::value(input.workspace.courses[number].course->id),
                  doc::coded(gain.baseline->id, gain.baseline->title),
                  doc::coded(gain.component->id, gain.component->title), count_cell(gain.scores.count()),
                  cell(gain.scores.mean_before()), cell(gain.scores.mean_after()), cell(gain.scores.mean()),
                  interval ? doc::value(print_estimate(interval->low, 2)) : doc::none(few),
                  interval ? doc::value(print_estimate(interval->high, 2)) : doc::none(few),
                  cell(gain.normalised())}});
        }
    }
    table.notes.push_back(say("成绩换算为百分制；标准化增益 = 提高 ÷（100 − 训前平均）。",
                              "Scores brought to 100; normalised gain = gain / (100 - mean before)."));
    table.sources = sheet_sources(input, {"scores"});
    return table;
}

}  // namespace

Part learning_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    const auto groups = by_policy(input.workspace, scope.courses);
    for (const PolicyCourses& group : groups) {
        const EvaluationRule* rule = rule_of(*group.policy, learning_level);
        const LearningCounts counts = learning_of(input.tally, group.courses);
        if (rule == nullptr && counts.assessed() == 0) continue;
        const Level level = learning_words(rule);
        const Judgement judgement = judge_learning(counts, rule);
        part.add(standing(input, level, *group.policy,
                          rule == nullptr
                              ? Judgement{nullptr, counts.final_rate().percent(), Standing::no_line}
                              : judgement,
                          rate_judged(counts, rule), groups));
        std::vector<BelowLine> below;
        for (const std::uint32_t& course : group.courses) {
            const Judgement of_course = judge_learning(input.tally.learning().of(course), rule);
            if (of_course.fell_short() && scope.courses.size() > 1)
                below.push_back({same(input.workspace.courses[course].course->id), of_course});
        }
        find_shortfall(input, level, *group.policy, judgement, below, groups, part);
    }
    doc::Table gains = gain_table(input, scope);
    if (!gains.rows.empty()) part.add(std::move(gains));
    return part;
}

}  // namespace passline
