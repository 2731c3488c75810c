#include "reminders/stage.h"

namespace passline {

std::string Stage::text() const {
    std::string name;
    switch (kind) {
        case Kind::opens:
            name = "opens";
            break;
        case Kind::open:
            name = "open";
            break;
        case Kind::ahead:
            name = "ahead";
            break;
        case Kind::due:
            name = "due";
            break;
        case Kind::overdue:
            name = "overdue";
            break;
    }
    return week == 0 ? name : name + "+" + std::to_string(week);
}

Text stage_title(Stage::Kind kind) {
    switch (kind) {
        case Stage::Kind::opens:
        case Stage::Kind::open:
            return {"待办", "To be done"};
        case Stage::Kind::ahead:
            return {"即将到期", "Due soon"};
        case Stage::Kind::due:
            return {"今天到期", "Due today"};
        case Stage::Kind::overdue:
            return {"逾期", "Overdue"};
    }
    return {};
}

std::optional<Stage> stage_on(const Timing& timing, const Duration& ahead, const Calendar& calendar,
                              Date as_of) {
    using Kind = Stage::Kind;
    const auto week_since = [&](Date day) { return (as_of.days() - day.days()) / 7; };
    if (!timing.due) {
        if (!timing.opens) return Stage{Kind::open, 0};
        if (as_of < *timing.opens) return {};
        return Stage{Kind::open, week_since(*timing.opens)};
    }
    const Date due = *timing.due;
    if (as_of > due) {
        if (timing.ends) return {};
        return Stage{Kind::overdue, week_since(due.plus_days(1))};
    }
    if (as_of == due) return Stage{Kind::due, 0};
    if (as_of >= before(due, ahead, calendar).date) return Stage{Kind::ahead, 0};
    if (timing.opens && as_of >= *timing.opens) return Stage{Kind::opens, 0};
    return {};
}

}  // namespace passline
