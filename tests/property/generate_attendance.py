"""Draws a small workspace about attendance and conduct: rules, courses, shifts, punches, leave, make-ups, incidents.

Times and dates lie on a line, one second beside it, or somewhere else. What the specification does not decide is not
drawn; README.md lists it.
"""

import copy
import csv
import datetime
import os

import figures
import reference
from generate import write_json
from generate_attendance_rules import DAYS, NIGHTS, TRACKS, RuleMaker, name_settings
from generate_punches import Punches, Session
from generate_rules import Dice

STARTS = ["2025-09-22", "2025-12-26", "2026-01-19", "2026-01-28", "2026-02-09", "2026-02-24", "2026-04-24", "2026-05-06"]


def write_csv(path, rows, columns=None):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns or list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def own_calendar(dice, folder, workspace, first, path):
    """`cn`, now and then with days of the organisation's own; returns the calendar."""
    if dice.chance(0.3):
        days = [(first + datetime.timedelta(days=n)).isoformat() for n in dice.random.sample(range(40), 6)]
        data = {"passline": 1, "calendar": "own", "workdays": days[:2]}
        data["holidays"] = [days[2], {"date": days[3], "name": "店庆"}, {"from": min(days[4:]), "to": min(days[4:])}]
        write_json(os.path.join(folder, "own.yaml"), data)
        workspace["calendar"] = ["cn", "own.yaml"]
    elif dice.chance(0.5):
        workspace["calendar"] = "cn"
    return figures.calendar_of(folder, workspace, path)


