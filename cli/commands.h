#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <span>
#include <string_view>

#include "base/language.h"
#include "cli/command_run.h"

namespace passline {

/// What a command is run with: bound while its options are declared.
using Run = std::function<int(CommandRun&)>;

/// What options of a command are declared with.
struct Declaration {
    CLI::App& app;      ///< the subcommand
    Options& options;   ///< shared ones
    Language language;  ///< of help texts

    /// A help text in the language of this run.
    const std::string& help(const Text& text) const { return text.in(language); }
};

/// A row of the command table: one command, one file cli/<name>_command.cpp.
struct Command {
    std::string_view name;
    Text summary;
    Run (*declare)(Declaration declaration);
};

/// The whole surface.
std::span<const Command> commands();

Run declare_attend(Declaration declaration);
Run declare_certificate(Declaration declaration);
Run declare_check(Declaration declaration);
Run declare_deadlines(Declaration declaration);
Run declare_explain(Declaration declaration);
Run declare_grade(Declaration declaration);
Run declare_import(Declaration declaration);
Run declare_init(Declaration declaration);
Run declare_items(Declaration declaration);
Run declare_kpi(Declaration declaration);
Run declare_level(Declaration declaration);
Run declare_notice(Declaration declaration);
Run declare_plan(Declaration declaration);
Run declare_remind(Declaration declaration);
Run declare_report(Declaration declaration);
Run declare_retrain(Declaration declaration);
Run declare_schema(Declaration declaration);
Run declare_test(Declaration declaration);

}  // namespace passline
