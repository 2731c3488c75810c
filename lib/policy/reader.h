#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "num/decimal.h"
#include "policy/policy.h"
#include "time/offset.h"
#include "yaml/document.h"

namespace passline {

/// Reads values of policy and plan files that have passed their schema, naming settings where a figure may.
/// Each `read_*` returns nothing for a missing node (null pointer) and for a wrong one, which then is an
/// error in the diagnostics.
class RuleReader {
  public:
    RuleReader(const Document& document, const std::vector<Setting>* settings, Diagnostics& diagnostics)
        : document_(document), file_(document.file()), settings_(settings), diagnostics_(diagnostics) {}

    std::optional<Decimal> decimal(const Node* node, std::string* setting = nullptr);
    std::optional<std::int32_t> count(const Node* node, std::string* setting = nullptr);
    /// As `count`, but 0 (which only a setting can give: the schema sees the rest) is an error too.
    std::optional<std::int32_t> count_from_one(const Node* node, std::string* setting = nullptr);
    std::optional<Duration> duration(const Node* node, std::string* setting = nullptr);
    std::optional<DueRule> due(const Node* node, std::string* setting = nullptr);
    std::optional<Date> date(const Node* node);
    std::optional<TimeOfDay> time(const Node* node);
    bool boolean(const Node* node, bool otherwise = false);
    std::string string(const Node* node);
    /// The scalar as it stands, or the value of the setting that it names.
    std::string value(const Node* node, std::string* setting = nullptr);
    Text text(const Node* node);
    Article article(const Node* node);
    /// {of, article}, `of` a list of ids or a map from id to title.
    std::optional<Choices> choices(const Node* node);
    std::vector<std::string> strings(const Node* node);  ///< a list, or one string
    Origin origin(const Node& node) const { return {file_, node.line, node.column, node.width}; }
    Place place(const Node& node) const { return document_.place(node); }

    void error(std::string_view code, const Node& node, Text message, Text hint = {});
    const Document& document() const { return document_; }
    Diagnostics& diagnostics() { return diagnostics_; }

  private:
    const Setting* setting(std::string_view name) const;
    Place place_of_setting(const Setting& setting) const;
    std::optional<std::int32_t> whole(const Node* node, std::string* setting, std::int32_t least);
    /// An error: what stands here, or what the setting named here holds, is not `what`.
    void wrong(std::string_view code, const Node& node, const Text& what, Text hint);
    /// The same of something that is a number: `why` follows it ("has more than 6 decimal places").
    void unfit(std::string_view code, const Node& node, const Text& why, Text hint);
    std::string resolved(const Node& node, std::string* setting_name) const;
    const Document& document_;
    FileName file_;
    const std::vector<Setting>* settings_;
    Diagnostics& diagnostics_;
};

}  // namespace passline
