#pragma once
#include "reporting/part.h"

namespace passline {

/// The few figures that stand for a period or a course, and are compared with those before.
struct Headline {
    std::uint64_t courses = 0;
    LearningCounts learning;
    Share satisfied;
    Share attendance;
    Share deadlines;  ///< kept, of those kept, done late or overdue
    std::vector<CostTotal> costs;
};

Headline headline(const ReportInput& input, std::span<const std::uint32_t> courses,
                  const std::vector<DeadlineItem>& deadlines);

/// What is said first: key figures, and the conclusion that they lead to.
Part overview_part(const ReportInput& input, const ReportScope& scope, const std::vector<Finding>& findings);

}  // namespace passline
