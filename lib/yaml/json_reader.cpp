#include "yaml/json_reader.h"

#include "yaml/tree_rules.h"

namespace passline {
namespace {

/// What a value is, without what it holds.
Node bare_node(const JsonTree::Value& value) {
    Node node;
    switch (value.kind) {
        case JsonTree::Kind::null:
            node.kind = Node::Kind::null;
            break;
        case JsonTree::Kind::array:
            node.kind = Node::Kind::sequence;
            break;
        case JsonTree::Kind::object:
            node.kind = Node::Kind::map;
            break;
        case JsonTree::Kind::boolean:
        case JsonTree::Kind::number:
            node.kind = Node::Kind::scalar;
            node.text = value.raw;
            break;
        case JsonTree::Kind::string:
            node.kind = Node::Kind::scalar;
            node.quoted = true;
            node.text = decoded_json(value.raw);
            break;
    }
    return node;
}

/// Calls `finish(node, value)` for every node, in the order of the text for those without children, and
/// `close(map)` for every complete map.
template <class Finish, class Close>
Node build(const JsonTree& tree, std::uint32_t index, const Finish& finish, const Close& close) {
    const JsonTree::Value& value = tree[index];
    Node node = bare_node(value);
    finish(node, value);
    std::uint32_t child = index + 1;
    while (child < value.end) {
        if (node.is_map()) {
            Node key = build(tree, child, finish, close);
            ++child;
            node.entries.push_back({std::move(key), build(tree, child, finish, close)});
        } else {
            node.items.push_back(build(tree, child, finish, close));
        }
        child = tree[child].end;
    }
    if (node.is_map()) close(node);
    return node;
}

}  // namespace

Node json_node(const JsonTree& tree, std::uint32_t index) {
    return build(
        tree, index, [](Node&, const JsonTree::Value&) {}, [](const Node&) {});
}

std::optional<Node> read_json(const SourceText& source, Diagnostics& diagnostics, JsonFailure& failure) {
    const std::optional<JsonTree> tree = JsonTree::parse(source.text(), failure);
    if (!tree) {
        if (failure.kind == JsonFailure::Kind::too_deep)
            report_depth(source.place_at(failure.offset), diagnostics);
        return std::nullopt;
    }
    Locator locator(source);
    const auto place = [&](Node& node, const JsonTree::Value& value) {
        const SourceText::Position position =
            locator.at(static_cast<std::size_t>(value.raw.data() - source.text().data()));
        node.line = position.line;
        node.column = position.column;
        node.width = count_characters(value.raw);
    };
    return build(*tree, 0, place, [&](const Node& map) { check_keys(map, source, diagnostics); });
}

}  // namespace passline
