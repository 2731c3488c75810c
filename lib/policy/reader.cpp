#include "policy/reader.h"

#include <algorithm>
#include <charconv>

#include "base/suggest.h"

namespace passline {

const Setting* RuleReader::setting(std::string_view name) const {
    if (settings_ == nullptr) return nullptr;
    const auto found = std::find_if(settings_->begin(), settings_->end(), [&](const Setting& s) { return s.name == name; });
    return found == settings_->end() ? nullptr : &*found;
}

std::string RuleReader::resolved(const Node& node, std::string* setting_name) const {
    if (const Setting* named = setting(node.text)) {
        if (setting_name != nullptr) *setting_name = named->name;
        return named->value;
    }
    return node.text;
}

void RuleReader::error(std::string_view code, const Node& node, Text message, Text hint) {
    diagnostics_.error(code, place(node), std::move(message), std::move(hint));
}

namespace {
std::vector<std::string> names_of(const std::vector<Setting>* settings) {
    std::vector<std::string> names;
    if (settings != nullptr) {
        for (const Setting& setting : *settings) names.push_back(setting.name);
    }
    return names;
}
}  // namespace

std::optional<Decimal> RuleReader::decimal(const Node* node, std::string* setting_name) {
    if (node == nullptr) return {};
    const std::string text = resolved(*node, setting_name);
    if (auto value = Decimal::parse(text)) return value;
    error("figure", *node,
          say("'{0}' 不是数字，也不是 settings 中的名称", "'{0}' is neither a number nor the name of a setting", text),
          did_you_mean(text, names_of(settings_)));
    return {};
}

std::optional<std::int32_t> RuleReader::count(const Node* node, std::string* setting_name) {
    if (node == nullptr) return {};
    const std::string text = resolved(*node, setting_name);
    std::int32_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed == std::errc{} && end == text.data() + text.size() && value >= 0) return value;
    error("figure", *node,
          say("'{0}' 不是非负整数，也不是 settings 中的名称", "'{0}' is neither a whole number from 0 on nor the name of a setting", text),
          did_you_mean(text, names_of(settings_)));
    return {};
}

std::optional<std::int32_t> RuleReader::count_from_one(const Node* node, std::string* setting_name) {
    const auto value = count(node, setting_name);
    if (!value || *value > 0) return value;
    error("figure", *node, say("至少为 1，不能是 0", "this must be at least 1, not 0"));
    return {};
}

std::optional<Duration> RuleReader::duration(const Node* node, std::string* setting_name) {
    if (node == nullptr) return {};
    const std::string text = resolved(*node, setting_name);
    if (auto value = Duration::parse(text)) return value;
    Text hint = did_you_mean(text, names_of(settings_));
    if (hint.empty()) {
        hint = say("写成“20 working days”“1 month”“30 minutes”这样的形式", "write it like '20 working days', '1 month', '30 minutes'");
    }
    error("duration", *node,
          say("'{0}' 不是时长，也不是 settings 中的名称", "'{0}' is neither a length of time nor the name of a setting", text), hint);
    return {};
}

std::optional<DueRule> RuleReader::due(const Node* node, std::string* setting_name) {
    if (node == nullptr) return {};
    const std::string text = resolved(*node, setting_name);
    if (auto value = DueRule::parse(text)) return value;
    error("due-rule", *node, say("'{0}' 不是可识别的期限", "'{0}' is not a due rule that passline knows", text),
          say("例如“5 working days before start”“3 months after end”“quarter end”“day 20 of each month”",
              "for example '5 working days before start', '3 months after end', 'quarter end', 'day 20 of each month'"));
    return {};
}

std::optional<Date> RuleReader::date(const Node* node) {
    if (node == nullptr) return {};
    if (auto value = Date::parse_iso(node->text)) return value;
    error("date", *node, say("'{0}' 不是有效日期", "'{0}' is not a date", node->text),
          say("写成 2026-01-05 的形式", "write it like 2026-01-05"));
    return {};
}

std::optional<TimeOfDay> RuleReader::time(const Node* node) {
    if (node == nullptr) return {};
    if (auto value = TimeOfDay::parse(node->text)) return value;
    error("time", *node, say("'{0}' 不是有效时刻", "'{0}' is not a time of day", node->text),
          say("写成 \"09:00\" 的形式，并加引号", "write it like \"09:00\", in quotes"));
    return {};
}

bool RuleReader::boolean(const Node* node, bool otherwise) {
    return node == nullptr || node->is_null() ? otherwise : node->text == "true";
}

std::string RuleReader::string(const Node* node) { return node == nullptr ? std::string{} : node->text; }

std::string RuleReader::value(const Node* node, std::string* setting_name) {
    return node == nullptr ? std::string{} : resolved(*node, setting_name);
}

Text RuleReader::text(const Node* node) {
    if (node == nullptr) return {};
    if (!node->is_map()) return same(node->text);
    Text result{string(node->find("zh")), string(node->find("en"))};
    if (result.zh.empty()) result.zh = result.en;
    if (result.en.empty()) result.en = result.zh;
    return result;
}

Article RuleReader::article(const Node* node) {
    if (node == nullptr) return {};
    return {text(node), node->is_map()};
}

std::optional<Choices> RuleReader::choices(const Node* node) {
    if (node == nullptr) return {};
    Choices result;
    result.article = article(node->find("article"));
    result.origin = origin(*node);
    const Node& of = *node->find("of");
    for (const Node& item : of.items) result.of.push_back({item.text, same(item.text)});
    for (const auto& [key, value] : of.entries) result.of.push_back({key.text, text(&value)});
    return result;
}

std::vector<std::string> RuleReader::strings(const Node* node) {
    std::vector<std::string> result;
    if (node == nullptr || node->is_null()) return result;
    if (node->is_scalar()) return {node->text};
    for (const Node& item : node->items) result.push_back(item.text);
    return result;
}

}  // namespace passline
