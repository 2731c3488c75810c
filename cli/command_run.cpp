#include "cli/command_run.h"

#include <algorithm>
#include <filesystem>

namespace passline {

namespace fs = std::filesystem;

int CommandRun::usage(Text message, Text hint) {
    usage_errors_.emplace_back(std::move(message), std::move(hint));
    return exit_usage;
}

bool CommandRun::settle() {
    if (!options_.lang.empty()) language_ = options_.lang == "zh" ? Language::zh : Language::en;
    as_of_ = environment_.today;
    if (!options_.as_of.empty()) {
        const auto date = Date::parse_iso(options_.as_of);
        if (!date) {
            usage(say("--as-of：'{0}' 不是日期", "--as-of: '{0}' is not a date", options_.as_of),
                  say("写成 2026-03-31 的形式", "write it like 2026-03-31"));
            return false;
        }
        as_of_ = *date;
    }
    if (!options_.encoding.empty() && !encoding_named(options_.encoding)) {
        usage(say("--encoding：不认识编码 '{0}'", "--encoding: '{0}' is no encoding that passline knows",
                  options_.encoding),
              say("可用：utf-8、gb18030、gbk、utf-16", "use one of utf-8, gb18030, gbk, utf-16"));
        return false;
    }
    return true;
}

namespace {
/// passline.yaml in the working directory or the nearest folder above; empty when there is none.
std::string nearest_config() {
    fs::path folder = ".";
    const fs::path top = fs::absolute(folder).root_path();
    for (int depth = 0; depth < 64; ++depth) {
        std::error_code failed;
        if (fs::exists(folder / "passline.yaml", failed))
            return (folder / "passline.yaml").lexically_normal().string();
        if (fs::absolute(folder).lexically_normal() == top) break;
        folder = depth == 0 ? fs::path("..") : folder / "..";
    }
    return {};
}
}  // namespace

bool CommandRun::has_workspace() const {
    const auto policy = options_.files.find("policy");
    return !options_.dir.empty() || (policy != options_.files.end() && !policy->second.empty()) ||
           !nearest_config().empty();
}

bool CommandRun::find_config() {
    const bool named_policy = !options_.files["policy"].empty();
    std::string path;
    if (!options_.dir.empty()) {
        std::error_code failed;
        if (!fs::is_directory(options_.dir, failed)) {
            diagnostics_.system_error("cannot-read", {options_.dir, 0, 0, 1, {}},
                                      say("-C：没有这个文件夹", "-C: there is no such folder"));
            return false;
        }
        path = (fs::path(options_.dir) / "passline.yaml").lexically_normal().string();
        if (named_policy && !fs::exists(path)) return true;
    } else {
        path = nearest_config();
        if (path.empty() && named_policy) return true;
        if (path.empty()) {
            usage(say("此处及上级文件夹都没有 passline.yaml",
                      "there is no passline.yaml here or in a folder above"),
                  say("用 -C 文件夹 指定工作区，或用 --policy、--plan 等指明文件",
                      "name the workspace with -C DIR, or the files with --policy, --plan …"));
            return false;
        }
        // files that are named one by one do not need the workspace they happen to lie in
        if (named_policy && !options_.files["plans"].empty()) return true;
    }
    config_ = load_config(path, diagnostics_);
    if (!config_) return false;
    if (options_.lang.empty() && config_->language) language_ = *config_->language;
    return true;
}

const Inputs* CommandRun::inputs() {
    if (inputs_) return &*inputs_;
    if (looked_for_inputs_) return nullptr;
    looked_for_inputs_ = true;
    if (!find_config()) return nullptr;
    Inputs inputs;
    if (config_) {
        inputs.columns = config_->columns;
        inputs.column_places = config_->column_places;
        inputs.ignored_columns = config_->ignored_columns;
        inputs.calendar = config_->calendar;
    }
    if (!options_.calendar.empty()) inputs.calendar = options_.calendar;
    if (!options_.encoding.empty()) inputs.encoding = encoding_named(options_.encoding);
    inputs.strict = options_.strict;
    inputs.threads = threads();
    for (const std::string_view key : file_keys) {
        std::vector<std::string>& found = inputs.files[std::string(key)];
        const auto named = options_.files.find(key);
        if (named != options_.files.end() && !named->second.empty()) {
            for (const std::string& path : named->second) {
                const auto files = expand(path, {}, diagnostics_);
                found.insert(found.end(), files.begin(), files.end());
            }
        } else if (config_) {
            const auto stated = config_->files.find(key);
            if (stated == config_->files.end()) continue;
            for (const std::string& pattern : stated->second) {
                const auto place = std::find_if(config_->places.begin(), config_->places.end(),
                                                [&](const auto& p) { return p.first == pattern; });
                const auto files = expand(pattern, place->second, diagnostics_);
                found.insert(found.end(), files.begin(), files.end());
            }
        }
        found = without_repeats(std::move(found));
    }
    inputs_ = std::move(inputs);
    return &*inputs_;
}

std::unique_ptr<Workspace> CommandRun::workspace(Needed needed) {
    const Inputs* all = inputs();
    return all == nullptr ? nullptr : load_workspace(*all, diagnostics_, needed);
}

namespace {
std::string ending_of(const std::string& path) {
    std::string ending = fs::path(path).extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return ending.empty() ? ending : ending.substr(1);
}
}  // namespace

std::optional<TableOptions> CommandRun::table_options() {
    inputs();  // the workspace's language; its problems are in the diagnostics
    TableOptions table;
    std::string format = options_.format;
    if (format.empty() && !options_.output.empty()) {
        constexpr std::string_view known[] = {"csv", "json", "md", "html", "xlsx", "pdf", "docx", "ics"};
        const std::string ending = ending_of(options_.output);
        if (std::find(std::begin(known), std::end(known), ending) != std::end(known))
            format = ending;  // others say nothing
    }
    if (format.empty()) format = "text";
    if (format == "csv") {
        table.format = TableFormat::csv;
    } else if (format == "json") {
        table.format = TableFormat::json;
    } else if (format != "text") {
        usage(say("此命令不能输出 {0} 格式", "this command can't write {0}", format),
              say("可用：text、csv、json", "use one of text, csv, json"));
        return {};
    }
    table.language = language_;
    table.excel = options_.excel;
    table.titles_as_headers = !options_.headers.empty();
    table.header_language = options_.headers == "zh" ? Language::zh : Language::en;
    table.color = options_.output.empty() && color_out();
    table.width = options_.output.empty() ? environment_.width : 0;
    return table;
}

bool CommandRun::may_write(const std::vector<std::string>& outputs,
                           const std::vector<std::string>& also_read) {
    const auto real = [](const std::string& path) {
        std::error_code failed;
        const fs::path canonical = fs::weakly_canonical(fs::absolute(path, failed), failed);
        return failed ? fs::path(path) : canonical;
    };
    std::vector<fs::path> taken;
    for (const auto& [key, files] : inputs()->files) {
        for (const std::string& file : files) taken.push_back(real(file));
    }
    for (const std::string& file : inputs()->calendar) taken.push_back(real(file));
    for (const std::string& file : also_read) taken.push_back(real(file));
    if (config_) taken.push_back(real(config_->file));
    for (const std::string& output : outputs) {
        std::error_code failed;
        if (output.empty() || output == "-" ||
            (fs::exists(output, failed) && !fs::is_regular_file(output, failed)))
            continue;
        if (std::find(taken.begin(), taken.end(), real(output)) != taken.end()) {
            usage(say("{0} 是输入文件，或已用于另一个输出",
                      "{0} is an input, or already takes another output", output),
                  say("换一个文件名", "choose another name"));
            return false;
        }
        taken.push_back(real(output));
    }
    return true;
}

bool CommandRun::color_out() const {
    return options_.color == "always" ||
           (options_.color == "auto" && environment_.out_is_terminal && !environment_.no_color);
}
bool CommandRun::color_err() const {
    return options_.color == "always" ||
           (options_.color == "auto" && environment_.err_is_terminal && !environment_.no_color);
}

int CommandRun::code() const {
    if (!usage_errors_.empty()) return exit_usage;
    if (diagnostics_.has_system_error()) return exit_system;
    return diagnostics_.ok() ? exit_done : exit_input;
}

}  // namespace passline
