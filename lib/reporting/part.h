#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "costs/costs.h"
#include "deadlines/deadlines.h"
#include "evaluation/behaviour.h"
#include "evaluation/reaction.h"
#include "evaluation/results.h"
#include "report/document.h"
#include "reporting/scope.h"
#include "reporting/tally.h"
#include "retraining/appeal_times.h"

/// Inside this room: what its parts are made of.
namespace passline {

/// Everything that reports draw on.
struct ReportInput {
    const Workspace& workspace;
    const ReportTally& tally;
    const Feedback& feedback;
    const Behaviour& behaviour;
    const Figures& figures;
    const Costs& costs;
    const Proceedings& proceedings;
    Date as_of;
    bool explain = false;  ///< figures name their sources
    /// Files read, by the keys of passline.yaml, for the sources.
    const std::map<std::string, std::vector<std::string>, std::less<>>& files;
};

/// Something that is not as it should be, and what must follow.
struct Finding {
    std::string area;  ///< id: learning, deadlines …
    Text area_title;
    Text problem;
    Text measure;  ///< as the regulation demands, else what is to be done next
    Text article;  ///< as cited; empty: none
    std::vector<Text> sources = {};
};

/// One part of a report: its blocks, what it found, and what it is called.
struct Part {
    std::vector<doc::Block> blocks = {};
    std::vector<Finding> findings = {};

    template <class B>
    B& add(B block) {
        blocks.emplace_back(std::move(block));
        return std::get<B>(blocks.back());
    }
};

/// Rows of people in a report; whoever wants all of them asks the command that lists them.
constexpr std::size_t most_people_listed = 100;

// The parts. Each is empty where there is nothing to say.
Part delivery_part(const ReportInput& input, const ReportScope& scope);
Part participants_part(const ReportInput& input, const ReportScope& scope);
Part results_part(const ReportInput& input, const ReportScope& scope);
/// `only`: of this component; empty: of all.
Part components_part(const ReportInput& input, const ReportScope& scope, const std::string& only = {});
Part retraining_part(const ReportInput& input, const ReportScope& scope);
Part attendance_part(const ReportInput& input, const ReportScope& scope);
Part reaction_part(const ReportInput& input, const ReportScope& scope);
Part learning_part(const ReportInput& input, const ReportScope& scope);
Part behaviour_part(const ReportInput& input, const ReportScope& scope);
Part organisation_part(const ReportInput& input, const ReportScope& scope);
Part costs_part(const ReportInput& input, const ReportScope& scope);
Part deadlines_part(const ReportInput& input, const ReportScope& scope);
Part decisions_part(const ReportInput& input, const ReportScope& scope);
Part comparison_part(const ReportInput& input, const ReportScope& scope);
Part purpose_part(const ReportInput& input, const ReportScope& scope);
Part method_part(const ReportInput& input, const ReportScope& scope);

/// Courses of one version of a policy, which are held against the same lines.
struct PolicyCourses {
    const Policy* policy = nullptr;
    std::vector<std::uint32_t> courses;
};

// Cells and words that several parts print alike.
Text course_title(const Workspace& workspace, std::uint32_t course);
doc::Cell count_cell(std::uint64_t count);
/// The first cell of a row that sums up those above.
doc::Cell total_cell();
/// In per cent, on the right side of the rule's line; nothing of nothing.
doc::Cell share_cell(const Share& share, const EvaluationRule* rule = nullptr);
/// The line of a rule, to colour figures by; nothing where it has none.
std::optional<doc::Line> line_of(const EvaluationRule* rule);
/// 83.33% (25/30)
Text share_words(const Share& share, const EvaluationRule* rule = nullptr);
/// `第19条` or `Art. 19`, in brackets after a sentence; empty without an article.
Text cited_after(const Policy& policy, const Article& article);
/// Texts joined as a list in a sentence: 甲、乙 / a, b
Text listed(const std::vector<Text>& texts);
/// The word for one of something, or for several of them (English).
std::string_view counted(std::uint64_t count, std::string_view one, std::string_view several);
/// Tells versions of a policy apart where several stand beside each other: its title, with the day it came
/// into force where another has the same title. Empty where there is one.
Text policy_label(const Policy& policy, const std::vector<PolicyCourses>& groups);
/// An id for the document: `prefix_` and the plain characters of `id`.
std::string block_id(std::string_view prefix, std::string_view id);

LearningCounts learning_of(const ReportTally& tally, std::span<const std::uint32_t> courses);
AttendanceCounts attendance_of(const ReportTally& tally, std::span<const std::uint32_t> courses);
RetrainingCounts retraining_of(const ReportTally& tally, std::span<const std::uint32_t> courses);

std::vector<PolicyCourses> by_policy(const Workspace& workspace, std::span<const std::uint32_t> courses);
/// The rule that all of these courses are held against: of the first, where all ask for the same; else null.
const EvaluationRule* shared_rule(const std::vector<PolicyCourses>& groups,
                                  const std::optional<EvaluationRule> EvaluationRules::*level);

/// What is due in the period, or of the course.
std::vector<DeadlineItem> deadlines_in(const ReportInput& input, const ReportScope& scope);
std::vector<DeadlineItem> deadlines_before(const ReportInput& input, const ReportScope& scope);

// Sources, only where they are asked for: the rule, the plan's lines of the courses, the sheets.
std::vector<Text> rule_sources(const ReportInput& input, const Policy& policy, const Article& article,
                               const Origin& origin);
std::vector<Text> sheet_sources(const ReportInput& input, const std::vector<std::string_view>& keys);
std::vector<Text> course_sources(const ReportInput& input, std::span<const std::uint32_t> courses);

}  // namespace passline
