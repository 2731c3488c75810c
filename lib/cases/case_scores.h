#pragma once
#include "cases/case.h"
#include "policy/reader.h"
#include "yaml/document.h"

namespace passline {

/// Reads `attempts` of one course of a case into its entries, as a score sheet's rows are read: components by
/// id or title, raters where the policy asks for them, scores in their range.
class ScoreReader {
  public:
    /// `course` is a place in `test.rules`.
    ScoreReader(const Document& document, Diagnostics& diagnostics, Case& test, std::uint32_t course);
    void read(const Node& attempts);

  private:
    void attempt(const Node& node, std::uint16_t number);
    void component(const Node::Entry& item, ScoreEntry entry);
    void rater(const Node::Entry& item, ScoreEntry entry, const RuledComponent& component);
    void score(const Node& node, ScoreEntry entry, const RuledComponent& component, const Node& at);
    int component_of(const Node& key);

    RuleReader read_;
    Case& test_;
    std::uint32_t course_;
    const CourseRules& rules_;
};

}  // namespace passline
