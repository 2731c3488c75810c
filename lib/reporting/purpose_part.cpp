// Why there was training, and by what it is evaluated: what a combined report says first.
#include <algorithm>

#include "reporting/part.h"

namespace passline {

namespace {

Text topics_of(const Course& course) {
    std::vector<Text> topics;
    for (const std::string& topic : course.topics) topics.push_back(same(topic));
    return listed(topics);
}

Text topic_titles(const Workspace::CourseEntry& entry) {
    if (!entry.rules || !entry.rules->track->topics) return topics_of(*entry.course);
    std::vector<Text> titles;
    for (const std::string& topic : entry.course->topics) {
        const auto& of = entry.rules->track->topics->of;
        const auto named = std::ranges::find(of, topic, &Choices::Choice::id);
        titles.push_back(named != of.end() && !named->title.empty() ? named->title : same(topic));
    }
    return listed(titles);
}

}  // namespace

Part purpose_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    if (scope.of_period()) {
        for (const Plan& plan : input.workspace.plans)
            if (plan.period == scope.period && !plan.goals.empty())
                part.add(doc::Paragraph{plan.goals, {}, {}});
        return part;
    }
    const Workspace::CourseEntry& entry = input.workspace.courses[scope.course];
    const Course& course = *entry.course;
    if (!course.goals.empty()) part.add(doc::Paragraph{course.goals, say("培训目标：", "Goals: "), {}});
    if (!course.topics.empty())
        part.add(
            doc::Paragraph{say("{0}。", "{0}.", topic_titles(entry)), say("培训内容：", "Content: "), {}});
    const Text days = course.start == course.end
                          ? same(course.start.text())
                          : say("{0} 至 {1}", "{0} to {1}", course.start.text(), course.end.text());
    part.add(doc::Paragraph{
        say("依据《{0}》，评估“{1}”（{2}）的效果。", "This report evaluates {1} ({2}) under \"{0}\".",
            entry.rules->policy->title, course_title(input.workspace, scope.course), days),
        {},
        {}});
    return part;
}

namespace {

/// What the people of the course were assessed by.
Text assessed_by(const CourseRules& rules) {
    std::vector<Text> components;
    for (const RuledComponent& component : rules.components) {
        if (component.baseline) continue;
        components.push_back(component.pass ? say("{0}（合格线 {1}）", "{0} (pass-line {1})", component.title,
                                                  component.pass->value.text())
                                            : component.title);
    }
    Text list = listed(components);
    if (!rules.pass) return list;
    return say("{0}；总评合格线 {1}", "{0}; pass-line of the total {1}", list, rules.pass->value.text());
}

void add_method(const ReportInput& input, std::uint32_t number, doc::List& methods) {
    const CourseRules& rules = *input.workspace.courses[number].rules;
    for (const Gain& gain : input.tally.learning().gains(number)) {
        if (gain.scores.count() == 0) continue;
        methods.items.push_back(say("训前测评：{0}，与训后{1}比较，{2} 人",
                                    "Test before the course: {0}, compared with {1}; {2} people",
                                    gain.baseline->title, gain.component->title, gain.scores.count()));
    }
    methods.items.push_back(say("考核：{0}", "Assessment: {0}", assessed_by(rules)));
    const std::uint32_t own[] = {number};
    const Reaction reaction = reaction_of(input.feedback, own);
    if (reaction.sheets > 0) {
        std::vector<Text> questions;
        for (const auto& of : reaction.questions)
            questions.push_back(input.feedback.questions()[of.question].title);
        methods.items.push_back(
            say("反馈问卷 {0} 份：{1}", "Questionnaires ({0}): {1}", reaction.sheets, listed(questions)));
    }
    const BehaviourResult behaviour = input.behaviour.of(number);
    if (behaviour.rule == nullptr || !behaviour.window) return;
    std::vector<Text> metrics;
    for (const MetricChange& change : behaviour.metrics)
        metrics.push_back(change.metric->title.empty() ? same(change.metric->id) : change.metric->title);
    const Months& before = behaviour.window->before;
    const Months& after = behaviour.window->after;
    methods.items.push_back(say("工作表现：{0}，{1} 至 {2} 与 {3} 至 {4} 比较",
                                "Work performance: {0}; {1} to {2} against {3} to {4}", listed(metrics),
                                after.first.text(), after.last.text(), before.first.text(),
                                before.last.text()));
}

}  // namespace

Part method_part(const ReportInput& input, const ReportScope& scope) {
    Part part;
    if (scope.of_period()) return part;
    doc::List methods;
    add_method(input, scope.course, methods);
    part.add(std::move(methods));
    part.add(doc::Paragraph{
        say("合格率附 Wilson 95% 置信区间，前后差异附配对 t 检验的 95% 置信区间；不足 5 例不作区间估计。",
            "Pass rates have Wilson's 95% interval, differences that of the paired t-test; under five "
            "cases there is none."),
        {},
        {}});
    return part;
}

}  // namespace passline
