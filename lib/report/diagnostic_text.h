#pragma once
#include <string>

#include "base/diagnostics.h"
#include "base/language.h"

namespace passline {

/// The one function that renders a location. Like a compiler:
///
///     sheets/january.csv:17:32: error[score-range]: 105 is more than 100, the most that 'theory' gives
///       17 | E1002,ONB-2026-01,theory,1,105,2026-01-23
///          |                            ^~~
///       hint: correct the score
///
/// Caret columns count display width (a Chinese character takes two); excerpts are cut around the caret when
/// longer than 100 columns, control characters shown as blanks. Related places follow with their own
/// excerpts. In Chinese: 错误[…] 警告[…] 提示:.
std::string render(const Diagnostic& diagnostic, Language language, bool color);

/// All of them, in order, each followed by an empty line, then what was counted beyond those kept ("12 more
/// errors of kind score-range"), then a line of totals
/// ("3 errors, 1 warning") when there is more than one. Empty when there are none.
std::string render_all(const Diagnostics& diagnostics, Language language, bool color);

/// One JSON object a line: severity, code, file, line, column, width, message, hint, excerpt, related[]; then
/// objects {"severity","code","more":N}.
std::string render_json(const Diagnostics& diagnostics, Language language);

}  // namespace passline
