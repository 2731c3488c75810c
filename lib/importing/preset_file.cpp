#include <algorithm>
#include <utility>

#include "csv/header.h"
#include "importing/embedded.h"
#include "importing/preset.h"
#include "policy/reader.h"
#include "text/unicode.h"
#include "yaml/schema.h"

namespace passline {
namespace {

constexpr std::string_view kinds[] = {"scores", "attendance", "feedback", "kpi"};

/// What columns of each kind of sheet may become, after what all may.
std::vector<std::string_view> targets(Makes makes) {
    std::vector<std::string_view> result{"unused", "course_id", "name"};
    const auto add = [&](std::initializer_list<std::string_view> more) { result.insert(result.end(), more); };
    if (makes != Makes::feedback) add({"employee_id", "email", "surname", "given_name"});
    switch (makes) {
        case Makes::scores:
            add({"item", "total", "attempt", "date"});
            break;
        case Makes::attendance:
            add({"date", "session", "sign_in", "sign_out", "status", "punch", "scheduled", "shift"});
            break;
        case Makes::feedback:
            add({"respondent", "question", "comment"});
            break;
        case Makes::kpi:
            add({"period", "metric"});
            break;
    }
    return result;
}

class PresetReader {
  public:
    PresetReader(const Document& document, Diagnostics& diagnostics)
        : root_(document.root()), read_(document, nullptr, diagnostics) {}

    Preset run() {
        preset_.id = read_.string(root_.find("preset"));
        preset_.title = read_.text(root_.find("title"));
        preset_.about = read_.text(root_.find("about"));
        const auto* const kind = std::ranges::find(kinds, read_.string(root_.find("makes")));
        preset_.makes = static_cast<Makes>(kind - std::begin(kinds));
        preset_.header_rows = read_.count(root_.find("header_rows")).value_or(1);
        preset_.surname_first = read_.string(root_.find("names")) == "surname, given";
        preset_.short_years = read_.string(root_.find("dates")) == "yy-mm-dd";
        preset_.decimal_comma = read_.string(root_.find("decimal")) == "comma";
        for (const Node& node : root_.find("columns")->items) column(node);
        if (const Node* words = root_.find("words")) {
            for (const Node& node : words->items) word(node);
        }
        if (const Node* rows = root_.find("rows")) {
            for (const Node& node : rows->items) row(node);
        }
        return std::move(preset_);
    }

  private:
    void column(const Node& node) {
        PresetColumn column;
        column.headers = read_.strings(node.find("header"));
        column.patterns = patterns(*node.find("header"), column.headers);
        column.to = read_.string(node.find("to"));
        one_of(*node.find("to"), column.to, targets(preset_.makes));
        column.metric = read_.string(node.find("metric"));
        if (column.to == "metric" && column.metric.empty()) {
            read_.error("preset-target", *node.find("to"),
                        say("没有写明是哪个指标", "it does not say which metric"),
                        say("加上 metric: 指标编号", "add `metric:` with the metric's id"));
        }
        column.out_of = read_.decimal(node.find("out_of"));
        column.spare = read_.boolean(node.find("spare"));
        column.unit = read_.string(node.find("unit"));
        preset_.columns.push_back(std::move(column));
    }

    void word(const Node& node) {
        PresetWord word;
        word.is = read_.strings(node.find("is"));
        word.patterns = patterns(*node.find("is"), word.is);
        word.means = read_.string(node.find("means"));
        one_of(*node.find("means"), word.means, meanings_of(preset_.makes));
        preset_.words.push_back(std::move(word));
    }

    void row(const Node& node) {
        PresetRow row;
        row.to = read_.string(node.find("column"));
        one_of(*node.find("column"), row.to, targets(preset_.makes));
        row.is = read_.strings(node.find("is"));
        row.patterns = patterns(*node.find("is"), row.is);
        row.out_of = read_.string(node.find("means")) == "out_of";
        preset_.rows.push_back(std::move(row));
    }

