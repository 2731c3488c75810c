#include "trace/article.h"

namespace passline {

namespace {
std::string filled(const std::string& cite, const std::string& article) {
    const auto hole = cite.find("{}");
    if (hole == std::string::npos) return article;
    return cite.substr(0, hole) + article + cite.substr(hole + 2);
}
}  // namespace

Text cited(const Article& article, const Text& cite) {
    if (article.empty() || article.own || cite.empty()) return article.raw;
    return {filled(cite.zh, article.raw.zh), filled(cite.en, article.raw.en)};
}

}  // namespace passline
