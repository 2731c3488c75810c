#pragma once
#include "cases/case.h"
#include "policy/reader.h"
#include "time/calendar.h"
#include "yaml/document.h"

namespace passline {

/// Reads what a case states beside scores and attendance of courses: incidents, appeals and decisions, and
/// the cases that are about no course.
class TopicReader {
  public:
    TopicReader(const Document& document, Diagnostics& diagnostics, const Policy& policy,
                const Calendar& calendar, Case& test)
        : document_(document),
          diagnostics_(diagnostics),
          read_(document, nullptr, diagnostics),
          policy_(policy),
          calendar_(calendar),
          test_(test) {}

    /// A case that is about no course.
    void read(const Node& node);
    /// `course`: place in the case's plan, or Workspace::none.
    void incidents(const Node& list, std::uint32_t course);
    void appeals(const Node& list, std::uint32_t course);
    void decisions(const Node& map);

  private:
    void appeal(const Node& node, std::uint32_t course);
    void corrected(const Node& node, const CourseRules& rules, Appeal& appeal);
    void deadline(const Node& node);
    void deadline_course(const Node& node, const DeadlineRule& rule);
    void plan(const Node& node);
    void done(const Node* node, const DeadlineRule& rule, std::vector<Done>& all);

    const Document& document_;
    Diagnostics& diagnostics_;
    RuleReader read_;
    const Policy& policy_;
    const Calendar& calendar_;
    Case& test_;
};

}  // namespace passline
