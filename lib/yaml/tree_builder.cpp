#include "yaml/tree_builder.h"

#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "yaml/tree_rules.h"
#include "yaml/yaml_messages.h"

namespace passline {
namespace {

/// Aliased text counts as one node for this many bytes, so that a long text can't be multiplied without bound
/// either.
constexpr std::size_t bytes_per_weight = 64;

std::size_t weight_of(const Node& node) {
    std::size_t weight = 1 + node.text.size() / bytes_per_weight;
    for (const Node& item : node.items) weight += weight_of(item);
    for (const Node::Entry& entry : node.entries) weight += weight_of(entry.key) + weight_of(entry.value);
    return weight;
}

std::size_t marked_offset(const YAML::Mark& mark) { return static_cast<std::size_t>(std::max(mark.pos, 0)); }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view until_line_end(std::string_view text) {
    text = text.substr(0, text.find('\n'));
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

/// The part of a line that is not comment or blanks at its end.
std::string_view without_comment(std::string_view line) {
    if (const std::size_t comment = line.find(" #"); comment != std::string_view::npos)
        line = line.substr(0, comment);
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    return line;
}

/// Where the quoted scalar that `text` begins with is closed: the offset behind its quote, or npos.
std::size_t quoted_end(std::string_view text) {
    const char quote = text.front();
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == '\\' && quote == '"') {
            ++at;
        } else if (text[at] == quote) {
            if (quote == '"' || at + 1 == text.size() || text[at + 1] != quote) return at + 1;
            ++at;
        }
    }
    return std::string_view::npos;
}

bool is_quoted(std::string_view text) { return text.starts_with('"') || text.starts_with('\''); }

/// How much of `text`, which begins with a scalar of this value, is the scalar, within its first line. The
/// rest of the line is looked at only where it must be: it may be all of a large file.
std::string_view scalar_extent(std::string_view text, const std::string& value) {
    if (is_quoted(text)) return until_line_end(text.substr(0, quoted_end(text)));
    if (!value.empty() && text.starts_with(value)) return until_line_end(text.substr(0, value.size()));
    return without_comment(until_line_end(text));
}

bool is_null_word(std::string_view text) {
    constexpr std::array<std::string_view, 4> words{"~", "null", "Null", "NULL"};
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.starts_with(word) &&
               (text.size() == word.size() || is_blank(text[word.size()]) ||
                std::string_view(",]}:#").find(text[word.size()]) != std::string_view::npos);
    });
}

}  // namespace

std::optional<Place> TreeBuilder::open_bracket() const {
    for (auto frame = open_.rbegin(); frame != open_.rend(); ++frame) {
        const Place place = node_place(frame->node, source_);
        const std::size_t offset = source_.offset({place.line, place.column});
        if (offset < source_.text().size() && source_.text()[offset] == (frame->node.is_map() ? '{' : '['))
            return place;
    }
    return std::nullopt;
}

/// The library marks a node where its anchor or tag begins; people look for the content.
std::size_t TreeBuilder::content_offset(const YAML::Mark& mark) const {
    const std::string_view text = source_.text();
    std::size_t at = std::min(marked_offset(mark), text.size());
    const std::size_t marked = at;
    bool property = false;
    while (at < text.size()) {
        if (text[at] == '&' || text[at] == '!') {
            property = true;
            while (at < text.size() && !is_blank(text[at])) ++at;
        } else if (property && is_blank(text[at])) {
            ++at;
        } else if (property && text[at] == '#' && is_blank(text[at - 1])) {
            at = std::min(text.find('\n', at), text.size());
        } else {
            return at;
        }
    }
    return marked;
}

/// An empty value is marked where the next token begins, maybe lines later: goes back to what it follows.
std::size_t TreeBuilder::null_offset(std::size_t offset) const {
    constexpr std::size_t longest_look = 200;
    for (std::uint32_t line = source_.line_of(offset); line > 0; --line) {
        std::string_view content = source_.line(line);
        auto begin = static_cast<std::size_t>(content.data() - source_.text().data());
        content = content.substr(0, offset > begin ? offset - begin : 0);
        if (content.size() > longest_look) {
            begin += content.size() - longest_look;
            content.remove_prefix(content.size() - longest_look);
        }
        if (content.substr(std::min(content.find_first_not_of(" \t"), content.size())).starts_with('#'))
            continue;
        content = without_comment(content);
        if (!content.empty()) return begin + content.size() - 1;
    }
    return offset;
}

