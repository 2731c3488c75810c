#pragma once
#include <fmt/format.h>

#include <string>

#include "base/diagnostics.h"

/// What the tests compare: every problem on a line as `place code: message (hint)`, without the file's name.
inline std::string shown(const passline::Diagnostics& diagnostics, passline::Language language) {
    std::string text;
    for (const passline::Diagnostic& d : diagnostics.all()) {
        text += d.place.line == 0 ? std::string("-")
                                  : fmt::format("{}:{}+{}", d.place.line, d.place.column, d.place.width);
        text += fmt::format(" {}: {}", d.code, d.message.in(language));
        if (!d.hint.empty()) text += fmt::format(" ({})", d.hint.in(language));
        for (const passline::Place& place : d.related)
            text += fmt::format(" see {}:{}", place.line, place.column);
        text += '\n';
    }
    return text;
}

inline std::string en(const passline::Diagnostics& diagnostics) {
    return shown(diagnostics, passline::Language::en);
}
inline std::string zh(const passline::Diagnostics& diagnostics) {
    return shown(diagnostics, passline::Language::zh);
}
