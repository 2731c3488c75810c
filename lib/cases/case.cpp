#include "cases/case.h"

namespace passline {

Date first_day(const Policy& policy) {
    constexpr int any_year = 2026;
    if (policy.effective) return *policy.effective;
    const Date any = *Date::of(any_year, 1, 1);
    return policy.until && *policy.until < any ? *policy.until : any;
}

Course case_course(const Policy& policy, const Track& track, std::string id) {
    Course course;
    course.id = std::move(id);
    course.title = track.title;
    course.track = track.id;
    course.status = CourseStatus::held;
    course.start = first_day(policy);
    course.end = course.start;
    course.participants.kind = Participants::Kind::listed;
    course.participants.listed.push_back({std::string(case_person), {}, 0});
    return course;
}

}  // namespace passline
