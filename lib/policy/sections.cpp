#include "policy/sections.h"

#include <algorithm>

namespace passline {
namespace {

template <class Items, class Key>
auto find_in(const Items& items, Key key, std::string_view wanted) -> const typename Items::value_type* {
    const auto found = std::ranges::find(items, wanted, key);
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

std::string_view counts_as_name(CountsAs counts_as) {
    constexpr std::string_view names[] = {"late", "early", "half_day", "day", "not_attended"};
    return names[static_cast<std::size_t>(counts_as)];
}

const MetricRule* EvaluationRules::metric(std::string_view id) const {
    return find_in(metrics, &MetricRule::id, id);
}

const LevelStep* LevelRules::step(std::string_view id) const { return find_in(steps, &LevelStep::id, id); }

const AttendanceRules* Sections::attendance_of(std::string_view track) const {
    const auto own = attendance_by_track.find(track);
    if (own != attendance_by_track.end()) return &own->second;
    return attendance ? &*attendance : nullptr;
}

const DeadlineRule* Sections::deadline(std::string_view id) const {
    return find_in(deadlines, &DeadlineRule::id, id);
}

const ApprovalRule* Sections::approval(std::string_view of) const {
    return find_in(approvals, &ApprovalRule::of, of);
}

}  // namespace passline
