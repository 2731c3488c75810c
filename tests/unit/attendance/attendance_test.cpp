#include "attended.h"

using namespace passline;

namespace {

// R1, Art. 15
const std::string r1 =
    "sign_in: {before_start: 15 minutes}, late: [{over: 0 minutes, counts_as: late}, {over: 30 minutes, "
    "counts_as: "
    "not_attended}], early: [{over: 0 minutes, counts_as: early}, {over: 30 minutes, counts_as: "
    "not_attended}], "
    "no_show: {counts_as: not_attended}, leave: {ask_before: 1 working day, approved_by: [head, hr], then: "
    "make_up}";

// R4, 3(2): of the workplace
const std::string r4 =
    "tracks: {workplace: {hours: {from: '09:00', to: '17:00'}, "
    "late: [{over: 0 minutes, counts_as: late}, {over: 15 minutes, counts_as: half_day}, {over: 30 minutes, "
    "counts_as: "
    "day}], early: [{at_least: 5 minutes, counts_as: early}, {at_least: 15 minutes, counts_as: half_day}, "
    "{at_least: 30 "
    "minutes, counts_as: day}], no_show: {counts_as: day}, "
    "leave: {approved_by: [{up_to: 1 day, by: hr}, {up_to: 2 days, by: head}, {by: boss}]}, "
    "limits: [{of: [late, early], per: month, at_least: 3, actions: [bonus_off]}, "
    "{of: absent_days, per: month, in_a_row: 3, actions: [left]}]}}";

}  // namespace

TEST_CASE("attendance: half an hour late is late, a second more is not attended") {
    Attended a(with_attendance(r1), three_mornings,
               "E1,C,2026-01-05,,08:45,12:00,,,,\n"
               "E1,C,2026-01-06,,09:30,12:00,,,,\n"
               "E1,C,2026-01-07,,09:30:01,12:00,,,,\n"
               "E2,C,2026-01-05,,08:45:01,12:00,,,,\n"
               "E2,C,2026-01-06,,08:40,11:30,,,,\n"
               "E2,C,2026-01-07,,09:00:59,11:29:59,,,,\n");
    CHECK(a.of("E1") ==
          "01-05 on_time 0/0 0\n"
          "01-06 late 30/0 0\n"
          "01-07 not_attended 30/0 1 open\n");
    CHECK(a.of("E2") ==
          "01-05 late_sign_in 0/0 0\n"
          "01-06 early 0/30 0\n"
          "01-07 not_attended+late 0/30 1 open\n");
    CHECK(a.problems().empty());
}

TEST_CASE("attendance: leave needs to be asked for in time and approved by all, and is made up") {
    Attended a(with_attendance(r1), three_mornings,
               "E1,C,2026-01-05,,,,leave,2026-01-04 23:59,head;hr,\n"  // Sunday 4 January is a working day
               "E1,C,2026-01-06,,,,leave,2026-01-06 08:00,head;hr,\n"
               "E1,C,2026-01-07,,,,请假,2026-01-05,HR,\n"
               "E1,C,2026-01-20,,,,make_up,,,\n"
               "E2,C,2026-01-05,,,,absent,,,\n"
               "E2,C,2026-01-06,,,,absent,,,\n"
               "E2,C,2026-01-19,S2,,,make_up,,,\n");
    CHECK(a.of("E1") ==
          "01-05 leave -/- 0 made up\n"
          "01-06 not_attended -/- 1 open\n"
          "01-07 not_attended -/- 1 open\n");
    CHECK(a.of("E2") ==
          "01-05 not_attended -/- 1 open\n"
          "01-06 not_attended -/- 1 made up\n"
          "01-07 not_attended -/- 1 open\n");
    const AttendanceResult result = a.attendance.course(0, 0);
    CHECK(result.attended() == 1);
    CHECK(result.open_count() == 2);
}

TEST_CASE("attendance: a make-up on a day that was attended makes up the earliest missed one") {
    Attended a(with_attendance(r1), three_mornings,
               "E1,C,2026-01-05,,,,absent,,,\n"
               "E1,C,2026-01-06,,08:40,12:00,,,,\n"
               "E1,C,2026-01-06,,,,make_up,,,\n"
               "E1,C,2026-01-07,,,12:00,,,,\n");  // never signed in
    CHECK(a.of("E1") ==
          "01-05 not_attended -/- 1 made up\n01-06 on_time 0/0 0\n01-07 not_attended -/- 1 open\n");
    CHECK(a.problems().empty());
    Attended early(with_attendance(r1), three_mornings, "E1,C,2026-01-02,S1,,,make_up,,,\n");
    CHECK(early.problems().starts_with("a.csv:2:6 error[session-date] the session 'S1' is on 2026-01-05"));
}

TEST_CASE("attendance: leave approved in one row and not in the other is a contradiction") {
    Attended a(with_attendance(r1), three_mornings,
               "E1,C,2026-01-06,,,,leave,2025-12-30,head;hr,\nE1,C,2026-01-06,,,,leave,,,\n");
    CHECK(a.problems().starts_with("a.csv:3:6 error[attendance-conflict]"));
}

