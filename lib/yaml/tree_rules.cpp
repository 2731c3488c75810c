#include "yaml/tree_rules.h"

#include <unordered_map>

namespace passline {
namespace {

/// Up to this many keys are compared with each other, more are hashed.
constexpr std::size_t few_keys = 16;

void report_duplicate(const Node& first, const Node& second, const SourceText& source,
                      Diagnostics& diagnostics) {
    diagnostics.report(Severity::error, "yaml-duplicate-key", [&] {
        return Diagnostic{
            Severity::error,
            "yaml-duplicate-key",
            node_place(second, source),
            say("键“{0}”重复：第 {1} 行和第 {2} 行都有",
                "key '{0}' stands twice: on line {1} and on line {2}", second.text, first.line, second.line),
            say("删去其中一个", "remove one of the two"),
            {node_place(first, source)},
            Trouble::input};
    });
}

void report_merge(const Node& key, const SourceText& source, Diagnostics& diagnostics) {
    diagnostics.report(Severity::error, "yaml-merge", [&] {
        return Diagnostic{Severity::error,
                          "yaml-merge",
                          node_place(key, source),
                          say("不支持合并键“<<”", "the merge key '<<' is not supported"),
                          say("把要合并的各项直接写出来", "write the merged entries out"),
                          {},
                          Trouble::input};
    });
}

}  // namespace

Place node_place(const Node& node, const SourceText& source) {
    return source.place({node.line, node.column}, node.width);
}

void check_keys(const Node& map, const SourceText& source, Diagnostics& diagnostics) {
    std::unordered_map<std::string_view, const Node*> seen;
    const bool many = map.entries.size() > few_keys;
    for (std::size_t i = 0; i < map.entries.size(); ++i) {
        const Node& key = map.entries[i].key;
        if (!key.is_scalar()) continue;
        if (key.text == "<<" && !key.quoted) report_merge(key, source, diagnostics);
        const Node* first = nullptr;
        if (many) {
            const auto [place, fresh] = seen.emplace(key.text, &key);
            if (!fresh) first = place->second;
        } else {
            for (std::size_t j = 0; j < i && first == nullptr; ++j) {
                const Node& other = map.entries[j].key;
                if (other.is_scalar() && other.text == key.text) first = &other;
            }
        }
        if (first != nullptr) report_duplicate(*first, key, source, diagnostics);
    }
}

void report_depth(Place place, Diagnostics& diagnostics) {
    diagnostics.error("yaml-depth", std::move(place),
                      say("嵌套超过 {0} 层", "nested more than {0} levels deep", max_tree_depth),
                      say("检查是否多写了括号或缩进", "look for brackets or indentation that are too many"));
}

void report_aliased(Place place, Diagnostics& diagnostics) {
    diagnostics.error(
        "yaml-aliases", std::move(place),
        say("别名所代表的内容超过 {0} 项", "aliases stand for more than {0} values", max_aliased_nodes),
        say("减少别名“*”的使用，或把文件拆小", "use fewer aliases (*name), or split the file"));
}

}  // namespace passline
