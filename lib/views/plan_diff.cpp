#include "views/plan_diff.h"

#include <algorithm>

#include "views/joined.h"

namespace passline {

namespace {

using doc::Kind;

/// The plan's keys in words.
Text title_of(const PlanDifference& difference) {
    const std::string& field = difference.field;
    static const std::pair<std::string_view, Text> titles[] = {
        {"title", {"名称", "Title"}},
        {"period", {"期间", "Period"}},
        {"policy", {"制度", "Policy"}},
        {"track", {"类别", "Track"}},
        {"kind", {"种类", "Kind"}},
        {"status", {"状态", "Status"}},
        {"start", {"首日", "First day"}},
        {"end", {"末日", "Last day"}},
        {"sessions", {"课次", "Sessions"}},
        {"hours", {"每日时间", "Daily hours"}},
        {"place", {"地点", "Place"}},
        {"venue", {"场地", "Venue"}},
        {"trainers", {"讲师", "Trainers"}},
        {"participants", {"参加者", "Participants"}},
        {"goals", {"目标", "Goals"}},
        {"topics", {"内容", "Topics"}},
        {"methods", {"方式", "Methods"}},
        {"assessment", {"考核", "Assessment"}},
        {"requirements", {"要求", "Requirements"}},
        {"contact", {"联系人", "Contact"}},
        {"budget", {"预算", "Budget"}},
        {"values", {"改进的价值", "Worth of improvement"}},
        {"postponed", {"延期前的日期", "Postponed from"}},
        {"note", {"备注", "Remark"}},
    };
    const auto* found = std::ranges::find_if(titles, [&](const auto& each) { return each.first == field; });
    const Text title = found == std::end(titles) ? same(field) : found->second;
    return difference.course_id.empty() ? say("计划的{0}", "Plan: {0}", title) : title;
}

doc::Cell shown(const Text& text) { return text.empty() ? doc::none() : doc::words(text); }

Tone tone_of(ChangeKind kind) {
    return kind == ChangeKind::added ? Tone::good : kind == ChangeKind::removed ? Tone::bad : Tone::open;
}

doc::Table changes(const std::vector<PlanDifference>& differences) {
    doc::Table table{"changes", say("变更", "Changes"), {}, {}};
    table.columns = {{"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"course", say("课程", "Course"), Kind::text, {}, false},
                     {"change", say("变更", "Change"), Kind::id},
                     {"field", say("项目", "What"), Kind::id},
                     {"before", say("原为", "Before"), Kind::text},
                     {"after", say("现为", "Now"), Kind::text}};
    table.empty = say("两份计划相同。", "The plans are the same.");
    for (const PlanDifference& each : differences) {
        table.rows.push_back(
            {{each.course_id.empty() ? doc::none() : doc::value(each.course_id), shown(each.course),
              doc::coded(std::string(change_name(each.kind)), change_title(each.kind), tone_of(each.kind)),
              each.field.empty() ? doc::none() : doc::coded(each.field, title_of(each)), shown(each.before),
              shown(each.after)}});
    }
    return table;
}

doc::Table approvals(const std::vector<ApprovalNeeded>& needed, const ApprovalRule& rule,
                     const Policy& policy) {
    doc::Table table{"approvals", say("须重新批准", "To be approved again"), {}, {}};
    table.columns = {{"role", say("批准人", "By"), Kind::id},
                     {"approval", say("批准", "Approval"), Kind::id},
                     {"of", say("事项", "Of"), Kind::text},
                     {"article", say("依据条款", "Article"), Kind::text}};
    for (const ApprovalNeeded& each : needed) {
        Text of = each.plan ? say("整个计划", "the plan") : Text{};
        const Text courses = same(joined(each.courses));
        if (!courses.empty()) of = of.empty() ? courses : say("{0};{1}", "{0};{1}", of, courses);
        table.rows.push_back({{doc::coded(each.role, policy.role_title(each.role)),
                               each.needed() ? doc::coded("needed", say("须重新批准", "needed"), Tone::bad)
                                             : doc::coded("given", say("已批准", "given"), Tone::good),
                               shown(of), doc::words(policy.cite_article(rule.article))}});
    }
    return table;
}

}  // namespace

doc::Document plan_diff(const Plan& before, const Plan& now, const std::vector<PlanDifference>& differences,
                        const Policy* policy) {
    doc::Document document{"plan_diff", say("计划变更：{0}", "Changes of the plan {0}", now.id)};
    if (before.id != now.id) document.subtitle = say("对照 {0}", "against {0}", before.id);
    document.add(changes(differences));
    if (differences.empty()) return document;
    if (policy == nullptr || !now.period) {
        document.add(doc::Note{say("计划没有期间，或不知其制度，无从判断须由谁批准。",
                                   "The plan has no period, or its policy is not known: who must approve is "
                                   "not known either."),
                               doc::Note::Kind::warning});
        return document;
    }
    const ApprovalRule* rule = plan_approval(*policy, *now.period);
    const auto needed =
        rule == nullptr ? std::vector<ApprovalNeeded>{} : approvals_needed(*rule, before, now, differences);
    if (needed.empty()) {
        document.add(doc::Note{
            say("制度未要求变更重新批准。", "The policy does not ask for changes to be approved again.")});
    } else {
        document.add(approvals(needed, *rule, *policy));
    }
    return document;
}

}  // namespace passline
