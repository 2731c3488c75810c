// Inside policy/sections_*.cpp only.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/policy.h"
#include "policy/reader.h"
#include "policy/references.h"

namespace passline {

/// Reads the sections one after the other; a later one may look an earlier one up in `result_`. A section
/// that is not there is a null node and leaves its place in the model as it is.
class SectionReader {
  public:
    SectionReader(const Node& root, const Policy& policy, RuleReader& read)
        : root_(root), policy_(policy), read_(read), refer_(policy, read) {}

    Sections run();

  private:
    // sections_attendance.cpp
    void attendance(const Node* node);
    void attendance_rules(const Node& node, AttendanceRules& rules);
    DailyHours hours(const Node& node);
    std::vector<LatenessRule> lateness(const Node& node);
    NoShowRule no_show(const Node& node);
    LeaveRule leave(const Node& node);
    void approvers(const Node& node, LeaveRule& rule);
    LimitRule limit(const Node& node);
    RateRule rate(const Node& node);
    void conduct(const Node* node);

    // sections_evaluation.cpp
    void evaluation(const Node* node);
    EvaluationRule evaluation_level(const Node& node);
    MetricRule metric(const Node& key, const Node& node);
    void check_metrics(const Node& level);
    void performance(const Node* node);
    PerformanceRule performance_rule(const Node& node);
    void levels(const Node* node);
    LevelStep level_step(const Node& node, const LevelRules& below);
    std::vector<MetricLine> metric_lines(const Node* node);
    void service(const Node* node);
    std::vector<ServiceTime> service_times(const Node* node);

    // sections_file.cpp
    void deadlines(const Node* node);
    DeadlineRule deadline(const Node& node);
    void approvals(const Node* node);
    std::optional<StatedRule> stated(const Node* node);
    void trainers(const Node* node);
    void certificates(const Node* node);
    void appeals(const Node* node);
    void audit(const Node* node);
    void reports(const Node* node);
    void records(const Node* node);
    std::optional<KeepRule> keep(const Node* node);
    std::vector<DocumentRule> documents(const Node* node);
    std::optional<AccessRule> access(const Node* node, const Article& otherwise);
    void duties(const Node* node);

    // What several of them need.
    std::optional<Decimal> per_cent(const Node* node, std::string* setting = nullptr);
    Choices titles(const Node* node);  ///< a map from id to title
    /// A window that closes before it opens, as far as its ends can be compared.
    void check_window(const Node& node, const Duration& from, const Duration& to);

    const Node& root_;
    const Policy& policy_;
    RuleReader& read_;
    References refer_;
    Sections result_;
};

}  // namespace passline
