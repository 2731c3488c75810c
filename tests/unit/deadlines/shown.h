// For unit tests of this room: workspaces with deadlines, and items as lines.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "../workspace/assembled.h"
#include "deadlines/deadlines.h"

namespace passline {

inline Date day(std::string_view text) { return Date::parse_iso(text).value(); }

/// A policy with two tracks, and these deadlines from line 4 on.
inline std::string with_deadlines(const std::string& deadlines, const std::string& head = {}) {
    return "{passline: 1, id: p, cite: {zh: '第{}条', en: 'Art. {}'}," + head +
           "\nroles: {hr: {zh: 人力资源部, en: HR}},\n"
           "tracks: {basic: {assessment: {components: {theory: {pass: 80}}}}, "
           "other: {assessment: {components: {theory: {pass: 80}}}}}, deadlines: [\n" +
           deadlines + "]}";
}

/// A plan; the courses stand from line 3 on.
inline std::string plan_of(const std::string& period, const std::string& courses,
                           const std::string& head = {}) {
    return "{passline: 1, plan: P, period: " + period + ",\n" + head + "courses: [\n" + courses + "]}";
}

/// One line each: course, deadline, opens..due, done, state, days left; `-` for what there is not.
inline std::string shown(const std::vector<DeadlineItem>& items) {
    std::string text;
    for (const DeadlineItem& item : items) {
        text += item.course == nullptr ? "-" : item.course->id;
        text += " " + item.rule->id + " " + (item.opens ? item.opens->text() : "") + ".." + item.due.text();
        text += " " + (item.done == nullptr ? "-" : item.done->date.text());
        text += " " + std::string(state_name(item.state));
        text += " " + (item.days_left ? std::to_string(*item.days_left) : "-");
        text += item.provisional ? " provisional\n" : "\n";
    }
    return text;
}

inline std::string due(const std::vector<std::string>& policies, const std::vector<std::string>& plans,
                       std::string_view as_of, const DeadlineSelection& selection = {}) {
    const auto workspace = assembled(policies, plans);
    return shown(deadlines_of(*workspace, selection, day(as_of)));
}

}  // namespace passline
