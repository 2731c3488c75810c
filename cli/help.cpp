#include "cli/help.h"

#include <algorithm>

#include "base/suggest.h"
#include "cli/commands.h"
#include "text/unicode.h"

namespace passline {

namespace {

constexpr const char* version = PASSLINE_VERSION;

std::string padded(const std::string& text, std::size_t width) {
    const std::size_t used = display_width(text);
    return used >= width ? text + "  " : text + std::string(width - used, ' ');
}

/// Wraps `text` behind a column of `indent` blanks into 80 columns; breaks at blanks, or between wide
/// characters.
std::string wrapped(std::string_view text, std::size_t indent) {
    std::string out;
    const std::size_t room = 80 - indent;
    while (display_width(text) > room) {
        std::string_view line = prefix_of_width(text, room);
        const auto blank = line.rfind(' ');
        if (blank != std::string_view::npos && blank * 2 > line.size()) line = line.substr(0, blank);
        out.append(line).append("\n").append(indent, ' ');
        text.remove_prefix(line.size());
        while (text.starts_with(' ')) text.remove_prefix(1);
    }
    return out.append(text) + "\n";
}

std::string option_names(const CLI::Option& option) {
    std::string names;
    for (const std::string& name : option.get_snames()) names += (names.empty() ? "-" : ", -") + name;
    if (!option.get_lnames().empty())
        names += (names.empty() ? "    --" : ", --") + option.get_lnames().front();
    const std::string type = option.get_type_name();
    if (!type.empty() && option.get_items_expected_max() > 0) names += " " + type;
    return names;
}

std::string options_of(const CLI::App& app, std::string_view group) {
    std::string out;
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_group() != group || option->nonpositional() == false) continue;
        const std::string names = option_names(*option);
        constexpr std::size_t indent = 26;
        const bool own_line = display_width(names) + 4 > indent;
        out += "  " + (own_line ? names + "\n" + std::string(indent, ' ') : padded(names, indent - 2)) +
               wrapped(option->get_description(), indent);
    }
    return out;
}

std::string groups_of(const CLI::App& app) {
    std::vector<std::string> groups;
    for (const CLI::Option* option : app.get_options()) {
        if (option->nonpositional() &&
            std::find(groups.begin(), groups.end(), option->get_group()) == groups.end())
            groups.push_back(option->get_group());
    }
    std::string out;
    for (const std::string& group : groups) out += "\n" + group + ":\n" + options_of(app, group);
    return out;
}

std::string program_help(const CLI::App& app, Language language) {
    const bool zh = language == Language::zh;
    std::string out = zh ? "passline：按培训制度评定成绩、安排补训，并说明每个结果的依据\n\n用法：passline "
                           "[选项] 命令 …\n\n命令：\n"
                         : "passline: grades courses by a training regulation, says who must be retrained,\n"
                           "and shows why: article, figure, file:line\n\nUsage: passline [OPTIONS] COMMAND "
                           "…\n\nCommands:\n";
    for (const Command& command : commands())
        out += "  " + padded(std::string(command.name), 11) + wrapped(command.summary.in(language), 13);
    out += groups_of(app);
    out += zh ? "\n“passline 命令 --help” 说明一个命令；手册在 docs/。\n"
                "退出码：0 完成，1 有须注意的发现，2 命令行有误，3 输入有误（未写任何文件），4 读写失败。\n"
              : "\n'passline COMMAND --help' tells about one; the manual is in docs/.\n"
                "Exit codes: 0 done, 1 found something that needs attention, 2 command line wrong,\n"
                "3 input wrong (nothing was written), 4 reading or writing failed.\n";
    return out;
}

std::string command_help(const CLI::App& app, const CLI::App& command, Language language) {
    const bool zh = language == Language::zh;
    std::string usage = "passline " + command.get_name() + (zh ? " [选项]" : " [OPTIONS]");
    std::string arguments;
    for (const CLI::Option* option : command.get_options()) {
        if (option->nonpositional()) continue;
        const std::string name = option->get_name(true);
        const std::string shown = option->get_items_expected_max() > 1 ? name + "…" : name;
        usage += option->get_required() ? " " + shown : " [" + shown + "]";
        arguments += "  " + padded(name, 12) + wrapped(option->get_description(), 14);
    }
    std::string out =
        wrapped(command.get_description(), 0) + "\n" + (zh ? "用法：" : "Usage: ") + usage + "\n";
    if (!arguments.empty()) out += "\n" + arguments;
    return out + groups_of(command) + groups_of(app);
}

}  // namespace

void dress(CLI::App& app, Language language) {
    const bool zh = language == Language::zh;
    const std::string group = zh ? "通用选项" : "Options of every command";
    app.name("passline");
    app.set_help_flag("-h,--help", zh ? "显示帮助" : "show this help")->group(group);
    app.set_version_flag("--version", version_text(), zh ? "显示版本" : "show the version")->group(group);
    app.require_subcommand(0, 1);
}

std::string version_text() { return std::string("passline ") + version + "\n"; }

std::string help_text(const CLI::App& app, const std::string& command, Language language) {
    if (command.empty()) return program_help(app, language);
    return command_help(app, *app.get_subcommand(command), language);
}

namespace {

std::vector<std::string> flags_of(const CLI::App& app) {
    std::vector<std::string> flags;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
        for (const std::string& name : option->get_snames()) flags.push_back("-" + name);
    }
    return flags;
}

/// The words of an option that takes one of some, "text|csv|json".
std::string words_of(const CLI::App& app, const std::string& name) {
    const CLI::Option* option = app.get_option_no_throw(name);
    return option == nullptr ? "" : option->get_type_name();
}

}  // namespace

std::pair<Text, Text> parse_message(const CLI::ParseError& error, const CLI::App& app,
                                    const std::string& command) {
    const CLI::App& inner = command.empty() ? app : *app.get_subcommand(command);
    const std::string help = command.empty() ? "passline --help" : "passline " + command + " --help";
    const Text see = say("{0} 列出选项", "{0} lists the options", help);
    const std::string what = error.what();
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        std::vector<std::string> extras = app.remaining(true);
        const std::string first = extras.empty() ? "" : extras.front();
        std::vector<std::string> known = flags_of(app);
        for (const std::string& flag : flags_of(inner)) known.push_back(flag);
        const Text near = did_you_mean(first.substr(0, first.find('=')), known);
        return {first.starts_with("-") ? say("没有选项 {0}", "there is no option {0}", first)
                                       : say("多余的参数 '{0}'", "unexpected argument '{0}'", first),
                near.empty() ? see : near};
    }
    if (const auto* failed = dynamic_cast<const CLI::ValidationError*>(&error); failed != nullptr) {
        const std::string name = what.substr(0, what.find(':'));
        std::string words = words_of(inner, name);
        if (words.empty()) words = words_of(app, name);
        return {say("{0} 的值不对", "the value of {0} is not one that it takes", name),
                say("可用：{0}", "use one of {0}", words)};
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        const std::string name = what.substr(0, what.find(' '));
        return {say("缺少 {0}", "{0} is missing", name), see};
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        const std::string name = what.substr(0, what.find_first_of(": "));
        return {say("选项 {0} 需要一个值", "the option {0} takes one value", name), see};
    }
    return {say("命令行有误：{0}", "the command line is wrong: {0}", what), see};
}

}  // namespace passline
