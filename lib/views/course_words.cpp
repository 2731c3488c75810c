#include "views/course_words.h"

#include <algorithm>

namespace passline {

Text listed(const Text& list, const Text& next) {
    return list.empty() ? next : say("{0}、{1}", "{0}, {1}", list, next);
}

Text titles(const std::vector<std::string>& ids, const std::optional<Choices>& choices) {
    Text list;
    for (const std::string& id : ids) {
        Text title = same(id);
        if (choices) {
            const auto found = std::ranges::find(choices->of, id, &Choices::Choice::id);
            if (found != choices->of.end() && !found->title.empty()) title = found->title;
        }
        list = listed(list, title);
    }
    return list;
}

Text day_range(Date first, Date last) {
    return first == last ? same(first.text()) : say("{0} 至 {1}", "{0} to {1}", first.text(), last.text());
}

Text trainer_names(const Course& course) {
    Text list;
    for (const Trainer& trainer : course.trainers) {
        Text name = trainer.name;
        if (!trainer.organisation.empty()) name = say("{0}（{1}）", "{0} ({1})", name, trainer.organisation);
        list = listed(list, name);
    }
    return list;
}

const DailyHours* daily_hours(const Course& course, const Policy& policy) {
    if (course.hours) return &*course.hours;
    const AttendanceRules* rules = policy.sections.attendance_of(course.track);
    return rules != nullptr && rules->hours ? &*rules->hours : nullptr;
}

}  // namespace passline
