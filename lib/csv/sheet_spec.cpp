#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

#include "csv/embedded.h"
#include "csv/sheet.h"

namespace passline {
namespace {

using nlohmann::json;

/// A title is one string or {zh, en}.
Text text_of(const json& parent, const char* key) {
    const auto found = parent.find(key);
    if (found == parent.end()) return {};
    if (found->is_string()) return same(found->get<std::string>());
    return {found->value("zh", std::string()), found->value("en", std::string())};
}

std::unique_ptr<SheetSpec> parse(std::string_view id, std::string_view text) {
    try {
        const json document = json::parse(text);
        auto spec = std::make_unique<SheetSpec>();
        spec->id = id;
        spec->title = text_of(document, "title");
        for (const json& item : document.at("columns")) {
            ColumnSpec column;
            column.name = item.at("name").get<std::string>();
            column.required = item.value("required", false);
            column.aliases = item.value("aliases", std::vector<std::string>());
            column.title = text_of(item, "title");
            column.type = item.value("type", std::string("text"));
            if (item.contains("minimum")) column.minimum = item.at("minimum").get<std::int64_t>();
            if (item.contains("maximum")) column.maximum = item.at("maximum").get<std::int64_t>();
            if (item.contains("enum")) column.words = item.at("enum").get<std::vector<std::string>>();
            if (column.type == "boolean") column.words = {"true", "false"};
            for (const std::string& word : column.words) {
                std::vector<std::string> names{word};
                if (item.contains("values")) {
                    const auto more = item.at("values").value(word, std::vector<std::string>());
                    names.insert(names.end(), more.begin(), more.end());
                }
                column.names_of_words.push_back(std::move(names));
            }
            spec->columns.push_back(std::move(column));
        }
        if (document.contains("questions")) {
            for (const auto& [name, aliases] : document.at("questions").at("aliases").items()) {
                spec->questions.push_back({name, false, aliases.get<std::vector<std::string>>(), {}});
            }
        }
        spec->unused = document.value("unused", std::vector<std::string>());
        return spec;
    } catch (const json::exception&) {
        return nullptr;  // a mistake in this program's own schemas, which its tests find
    }
}

}  // namespace

int ColumnSpec::word(std::string_view text) const {
    const std::string plain = folded(text);
    for (std::size_t i = 0; i < names_of_words.size(); ++i) {
        for (const std::string& known : names_of_words[i]) {
            if (folded(known) == plain) return static_cast<int>(i);
        }
    }
    return -1;
}

Text ColumnSpec::named() const {
    Text shown = title.empty() ? same(name) : title;
    std::string& en = shown.en;
    if (en.size() > 1 && en[0] >= 'A' && en[0] <= 'Z' && en[1] >= 'a' && en[1] <= 'z')
        en[0] = static_cast<char>(en[0] - 'A' + 'a');
    return shown;
}

Text ColumnSpec::words_shown() const {
    Text list;
    for (const std::vector<std::string>& names : names_of_words) {
        const auto chinese =
            std::find_if(names.begin(), names.end(), [](const std::string& each) { return !is_ascii(each); });
        const std::string shown = chinese == names.end() ? names.front() : names.front() + " " + *chinese;
        list = list.empty() ? same(shown) : say("{0}、{1}", "{0}, {1}", list, shown);
    }
    return list;
}

const ColumnSpec* SheetSpec::column(std::string_view name) const {
    for (const ColumnSpec& each : columns) {
        if (each.name == name) return &each;
    }
    return nullptr;
}

const SheetSpec* SheetSpec::builtin(std::string_view id) {
    static std::mutex guard;
    static std::map<std::string, std::unique_ptr<SheetSpec>, std::less<>> known;
    const std::lock_guard lock(guard);
    if (const auto found = known.find(id); found != known.end()) return found->second.get();
    const std::string_view text = embedded_sheet_schema(id);
    auto spec = text.empty() ? nullptr : parse(id, text);
    return known.emplace(std::string(id), std::move(spec)).first->second.get();
}

}  // namespace passline
