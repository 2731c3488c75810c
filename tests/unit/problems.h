// For unit tests: diagnostics as text that can be compared whole.
#pragma once
#include <string>

#include "base/diagnostics.h"

namespace passline {

/// Every problem as "file:line:column severity[code] message | hint" and a line end.
inline std::string problems(const Diagnostics& diagnostics, Language language = Language::en) {
    std::string text;
    for (const Diagnostic& problem : diagnostics.all()) {
        text += problem.place.address();
        if (problem.place.column != 0) text += ":" + std::to_string(problem.place.column);
        text += problem.severity == Severity::error ? " error[" : " warning[";
        text += problem.code + "] " + problem.message.in(language);
        if (!problem.hint.empty()) text += " | " + problem.hint.in(language);
        text += "\n";
    }
    return text;
}

}  // namespace passline
