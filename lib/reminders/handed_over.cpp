#include "reminders/handed_over.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace passline {
namespace {

using Json = nlohmann::ordered_json;

std::optional<ReminderKey> key_of(std::string_view line) {
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object()) return {};
    ReminderKey key;
    for (const auto& [name, text] :
         {std::pair("to", &key.to), std::pair("about", &key.about), std::pair("rule", &key.rule),
          std::pair("stage", &key.stage), std::pair("due", &key.due)}) {
        const auto value = json.find(name);
        if (value == json.end() || !value->is_string()) return {};
        *text = value->get<std::string>();
    }
    return key;
}

void unreadable(const std::string& file, std::uint32_t line, std::string_view text,
                Diagnostics& diagnostics) {
    diagnostics.warning("reminder-state", {file, line, 1, 1, std::string(text.substr(0, 200))},
                        say("此行无法读取：它记录的提醒可能会再发一次",
                            "this line can't be read: the reminder that it records may be sent again"),
                        say("删除此行", "remove the line"));
}

}  // namespace

HandedOver HandedOver::read(std::string_view bytes, const std::string& file, Diagnostics& diagnostics) {
    HandedOver result;
    std::uint32_t number = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = bytes.find('\n', at);
        const bool ended = end != std::string_view::npos;
        const std::string_view line = bytes.substr(at, ended ? end - at : bytes.size() - at);
        ++number;
        at = ended ? end + 1 : bytes.size();
        auto key = key_of(line);
        if (!key && !ended) break;
        if (key) {
            result.keys_.insert(std::move(*key));
        } else if (!line.empty()) {
            unreadable(file, number, line, diagnostics);
        }
        result.whole_ = at;
        result.unended_ = !ended;
    }
    return result;
}

std::string state_lines(const std::vector<ReminderKey>& keys, Date day) {
    std::string text;
    for (const ReminderKey& key : keys) {
        const Json json{{"to", key.to},       {"about", key.about}, {"rule", key.rule},
                        {"stage", key.stage}, {"due", key.due},     {"on", day.text()}};
        text += json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    }
    return text;
}

}  // namespace passline
