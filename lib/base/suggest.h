#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/language.h"

namespace passline {

/// Edits (insert, delete, replace, swap of neighbours: optimal string alignment) between two UTF-8 texts, in
/// characters. Anything above `limit` is returned as limit + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The candidate nearest to `name`, when it is near enough to be what was meant: at most one edit below 8
/// characters, two from 8 on; capitals and small letters do not differ; the first of several that are equally
/// near. Never for names of one character.
std::optional<std::string> nearest(std::string_view name, std::span<const std::string> candidates);

/// "did you mean 'x'?" when `nearest` finds one, else empty.
Text did_you_mean(std::string_view name, std::span<const std::string> candidates);

/// The same, else which there are: "use one of: a, b"; empty when there are none.
Text near_or_any(std::string_view name, std::span<const std::string> candidates);

/// Names one after the other: "甲、乙" and "A, B".
template <class Items>
Text listed_text(const Items& items) {
    return {fmt::format("{}", fmt::join(items, "、")), fmt::format("{}", fmt::join(items, ", "))};
}

}  // namespace passline
