#pragma once
#include <string>
#include <vector>

#include "base/language.h"
#include "trace/article.h"

namespace passline {

/// A list as one cell: its items joined by `;`.
inline std::string joined(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items) text += (text.empty() ? "" : ";") + item;
    return text;
}

/// Articles as results print them.
inline std::string joined(const std::vector<const Article*>& articles, Language language) {
    std::string text;
    for (const Article* article : articles) text += (text.empty() ? "" : ";") + article->raw.in(language);
    return text;
}

}  // namespace passline
