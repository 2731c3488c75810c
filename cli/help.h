#pragma once
#include <CLI/CLI.hpp>
#include <string>
#include <utility>

#include "base/language.h"

namespace passline {

/// Gives the application its name, version, and headings in the language of this run.
void dress(CLI::App& app, Language language);

/// `--help` of the program or of one command.
std::string help_text(const CLI::App& app, const std::string& command, Language language);
std::string version_text();

/// What CLI11 found wrong, in both languages: message and hint.
std::pair<Text, Text> parse_message(const CLI::ParseError& error, const CLI::App& app,
                                    const std::string& command);

}  // namespace passline