void TreeBuilder::place(Node& node, std::size_t offset) {
    const SourceText::Position position = locator_.at(offset);
    node.line = position.line;
    node.column = position.column;
}

void TreeBuilder::check_tag(const std::string& tag, const YAML::Mark& mark) {
    constexpr std::string_view core = "tag:yaml.org,2002:";
    constexpr std::array<std::string_view, 7> names{"str", "int", "float", "bool", "null", "seq", "map"};
    if (tag.empty() || tag == "?" || tag == "!") return;
    const std::string_view name = tag.starts_with(core) ? std::string_view(tag).substr(core.size()) : "";
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    diagnostics_.report(Severity::error, "yaml-tag", [&] {
        return Diagnostic{Severity::error,
                          "yaml-tag",
                          source_.place_at(marked_offset(mark)),
                          say("不支持标签“{0}”", "the tag '{0}' is not supported", tag),
                          say("删去标签；若“!”是内容的一部分，请给整段内容加引号",
                              "remove it, or quote the text when the '!' is part of it"),
                          {},
                          Trouble::input};
    });
}

/// The library takes the end of the file for a closing quote when a line break stands before it.
void TreeBuilder::check_closed(std::size_t offset) {
    const std::string_view text = source_.text().substr(offset);
    if (!is_quoted(text) || quoted_end(text) != std::string_view::npos) return;
    const YamlMessage said = explain_yaml_error(YAML::ErrorMsg::EOF_IN_SCALAR);
    diagnostics_.error("yaml-syntax", source_.place_at(offset), said.message, said.hint);
    throw TreeRefused{};
}

void TreeBuilder::count_aliased(std::size_t weight, std::size_t offset) {
    aliased_ += weight;
    if (aliased_ <= max_aliased_nodes) return;
    report_aliased(source_.place_at(offset), diagnostics_);
    throw TreeRefused{};
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
    if (started_) {
        const auto offset = marked_offset(mark);
        const Place place = source_.place_at(offset);
        const std::string_view before = source_.text().substr(0, offset);
        const bool marker = before.rfind("---") != std::string_view::npos || place.excerpt.starts_with("---");
        if (marker) {
            diagnostics_.error(
                "yaml-syntax", place, say("一个文件只能有一份文档", "a file may hold one document only"),
                say("把“---”以后的内容移到另一个文件", "move what follows '---' to a file of its own"));
        } else {
            diagnostics_.error(
                "yaml-syntax", place,
                say("此处的内容不属于上文的任何一项", "this belongs to nothing that stands above"),
                say("检查缩进；列表的每一项都要以“- ”开头，不要与“键: 值”混写",
                    "check the indentation; a list has '- ' before every item and takes no 'key: value' "
                    "beside them"));
        }
        throw TreeRefused{};
    }
    started_ = true;
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    const std::size_t offset = content_offset(mark);
    const std::string_view text = source_.text().substr(offset);
    Node node;
    const bool written = is_null_word(text);
    if (open_.empty() && !written) return;  // nothing but comments
    if (written) {
        place(node, offset);
        node.width = text.front() == '~' ? 1 : 4;
    } else if (open_.back().has_key) {
        node.line = open_.back().key.line;
        node.column = open_.back().key.column;
        node.width = open_.back().key.width;
    } else {
        place(node, null_offset(offset));
    }
    remember(anchor, node, 0);
    attach(std::move(node), 0);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
    const std::size_t offset = marked_offset(mark);
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end()) {
        diagnostics_.error("yaml-aliases", source_.place_at(offset),
                           say("别名引用了它自己所在的内容", "this alias lies inside what it stands for"),
                           say("改为直接写出内容", "write the content out instead"));
        throw TreeRefused{};
    }
    if (open_.size() + found->second.height > max_tree_depth) {
        report_depth(source_.place_at(offset), diagnostics_);
        throw TreeRefused{};
    }
    count_aliased(found->second.weight, offset);
    attach(found->second.node, found->second.height);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
    const std::size_t offset = content_offset(mark);
    Node node;
    node.kind = Node::Kind::scalar;
    node.text = value;
    node.quoted = tag == "!" || tag == "tag:yaml.org,2002:str";
    place(node, offset);
    const std::string_view extent = scalar_extent(source_.text().substr(offset), value);
    node.width = std::max(count_characters(extent), 1U);
    resume_ = offset + extent.size();
    check_tag(tag, mark);
    check_closed(offset);
    remember(anchor, node, 0);
    attach(std::move(node), 0);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value /*style*/) {
    start(Node::Kind::sequence, mark, tag, anchor);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value /*style*/) {
    start(Node::Kind::map, mark, tag, anchor);
}

