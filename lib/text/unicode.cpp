// Width, compatibility forms and blanks: what needs the Unicode character database (utf8proc).
#include "text/unicode.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

#include "text/utf8.h"

namespace passline {
namespace {

bool is_blank(char32_t code) {
    if (code <= 0x20) return code == ' ' || (code >= '\t' && code <= '\r');
    switch (code) {
        case 0x0085:  // next line
        case 0x00A0:  // no-break space
        case 0x1680:
        case 0x2028:
        case 0x2029:
        case 0x202F:
        case 0x205F:
        case 0x3000:  // ideographic space
        case 0x200B:  // zero width space
        case 0xFEFF:  // byte order mark
            return true;
        default:
            return code >= 0x2000 && code <= 0x200A;
    }
}

/// Without blanks at the front.
std::string_view trimmed_front(std::string_view text) {
    while (!text.empty()) {
        const Utf8Character character = first_character(text);
        if (!is_blank(character.code)) break;
        text.remove_prefix(character.length);
    }
    return text;
}

/// Where the last character of the text, which is not empty, begins.
std::size_t last_character(std::string_view text) {
    for (std::size_t back = 1; back <= 4 && back <= text.size(); ++back) {
        const std::size_t begin = text.size() - back;
        if ((static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) continue;
        return utf8_length(text.substr(begin)) == back ? begin : text.size() - 1;
    }
    return text.size() - 1;
}

std::optional<std::string> mapped(std::string_view text, int options) {
    utf8proc_uint8_t* raw = nullptr;
    const utf8proc_ssize_t length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                                 static_cast<utf8proc_ssize_t>(text.size()), &raw,
                                                 static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(raw, &std::free);
    if (length < 0) return std::nullopt;
    return std::string(reinterpret_cast<const char*>(raw), static_cast<std::size_t>(length));
}

constexpr int nfkc = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::size_t width_of(char32_t code) {
    if (code < 0x7F) return code < 0x20 ? 0 : 1;
    const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(code));
    return width < 0 ? 0 : static_cast<std::size_t>(width);
}

}  // namespace

std::size_t display_width(std::string_view utf8) {
    std::size_t width = 0;
    while (!utf8.empty()) {
        const Utf8Character character = first_character(utf8);
        width += width_of(character.code);
        utf8.remove_prefix(character.length);
    }
    return width;
}

std::string_view prefix_of_width(std::string_view utf8, std::size_t width) {
    std::size_t used = 0;
    std::size_t end = 0;
    while (end < utf8.size()) {
        const Utf8Character character = first_character(utf8.substr(end));
        used += width_of(character.code);
        if (used > width) break;
        end += character.length;
    }
    return utf8.substr(0, end);
}

std::string plain_forms(std::string_view utf8) {
    if (is_ascii(utf8)) return std::string(utf8);
    return mapped(utf8, nfkc).value_or(std::string(utf8));
}

std::string folded(std::string_view utf8) {
    std::string text(utf8);
    if (!is_ascii(utf8)) {
        if (auto other = mapped(utf8, nfkc | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE)) text = std::move(*other);
    }
    std::string result;
    bool blank = false;
    std::string_view rest = text;
    while (!rest.empty()) {
        const Utf8Character character = first_character(rest);
        if (is_blank(character.code)) {
            blank = !result.empty();
        } else {
            if (blank) result += ' ';
            blank = false;
            if (character.length == 1) {
                result += lower(rest[0]);
            } else {
                result.append(rest.substr(0, character.length));
            }
        }
        rest.remove_prefix(character.length);
    }
    return result;
}

std::string_view trimmed(std::string_view utf8) {
    if (utf8.empty() || is_surely_trimmed(utf8)) return utf8;
    utf8 = trimmed_front(utf8);
    while (!utf8.empty()) {
        const std::size_t begin = last_character(utf8);
        if (!is_blank(first_character(utf8.substr(begin)).code)) break;
        utf8 = utf8.substr(0, begin);
    }
    return utf8;
}

}  // namespace passline
