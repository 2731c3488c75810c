#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "base/file.h"

namespace passline {

/// One node of a YAML document. Scalars are kept as the text that stands in the file: ids like `0012` stay
/// text, numbers are read by those who know what they expect.
class Node {
  public:
    enum class Kind { null, scalar, sequence, map };
    struct Entry;

    Kind kind = Kind::null;
    std::string text;     ///< of a scalar
    bool quoted = false;  ///< quoted, literal or folded: never a number, boolean or null
    std::uint32_t line = 0;
    std::uint32_t column = 0;  ///< both from 1, in characters
    std::uint32_t width = 1;   ///< of the scalar as written, in characters, within its first line
    std::vector<Node> items;
    std::vector<Entry> entries;  ///< of a map, in the file's order; keys are unique

    bool is_null() const { return kind == Kind::null; }
    bool is_scalar() const { return kind == Kind::scalar; }
    bool is_sequence() const { return kind == Kind::sequence; }
    bool is_map() const { return kind == Kind::map; }
    /// A plain scalar in the form of a JSON number: `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
    bool is_number() const;
    /// A plain `true` or `false`.
    bool is_boolean() const;
    /// The value of a key, or null.
    const Node* find(std::string_view key) const;
    const Entry* find_entry(std::string_view key) const;
};

struct Node::Entry {
    Node key;
    Node value;
};

class SourceText;

/// A YAML file as a tree with positions; JSON is YAML too and is read exactly as its own standard says.
/// Refused, each with place and code: not UTF-8 (`yaml-encoding`; a byte order mark is fine), syntax
/// (`yaml-syntax`, also more than one document and control characters), nothing in it (`yaml-empty`),
/// duplicate keys (`yaml-duplicate-key`), nesting deeper than 100
/// (`yaml-depth`), more than 1,000,000 nodes that aliases stand for, or an alias inside what it names
/// (`yaml-aliases`), keys that are empty or not scalars (`yaml-key`), merge keys `<<` (`yaml-merge`), tags
/// other than the core ones (`yaml-tag`). What an alias brings in keeps the place of its anchor.
class Document {
  public:
    static std::optional<Document> load(const std::string& path, Diagnostics& diagnostics);
    static std::optional<Document> parse(std::string name, std::string text, Diagnostics& diagnostics);

    const Node& root() const { return root_; }
    const std::string& file() const { return bytes_->name(); }
    /// The node's place with its line as the excerpt.
    Place place(const Node& node) const;
    /// The same file with another root, as if that were all it held: what stands under a key and has a schema
    /// of its own.
    Document part(Node root) const {
        Document result = *this;
        result.root_ = std::move(root);
        return result;
    }

  private:
    static std::optional<Document> read(std::shared_ptr<const FileBytes> bytes, Diagnostics& diagnostics);

    std::shared_ptr<const FileBytes> bytes_;
    std::shared_ptr<const SourceText> source_;
    Node root_;
};

}  // namespace passline