void TreeBuilder::start(Node::Kind kind, const YAML::Mark& mark, const std::string& tag,
                        YAML::anchor_t anchor) {
    const std::size_t offset = content_offset(mark);
    if (open_.size() == max_tree_depth) {
        report_depth(source_.place_at(offset), diagnostics_);
        throw TreeRefused{};
    }
    Frame& frame = open_.emplace_back();
    frame.node.kind = kind;
    if (kind == Node::Kind::map) frame.node.entries = std::exchange(spare_, {});
    frame.anchor = anchor;
    place(frame.node, offset);
    check_tag(tag, mark);
}

void TreeBuilder::end() {
    Frame frame = std::move(open_.back());
    open_.pop_back();
    if (frame.node.is_map()) check_keys(frame.node, source_, diagnostics_);
    fit(frame.node.entries);
    remember(frame.anchor, frame.node, frame.height);
    attach(std::move(frame.node), frame.height);
}

/// Maps are many and small: each keeps no more room than it needs, and the next one is built in the same
/// room.
void TreeBuilder::fit(std::vector<Node::Entry>& entries) {
    constexpr std::size_t small = 64;
    if (entries.size() == entries.capacity() || entries.size() > small) return;
    std::vector<Node::Entry> fitted(std::make_move_iterator(entries.begin()),
                                    std::make_move_iterator(entries.end()));
    spare_ = std::exchange(entries, std::move(fitted));
    spare_.clear();
}

void TreeBuilder::remember(YAML::anchor_t anchor, const Node& node, std::size_t height) {
    if (anchor == 0) return;
    const std::size_t weight = weight_of(node);
    remembered_ += weight;
    if (remembered_ > max_aliased_nodes) {
        report_aliased(node_place(node, source_), diagnostics_);
        throw TreeRefused{};
    }
    anchored_[anchor] = {node, height, weight};
}

void TreeBuilder::report_key(const Node& key) {
    diagnostics_.report(Severity::error, "yaml-key", [&] {
        return Diagnostic{
            Severity::error,
            "yaml-key",
            node_place(key, source_),
            key.is_null() ? say("键是空的", "this key is empty")
                          : say("键必须是文字，不能是列表或映射", "a key must be text, not a list or a map"),
            say("键写成文字；若文字以“{{”“[”或“?”开头，请加引号",
                "write a text; one that begins with '{{', '[' or '?' needs quotes"),
            {},
            Trouble::input};
    });
}

void TreeBuilder::attach(Node node, std::size_t height) {
    if (open_.empty()) {
        root_ = std::move(node);
        return;
    }
    Frame& parent = open_.back();
    parent.height = std::max(parent.height, height + 1);
    if (parent.node.is_sequence()) {
        parent.node.items.push_back(std::move(node));
    } else if (!parent.has_key) {
        if (!node.is_scalar()) report_key(node);
        parent.key = std::move(node);
        parent.has_key = true;
    } else {
        parent.node.entries.push_back({std::move(parent.key), std::move(node)});
        parent.key = {};
        parent.has_key = false;
    }
}

}  // namespace passline
