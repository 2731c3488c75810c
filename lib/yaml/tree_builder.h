#pragma once
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "yaml/document.h"
#include "yaml/source_text.h"

namespace passline {

/// Thrown through the YAML library to stop it, after the reason has been reported.
struct TreeRefused {};

/// Builds a tree from the events of one document. Problems that need not stop it are reported and it goes on.
class TreeBuilder : public YAML::EventHandler {
  public:
    TreeBuilder(const SourceText& source, Diagnostics& diagnostics)
        : source_(source), locator_(source), diagnostics_(diagnostics) {}

    /// The tree, once the document has ended; nothing when there was none, or only blanks and comments.
    std::optional<Node> take() { return std::move(root_); }
    /// Where the last scalar ended, as far as it is known: what the library could not read lies behind.
    std::size_t resume_offset() const { return resume_; }

    /// Where the innermost `{` or `[` stands that has not been closed so far.
    std::optional<Place> open_bracket() const;

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { end(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { end(); }

  private:
    struct Frame {
        Node node;
        YAML::anchor_t anchor = 0;
        Node key;
        bool has_key = false;
        std::size_t height = 1;  ///< levels of maps and lists from here down
    };
    struct Anchored {
        Node node;
        std::size_t height = 0;
        std::size_t weight = 0;
    };

    std::size_t content_offset(const YAML::Mark& mark) const;
    std::size_t null_offset(std::size_t offset) const;
    void place(Node& node, std::size_t offset);
    void check_tag(const std::string& tag, const YAML::Mark& mark);
    void check_closed(std::size_t offset);
    void count_aliased(std::size_t weight, std::size_t offset);
    void start(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
    void end();
    void fit(std::vector<Node::Entry>& entries);
    void remember(YAML::anchor_t anchor, const Node& node, std::size_t height);
    void report_key(const Node& key);
    void attach(Node node, std::size_t height);

    const SourceText& source_;
    Locator locator_;
    Diagnostics& diagnostics_;
    std::vector<Frame> open_;
    std::vector<Node::Entry> spare_;  ///< empty: room for the next map
    std::unordered_map<YAML::anchor_t, Anchored> anchored_;
    std::optional<Node> root_;
    bool started_ = false;
    std::size_t aliased_ = 0;
    std::size_t remembered_ = 0;
    std::size_t resume_ = 0;
};

}  // namespace passline
