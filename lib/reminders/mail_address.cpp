#include "reminders/mail_address.h"

#include <algorithm>

namespace passline {
namespace {

bool alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Every part between dots is there and holds only what `takes` does.
template <class Takes>
bool dotted(std::string_view text, Takes takes) {
    while (true) {
        const std::string_view part = text.substr(0, text.find('.'));
        if (part.empty() || !takes(part)) return false;
        if (part.size() == text.size()) return true;
        text.remove_prefix(part.size() + 1);
    }
}

bool atom(std::string_view part) {
    constexpr std::string_view also = "!#$%&'*+-/=?^_`{|}~";
    return std::ranges::all_of(
        part, [&](char c) { return alphanumeric(c) || also.find(c) != std::string_view::npos; });
}

bool label(std::string_view part) {
    return part.size() <= 63 && part.front() != '-' && part.back() != '-' &&
           std::ranges::all_of(part, [](char c) { return alphanumeric(c) || c == '-'; });
}

}  // namespace

bool is_mail_address(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at > 64 || text.size() > 254) return false;  // npos is more, too
    // a program might take a leading hyphen for an option
    if (text.starts_with('-')) return false;
    return dotted(text.substr(0, at), atom) && dotted(text.substr(at + 1), label);
}

}  // namespace passline
