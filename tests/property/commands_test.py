#!/usr/bin/env python3
"""Cases worked out by hand from the specification, against the references of the commands. Run: python3 commands_test.py"""

import datetime
import json
import os
import tempfile
import unittest

import deadlines
import figures
import kpi
import levels
import limits
import performance
import reference

CALENDAR = os.environ.get("CN_HOLIDAYS", reference.DEFAULT_CALENDAR)
ROSTER = "employee_id,name,department,track,level,hire_date,leave_date\nE1,王一,客服,t,,,\nE2,李二,客服,t,,2026-01-06,\n"
TRACK = {"title": "T", "assessment": {"components": {"theory": {"pass": 80, "article": "9"}}}}
ROWS = "employee_id,course_id,date,session,sign_in,sign_out,status,asked_at,approved_by,excused_by\n"
SESSIONS = [
    {"id": f"S{n}", "date": f"2026-01-{n + 4:02d}", "from": "09:00", "to": "12:00", "break": "30 minutes"}
    for n in (1, 2, 3)
]


class Workspace(unittest.TestCase):
    def folder(self, policy, courses=None, plan=None, **files):
        """Writes a workspace; files are sheets by their entry in passline.yaml."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        policy = {"passline": 1, "id": "p", "effective": "2024-01-01", "tracks": {"t": TRACK}, **policy}
        plan = {"passline": 1, "plan": "2026", "period": "2026", "courses": courses or [], **(plan or {})}
        workspace = {"passline": 1, "policy": "policy.yaml", "plans": "plan.yaml"}
        files.setdefault("roster", ROSTER)
        for key, text in files.items():
            workspace[key] = f"{key}.csv"
            self.write(folder.name, f"{key}.csv", text)
        for name, data in (("policy", policy), ("plan", plan), ("passline", workspace)):
            self.write(folder.name, f"{name}.yaml", json.dumps(data))
        return folder.name

    @staticmethod
    def write(folder, name, text):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    @staticmethod
    def graded(folder, as_of="2026-12-31"):
        return reference.Grading(folder, CALENDAR, datetime.date.fromisoformat(as_of))


class AttendanceTest(Workspace):
    LATE = [{"over": "0 minutes", "counts_as": "late", "article": "1"}, {"over": "30 minutes", "counts_as": "not_attended"}]

    def sessions(self, rules, rows, as_of="2026-12-31", **course):
        course = {"id": "C1", "track": "t", "participants": ["E1"], "sessions": SESSIONS, **course}
        self.grading = self.graded(self.folder({"attendance": rules}, [course], attendance=ROWS + rows), as_of)
        return limits.by_session(self.grading.attendance, self.grading.person)

    def classes(self, rules, rows, **course):
        return [row["class"] for row in self.sessions(rules, rows, **course)]

    def person(self, rules, rows, **course):
        self.sessions(rules, rows, **course)
        return limits.by_person(self.grading.attendance, self.grading.person)[0]

    def test_thirty_minutes_are_late_and_a_second_more_is_not_attended(self):
        rows = "E1,C1,2026-01-05,S1,09:30:00,12:00,,,,\nE1,C1,2026-01-06,S2,09:30:01,12:00,,,,\n"
        found = self.sessions({"late": self.LATE}, rows)
        self.assertEqual([row["class"] for row in found], ["late", "not_attended"])
        self.assertEqual([row["minutes_late"] for row in found], ["30", "30"])
        self.assertEqual([row["absent_days"] for row in found], ["0", "1"])
        self.assertEqual([row["articles"] for row in found], ["1", ""])

    def test_a_session_without_any_row_is_not_judged_and_one_with_anybody_s_is(self):
        rows = "E2,C1,2026-01-05,S1,08:59,12:00,,,,\n"
        found = self.sessions({}, rows, participants=["E1", "E2"])
        self.assertEqual([(row["employee_id"], row["class"]) for row in found], [("E1", "not_attended")])
        # E2 joined on the 6th: the row of the 5th is left out, yet shows that the session was held

    def test_the_heavier_class_comes_first_and_halves_add_up_to_a_day(self):
        rules = {
            "late": [{"over": "0 minutes", "counts_as": "late"}],
            "early": [{"at_least": "15 minutes", "counts_as": "half_day"}],
        }
        self.assertEqual(self.classes(rules, "E1,C1,2026-01-05,S1,09:01,11:45,,,,\n"), ["half_day+late"])
        rules["late"][0]["counts_as"] = "half_day"
        found = self.sessions(rules, "E1,C1,2026-01-05,S1,09:01,11:45,,,,\n")
        self.assertEqual((found[0]["class"], found[0]["absent_days"]), ("half_day+half_day", "1"))

    def test_sign_in_asked_for_earlier(self):
        rules = {"sign_in": {"before_start": "15 minutes", "article": "15"}}
        rows = "E1,C1,2026-01-05,S1,08:45:00,12:00,,,,\nE1,C1,2026-01-06,S2,08:45:01,12:00,,,,\n"
        self.assertEqual(self.classes(rules, rows), ["on_time", "late_sign_in"])

    def test_leave_asked_for_a_working_day_before_monday(self):
        rules = {"leave": {"ask_before": "1 working day", "approved_by": ["hr"], "then": "make_up"}}
        # the 4th of January 2026 is a Sunday that is worked, the 3rd is off
        for asked, expected in (("2026-01-04 23:59:59", "leave"), ("2026-01-05 00:00", "not_attended")):
            self.assertEqual(self.classes(rules, f"E1,C1,2026-01-05,S1,,,leave,{asked},hr,\n"), [expected])

    def test_a_make_up_closes_the_earliest_open_session(self):
        rows = "E1,C1,2026-01-05,S1,,,absent,,,\nE1,C1,2026-01-06,S2,,,absent,,,\nE1,C1,2026-01-08,,,,make_up,,,\n"
        row = self.person({}, rows)
        self.assertEqual((row["sessions"], row["attended"], row["rate"], row["make_up"]), ("2", "1", "50.00", "1"))
        self.assertEqual((row["not_attended"], row["absent_days"], row["absent_hours"]), ("2", "2", "5"))
        result = self.grading.results()[0]
        self.assertEqual((result["outcome"], result["next"]), ("not_attended", "make_up"))
        self.assertEqual(self.grading.retrain()[0]["since"], "2026-01-06")

    def test_a_limit_that_ends_the_training_beats_sessions_not_attended(self):
        rules = {"limits": [{"of": "absent_hours", "per": "course", "at_least": 2.5, "then": "end", "article": "5.4"}]}
        rows = "E1,C1,2026-01-05,S1,,,absent,,,\n"
        self.assertEqual(self.person(rules, rows)["limits"], "absent_hours=2.5>=2.5")
        result = self.grading.results()[0]
        self.assertEqual((result["outcome"], result["next"], result["articles"]), ("fail", "none", "5.4"))

    def test_days_in_a_row_go_over_the_end_of_a_month(self):
        rules = {"limits": [{"of": "absent_days", "per": "month", "in_a_row": 2, "article": "3"}]}
        days = ["2026-01-29", "2026-01-30", "2026-02-02"]
        sessions = [{"id": day, "date": day, "from": "09:00", "to": "12:00"} for day in days]
        rows = "".join(f"E1,C1,{day},{day},,,absent,,,\n" for day in days[1:]) + f"E1,C1,{days[0]},,08:00,12:00,,,,\n"
        self.assertEqual(self.person(rules, rows, sessions=sessions)["limits"], "absent_days=2 in a row@2026-02")

    def test_a_night_shift_ends_the_next_day(self):
        rows = "E1,,2026-01-05,,22:00:01,05:59:59,,,,\nE1,,2026-01-06,,,06:00,present,,,\n"
        shifts = "employee_id,date,from,to\nE1,2026-01-05,22:00,06:00\nE1,2026-01-06,22:00,06:00\n"
        rules = {"late": [{"over": "0 minutes", "counts_as": "late"}], "early": [{"over": "0 minutes", "counts_as": "early"}]}
        folder = self.folder({"attendance": rules}, attendance=ROWS + rows, shifts=shifts)
        grading = self.graded(folder)
        found = limits.by_session(grading.attendance, grading.person)
        self.assertEqual([row["class"] for row in found], ["late+early", "on_time"])

    def test_the_rate_is_a_component_where_the_sheets_have_no_score(self):
        track = {
            "title": "T",
            "assessment": {"components": {"theory": {"pass": 80}, "there": {"from": "attendance", "pass": 66.67}}},
        }
        course = {"id": "C1", "track": "t", "participants": ["E1"], "sessions": SESSIONS}
        rows = "E1,C1,2026-01-05,S1,,,absent,,,\nE1,C1,2026-01-06,S2,09:00,12:00,,,,\nE1,C1,2026-01-07,S3,09:00,12:00,,,,\n"
        policy = {"tracks": {"t": track}, "attendance": {"no_show": {"counts_as": "day"}}}
        scores = "employee_id,course_id,component,score,date\nE1,C1,theory,90,2026-01-08\n"
        folder = self.folder(policy, [course], attendance=ROWS + rows, scores=scores)
        result = self.graded(folder).results()[0]
        self.assertEqual((result["scores"], result["failed"]), ("theory=90;there=66.6667", "there"))

    def test_conduct_applies_to_the_course_in_which_the_count_was_reached(self):
        policy = {"conduct": [{"of": ["phone"], "at_least": 2, "per": "quarter", "then": "end", "article": "6.1"}]}
        courses = [{"id": c, "track": "t", "participants": ["E1"], "start": "2026-01-05"} for c in ("C1", "C2")]
        rows = "employee_id,date,kind,course_id\nE1,2026-03-31,phone,C1\nE1,2026-04-01,phone,C1\nE1,2026-06-30,phone,C2\n"
        results = self.graded(self.folder(policy, courses, incidents=rows)).results()
        self.assertEqual([(r["outcome"], r["articles"]) for r in results], [("incomplete", ""), ("fail", "6.1")])


class DeadlinesTest(Workspace):
    def rows(self, rule, course=None, as_of="2026-03-31", plan=None, **selected):
        courses = [{"id": "C1", "track": "t", "start": "2026-02-24", "end": "2026-02-28", **(course or {})}]
        folder = self.folder({"deadlines": [{"id": "d", **rule}]}, courses, plan)
        truth = deadlines.Deadlines(folder, CALENDAR, datetime.date.fromisoformat(as_of))
        return truth.rows(**selected)

    def test_working_days_around_the_spring_festival(self):
        # 15 to 23 February 2026 are off, Saturdays 14 and 28 are worked
        row = self.rows({"due": "3 working days before start"})[0]
        self.assertEqual((row["due"], row["opens"], row["state"]), ("2026-02-12", "", "overdue"))
        row = self.rows({"due": "2 working days after start"}, as_of="2026-02-24")[0]
        self.assertEqual((row["due"], row["opens"], row["days_left"]), ("2026-02-26", "2026-02-24", "2"))

    def test_short_months_and_done_dates(self):
        rows = self.rows({"due": "day 30 of each month"}, plan={"period": "2026-Q1", "done": {"d": ["2026-01-30", "2026-03-01"]}})
        self.assertEqual([row["due"] for row in rows], ["2026-01-30", "2026-02-28", "2026-03-30"])
        self.assertEqual([row["state"] for row in rows], ["done", "overdue", "done"])

    def test_one_done_late_and_the_next_in_time(self):
        done = {"d": ["2026-01-27", "2026-02-20"]}
        rows = self.rows({"due": "day 25 of each month"}, plan={"period": "2026-Q1", "done": done})
        self.assertEqual([row["state"] for row in rows], ["late", "done", "overdue"])

    def test_a_range_shows_what_is_due_in_it_outside_the_plan(self):
        first, last = datetime.date(2026, 4, 1), datetime.date(2026, 4, 30)
        rows = self.rows({"due": "5 days after quarter start"}, plan={"period": "2026-Q1"}, first=first, last=last)
        self.assertEqual([(row["due"], row["state"]) for row in rows], [("2026-04-06", "upcoming")])


class LevelsTest(Workspace):
    STEPS = [
        {"id": "C", "exam": "t", "at_least": {"kpi": 85}, "article": "1.2"},
        {"id": "B", "at_least": {"kpi": 90}, "at_most": {"aht": 200}, "tenure": "3 months", "article": "1.3"},
    ]

    def row(self, figures_, level="", hired="2026-01-01"):
        metrics = {"kpi": {"title": "KPI"}, "aht": {"better": "lower"}}
        policy = {"evaluation": {"metrics": metrics}, "levels": {"steps": self.STEPS}}
        roster = f"employee_id,name,level,hire_date,leave_date\nE1,王一,{level},{hired},\n"
        sheet = "employee_id,period,metric,value\n" + "".join(f"E1,2026-{m:02d},{k},{v}\n" for m, k, v in figures_)
        grading = self.graded(self.folder(policy, roster=roster, kpi=sheet))
        return levels.Levels(grading, grading.policies, "2026-Q1").rows()[0]

    def test_a_hair_below_the_line_is_not_printed_on_it(self):
        row = self.row([(1, "kpi", "84.9999"), (2, "kpi", "85.00001")])
        self.assertEqual((row["reached"], row["recommendation"]), ("", "stay"))
        self.assertEqual(row["missing"], "kpi=84.9999<85;exam=t")

    def test_present_level_stands_for_its_exam_and_what_the_next_one_lacks(self):
        row = self.row([(1, "kpi", 85), (2, "kpi", 85), (3, "aht", 201)], level="C", hired="2026-01-02")
        self.assertEqual((row["reached"], row["recommendation"], row["articles"]), ("C", "stay", "1.2;1.3"))
        self.assertEqual(row["missing"], "kpi=85<90;aht=201>200;tenure=3 months")

    def test_below_the_present_level(self):
        row = self.row([(1, "kpi", 84)], level="C")
        self.assertEqual((row["reached"], row["recommendation"], row["missing"]), ("", "below", "kpi=84<85"))


class FiguresTest(Workspace):
    def test_tickets(self):
        service = {
            "first_response": {"chat": "5 minutes"},
            "solved": {"2": "1 day"},
            "complaint": {"verified": "1 hour", "followed_up": "3 working days"},
        }
        sheet = (
            "ticket_id,employee_id,channel,severity,opened_at,responded_at,solved_at,complaint,verified_at,followed_up_at,satisfied\n"
            "T1,E1,chat,2,2026-02-13 10:00,2026-02-13 10:05:00,2026-02-14 23:59:59,true,2026-02-13 11:00:01,2026-02-26 23:00,true\n"
            "T2,E1,chat,2,2026-02-13 10:00,2026-02-13 10:05:01,2026-02-15 00:00:00,,,,\n"
            "T3,E1,chat,2,2026-02-28 23:58,,,,,,\n"
        )
        # followed up: 24, 25, 26 February are the three working days after the 14th
        found = kpi.rows(self.folder({"service": service}, tickets=sheet), CALENDAR, datetime.date(2026, 2, 28))
        self.assertEqual(
            {row["metric"]: row["value"] for row in found},
            {
                "volume": "3",
                "volume_per_day": "0.19",
                "response_timeliness": "50.00",
                "response_timeliness_chat": "50.00",
                "resolution_rate": "66.67",
                "resolution_timeliness": "50.00",
                "resolution_timeliness_2": "50.00",
                "satisfaction": "100.00",
                "complaint_rate": "33.33",
                "complaint_verified_timeliness": "0.00",
                "complaint_followed_up_timeliness": "100.00",
            },
        )

    def test_below_standard_for_two_months_up_to_the_last_with_a_figure(self):
        rule = {"metric": "s", "below": 80, "for": "2 months", "then": "retrain", "within": "10 working days"}
        policy = {"evaluation": {"metrics": {"s": {}}}, "performance": [rule]}
        sheet = "employee_id,period,metric,value\nE1,2026-01,s,79.99\nE1,2026-02,s,70\nE2,2026-01,s,80\nE2,2026-02,s,70\n"
        folder = self.folder(policy, kpi=sheet)
        for as_of, expected in (("2026-02-27", []), ("2026-02-28", [("E1", "2026-01=79.99;2026-02=70", "2026-03-13")])):
            grading = self.graded(folder, as_of)
            rows = performance.Performance(grading, grading.policies).rows()
            self.assertEqual([(row["employee_id"], row["figures"], row["due"]) for row in rows], expected)

    def test_offsets(self):
        calendar = figures.Calendar(CALENDAR)
        day = datetime.date(2026, 3, 31)
        self.assertEqual(figures.add_offset(day, "1 month", calendar, back=True), datetime.date(2026, 2, 28))
        self.assertEqual(figures.add_offset(day, "1 month", calendar), datetime.date(2026, 4, 30))
        self.assertEqual(calendar.left(datetime.date(2026, 2, 13), datetime.date(2026, 2, 24)), 2)
        self.assertEqual(calendar.left(datetime.date(2026, 2, 24), datetime.date(2026, 2, 13)), -2)


if __name__ == "__main__":
    unittest.main()
