#include "plan/plan.h"

namespace passline {

std::string_view status_name(CourseStatus status) {
    constexpr std::string_view names[] = {"planned", "held", "postponed", "cancelled"};
    return names[static_cast<std::size_t>(status)];
}

}  // namespace passline
