#pragma once
#include <string>
#include <vector>

#include "base/language.h"

namespace passline {

/// One thing that was found or decided, and what it rests on.
struct TraceNode {
    Text what;                         ///< "theory 79.5 is below 80"
    Text rule;                         ///< the article as cited, "第9条", or 公司设定; may be empty
    std::vector<std::string> sources;  ///< file:line of inputs and rules
    std::vector<TraceNode> children;
};

/// The recorder that rules take as a nullable pointer: grading passes null, `explain` passes one, and both
/// run the same code. Nodes nest in the order in which they are opened.
class Trace {
  public:
    /// Opens a node under the one that is open; valid until the next call on this trace.
    TraceNode& open(Text what, Text rule = {}, std::vector<std::string> sources = {});
    void close();
    /// A node without children.
    TraceNode& note(Text what, Text rule = {}, std::vector<std::string> sources = {});
    /// A finished node with all below it.
    void add(TraceNode node) { current().children.push_back(std::move(node)); }
    const std::vector<TraceNode>& roots() const { return root_.children; }
    std::vector<TraceNode> take() { return std::move(root_.children); }

  private:
    TraceNode& current();
    TraceNode root_;
    std::vector<std::size_t> path_;
};

/// Opens a node for a scope when there is a trace.
class TraceScope {
  public:
    TraceScope(Trace* trace, Text what, Text rule = {}, std::vector<std::string> sources = {})
        : trace_(trace) {
        if (trace_ != nullptr) trace_->open(std::move(what), std::move(rule), std::move(sources));
    }
    ~TraceScope() {
        if (trace_ != nullptr) trace_->close();
    }
    TraceScope(const TraceScope&) = delete;
    TraceScope& operator=(const TraceScope&) = delete;

  private:
    Trace* trace_;
};

/// The tree as indented text with branch lines (├─ └─ │), wrapped to `width` columns (0: not), the rule in
/// brackets and the sources behind it.
std::string render(const std::vector<TraceNode>& nodes, Language language, std::size_t width, bool color);
/// The tree as JSON: [{"what","rule","sources":[],"children":[]}].
std::string render_json(const std::vector<TraceNode>& nodes, Language language);

}  // namespace passline
