// For unit tests of this room: sheets of attendance in, sessions judged out.
#pragma once
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <memory>
#include <string>

#include "../folder.h"
#include "../workspace/assembled.h"
#include "attendance/attendance.h"
#include "attendance/conduct.h"

namespace passline {

/// A policy whose attendance rules are `rules`; its track is `basic`.
inline std::string with_attendance(const std::string& rules, const std::string& more = {}) {
    return "{passline: 1, id: p, roles: {hr: HR, head: Head, boss: Boss}, actions: {bonus_off: {title: Bonus "
           "off}, "
           "left: {title: Left}},\n"
           "tracks: {basic: {assessment: {components: {theory: {pass: 80}}}}},\n"
           "attendance: {" +
           rules + "}" + more + "}";
}

/// A course C of the sessions S1 to S3 on three days from 9:00 to 12:00, 180 minutes each.
inline const std::string three_mornings =
    "{passline: 1, plan: P, courses: [{id: C, track: basic, sessions: ["
    "{id: S1, date: 2026-01-05, from: '09:00', to: '12:00'}, {id: S2, date: 2026-01-06, from: '09:00', to: "
    "'12:00'}, "
    "{id: S3, date: 2026-01-07, from: '09:00', to: '12:00'}]}]}";

/// Judged on 2026-12-31, unless another day is given.
struct Attended {
    Attended(const std::string& policy, const std::string& plan, const std::string& rows,
             const std::string& shift_rows = {}, const std::string& as_of = "2026-12-31",
             const std::string& roster = "employee_id,name\nE1,甲\nE2,乙\n")
        : workspace(assembled({policy}, {plan}, roster)),
          attendance(*workspace, Date::parse_iso(as_of).value()) {
        const std::string columns =
            "employee_id,course_id,date,session,sign_in,sign_out,status,asked_at,approved_by,excused_by\n";
        if (!shift_rows.empty())
            attendance.load_shifts(folder.file("shifts.csv", "employee_id,date,from,to\n" + shift_rows), {},
                                   diagnostics);
        attendance.load(folder.file("a.csv", columns + rows), {}, diagnostics);
        attendance.finish(diagnostics);
    }

    /// One line a session: day, class, minutes, absent days; then "made up", "open".
    static std::string shown(const AttendanceResult& result) {
        std::string text;
        for (const SessionResult& session : result.sessions) {
            const auto minutes = [](const std::optional<std::int32_t>& seconds) {
                return seconds ? std::to_string(*seconds / 60) : "-";
            };
            text += fmt::format("{} {} {}/{} {}", session.due.date.text().substr(5), session.class_text(),
                                minutes(session.late), minutes(session.early),
                                Fraction::ratio(session.absent_halves(), 2).shortest(1));
            text += session.made_up != nullptr ? " made up\n" : result.open(session) ? " open\n" : "\n";
        }
        for (const ReachedLimit& limit : result.limits) text += limit.text() + "\n";
        if (result.ends()) text += "ends\n";
        return text;
    }
    std::string of(const std::string& person) {
        return shown(attendance.course(workspace->people.find(person), 0));
    }
    std::string at_work(const std::string& person) {
        std::string text;
        for (const AttendanceResult& each : attendance.workplace(workspace->people.find(person)))
            text += shown(each);
        return text;
    }
    std::string problems() const { return folder.plain(passline::problems(diagnostics)); }

    Folder folder;
    std::unique_ptr<Workspace> workspace;
    Diagnostics diagnostics;
    Attendance attendance;
};

}  // namespace passline
