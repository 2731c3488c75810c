#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"

namespace passline {

/// Runs a program (a path, no search) with `input` on its standard input and waits for its end. What it
/// prints goes to standard error. Descriptors of this process are not handed on. Empty when it ended with 0;
/// else what went wrong: "/usr/sbin/sendmail ended with exit code 75".
///
/// With `all` it is also wrong when the program ends without having taken the whole input.
Text feed(std::vector<std::string> arguments, std::string_view input, bool all);

}  // namespace passline