TEST_CASE("attendance: of somebody who does not take part only sessions with a row are judged") {
    Attended a(with_attendance(r1), three_mornings,
               "E1,C,2026-01-05,,08:40,12:00,,,,\nE2,C,2026-01-06,,08:40,12:00,,,,\n");
    CHECK(Attended::shown(a.attendance.course(0, 0, false)) == "01-05 on_time 0/0 0\n");
}

TEST_CASE("attendance: a session is judged once anybody has a row, and not after the as-of date") {
    const std::string rows = "E1,C,2026-01-05,,09:00,12:00,,,,\nE1,C,2026-01-07,,09:00,12:00,,,,\n";
    CHECK(Attended(with_attendance(r1), three_mornings, rows).of("E2") ==
          "01-05 not_attended -/- 1 open\n01-07 not_attended -/- 1 open\n");
    CHECK(Attended(with_attendance(r1), three_mornings, rows, {}, "2026-01-06").of("E2") ==
          "01-05 not_attended -/- 1 open\n");
}

TEST_CASE("attendance: nothing is due before the first and after the last day of work") {
    Attended a(with_attendance(r1), three_mornings,
               "E2,C,2026-01-05,,08:45,12:00,,,,\nE2,C,2026-01-06,,08:45,12:00,,,,\nE2,C,2026-01-07,,08:45,"
               "12:00,,,,\n",
               {}, "2026-12-31",
               "employee_id,name,hire_date,leave_date\nE1,甲,2026-01-06,2026-01-06\nE2,乙,,\n");
    CHECK(a.of("E1") == "01-06 not_attended -/- 1 open\n");
}

TEST_CASE("attendance: excused lateness is on time and no absence") {
    Attended a(with_attendance(r1), three_mornings, "E1,C,2026-01-05,,10:30,12:00,,,,hr\n");
    CHECK(a.of("E1") == "01-05 on_time 90/0 0\n");
    CHECK(a.attendance.course(0, 0).sessions[0].absent_seconds() == 0);
}

TEST_CASE("attendance: the lines of R4, in seconds") {
    Attended a(with_attendance(r4), three_mornings,
               "E1,,2026-01-05,,09:15,16:55:01,,,,\n"  // late; 4 min 59 s early
               "E1,,2026-01-06,,09:15:01,16:55,,,,\n"  // half a day; early
               "E1,,2026-01-07,,09:30,16:45:01,,,,\n"  // half a day; early
               "E1,,2026-01-08,,09:30:01,16:45,,,,\n"  // a day; half a day
               "E1,,2026-01-09,,09:00,16:30,,,,\n");   // a day
    CHECK(a.at_work("E1") ==
          "01-05 late 15/4 0\n"
          "01-06 half_day+early 15/5 0.5\n"
          "01-07 half_day+early 30/14 0.5\n"
          "01-08 day+half_day 30/15 1\n"
          "01-09 day 0/30 1\n"
          "late+early=3>=3@2026-01\n");
}

TEST_CASE("attendance: three whole days in a row, over the end of a month, holidays between") {
    Attended a(with_attendance(r4), three_mornings,
               "E1,,2026-01-30,,,,absent,,,\nE1,,2026-02-02,,,,absent,,,\nE1,,2026-02-03,,,,absent,,,\n"
               "E1,,2026-02-04,,09:00,17:00,,,,\n"
               "E2,,2026-01-30,,,,absent,,,\nE2,,2026-02-02,,09:16,17:00,,,,\nE2,,2026-02-03,,,,absent,,,\n");
    CHECK(a.at_work("E1") ==
          "01-30 day -/- 1\n02-02 day -/- 1\n02-03 day -/- 1\n02-04 on_time 0/0 0\n"
          "absent_days=3 in a row@2026-02\n");
    CHECK(a.at_work("E2") == "01-30 day -/- 1\n02-02 half_day 16/0 0.5\n02-03 day -/- 1\n");
}

TEST_CASE("attendance: who must approve depends on how many days due the leave runs") {
    Attended a(
        with_attendance(r4), three_mornings,
        "E1,,2026-01-05,,,,leave,,hr,\nE1,,2026-01-06,,09:00,17:00,,,,\n"
        "E1,,2026-01-07,,,,leave,,hr,\nE1,,2026-01-08,,,,leave,,head,\n"
        "E2,,2026-01-05,,,,leave,,boss,\nE2,,2026-01-06,,,,leave,,boss,\nE2,,2026-01-07,,,,leave,,head,\n");
    CHECK(a.at_work("E1") == "01-05 leave -/- 0\n01-06 on_time 0/0 0\n01-07 day -/- 1\n01-08 leave -/- 0\n");
    CHECK(a.at_work("E2") == "01-05 leave -/- 0\n01-06 leave -/- 0\n01-07 day -/- 1\n");
}

