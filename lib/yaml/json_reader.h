#pragma once
#include <cstddef>
#include <optional>

#include "base/diagnostics.h"
#include "yaml/document.h"
#include "yaml/source_text.h"

namespace passline {

/// Why a text is not JSON.
struct JsonFailure {
    enum class Kind {
        maybe_yaml,  ///< not JSON, but YAML may well take it
        syntax,      ///< wrong in JSON's own terms
        refused,     ///< too deep or too large; already reported
    };
    Kind kind = Kind::maybe_yaml;
    std::size_t offset = 0;
    Text message;
};

/// True when the text begins like a JSON object or array (after blanks and `#` comments).
bool looks_like_json(std::string_view text);

/// Reads JSON (RFC 8259; `#` comments are taken as well, as in YAML) into a tree. It exists beside the YAML
/// library because that one does not join surrogate pairs of \u escapes, refuses tabs, and is ten times
/// slower on what other programs export.
std::optional<Node> read_json(const SourceText& source, Diagnostics& diagnostics, JsonFailure& failure);

/// Appends a code point as UTF-8.
void append_utf8(std::string& text, std::uint32_t code_point);

}  // namespace passline
