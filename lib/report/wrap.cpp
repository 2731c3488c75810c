#include "report/wrap.h"

#include <algorithm>
#include <utility>

#include "text/unicode.h"

namespace passline {
namespace {

/// The first character's bytes.
std::string_view first_character(std::string_view text) {
    std::size_t end = 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return text.substr(0, end);
}

/// Chinese marks that may not begin a line.
bool is_closing_mark(std::string_view character) {
    constexpr std::string_view marks = "，。、；：！？）】》〉」』”’％…—";
    return character.size() > 1 && marks.find(character) != std::string_view::npos;
}

/// The longest beginning that should not be broken: up to and with a blank or `;`, or one wide character and
/// the marks that close it.
std::string_view first_word(std::string_view text) {
    std::size_t end = 0;
    bool wide = false;
    while (end < text.size()) {
        const std::string_view character = first_character(text.substr(end));
        const bool closing = is_closing_mark(character);
        if (wide && !closing) break;
        if (!closing && character.size() > 1 && display_width(character) > 1) {
            if (end > 0) break;
            wide = true;
        }
        end += character.size();
        if (character == " " || character == ";") break;
    }
    return text.substr(0, end);
}

}  // namespace

std::string_view take_line(std::string_view& text, std::size_t width) {
    std::size_t bytes = 0;
    std::size_t used = 0;
    while (bytes < text.size()) {
        const std::string_view word = first_word(text.substr(bytes));
        const std::size_t blank = word.ends_with(' ') ? 1 : 0;
        const std::size_t columns = display_width(word);
        if (bytes > 0 && used + columns - blank > width) break;
        bytes += word.size();
        used += columns;
    }
    std::string_view line = text.substr(0, bytes);
    text.remove_prefix(bytes);
    while (line.ends_with(' ')) line.remove_suffix(1);
    return line;
}

std::size_t widest_word(std::string_view text) {
    std::size_t widest = 0;
    while (!text.empty()) {
        const std::string_view word = first_word(text);
        widest = std::max(widest, display_width(word) - (word.ends_with(' ') ? 1 : 0));
        text.remove_prefix(word.size());
    }
    return widest;
}

std::vector<std::string_view> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string_view> lines;
    while (!text.empty()) lines.push_back(width == 0 ? std::exchange(text, {}) : take_line(text, width));
    return lines;
}

}  // namespace passline
