#include "policy/reader.h"

#include <algorithm>
#include <charconv>

#include "base/suggest.h"

namespace passline {

const Setting* RuleReader::setting(std::string_view name) const {
    if (settings_ == nullptr) return nullptr;
    const auto found =
        std::find_if(settings_->begin(), settings_->end(), [&](const Setting& s) { return s.name == name; });
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

enum class NumberForm { none, plain, scientific };

/// What looks like a number, whether or not it can be kept as one.
NumberForm number_form(std::string_view text) {
    const auto digits = [&text] {
        std::size_t count = 0;
        while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
        text.remove_prefix(count);
        return count;
    };
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    std::size_t count = digits();
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        count += digits();
    }
    if (count == 0) return NumberForm::none;
    if (text.empty()) return NumberForm::plain;
    if (text.front() != 'e' && text.front() != 'E') return NumberForm::none;
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    return digits() > 0 && text.empty() ? NumberForm::scientific : NumberForm::none;
}

/// Written as 2026-02-29, whether or not there is such a day.
bool has_date_form(std::string_view text) {
    if (text.size() != 10) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
    }
    return true;
}
}  // namespace

void RuleReader::wrong(std::string_view code, const Node& node, const Text& what, Text hint) {
    const Setting* named = setting(node.text);
    if (named == nullptr) {
        Text near = did_you_mean(node.text, names_of(settings_));
        diagnostics_.error(code, place(node),
                           settings_ == nullptr
                               ? say("“{0}”不是{1}", "'{0}' is not {1}", node.text, what)
                               : say("“{0}”不是{1}，也不是 settings 中的名称",
                                     "'{0}' is neither {1} nor the name of a setting", node.text, what),
                           near.empty() ? std::move(hint) : std::move(near));
        return;
    }
    diagnostics_.add({Severity::error,
                      std::string(code),
                      place(node),
                      say("设定 {0} 的值是“{1}”，不是{2}", "the setting {0} is '{1}', which is not {2}",
                          named->name, named->value, what),
                      std::move(hint),
                      {place_of_setting(*named)},
                      Trouble::input});
}

void RuleReader::unfit(std::string_view code, const Node& node, const Text& why, Text hint) {
    const Setting* named = setting(node.text);
    diagnostics_.add({Severity::error, std::string(code), place(node),
                      named == nullptr ? say("“{0}”{1}", "'{0}' {1}", node.text, why)
                                       : say("设定 {0} 的值“{1}”{2}", "the setting {0} is '{1}', which {2}",
                                             named->name, named->value, why),
                      std::move(hint),
                      named == nullptr ? std::vector<Place>{} : std::vector<Place>{place_of_setting(*named)},
                      Trouble::input});
}

Place RuleReader::place_of_setting(const Setting& setting) const {
    Node at;
    at.line = setting.origin.line;
    at.column = setting.origin.column;
    at.width = setting.origin.width;
    return document_.place(at);
}

std::optional<Decimal> RuleReader::decimal(const Node* node, std::string* setting_name) {
    if (node == nullptr) return {};
    const std::string text = resolved(*node, setting_name);
    if (auto value = Decimal::parse(text)) return value;
    switch (number_form(text)) {
        case NumberForm::plain: {
            const std::size_t point = text.find('.');
            if (point != std::string::npos && text.find_last_not_of('0') - point > 6) {
                unfit("figure", *node, say("的小数超过 6 位", "has more than 6 decimal places"),
                      say("至多写 6 位小数", "write 6 decimal places at most"));
            } else {
                unfit("figure", *node, say("超出范围", "is out of range"),
                      say("用较小的数", "use a smaller figure"));
            }
            break;
        }
        case NumberForm::scientific:
            unfit("figure", *node, say("用了科学记数法", "is in scientific notation"),
                  say("写出全部数字", "write all its digits"));
            break;
        case NumberForm::none:
            wrong("figure", *node, say("数字", "a number"),
                  say("写数字，例如 80 或 85.5", "write a number such as 80 or 85.5"));
            break;
    }
    return {};
}

std::optional<std::int32_t> RuleReader::whole(const Node* node, std::string* setting_name,
                                              std::int32_t least) {
    if (node == nullptr) return {};
    const std::string text = resolved(*node, setting_name);
    std::int32_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool all = end == text.data() + text.size();
    if (failed == std::errc{} && all && value >= least) return value;
    if (failed == std::errc::result_out_of_range && all) {
        unfit("figure", *node, say("超出范围", "is out of range"), say("用较小的数", "use a smaller figure"));
    } else {
        wrong("figure", *node, say("从 {0} 起的整数", "a whole number from {0} on", least),
              say("写整数，例如 {0}", "write a whole number such as {0}", std::max(least, 1)));
    }
    return {};
}

std::optional<std::int32_t> RuleReader::count(const Node* node, std::string* setting_name) {
    return whole(node, setting_name, 0);
}

std::optional<std::int32_t> RuleReader::count_from_one(const Node* node, std::string* setting_name) {
    return whole(node, setting_name, 1);
}

std::optional<Duration> RuleReader::duration(const Node* node, std::string* setting_name) {
    if (node == nullptr) return {};
    const std::string text = resolved(*node, setting_name);
    if (auto value = Duration::parse(text)) return value;
    wrong("duration", *node, say("时长", "a length of time"),
          say("写成“20 working days”“1 month”“30 minutes”这样的形式",
              "write it like '20 working days', '1 month', '30 minutes'"));
    return {};
}

std::optional<DueRule> RuleReader::due(const Node* node, std::string* setting_name) {
    if (node == nullptr) return {};
    const std::string text = resolved(*node, setting_name);
    if (auto value = DueRule::parse(text)) return value;
    wrong("due-rule", *node, say("可识别的期限", "a due rule that passline knows"),
          say("例如“5 working days before start”“3 months after end”“quarter end”“day 20 of each month”，或 "
              "settings 中的名称",
              "for example '5 working days before start', '3 months after end', 'quarter end', 'day 20 of "
              "each month', or the name of a setting"));
    return {};
}

std::optional<Date> RuleReader::date(const Node* node) {
    if (node == nullptr) return {};
    if (auto value = Date::parse_iso(node->text)) return value;
    error("date", *node, say("“{0}”不是有效日期", "'{0}' is not a date", node->text),
          has_date_form(node->text) ? say("没有这一天", "there is no such day")
                                    : say("写成 2026-01-05 的形式", "write it like 2026-01-05"));
    return {};
}

std::optional<TimeOfDay> RuleReader::time(const Node* node) {
    if (node == nullptr) return {};
    if (auto value = TimeOfDay::parse(node->text)) return value;
    error("time", *node, say("“{0}”不是有效时刻", "'{0}' is not a time of day", node->text),
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
