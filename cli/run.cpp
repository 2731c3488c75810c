#include "cli/run.h"

#include <algorithm>
#include <cstdio>
#include <exception>

#include "base/suggest.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/shared_options.h"
#include "report/diagnostic_text.h"

namespace passline {

namespace {

void print(std::FILE* stream, const std::string& text) { std::fwrite(text.data(), 1, text.size(), stream); }

/// Help and version: the exit code tells when they could not be written.
int print_out(const std::string& text) {
    print(stdout, text);
    return std::fflush(stdout) == 0 ? exit_done : exit_system;
}

int usage_error(const Text& message, const Text& hint, Language language) {
    print(stderr, "passline: " + message.in(language) + "\n");
    if (!hint.empty())
        print(stderr, (language == Language::zh ? "  提示: " : "  hint: ") + hint.in(language) + "\n");
    return exit_usage;
}

/// Help texts are made before options are parsed, so --lang is looked for by hand.
Language help_language(const std::vector<std::string>& arguments, Language otherwise) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        const std::string value = argument == "--lang" && i + 1 < arguments.size() ? arguments[i + 1]
                                  : argument.starts_with("--lang=")                ? argument.substr(7)
                                                                                   : "";
        if (value == "zh") return Language::zh;
        if (value == "en") return Language::en;
    }
    return otherwise;
}

/// The first argument that is neither an option nor an option's value: the command.
std::string command_word(const std::vector<std::string>& arguments) {
    constexpr std::string_view with_value[] = {"-C", "--as-of", "--lang", "--color", "--diagnostics"};
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (std::find(std::begin(with_value), std::end(with_value), arguments[i]) != std::end(with_value)) {
            ++i;
        } else if (!arguments[i].starts_with("-")) {
            return arguments[i];
        }
    }
    return {};
}

int unknown_command(const std::string& word, Language language) {
    std::vector<std::string> known;
    for (const Command& command : commands()) known.emplace_back(command.name);
    Text hint = did_you_mean(word, known);
    if (hint.empty()) hint = say("passline --help 列出所有命令", "passline --help lists the commands");
    return usage_error(say("没有命令 '{0}'", "there is no command '{0}'", word), hint, language);
}

void print_diagnostics(const CommandRun& run, Diagnostics& diagnostics, const std::string& form) {
    const std::string text = form == "json" ? render_json(diagnostics, run.language())
                                            : render_all(diagnostics, run.language(), run.color_err());
    print(stderr, text);
}

int run_command(Run& command, CommandRun& run) {
    if (!run.settle()) return exit_usage;
    return command(run);
}

}  // namespace

int run(std::vector<std::string> arguments, Environment environment) {
    const Language language = help_language(arguments, environment.language);
    const std::string word = command_word(arguments);
    if (!word.empty() && std::none_of(commands().begin(), commands().end(),
                                      [&](const Command& c) { return c.name == word; })) {
        return unknown_command(word, language);
    }
    Options options;
    CLI::App app;
    dress(app, language);
    add_global_options(app, options, language);
    Run chosen;
    for (const Command& command : commands()) {
        // options of commands that were not asked for cost start-up time and are never looked at
        CLI::App* subcommand = app.add_subcommand(std::string(command.name), command.summary.in(language));
        subcommand->fallthrough();
        subcommand->set_help_flag();  // the program's own serves both
        if (command.name == word) chosen = command.declare({*subcommand, options, language});
    }
    try {
        std::reverse(arguments.begin(), arguments.end());
        app.parse(arguments);
    } catch (const CLI::CallForHelp&) {
        return print_out(help_text(app, word, language));
    } catch (const CLI::CallForVersion&) {
        return print_out(version_text());
    } catch (const CLI::ParseError& error) {
        const auto [message, hint] = parse_message(error, app, word);
        return usage_error(message, hint, language);
    }
    if (!chosen) {
        print(stderr, help_text(app, word, language));
        return exit_usage;
    }
    const std::string form = options.diagnostics;
    CommandRun run(std::move(options), environment);
    int code = exit_system;
    try {
        code = run_command(chosen, run);
    } catch (const std::bad_alloc&) {
        run.diagnostics().system_error("no-memory", {}, say("内存不足", "there is not enough memory"));
    } catch (const std::exception& error) {
        const std::string what = error.what();
        run.diagnostics().system_error(
            "internal", {}, say("passline 内部错误：{0}", "an internal error of passline: {0}", what),
            say("请把命令和输入文件报告给维护者", "please report it with the command and its input"));
    }
    run.diagnostics().sort_by_place();
    print_diagnostics(run, run.diagnostics(), form);
    for (const auto& [message, hint] : run.usage_errors()) usage_error(message, hint, run.language());
    return code;
}

}  // namespace passline
