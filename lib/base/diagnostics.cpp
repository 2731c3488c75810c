#include "base/diagnostics.h"

#include <algorithm>

namespace passline {

std::string Place::address() const { return line == 0 ? file : fmt::format("{}:{}", file, line); }

std::size_t& Diagnostics::count(Severity severity, std::string_view code) {
    return counts_[Kind{severity, std::string(code)}];
}

bool Diagnostics::wants(Severity severity, std::string_view code) const {
    if (counts_.empty() && settled_.empty()) return true;
    const Kind kind{severity, std::string(code)};
    const auto in = [&](const std::map<Kind, std::size_t>& counts) {
        const auto found = counts.find(kind);
        return found == counts.end() ? 0 : found->second;
    };
    return in(counts_) + in(settled_) < kept_of_a_kind;
}

void Diagnostics::count_only(Severity severity, std::string_view code) {
    ++count(severity, code);
    ++(severity == Severity::error ? errors_ : warnings_);
}

void Diagnostics::add(Diagnostic diagnostic) {
    const bool keep = wants(diagnostic.severity, diagnostic.code);
    count_only(diagnostic.severity, diagnostic.code);
    if (diagnostic.severity == Severity::error && diagnostic.trouble == Trouble::system) ++system_errors_;
    if (keep) kept_.push_back(std::move(diagnostic));
}

void Diagnostics::error(std::string_view code, Place place, Text message, Text hint) {
    add({Severity::error,
         std::string(code),
         std::move(place),
         std::move(message),
         std::move(hint),
         {},
         Trouble::input});
}

void Diagnostics::warning(std::string_view code, Place place, Text message, Text hint) {
    add({Severity::warning,
         std::string(code),
         std::move(place),
         std::move(message),
         std::move(hint),
         {},
         Trouble::input});
}

void Diagnostics::system_error(std::string_view code, Place place, Text message, Text hint) {
    add({Severity::error,
         std::string(code),
         std::move(place),
         std::move(message),
         std::move(hint),
         {},
         Trouble::system});
}

void Diagnostics::merge(Diagnostics other) {
    const auto uncounted = other.beyond();
    for (Diagnostic& diagnostic : other.kept_) add(std::move(diagnostic));
    for (const auto& [kind, more] : uncounted) {
        for (std::size_t i = 0; i < more; ++i) count_only(kind.first, kind.second);
    }
}

void Diagnostics::sort_by_place() {
    std::map<std::string, std::size_t> order;
    for (const Diagnostic& diagnostic : kept_) order.emplace(diagnostic.place.file, order.size());
    std::stable_sort(kept_.begin(), kept_.end(), [&](const Diagnostic& a, const Diagnostic& b) {
        return std::pair(order[a.place.file], a.place.line) < std::pair(order[b.place.file], b.place.line);
    });
}

std::size_t Diagnostics::beyond(Severity severity, std::string_view code) const {
    const auto found = counts_.find(Kind{severity, std::string(code)});
    if (found == counts_.end()) return 0;
    const auto kept =
        static_cast<std::size_t>(std::count_if(kept_.begin(), kept_.end(), [&](const Diagnostic& d) {
            return d.severity == severity && d.code == code;
        }));
    return found->second - kept;
}

std::vector<std::pair<std::pair<Severity, std::string>, std::size_t>> Diagnostics::beyond() const {
    std::vector<std::pair<Kind, std::size_t>> result;
    for (const auto& [kind, total] : counts_) {
        if (const std::size_t more = beyond(kind.first, kind.second); more > 0)
            result.emplace_back(kind, more);
    }
    return result;
}

}  // namespace passline