    std::vector<Wildcard> patterns(const Node& node, const std::vector<std::string>& texts) {
        std::vector<Wildcard> result;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (!Wildcard::sound(texts[i])) {
                read_.error("preset-star", node.is_sequence() ? node.items[i] : node,
                            say("“{0}”里的 * 太多", "'{0}' has too many *", texts[i]),
                            say("写一个 *，代表任意文字；或写成 *文字*，意为含有",
                                "write one *, which stands for any text, or *text*, which means: holds it"));
            }
            result.emplace_back(texts[i]);
        }
        return result;
    }

    void one_of(const Node& node, const std::string& word, const std::vector<std::string_view>& known) {
        if (std::ranges::find(known, word) != known.end()) return;
        read_.error("preset-target", node,
                    say("{0} 表没有“{1}”", "a {0} sheet has no '{1}'", name_of(preset_.makes), word),
                    say("可用：{0}", "use one of: {0}", fmt::format("{}", fmt::join(known, ", "))));
    }

    const Node& root_;
    RuleReader read_;
    Preset preset_;
};

std::optional<Preset> read_preset(const std::optional<Document>& document, Diagnostics& diagnostics) {
    if (!document || !Schema::builtin("preset").check(*document, diagnostics)) return std::nullopt;
    const std::size_t before = diagnostics.errors();
    Preset preset = PresetReader(*document, diagnostics).run();
    if (diagnostics.errors() != before) return std::nullopt;
    return preset;
}

}  // namespace

std::vector<std::string_view> meanings_of(Makes makes) {
    switch (makes) {
        case Makes::scores:
            return {"empty", "absent", "exempt", "void"};
        case Makes::attendance:
            return {"empty", "present", "punch", "leave", "absent", "make_up", "rest", "invalid"};
        case Makes::feedback:
            return {"empty", "1", "2", "3", "4", "5"};
        case Makes::kpi:
            break;
    }
    return {"empty"};
}

std::string_view name_of(Makes makes) { return kinds[static_cast<std::size_t>(makes)]; }

Wildcard::Wildcard(std::string_view text) {
    anywhere = text.size() > 2 && text.starts_with('*') && text.ends_with('*');
    if (anywhere) text = text.substr(1, text.size() - 2);
    const std::size_t at = anywhere ? std::string_view::npos : text.find('*');
    star = anywhere || at != std::string_view::npos;
    before = header_key(text.substr(0, at));
    if (star && !anywhere) after = header_key(text.substr(at + 1));
}

std::optional<std::string_view> Wildcard::match(std::string_view key) const {
    if (anywhere) return key.find(before) != std::string_view::npos ? std::optional(key) : std::nullopt;
    if (!star) return key == before ? std::optional(key) : std::nullopt;
    if (key.size() < before.size() + after.size() || !key.starts_with(before) || !key.ends_with(after))
        return std::nullopt;
    return trimmed(key.substr(before.size(), key.size() - before.size() - after.size()));
}

bool Wildcard::sound(std::string_view text) {
    const auto stars = std::ranges::count(text, '*');
    return stars <= 1 || (stars == 2 && text.size() > 2 && text.starts_with('*') && text.ends_with('*'));
}

std::optional<Preset> load_preset(const std::string& path, Diagnostics& diagnostics) {
    return read_preset(Document::load(path, diagnostics), diagnostics);
}

std::optional<Preset> parse_preset(std::string name, std::string text, Diagnostics& diagnostics) {
    return read_preset(Document::parse(std::move(name), std::move(text), diagnostics), diagnostics);
}

std::optional<Preset> builtin_preset(std::string_view id) {
    const std::string_view text = embedded_preset(id);
    if (text.empty()) return std::nullopt;
    Diagnostics diagnostics;  // a test reads them all
    return parse_preset(std::string(id), std::string(text), diagnostics);
}

}  // namespace passline
