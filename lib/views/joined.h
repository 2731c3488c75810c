#pragma once
#include <string>
#include <vector>

#include "base/language.h"
#include "trace/article.h"

namespace passline {

/// A list as one cell: its items joined by `;`.
inline void append_joined(std::string& text, const std::vector<std::string>& items) {
    const char* between = "";
    for (const std::string& item : items) {
        text += between;
        text += item;
        between = ";";
    }
}
inline std::string joined(const std::vector<std::string>& items) {
    std::string text;
    append_joined(text, items);
    return text;
}

/// Articles as results print them.
inline void append_joined(std::string& text, const std::vector<const Article*>& articles, Language language) {
    const char* between = "";
    for (const Article* article : articles) {
        text += between;
        text += article->raw.in(language);
        between = ";";
    }
}
inline std::string joined(const std::vector<const Article*>& articles, Language language) {
    std::string text;
    append_joined(text, articles, language);
    return text;
}

}  // namespace passline
