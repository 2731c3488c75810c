#include "report/output_text.h"

#include <algorithm>
#include <cstddef>

#include "text/unicode.h"
#include "text/utf8.h"

namespace passline {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// With U+FFFD for every byte that is not UTF-8.
std::string repaired(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t valid = std::min(first_invalid_utf8(text), text.size());
        out += text.substr(0, valid);
        text.remove_prefix(valid);
        if (!text.empty()) {
            out += replacement;
            text.remove_prefix(1);
        }
    }
    return out;
}

void append_escape(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
}

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    if (!valid_utf8(text)) {
        append_json_string(out, repaired(text));
        return;
    }
    out += '"';
    std::size_t plain = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (!is_control(c) && c != '"' && c != '\\') continue;
        out.append(text, plain, at - plain);
        append_escape(out, c);
        plain = at + 1;
    }
    out.append(text, plain);
    out += '"';
}

bool is_plain_json(std::string_view text) {
    // Nearly all characters are ASCII, or Chinese: those are valid with any two bytes that continue them.
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) < 0x80) {
            if (is_control(c) || c == '"' || c == '\\') return false;
            ++i;
        } else if (c >= '\xE4' && c <= '\xE9' && i + 2 < text.size() && continues(text[i + 1]) &&
                   continues(text[i + 2])) {
            i += 3;
        } else {
            const std::size_t length = utf8_length(text.substr(i));
            if (length == 0) return false;
            i += length;
        }
    }
    return true;
}

bool is_plain_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    if (!all_digits(whole) || (whole.size() > 1 && whole.front() == '0')) return false;
    return point == std::string_view::npos || all_digits(text.substr(point + 1));
}

std::string printable(std::string_view text) {
    std::string out = valid_utf8(text) ? std::string(text) : repaired(text);
    std::replace_if(out.begin(), out.end(), is_control, ' ');
    // The C1 controls U+0080 to U+009F, which some terminals obey, too.
    for (std::size_t at = out.find('\xC2'); at != std::string::npos; at = out.find('\xC2', at + 1)) {
        if (static_cast<unsigned char>(out[at + 1]) < 0xA0) out.replace(at, 2, " ");
    }
    return out;
}

}  // namespace passline
