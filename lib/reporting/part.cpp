#include "reporting/part.h"

#include <algorithm>
#include <cctype>

namespace passline {

Text course_title(const Workspace& workspace, std::uint32_t course) {
    const Course& of = *workspace.courses[course].course;
    return of.title.empty() ? same(of.id) : of.title;
}

doc::Cell count_cell(std::uint64_t count) { return doc::value(std::to_string(count)); }

doc::Cell total_cell() { return doc::coded("total", say("合计", "All")); }

doc::Cell share_cell(const Share& share, const EvaluationRule* rule) {
    const auto percent = share.percent();
    return percent ? doc::value(print_percent(*percent, rule)) : doc::none();
}

std::optional<doc::Line> line_of(const EvaluationRule* rule) {
    if (rule == nullptr || !rule->at_least) return std::nullopt;
    return doc::Line{rule->at_least->text(), say("目标", "Target")};
}

Text share_words(const Share& share, const EvaluationRule* rule) {
    const auto percent = share.percent();
    if (!percent) return say("无", "none");
    return say("{0}%（{1}/{2}）", "{0}% ({1} of {2})", print_percent(*percent, rule), share.count, share.of);
}

Text cited_after(const Policy& policy, const Article& article) {
    if (article.empty()) return {};
    return say("（{0}）", " ({0})", policy.cite_article(article));
}

Text listed(const std::vector<Text>& texts) {
    Text result;
    for (const Text& text : texts) result = result.empty() ? text : say("{0}、{1}", "{0}, {1}", result, text);
    return result;
}

std::string block_id(std::string_view prefix, std::string_view id) {
    std::string result(prefix);
    result += '_';
    for (const char c : id) {
        const auto byte = static_cast<unsigned char>(c);
        result += std::isalnum(byte) != 0 && byte < 0x80 ? static_cast<char>(std::tolower(byte)) : '_';
    }
    return result;
}

LearningCounts learning_of(const ReportTally& tally, std::span<const std::uint32_t> courses) {
    LearningCounts sum;
    for (const std::uint32_t course : courses) sum += tally.learning().of(course);
    return sum;
}

AttendanceCounts attendance_of(const ReportTally& tally, std::span<const std::uint32_t> courses) {
    AttendanceCounts sum;
    for (const std::uint32_t course : courses) sum += tally.of(course).attendance;
    return sum;
}

RetrainingCounts retraining_of(const ReportTally& tally, std::span<const std::uint32_t> courses) {
    RetrainingCounts sum;
    for (const std::uint32_t course : courses) sum += tally.of(course).retraining;
    return sum;
}

std::vector<PolicyCourses> by_policy(const Workspace& workspace, std::span<const std::uint32_t> courses) {
    std::vector<PolicyCourses> groups;
    for (const std::uint32_t course : courses) {
        const Policy* policy = workspace.courses[course].rules->policy;
        auto group = std::ranges::find(groups, policy, &PolicyCourses::policy);
        if (group == groups.end()) group = groups.insert(groups.end(), PolicyCourses{policy, {}});
        group->courses.push_back(course);
    }
    return groups;
}

const EvaluationRule* shared_rule(const std::vector<PolicyCourses>& groups,
                                  const std::optional<EvaluationRule> EvaluationRules::*level) {
    const EvaluationRule* shared = nullptr;
    for (const PolicyCourses& group : groups) {
        const auto& rule = group.policy->sections.evaluation.*level;
        if (!rule) return nullptr;
        if (shared != nullptr && (rule->at_least != shared->at_least || rule->of != shared->of))
            return nullptr;
        if (shared == nullptr) shared = &*rule;
    }
    return shared;
}

std::string_view counted(std::uint64_t count, std::string_view one, std::string_view several) {
    return count == 1 ? one : several;
}

Text policy_label(const Policy& policy, const std::vector<PolicyCourses>& groups) {
    if (groups.size() < 2) return {};
    const bool alike = std::ranges::any_of(groups, [&](const PolicyCourses& group) {
        return group.policy != &policy && group.policy->title == policy.title;
    });
    if (!alike || !policy.effective) return say("《{0}》", "{0}", policy.title);
    return say("《{0}》（{1} 起施行）", "{0} (from {1})", policy.title, policy.effective->text());
}

namespace {

std::vector<DeadlineItem> due_of(const ReportInput& input, const ReportScope& scope,
                                 const std::optional<Period>& period, std::uint32_t course) {
    DeadlineSelection selection;
    if (period) {
        selection.from = period->first;
        selection.to = period->last;
    } else if (course != Workspace::none) {
        selection.course = input.workspace.courses[course].course->id;
    } else {
        return {};
    }
    std::vector<DeadlineItem> items = deadlines_of(input.workspace, selection, input.as_of);
    if (scope.rule == nullptr || scope.rule->tracks.empty()) return items;
    std::erase_if(items, [&](const DeadlineItem& item) {
        return item.course == nullptr ||
               std::ranges::find(scope.rule->tracks, item.course->track) == scope.rule->tracks.end();
    });
    return items;
}

}  // namespace

std::vector<DeadlineItem> deadlines_in(const ReportInput& input, const ReportScope& scope) {
    return due_of(input, scope, scope.period, scope.course);
}

std::vector<DeadlineItem> deadlines_before(const ReportInput& input, const ReportScope& scope) {
    return due_of(input, scope, scope.period_before, scope.course_before);
}

std::vector<Text> rule_sources(const ReportInput& input, const Policy& policy, const Article& article,
                               const Origin& origin) {
    if (!input.explain) return {};
    return {policy.cite_rule(article, origin)};
}

std::vector<Text> sheet_sources(const ReportInput& input, const std::vector<std::string_view>& keys) {
    std::vector<Text> sources;
    if (!input.explain) return sources;
    for (const std::string_view key : keys) {
        const auto found = input.files.find(key);
        if (found == input.files.end()) continue;
        for (const std::string& file : found->second) sources.push_back(same(file));
    }
    return sources;
}

std::vector<Text> course_sources(const ReportInput& input, std::span<const std::uint32_t> courses) {
    std::vector<Text> sources;
    if (!input.explain) return sources;
    for (const std::uint32_t course : courses) {
        const Course& of = *input.workspace.courses[course].course;
        sources.push_back(same(of.id + " " + of.origin.address()));
    }
    return sources;
}

}  // namespace passline
