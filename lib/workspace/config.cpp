#include "workspace/config.h"

#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "yaml/document.h"
#include "yaml/schema.h"

namespace passline {

namespace {
std::vector<std::string> strings(const Node& node) {
    if (node.is_scalar()) return {node.text};
    std::vector<std::string> result;
    for (const Node& item : node.items) result.push_back(item.text);
    return result;
}

RemindSettings remind_settings(const Node& node, const Document& document) {
    RemindSettings settings;
    for (const auto& [key, value] : node.entries) {
        if (key.text == "from") settings.from = {value.text, document.place(value)};
        if (key.text == "otherwise") settings.otherwise = {value.text, document.place(value)};
        for (const auto& [role, address] : value.entries)
            settings.roles.push_back(
                {role.text, document.place(role), {address.text, document.place(address)}});
    }
    return settings;
}
}  // namespace

std::string beside(const std::string& base_file, const std::string& path) {
    namespace fs = std::filesystem;
    if (fs::path(path).is_absolute()) return path;
    return (fs::path(base_file).parent_path() / path).lexically_normal().string();
}

std::optional<Config> load_config(const std::string& path, Diagnostics& diagnostics) {
    const auto document = Document::load(path, diagnostics);
    if (!document || !Schema::builtin("workspace").check(*document, diagnostics)) return {};
    Config config;
    config.file = path;
    for (const auto& [key, value] : document->root().entries) {
        if (key.text == "language") {
            config.language = value.text == "zh" ? Language::zh : Language::en;
        } else if (key.text == "columns") {
            for (const auto& [header, name] : value.entries) {
                config.columns[header.text] = name.text;
                config.column_places[header.text] = document->place(name);
            }
        } else if (key.text == "ignore_columns") {
            config.ignored_columns = strings(value);
        } else if (key.text == "remind") {
            config.remind = remind_settings(value, *document);
        } else if (key.text == "calendar") {
            for (const std::string& name : strings(value))
                config.calendar.push_back(name == "cn" ? name : beside(path, name));
        } else if (std::find(std::begin(file_keys), std::end(file_keys), key.text) != std::end(file_keys)) {
            const auto add = [&, &name = key.text](const Node& item) {
                const std::string& file = config.files[name].emplace_back(beside(path, item.text));
                config.places.emplace_back(file, document->place(item));
            };
            if (value.is_scalar()) add(value);
            for (const Node& item : value.items) add(item);
        }
    }
    return config;
}

std::vector<std::string> without_repeats(std::vector<std::string> paths) {
    std::set<std::string> seen;
    std::erase_if(paths, [&](const std::string& path) {
        if (path == "-") return false;
        std::error_code failed;
        const std::filesystem::path real = std::filesystem::canonical(path, failed);
        return !seen.insert(failed ? path : real.string()).second;
    });
    return paths;
}

std::vector<std::string> expand(const std::string& pattern, const Place& place, Diagnostics& diagnostics) {
    if (pattern.find_first_of("*?[") == std::string::npos || std::filesystem::exists(pattern))
        return {pattern};
    std::vector<std::string> found;
    glob_t matches{};
    if (glob(pattern.c_str(), GLOB_NOSORT | GLOB_ERR, nullptr, &matches) == 0) {
        found.assign(matches.gl_pathv, matches.gl_pathv + matches.gl_pathc);
    }
    globfree(&matches);
    std::sort(found.begin(), found.end());
    if (found.empty()) {
        diagnostics.warning("pattern-empty", place,
                            say("没有与 {0} 匹配的文件", "no file matches {0}", pattern),
                            say("核对文件夹和文件名", "check the folder and the names"));
    }
    return found;
}

}  // namespace passline
