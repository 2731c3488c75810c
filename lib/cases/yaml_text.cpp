#include "cases/yaml_text.h"

#include <algorithm>

#include "report/output_text.h"

namespace passline {

namespace {

/// Letters, digits and the signs of ids, dates and figures; characters beyond ASCII are letters here.
bool plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-' || c == '(' || c == ')' || byte >= 0x80;
}

bool a_word_of_yaml(std::string_view text) {
    for (const std::string_view word : {"null", "true", "false", "yes", "no", "on", "off"}) {
        if (text == word) return true;
    }
    return false;
}

}  // namespace

std::string yaml_scalar(std::string_view text) {
    if (text.empty()) return "null";
    const bool safe =
        text.front() != '-' && text.front() != '.' && std::all_of(text.begin(), text.end(), plain);
    if (safe && !a_word_of_yaml(text)) return std::string(text);
    std::string quoted;
    append_json_string(quoted, text);
    return quoted;
}

std::string yaml_list(const std::vector<std::string>& items) {
    std::string text = "[";
    for (const std::string& item : items) text += (text.size() > 1 ? ", " : "") + yaml_scalar(item);
    return text + "]";
}

}  // namespace passline