TEST_CASE("attendance: shifts, by night and twice a day") {
    Attended a(with_attendance(r4), three_mornings,
               "E1,,2026-01-05,,21:59,06:00,,,,\n"
               "E1,,2026-01-06,,00:10,05:50,,,,\n"
               "E1,,2026-01-07,,13:02,17:00,,,,\n"
               "E1,,2026-01-07,,08:58,12:00,,,,\n"
               "E1,,2026-01-09,,08:58,12:00,,,,\n",
               "E1,2026-01-05,22:00,06:00\nE1,2026-01-06,22:00,06:00\n"
               "E1,2026-01-07,09:00,12:00\nE1,2026-01-07,13:00,17:00\n"
               "E2,2026-01-07,09:00,12:00\nE2,2026-01-08,09:00,12:00\n");
    CHECK(a.at_work("E1") ==
          "01-05 on_time 0/0 0\n"
          "01-06 day+early 130/10 1\n"
          "01-07 on_time 0/0 0\n"
          "01-07 late 2/0 0\n");
    CHECK(a.at_work("E2") == "01-07 day -/- 1\n");
    CHECK(a.problems() ==
          "a.csv:6:5 warning[shift-missing] E1 has no shift on 2026-01-09; this row is left out | add the "
          "shift, or check the date and the employee id\n");
}

TEST_CASE("attendance: one row a day for two shifts, the first and the last time of the day") {
    Attended a(with_attendance(r4), three_mornings,
               "E1,,2026-01-05,,08:50,17:58,,,,\nE1,,2026-01-06,,08:50,12:10,,,,\n"
               "E1,,2026-01-07,,,,leave,,hr,\nE1,,2026-01-08,,08:50,,,,,\n",
               "E1,2026-01-05,09:00,12:00\nE1,2026-01-05,14:00,18:00\n"
               "E1,2026-01-06,09:00,12:00\nE1,2026-01-06,14:00,18:00\n"
               "E1,2026-01-07,09:00,12:00\nE1,2026-01-07,14:00,18:00\n"
               "E1,2026-01-08,09:00,12:00\nE1,2026-01-08,14:00,18:00\n");
    CHECK(a.at_work("E1") ==
          "01-05 on_time 0/0 0\n01-05 on_time 0/2 0\n"
          "01-06 on_time 0/0 0\n01-06 day -/- 1\n"
          "01-07 leave -/- 0\n01-07 leave -/- 0\n"
          "01-08 on_time 0/- 0\n01-08 day -/- 1\n");
}

TEST_CASE("attendance: signed in before midnight for a shift that begins after it") {
    Attended a(with_attendance(r4), three_mornings,
               "E1,,2026-01-05,,23:52,08:01,,,,\nE1,,2026-01-05,,15:50,23:30,,,,\n"
               "E1,,2026-01-06,,00:20,08:00,,,,\nE1,,2026-01-07,,20:00,20:30,,,,\n",
               "E1,2026-01-05,00:00,08:00\nE1,2026-01-05,16:00,23:30\n"
               "E1,2026-01-06,00:00,08:00\nE1,2026-01-07,09:00,17:00\n");
    CHECK(a.at_work("E1") ==
          "01-05 on_time 0/0 0\n01-05 on_time 0/0 0\n"
          "01-06 half_day 20/0 0.5\n01-07 day 660/0 1\n");
}

TEST_CASE("attendance: hours absent add up to a limit that ends the training") {
    // R4, 2(2)5.3 and 5.4
    const std::string rules =
        "late: [{over: 0 minutes, counts_as: late}], no_show: {counts_as: half_day}, "
        "limits: [{of: [late], per: course, at_least: 2, then: end}, {of: absent_hours, per: course, "
        "at_least: 2, then: end}]";
    Attended a(with_attendance(rules), three_mornings,
               "E1,C,2026-01-05,,09:01,12:00,,,,\nE1,C,2026-01-06,,08:59,10:00:01,,,,\n"
               "E2,C,2026-01-05,,09:01,12:00,,,,\nE2,C,2026-01-06,,09:00,10:01,,,,\n");
    CHECK(a.of("E1") == "01-05 late 1/0 0\n01-06 on_time 0/119 0\nabsent_hours=2.0164>=2\nends\n");
    CHECK(a.of("E2") == "01-05 late 1/0 0\n01-06 on_time 0/119 0\nabsent_hours=2>=2\nends\n");
}

TEST_CASE("attendance: without rules nothing is open and nothing follows") {
    Attended a("{passline: 1, id: p, tracks: {basic: {assessment: {components: {theory: {pass: 80}}}}}}",
               three_mornings, "E1,C,2026-01-05,,09:20,12:00,,,,\n");
    CHECK(a.of("E1") == "01-05 on_time 20/0 0\n");
    CHECK(a.of("E2") == "01-05 not_attended -/- 1\n");
}
