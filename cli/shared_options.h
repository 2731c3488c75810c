#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"

namespace passline {

/// Takes one of these words; help shows them as the option's type name, not twice.
CLI::Validator one_of(std::vector<std::string> words);

/// Options of every command; also accepted after the command.
void add_global_options(CLI::App& app, Options& options, Language language);
/// --policy, --plan, --roster, … and how sheets are read; with `every_sheet` also those that grading does not
/// need.
void add_input_options(const Declaration& declaration, bool every_sheet = false);
/// Of the sheets that grading does not need, only these.
void add_sheet_options(const Declaration& declaration, const std::vector<std::string_view>& keys);
/// -o and --format with these formats, "text|json"; the first is the usual one.
void add_output_options(const Declaration& declaration, const char* formats);
/// The same for tables: --excel, --headers.
void add_table_options(const Declaration& declaration, const char* formats = "text|csv|json");

}  // namespace passline
