#pragma once
#include <string>
#include <vector>

#include "cli/command_run.h"

namespace passline {

/// The program: parses `arguments` (without the program's name), runs the command, prints its diagnostics to
/// standard error, returns the exit code. Everything but main.
int run(std::vector<std::string> arguments, Environment environment);

}  // namespace passline