class Maker:
    def __init__(self, seed, folder, calendar):
        self.dice, self.folder = Dice(f"attendance-{seed}", ()), folder
        self.workspace = {"passline": 1, "plans": "plan.yaml", "roster": "roster.csv", "scores": "scores.csv"}
        self.first = datetime.date.fromisoformat(self.dice.pick(*STARTS)) + datetime.timedelta(
            days=self.dice.random.randint(0, 6)
        )
        self.as_of = self.first + datetime.timedelta(days=self.dice.pick(5, 12, 20, 30, 60, 60, 90))
        self.calendar = own_calendar(self.dice, self.folder, self.workspace, self.first, calendar)
        self.policies = [RuleMaker(self.dice).policy()]
        if self.dice.chance(0.15):
            self.policies.append(RuleMaker(self.dice).policy())
            change = self.day(5, 15)
            self.policies[1]["effective"] = change.isoformat()
            self.policies[0]["until"] = (change - datetime.timedelta(days=1)).isoformat()
            for rule in self.policies[0]["conduct"] + self.policies[1]["conduct"]:
                rule["per"] = "course"  # what counts across versions is not said
        self.rows, self.scores = [], []

    def day(self, low, high):
        return self.first + datetime.timedelta(days=self.dice.random.randint(low, high))

    def policy_on(self, day):
        return self.policies[-1] if day.isoformat() >= self.policies[-1]["effective"] else self.policies[0]

    def first_day(self, course):
        return datetime.date.fromisoformat(course["start"] if "start" in course else course["sessions"][0]["date"])

    def rules_of(self, track, day):
        base = dict(self.policy_on(day)["attendance"])
        own = base.pop("tracks", {})
        if track == "workplace" and track in own:
            base = {key: base[key] for key in base if key == "hours"}
        return {**base, **own.get(track, {})}

    def people(self):
        dice, found = self.dice, []
        for number in range(dice.random.randint(2, 5)):
            hired = self.day(0, 8) if dice.chance(0.25) else dice.pick(None, self.day(-300, -30))
            left = None
            if dice.chance(0.2):
                left = max(hired or self.first, self.first) + datetime.timedelta(days=dice.random.randint(2, 14))
            found.append(
                {
                    "employee_id": f"E{number + 1}",
                    "name": f"员工{number + 1}",
                    "department": dice.pick("客服一部", "客服二部", ""),
                    "track": dice.pick(*TRACKS),
                    "hire_date": hired,
                    "leave_date": left,
                    "mentor_id": "E1" if number == 1 else "",
                    "manager_id": dice.pick("", "E1") if number else "",
                }
            )
        return found

    def employed(self, person, day):
        hired, left = person["hire_date"], person["leave_date"]
        return (hired is None or hired <= day) and (left is None or day <= left)

    def course(self, number):
        dice = self.dice
        track = dice.pick(*TRACKS)
        course = {"id": f"C{number}", "title": f"C{number}", "track": track, "status": "held"}
        start = self.day(0, 20)
        if dice.chance(0.3):
            hours = dice.pick(*DAYS)
            course["hours"] = {"from": hours[0], "to": hours[1]}
            if dice.chance(0.4):
                course["hours"]["break"] = "45 minutes"
        if dice.chance(0.7):
            dates = sorted(start + datetime.timedelta(days=n) for n in dice.random.sample(range(14), dice.random.randint(2, 7)))
            course["sessions"] = []
            twice = dice.chance(0.3)
            for at_, date in enumerate(dates):
                course["sessions"].append(self.session(len(course["sessions"]) + 1, date, 1 if twice and at_ == 1 else None))
                if twice and at_ == 1:
                    course["sessions"].append(self.session(len(course["sessions"]) + 1, date, 2))
        else:
            end = start + datetime.timedelta(days=dice.random.randint(2, 9))
            while not self.calendar.between(start, end):
                end += datetime.timedelta(days=1)
            course["start"], course["end"] = start.isoformat(), end.isoformat()
        if dice.chance(0.05):
            course["status"] = "cancelled"
        elif dice.chance(0.05):
            course["status"] = "postponed"
            course["postponed"] = {"from": self.first.isoformat()}
        self.join(course)
        return course

    def undated(self):
        """A course that was postponed and has no dates yet: nothing is due in it."""
        course = {"id": "U1", "title": "U1", "track": TRACKS[0], "status": "postponed"}
        course["postponed"] = {"from": self.first.isoformat()}
        return course

    def appeals(self):
        """Open ones hold back what somebody decides; rejected ones nothing."""
        rows = []
        for score in self.scores:
            if score["component"] == "theory" and score["attempt"] == 1 and self.dice.chance(0.1):
                row = {"appeal_id": f"A{len(rows)}", "employee_id": score["employee_id"], "course_id": score["course_id"]}
                row.update(attempt="1", component="theory", filed_on=self.as_of.isoformat())
                rows.append({**row, "status": self.dice.pick("open", "open", "rejected")})
        if rows:
            self.workspace["appeals"] = "appeals.csv"
            write_csv(os.path.join(self.folder, "appeals.csv"), rows)

    def session(self, number, date, half):
        session = {"id": f"S{number}", "date": date.isoformat()}
        if half or self.dice.chance(0.6):
            hours = DAYS[half - 1] if half else self.dice.pick(*DAYS)
            session["from"], session["to"] = hours
            if not half and self.dice.chance(0.3):
                session["break"] = self.dice.pick("30 minutes", "1 hour")
        return session

    def join(self, course):
        way = self.dice.pick("track", "list", "list", "absent", "department")
        if way == "track":
            course["participants"] = {"track": course["track"]}
        elif way == "department":
            course["participants"] = {"department": self.dice.pick("客服一部", "客服二部")}
            if self.dice.chance(0.5):
                course["participants"]["track"] = self.dice.pick(*TRACKS)
        elif way == "list":
            course["participants"] = self.dice.some([p["employee_id"] for p in self.roster], 1, len(self.roster))

    def sessions(self, course):
        if "sessions" not in course:
            first, last = (datetime.date.fromisoformat(course[key]) for key in ("start", "end"))
            return [Session(day, "", course.get("hours")) for day in self.calendar.between(first, last)]
        found = []
        for s in course["sessions"]:
            hours = s if "from" in s else course.get("hours")
            found.append(Session(datetime.date.fromisoformat(s["date"]), s["id"], hours))
        return found

    def takes_part(self, person, course):
        listed = course.get("participants")
        if listed is None:
            return self.dice.chance(0.7)
        if isinstance(listed, list):
            return person["employee_id"] in listed
        return all(person[key] == listed[key] for key in listed)

    def attend_course(self, course):
        dice, rule_set = self.dice, self.rules_of(course["track"], self.first_day(course))
        punches = Punches(dice, rule_set, course["id"], self.as_of, self.calendar)
        sessions = self.sessions(course)
        by_length = any(isinstance(e, dict) for e in (rule_set.get("leave") or {}).get("approved_by") or [])
        if by_length:
            dates = [s.date for s in sessions]
            sessions = [s for s in sessions if dates.count(s.date) == 1]
        held = [s for s in sessions if by_length or dice.chance(0.93)]
        taken = [s.date for s in sessions]
        people = [p for p in self.roster if self.takes_part(p, course)]
        if not people or course["status"] == "cancelled" or by_length and len(taken) != len(self.sessions(course)):
            return
        for person in people:
            own = [s for s in held if self.employed(person, s.date)]
            missed = punches.fill(person["employee_id"], own)
            punches.make_up(person["employee_id"], missed, taken)
            if dice.chance(0.9):
                self.score(person, course)
        others = [p for p in self.roster if p not in people and p["hire_date"] is p["leave_date"] is None]
        if isinstance(course.get("participants"), list) and others and dice.chance(0.3):
            punches.fill(others[0]["employee_id"], held)  # not a participant: judged where there is a row
        self.not_due(course, punches, people, taken)
        for row in punches.rows:
            same_day = [d for d in taken if d.isoformat() == row["date"]]
            if row["status"] != "make_up" and len(same_day) == 1 and dice.chance(0.4):
                row["session"] = ""  # the day tells
        punches.rows += [dict(row) for row in punches.rows if row["status"] != "make_up" and dice.chance(0.02)]
        self.rows += punches.rows

    def not_due(self, course, punches, people, taken):
        """Rows on days that are no session's, left out with a warning."""
        if self.dice.chance(0.15):
            day = max(taken) + datetime.timedelta(days=1)
            punches.present(people[0]["employee_id"], Session(day, "", None), plain=True)
        early = [p for p in people if p["hire_date"] and min(taken) < p["hire_date"]]
        if early and self.dice.chance(0.5):
            held = [row for row in punches.rows if row["date"] == min(taken).isoformat() and row["status"] != "make_up"]
            if held:
                session = Session(min(taken), held[0]["session"], None)
                punches.present(early[0]["employee_id"], session, plain=True)

    def score(self, person, course, attempt=1):
        dice = self.dice
        components = self.policy_on(self.first_day(course))["tracks"][course["track"]]["assessment"]["components"]
        day = datetime.date.fromisoformat(course["end"] if "end" in course else course["sessions"][-1]["date"])
        for component in components:
            if component == "presence" and not dice.chance(0.2):
                continue
            value = dice.pick(80, 79.99, 60, 95, 90, dice.random.randint(50, 100))
            if component == "presence":
                value = dice.random.randint(5, 10)
            self.scores.append(
                {
                    "employee_id": person["employee_id"],
                    "course_id": course["id"],
                    "component": component,
                    "attempt": attempt,
                    "score": value,
                    "date": (day + datetime.timedelta(days=attempt)).isoformat(),
                }
            )

    def attend_workplace(self, workspace):
        dice = self.dice
        kind = dice.pick("none", "shifts", "shifts", "rows")
        if kind == "none" or len(self.policies) > 1:  # which version's limits count is not said
            return
        rule_set = self.rules_of("workplace", self.first)
        punches = Punches(dice, rule_set, "", self.as_of, self.calendar)
        by_length = any(isinstance(e, dict) for e in (rule_set.get("leave") or {}).get("approved_by") or [])
        start, shifts = self.day(0, 6), []
        for person in self.roster:
            sessions = []
            for n in range(dice.random.randint(4, 12)):
                day = start + datetime.timedelta(days=n)
                if not self.employed(person, day) or dice.chance(0.2):
                    continue
                hours = dice.pick(*DAYS, *NIGHTS) if kind == "shifts" else None
                hours = hours and {"from": hours[0], "to": hours[1]}
                sessions.append(Session(day, "", hours))
                if hours:
                    shifts.append({"employee_id": person["employee_id"], "date": day.isoformat(), **hours})
            missed = punches.fill(person["employee_id"], sessions)
            if kind == "shifts":
                punches.make_up(person["employee_id"], missed, [s.date for s in sessions], "own_day")
        if kind == "rows":
            # each row is due: a day is on leave or not as the rows say, and no day is without
            punches.rows = [row for row in punches.rows if not by_length or row["status"] not in ("leave", "请假")]
        if kind == "shifts" and shifts and punches.rows and dice.chance(0.2):
            free = [p["employee_id"] for p in self.roster]
            day = punches.rows[0]["date"]
            free = [e for e in free if (e, day) not in {(s["employee_id"], s["date"]) for s in shifts}]
            if free:  # no shift on that day: left out with a warning
                punches.present(free[0], Session(datetime.date.fromisoformat(day), "", None), plain=True)
        if kind == "shifts" and shifts:
            workspace["shifts"] = "sheets/shifts.csv"
            write_csv(os.path.join(self.folder, "sheets", "shifts.csv"), shifts)
            if by_length:
                held = {row["date"] for row in punches.rows}
                if any(s["date"] not in held and s["date"] <= self.as_of.isoformat() for s in shifts):
                    punches.rows = [row for row in punches.rows if row["status"] not in ("leave", "请假")]
        elif kind == "shifts":
            return
        signed = {row["date"] for row in punches.rows if row["status"] != "make_up"}
        self.rows += [row for row in punches.rows if row["date"] in signed]

    def incidents(self, workspace, courses):
        dice, rows = self.dice, []
        for person in self.roster:
            days = [self.day(0, 100) for _ in range(dice.pick(0, 1, 2, 4, 6))]
            if days and dice.chance(0.4):
                days[0] = self.as_of + datetime.timedelta(days=dice.pick(0, 0, 1))
            for day in sorted(set(days)):
                course = dice.pick(*[c["id"] for c in courses if c["status"] != "cancelled"], "")
                kind = dice.pick("phone", "noise", "cheating", "phone", "smoking")
                rows.append(
                    {"employee_id": person["employee_id"], "date": day.isoformat(), "kind": kind, "course_id": course}
                )
        if rows:
            workspace["incidents"] = "sheets/incidents.csv"
            dice.random.shuffle(rows)
            write_csv(os.path.join(self.folder, "sheets", "incidents.csv"), rows)

    def write(self):
        dice, folder, workspace = self.dice, self.folder, self.workspace
        self.roster = self.people()
        courses = [self.course(n + 1) for n in range(dice.pick(1, 2, 3))]
        if all(course["status"] == "cancelled" for course in courses):
            courses[0]["status"] = "held"
        plan = {"passline": 1, "plan": "all", "period": str(self.first.year), "courses": courses}
        for course in courses:
            self.attend_course(course)
        if not self.scores:
            course = next(c for c in courses if c["status"] != "cancelled")
            course["participants"] = [p["employee_id"] for p in self.roster]
            self.score(self.roster[0], course)
        self.attend_workplace(workspace)
        self.incidents(workspace, courses)
        workspace["policy"] = [f"policy-{n}.yaml" for n in range(len(self.policies))]
        for name, policy in zip(workspace["policy"], copy.deepcopy(self.policies)):
            name_settings(dice, policy)
            write_json(os.path.join(folder, name), policy)
        if dice.chance(0.08):
            del workspace["roster"]
            for person in self.roster:
                person.update(hire_date=None, leave_date=None)
            for course in courses:
                if isinstance(course.get("participants"), dict):
                    del course["participants"]
        else:
            write_csv(os.path.join(folder, "roster.csv"), self.roster)
        if dice.chance(0.1):
            plan["courses"] = courses + [self.undated()]
        write_json(os.path.join(folder, "plan.yaml"), plan)
        if self.rows:
            workspace["attendance"] = "sheets/attendance/*.csv"
            if dice.chance(0.5):
                dice.random.shuffle(self.rows)
            write_csv(os.path.join(folder, "sheets", "attendance", "a.csv"), self.rows)
        write_csv(os.path.join(folder, "scores.csv"), self.scores)
        self.appeals()
        write_json(os.path.join(folder, "passline.yaml"), workspace)
        self.more_attempts(courses)

    def more_attempts(self, courses):
        """A second attempt for some of those whose first failed with a step left."""
        grading = reference.Grading(self.folder, as_of=self.as_of)
        by_id = {course["id"]: course for course in courses}
        people = {person["employee_id"]: person for person in self.roster}
        for (employee, course_id), case in grading.cases.items():
            failed = case.walk.last and case.walk.last.verdict == "fail"
            if failed and not case.walk.ended and not case.ended and self.dice.chance(0.5):
                self.score(people[employee], by_id[course_id], 2)
        write_csv(os.path.join(self.folder, "scores.csv"), self.scores)


def generate(seed, folder, calendar=reference.DEFAULT_CALENDAR):
    """Writes the workspace; returns its as-of date."""
    maker = Maker(seed, folder, calendar)
    maker.write()
    return maker.as_of
