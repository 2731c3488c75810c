#include "cli/course_history.h"

#include <algorithm>

namespace passline {

void CourseHistory::add(const std::vector<CourseOutcome>& outcomes) {
    for (const CourseOutcome& outcome : outcomes) {
        if (outcome.attempts.empty()) continue;
        if (by_person_.size() <= outcome.person) by_person_.resize(outcome.person + std::size_t{1});
        by_person_[outcome.person].push_back({outcome.rules, outcome.outcome == Outcome::pass});
    }
}

ExamOf CourseHistory::exams(const std::string& policy) const {
    return
        [this, policy](People::Index person, std::string_view track, Date last) -> std::optional<ExamPassed> {
            if (person >= by_person_.size()) return {};
            const CourseRules* first = nullptr;
            for (const Entry& entry : by_person_[person]) {
                const CourseRules& rules = *entry.rules;
                if (!entry.passed || rules.track->id != track || rules.policy->id != policy ||
                    rules.course->end > last)
                    continue;
                if (first == nullptr || rules.course->end < first->course->end) first = &rules;
            }
            if (first == nullptr) return {};
            return ExamPassed{first->course->id, first->course->end, {first->course->origin.address()}};
        };
}

TookPart CourseHistory::took_part() const {
    return [this](People::Index person, const std::vector<std::string>& tracks) -> std::optional<Date> {
        if (person >= by_person_.size()) return {};
        std::optional<Date> first;
        for (const Entry& entry : by_person_[person]) {
            const Date end = entry.rules->course->end;
            if (std::ranges::find(tracks, entry.rules->track->id) == tracks.end()) continue;
            if (!first || end < *first) first = end;
        }
        return first;
    };
}

bool CourseHistory::passed_between(People::Index person, const std::string& policy, std::string_view track,
                                   Date since, Date until) const {
    if (person >= by_person_.size()) return false;
    return std::ranges::any_of(by_person_[person], [&](const Entry& entry) {
        return entry.passed && entry.rules->policy->id == policy && entry.rules->track->id == track &&
               entry.rules->course->end > since && entry.rules->course->end <= until;
    });
}

}  // namespace passline
