#include "base/suggest.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace passline {
namespace {

constexpr std::size_t two_edits_from = 8;

/// Small letters for capitals: onb-1 is no misspelling of ONB-1 but the same.
std::u32string without_case(std::u32string text) {
    for (char32_t& code : text) {
        if (code >= U'A' && code <= U'Z') code += U'a' - U'A';
    }
    return text;
}

/// Characters as numbers to compare. Bytes that are not UTF-8 stand for themselves.
std::u32string characters_of(std::string_view text) {
    std::u32string result;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        char32_t code = 0;
        for (std::size_t k = i; k < std::min(i + length, text.size()); ++k) {
            code = (code << 8) | static_cast<unsigned char>(text[k]);
        }
        result.push_back(code);
        i += length;
    }
    return result;
}

std::size_t distance(const std::u32string& a, const std::u32string& b, std::size_t limit) {
    const std::size_t apart = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (apart > limit) return limit + 1;
    // Three rows of the table of optimal string alignment: two before, one before, this one.
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        std::size_t best = now[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = std::min(now[j], before[j - 2] + 1);
            }
            best = std::min(best, now[j]);
        }
        if (best > limit) return limit + 1;
        std::swap(before, last);
        std::swap(last, now);
    }
    return std::min(last[b.size()], limit + 1);
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    return distance(characters_of(a), characters_of(b), limit);
}

std::optional<std::string> nearest(std::string_view name, std::span<const std::string> candidates) {
    const std::u32string wanted = without_case(characters_of(name));
    if (wanted.size() < 2) return std::nullopt;
    const std::size_t limit = wanted.size() < two_edits_from ? 1 : 2;
    std::size_t best = limit + 1;
    const std::string* found = nullptr;
    for (const std::string& candidate : candidates) {
        const std::u32string other = without_case(characters_of(candidate));
        if (other.size() < 2) continue;
        const std::size_t edits = distance(wanted, other, limit);
        if (edits < best) {
            best = edits;
            found = &candidate;
        }
    }
    return found == nullptr ? std::nullopt : std::optional<std::string>(*found);
}

Text did_you_mean(std::string_view name, std::span<const std::string> candidates) {
    const std::optional<std::string> found = nearest(name, candidates);
    return found ? say("是不是“{0}”？", "did you mean '{0}'?", *found) : Text{};
}

Text near_or_any(std::string_view name, std::span<const std::string> candidates) {
    Text near = did_you_mean(name, candidates);
    if (!near.empty() || candidates.empty()) return near;
    return say("可用：{0}", "use one of: {0}", fmt::format("{}", fmt::join(candidates, ", ")));
}

}  // namespace passline
