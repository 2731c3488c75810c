#include "views/course_list.h"

#include <algorithm>
#include <tuple>

#include "views/course_words.h"
#include "workspace/course_length.h"

namespace passline {

namespace {

using doc::Kind;

Text title_of(CourseStatus status) {
    switch (status) {
        case CourseStatus::planned:
            return {"计划中", "planned"};
        case CourseStatus::held:
            return {"已举办", "held"};
        case CourseStatus::postponed:
            return {"已延期", "postponed"};
        case CourseStatus::cancelled:
            return {"已取消", "cancelled"};
    }
    return {};
}

Tone tone_of(CourseStatus status) {
    return status == CourseStatus::held        ? Tone::good
           : status == CourseStatus::cancelled ? Tone::dim
           : status == CourseStatus::postponed ? Tone::open
                                               : Tone::none;
}

doc::Row row_of(const Workspace::CourseEntry& entry, const Workspace& workspace) {
    const Course& course = *entry.course;
    const Policy* policy =
        entry.rules ? entry.rules->policy
                    : policy_in_force(workspace.policies, policy_of(workspace, *entry.plan), course.start);
    const Track* track = policy == nullptr ? nullptr : policy->track(course.track);
    const Text no_dates = say("待定", "to be set");
    return {
        {doc::value(entry.plan->id), doc::value(course.id),
         doc::words(course.title.empty() ? same(course.id) : course.title),
         doc::coded(course.track,
                    track == nullptr || track->title.empty() ? same(course.track) : track->title),
         course.kind.empty() ? doc::none() : doc::value(course.kind),
         doc::coded(std::string(status_name(course.status)), title_of(course.status), tone_of(course.status)),
         course.undated ? doc::none(no_dates) : doc::date(course.start),
         course.undated ? doc::none(no_dates) : doc::date(course.end),
         course.undated ? doc::none() : doc::value(std::to_string(course_days(course, workspace.calendar))),
         course.place.empty() ? doc::none() : doc::words(course.place),
         course.trainers.empty() ? doc::none() : doc::words(trainer_names(course))}};
}

}  // namespace

doc::Document course_list(const std::vector<const Workspace::CourseEntry*>& courses,
                          const Workspace& workspace, Date as_of) {
    doc::Document document{"plan", say("培训课程", "Training courses")};
    document.as_of = as_of;
    doc::Table table{"courses", {}, {}, {}};
    table.columns = {{"plan", say("计划", "Plan"), Kind::id},
                     {"course_id", say("课程编号", "Course ID"), Kind::id},
                     {"course", say("课程", "Course"), Kind::text},
                     {"track", say("类别", "Track"), Kind::id},
                     {"kind", say("种类", "Kind"), Kind::id},
                     {"status", say("状态", "Status"), Kind::id},
                     {"start", say("开始", "Start"), Kind::date},
                     {"end", say("结束", "End"), Kind::date},
                     {"days", say("天数", "Days"), Kind::number},
                     {"place", say("地点", "Place"), Kind::text, {}, false},
                     {"trainers", say("讲师", "Trainers"), Kind::text, {}, false}};
    table.empty = say("没有课程。", "There are no courses.");
    auto sorted = courses;
    std::ranges::sort(sorted, {}, [](const Workspace::CourseEntry* entry) {
        return std::tuple(entry->course->start, std::string_view(entry->course->id));
    });
    for (const Workspace::CourseEntry* entry : sorted) table.rows.push_back(row_of(*entry, workspace));
    document.add(std::move(table));
    return document;
}

}  // namespace passline
