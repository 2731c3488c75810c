#include "trace/article.h"

#include <mutex>
#include <set>

#include "base/file.h"

namespace passline {

namespace {
std::string filled(const std::string& cite, const std::string& article) {
    const auto hole = cite.find("{}");
    if (hole == std::string::npos) return article;
    return cite.substr(0, hole) + article + cite.substr(hole + 2);
}
}  // namespace

FileName::FileName(const std::string& name) {
    if (name.empty()) return;
    static std::set<std::string> names;
    static std::mutex guard;
    const std::lock_guard lock(guard);
    name_ = &*names.insert(name).first;
}

const std::string& FileName::text() const {
    static const std::string nothing;
    return name_ == nullptr ? nothing : *name_;
}

Place place_of(const Origin& origin, std::uint32_t column) {
    Place place{origin.file.text(), origin.line, origin.column, origin.width, {}};
    if (column != 0) place.column = column;
    if (origin.line == 0) return place;
    Diagnostics unread;  // a file that is gone by now has no excerpt
    const auto file = FileBytes::open(origin.file.text(), unread);
    if (file == nullptr) return place;
    std::string_view rest = file->bytes();
    for (std::uint32_t line = 1; line < origin.line && !rest.empty(); ++line) {
        const auto end = rest.find('\n');
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    place.excerpt = rest.substr(0, rest.find_first_of("\r\n"));
    return place;
}

Text cited(const Article& article, const Text& cite) {
    if (article.empty() || article.own || cite.empty()) return article.raw;
    return {filled(cite.zh, article.raw.zh), filled(cite.en, article.raw.en)};
}

}  // namespace passline
