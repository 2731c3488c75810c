#include "scores/raters.h"

#include "text/unicode.h"

namespace passline {

std::pair<std::string_view, std::string_view> split_rater(std::string_view text) {
    for (const std::string_view colon : {std::string_view(":"), std::string_view("：")}) {
        if (const auto at = text.find(colon); at != std::string_view::npos) {
            return {trimmed(text.substr(0, at)), trimmed(text.substr(at + colon.size()))};
        }
    }
    return {text, {}};
}

int role_of(std::string_view rater, const RuledComponent& component) {
    const std::string_view name = split_rater(rater).first;
    const std::string plain = folded(name);
    for (std::size_t i = 0; i < component.raters.size(); ++i) {
        const Role& role = component.raters[i];
        if (role.id == name || folded(role.id) == plain || folded(role.title.zh) == plain ||
            folded(role.title.en) == plain)
            return static_cast<int>(i);
    }
    return -1;
}

std::string list_of(const std::vector<Role>& roles) {
    std::string result;
    for (const Role& role : roles) result += (result.empty() ? "" : ", ") + role.id;
    return result;
}

}  // namespace passline
