#include "items/options.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "text/unicode.h"

namespace passline {

namespace {

bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

void split(std::string text, std::initializer_list<std::string_view> separators,
           std::vector<std::string>& parts) {
    for (const std::string_view separator : separators) {
        for (std::size_t at = text.find(separator); at != std::string::npos; at = text.find(separator, at))
            text.replace(at, separator.size(), "\n");
    }
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (end > begin) parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
}

/// `A.Refund it`: an option with its wording.
bool has_wording(const std::string& part) { return part.size() > 1 && is_letter(part[0]) && part[1] == '.'; }

/// In capitals, one part for each option.
std::vector<std::string> parts_of(std::string_view text) {
    std::string plain = folded(text);
    for (char& c : plain) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    std::vector<std::string> parts;
    split(plain, {"、", "┋", "；", "，", "|", ";", ",", "/"}, parts);
    for (std::string& part : parts) part = trimmed(part);
    if (std::ranges::any_of(parts, has_wording)) {
        std::erase_if(parts, [](const std::string& part) { return !has_wording(part); });  // wording goes on
        for (std::string& part : parts) part.resize(1);
        return parts;
    }
    std::vector<std::string> words;
    for (const std::string& part : parts) split(part, {" "}, words);
    return words;
}

}  // namespace

ItemRow item_row(std::string_view id) {
    static constexpr std::string_view keys[] = {"key",  "answer key", "answers",  "correct answer",
                                                "答案", "标准答案",   "正确答案", "参考答案"};
    static constexpr std::string_view maxima[] = {"out_of",          "out of", "maximum",
                                                  "points possible", "满分",   "分值"};
    const std::string word = folded(id);
    if (std::ranges::find(keys, word) != std::end(keys)) return ItemRow::key;
    if (std::ranges::find(maxima, word) != std::end(maxima)) return ItemRow::maxima;
    return ItemRow::person;
}

bool is_letters(std::string_view plain) {
    return !plain.empty() && std::ranges::all_of(plain, [](char c) { return c >= 'A' && c <= 'H'; });
}

std::string plain_option(std::string_view text) {
    if (text == "-" || text == "--") return {};
    std::vector<std::string> parts = parts_of(text);
    if (std::ranges::all_of(parts, is_letters)) {
        std::string letters;
        for (const std::string& part : parts) letters += part;
        std::ranges::sort(letters);
        letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
        return letters;
    }
    std::string joined;
    for (const std::string& part : parts) joined += (joined.empty() ? "" : " ") + part;
    return joined;
}

}  // namespace passline
