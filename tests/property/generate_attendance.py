"""Draws a small workspace about attendance and conduct: rules, courses, shifts, punches, leave, make-ups, incidents.

Times and dates lie on a line, one second beside it, or somewhere else. What the specification does not decide is not
drawn; README.md lists it.
"""

import csv
import datetime
import os

import figures
import reference
from attendance import at, clock
from generate import write_json
from generate_rules import Dice

ROLES = {"hr": {"zh": "人力资源部", "en": "HR"}, "head": {"zh": "部门负责人", "en": "Department head"}, "lead": "组长"}
ACTIONS = ["talk", "warning", "stop_bonus", "coaching", "transfer", "reward"]
TRACKS = ["onboarding", "in_service"]
DAYS = [("09:00", "12:00"), ("13:00", "17:30"), ("09:00", "17:30"), ("18:30", "21:00"), ("08:45", "11:15")]
NIGHTS = [("22:00", "06:00"), ("20:00", "00:00"), ("16:00", "00:30")]
STARTS = ["2025-09-22", "2025-12-26", "2026-01-19", "2026-01-28", "2026-02-09", "2026-02-24", "2026-04-24", "2026-05-06"]
LATE = [
    [("over", "0 minutes", "late"), ("over", "30 minutes", "not_attended")],
    [("over", "0 minutes", "late"), ("over", "15 minutes", "half_day"), ("over", "30 minutes", "day")],
    [("over", "0 minutes", "late")],
    [("over", "0 seconds", "late"), ("at_least", "15 minutes", "half_day"), ("over", "1 hour", "not_attended")],
    [("at_least", "5 minutes", "late"), ("at_least", "15 minutes", "half_day"), ("at_least", "30 minutes", "day")],
    [("at_least", "1 minute", "late"), ("over", "90 seconds", "half_day")],
]


def write_csv(path, rows, columns=None):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns or list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def time_text(seconds, always=False):
    seconds %= 86400
    text = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    return text + (f":{seconds % 60:02d}" if seconds % 60 or always else "")


class RuleMaker:
    """The policy's attendance and conduct rules."""

    def __init__(self, dice):
        self.dice = dice
        self.numbered = 0

    def rule(self, data, acts=0.25):
        """With an article of its own most of the time, and now and then actions."""
        self.numbered += 1
        if self.dice.chance(0.85):
            data["article"] = self.dice.pick(f"{self.numbered}", f"3({self.numbered})", f"2.{self.numbered % 4}")
        if self.dice.chance(acts):
            data["actions"] = self.dice.some(ACTIONS, 1, 2)
        return data

    def entries(self, name):
        found = []
        for way, length, counts in self.dice.pick(*LATE):
            found.append(self.rule({way: length, "counts_as": name if counts == "late" else counts}))
        if self.dice.chance(0.3):
            self.dice.random.shuffle(found)
        return found

    def rules(self, whole=True):
        """Attendance rules; of a track only some of them."""
        dice, data = self.dice, {}
        keep = 1 if whole else 0.4
        if dice.chance(0.7 * keep):
            hours = dice.pick(*DAYS)
            data["hours"] = {"from": hours[0], "to": hours[1]}
            if dice.chance(0.3):
                data["hours"]["break"] = dice.pick("60 minutes", "30 minutes", "1 hour")
        if dice.chance(0.5 * keep):
            data["sign_in"] = self.rule({"before_start": dice.pick("15 minutes", "10 minutes", "90 seconds")}, 0)
        if dice.chance(0.9 * keep):
            data["late"] = self.entries("late")
        if dice.chance(0.8 * keep):
            data["early"] = self.entries("early")
        if dice.chance(0.85 * keep):
            data["no_show"] = self.no_show()
        if dice.chance(0.85 * keep):
            data["leave"] = self.leave()
        if dice.chance(0.8 * keep):
            data["limits"] = [self.limit() for _ in range(dice.pick(1, 1, 2, 2, 3))]
        if dice.chance(0.4 * keep):
            rates = [self.rate() for _ in range(dice.pick(1, 1, 2))]
            if len({rate["per"] for rate in rates}) == len(rates) or rates[0]["per"] == "person":
                data["rates"] = rates
        return data

    def rate(self):
        line = self.dice.pick(95, 80, 66.67, 66.66, 33.33, 50, 85.71, 100)
        return self.rule({"per": self.dice.pick("person", "person", "team", "course"), "at_least": line})

    def no_show(self):
        data = {"counts_as": self.dice.pick("not_attended", "not_attended", "day", "half_day")}
        if self.dice.chance(0.12):
            data["then"] = "end"
        elif data["counts_as"] == "not_attended" and self.dice.chance(0.4):
            data["then"] = "make_up"
        return self.rule(data)

    def leave(self):
        dice = self.dice
        if dice.chance(0.2):
            data = {"allowed": False}
            if dice.chance(0.7):
                data["then"] = dice.pick("end", "make_up")
            return self.rule(data)
        data = {}
        if dice.chance(0.8):
            data["ask_before"] = dice.pick(
                "1 working day", "2 working days", "1 day", "3 days", "1 week", "1 month", "24 hours", "90 minutes"
            )
        if dice.chance(0.75):
            data["approved_by"] = dice.pick(
                ["hr"],
                ["head", "hr"],
                [{"up_to": "1 day", "by": "lead"}, {"up_to": "2 days", "by": ["head", "hr"]}, {"by": "hr"}],
                [{"up_to": "1 working day", "by": "lead"}, {"up_to": "3 days", "by": "head"}, {"by": ["head", "hr"]}],
                ["hr", {"up_to": "2 days", "by": "lead"}, {"by": "head"}],
                [{"up_to": "4 hours", "by": "lead"}, {"up_to": "9 hours", "by": "head"}, {"by": "hr"}],
            )
        if dice.chance(0.6):
            data["then"] = "make_up"
        return self.rule(data)

    def limit(self):
        dice = self.dice
        data = {
            "of": dice.pick(
                "late",
                ["late"],
                ["late", "early"],
                "absent_days",
                "absent_hours",
                "absent_hours",
                "not_attended",
                "no_show",
                ["no_show", "leave"],
                "leave",
                ["half_day", "day"],
            ),
            "per": dice.pick("course", "month"),
        }
        kind = dice.pick("over", "at_least", "at_least", "in_a_row")
        if kind == "in_a_row":
            data[kind] = dice.pick(1, 2, 2, 3)
        elif data["of"] == "absent_hours":
            data[kind] = dice.pick(0.5, 1, 2, 2.5, 3)
        elif data["of"] == "absent_days":
            data[kind] = dice.pick(0.5, 1, 1.5, 2)
        else:
            data[kind] = dice.pick(1, 1, 2, 3)
        if dice.chance(0.2):
            data["then"] = "end"
        return self.rule(data, 0.6)

    def conduct(self):
        dice = self.dice
        data = {
            "of": dice.pick("phone", ["phone"], ["phone", "noise"], ["cheating"], ["noise", "cheating"]),
            "at_least": dice.pick(1, 1, 2, 2, 3),
        }
        if dice.chance(0.8):
            data["per"] = dice.pick("course", "month", "quarter", "year", "ever")
        if dice.chance(0.25):
            data["tracks"] = dice.pick(["onboarding"], ["in_service"])
        if dice.chance(0.25):
            data["then"] = "end"
        return self.rule(data, 0.6)

    def track(self):
        dice = self.dice
        theory, presence = {"pass": 80, "article": "T"}, {"from": "attendance"}
        assessment = {"components": {"theory": theory}}
        kind = dice.pick("theory", "weights", "lines")
        if kind == "weights":
            theory.update(weight=60)
            presence.update(weight=40, out_of=dice.pick(100, 50, 10))
            assessment = {"pass": dice.pick(75, 80, 85), "components": {"theory": theory, "presence": presence}}
            if dice.chance(0.6):
                del theory["pass"]
        elif kind == "lines":
            presence.update({"pass": dice.pick(66.6667, 75, 50), "article": "P"})
            assessment["components"]["presence"] = presence
        track = {"title": "Track", "assessment": assessment}
        if dice.chance(0.7):
            track["on_pass"] = self.rule({"actions": ["reward"]}, 0)
        track["on_fail"] = dice.pick(
            [{"then": "retrain", "within": "10 working days", "article": "L1"}, {"then": "end", "actions": ["transfer"]}],
            [{"then": "resit", "within": "1 month", "actions": ["coaching"]}, {"then": "end", "article": "L2"}],
            [{"then": "end", "actions": ["transfer"], "article": "L3"}],
        )
        if dice.chance(0.5):
            track["bands"] = {"good": {"title": "Good", "at_least": 85, "article": "B", "actions": ["stop_bonus"]}}
        if dice.chance(0.5):
            track["on_consecutive_fails"] = [{"count": dice.pick(1, 2), "actions": ["warning"], "article": "C"}]
        return track

    def policy(self):
        policy = {"passline": 1, "id": "rules", "title": "Rules", "effective": "2025-01-01", "roles": ROLES}
        policy["actions"] = {action: {"title": action} for action in ACTIONS}
        policy["tracks"] = {track: self.track() for track in TRACKS}
        policy["attendance"] = self.rules()
        own = {track: self.rules(False) for track in TRACKS if self.dice.chance(0.3)}
        if self.dice.chance(0.6):
            own["workplace"] = self.rules()
        if own:
            policy["attendance"]["tracks"] = own
        policy["conduct"] = [self.conduct() for _ in range(self.dice.pick(0, 1, 2, 3))]
        return policy


class Session:
    def __init__(self, date, session, hours):
        self.date, self.session, self.hours = date, session, hours


class Punches:
    """The rows of one group: a course under its rules, or the workplace."""

    def __init__(self, dice, rule_set, group, as_of, calendar):
        self.dice, self.rules, self.group, self.as_of, self.calendar = dice, rule_set, group, as_of, calendar
        self.rows = []

    def hours(self, session):
        return session.hours or self.rules.get("hours")

    def lines(self, key):
        found = []
        for entry in self.rules.get(key) or []:
            found.append(figures.seconds_of(entry.get("over") or entry.get("at_least")))
        return found or [600]

    def add(self, employee, session, **cells):
        row = {
            "employee_id": employee,
            "course_id": self.group,
            "date": session.date.isoformat(),
            "session": session.session,
            "sign_in": "",
            "sign_out": "",
            "status": "",
            "asked_at": "",
            "approved_by": "",
            "excused_by": "",
        }
        row.update(cells)
        self.rows.append(row)

    def times(self, session):
        """Cells of signing in and out, near the lines."""
        dice, hours = self.dice, self.hours(session)
        hours = hours or {"from": "09:00", "to": "12:00"}
        start, end = clock(hours["from"]), clock(hours["to"])
        night = end <= start
        end += 86400 if night else 0
        ahead = [60]
        if self.rules.get("sign_in"):
            ahead = [figures.seconds_of(self.rules.get("sign_in")["before_start"])]
        near = dice.pick(-1, 0, 0, 1)
        shift = dice.pick(
            -dice.pick(*ahead) + near, -dice.pick(*ahead) - 300, near, dice.pick(*self.lines("late")) + near, near
        )
        if dice.chance(0.5):
            shift = -dice.pick(*ahead) - 60 * dice.random.randint(0, 9)
        signed_in = min(start + shift, end - 60, 86399)
        leave = dice.pick(0, 0, -300, dice.pick(*self.lines("early")) + dice.pick(-1, 0, 1), 3600)
        if dice.chance(0.03) and not night and end > 64800:
            leave = 64800 - end % 86400 - 43200  # long after midnight
        signed_out = max(end - leave, signed_in + 60)
        if signed_out - signed_in >= 86400:
            signed_out = signed_in + 80000
        cells = {"sign_in": time_text(signed_in), "sign_out": time_text(signed_out, dice.chance(0.3))}
        return cells

    def present(self, employee, session, plain=False):
        dice, cells = self.dice, self.times(session)
        kind = dice.random.random()
        if plain or kind < 0.75:
            pass
        elif kind < 0.85:
            cells["sign_out"] = ""
        elif kind < 0.9:
            cells["sign_in"] = ""
        elif kind < 0.94:
            cells = {"status": "present"}
        else:
            cells["excused_by"] = dice.pick("hr", "天气")
        if dice.chance(0.4):
            cells["status"] = dice.pick("present", "出勤")
        self.add(employee, session, **cells)

    def leave(self, employee, session):
        dice, rule = self.dice, self.rules.get("leave") or {}
        asked = at(session.date, 0) - datetime.timedelta(days=dice.random.randint(0, 9), seconds=dice.random.randint(0, 9) * 60)
        ask = rule.get("ask_before")
        hours = self.hours(session)
        if ask and figures.seconds_of(ask) is None:
            day = figures.add_offset(session.date, ask, self.calendar, back=True)
            day += datetime.timedelta(days=dice.pick(-1, 0, 0, 0, 1))
            asked = at(day, dice.pick(0, 60, 36000, 86399))
        elif ask and hours:
            asked = at(session.date, clock(hours["from"]) - figures.seconds_of(ask) + dice.pick(-1, 0, 0, 1))
        text = asked.strftime(dice.pick("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"))
        self.add(
            employee,
            session,
            status=dice.pick("leave", "leave", "请假"),
            asked_at="" if dice.chance(0.05) else text,
            approved_by=self.approvers(),
            **(self.times(session) if dice.chance(0.1) else {}),
        )

    def approvers(self):
        dice = self.dice
        names = {
            "hr": ["hr", "HR", "人力资源部", "hr:E9001"],
            "head": ["head", "Department head", "部门负责人:王强"],
            "lead": ["lead", "组长"],
        }
        roles = dice.pick(["head", "hr"], ["head", "hr", "lead"], ["hr"], ["lead"], ["head"], [], ["hr", "head", "lead"])
        return dice.pick(";", "；", "、", ",", "，").join(dice.pick(*names[role]) for role in roles)

    def can_be_asked(self, session):
        """Leave in hours needs a session whose times are known."""
        rule = self.rules.get("leave") or {}
        lengths = [rule.get("ask_before")] + [e.get("up_to") for e in rule.get("approved_by") or [] if isinstance(e, dict)]
        in_hours = any(length and figures.seconds_of(length) for length in lengths)
        return bool(self.hours(session)) or not in_hours

    def fill(self, employee, sessions, steady=False):
        """A row, or none, for each session; returns those that were missed."""
        dice, missed, away = self.dice, [], False
        for session in sessions:
            if session.date > self.as_of or steady:
                self.present(employee, session, plain=not steady)
                continue
            kind = dice.random.random()
            away = kind < (0.5 if away else 0.15) and self.can_be_asked(session)
            if away:
                self.leave(employee, session)
                missed.append(session)
            elif kind < 0.78:
                self.present(employee, session)
            elif kind < 0.84:
                cells = self.times(session) if dice.chance(0.3) else {}
                self.add(employee, session, status=dice.pick("absent", "旷课"), **cells)
                missed.append(session)
            elif kind < 0.88:
                self.add(employee, session)
                missed.append(session)
            elif kind < 0.93:
                missed.append(session)  # no row at all
            else:
                self.present(employee, session)
        return missed

    def make_up(self, employee, missed, taken, style=None):
        """Rows that make up missed sessions, all of one style: by name, on the day itself, or the earliest open one."""
        dice = self.dice
        if not missed or any((self.rules.get(key) or {}).get("then") == "end" for key in ("no_show", "leave")):
            return
        style = style or dice.pick("named", "own_day", "earliest")
        for session in missed:
            if not dice.chance(0.6):
                continue
            day = session.date
            if style == "earliest" or (style == "named" and dice.chance(0.8)):
                day += datetime.timedelta(days=dice.random.randint(1, 9))
                while day in taken:
                    day += datetime.timedelta(days=1)
            if style == "named" and not session.session:
                continue
            if style == "own_day" and len([d for d in taken if d == day]) > 1:
                continue
            named = session.session if style == "named" else ""
            if not named and style == "earliest" and any(row["date"] == day.isoformat() and row["status"] == "make_up" and row["employee_id"] == employee for row in self.rows):
                continue
            self.add(employee, Session(day, named, None), status="make_up")


class Maker:
    def __init__(self, seed, folder, calendar):
        self.dice, self.folder = Dice(f"attendance-{seed}", ()), folder
        self.calendar = figures.Calendar(calendar)
        self.first = datetime.date.fromisoformat(self.dice.pick(*STARTS)) + datetime.timedelta(
            days=self.dice.random.randint(0, 6)
        )
        self.as_of = self.first + datetime.timedelta(days=self.dice.pick(5, 12, 20, 30, 60, 60, 90))
        self.policy = RuleMaker(self.dice).policy()
        self.rows, self.scores = [], []

    def day(self, low, high):
        return self.first + datetime.timedelta(days=self.dice.random.randint(low, high))

    def rules_of(self, track):
        base = dict(self.policy["attendance"])
        own = base.pop("tracks", {})
        return own[track] if track == "workplace" and track in own else {**base, **own.get(track, {})}

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
        self.join(course)
        return course

    def session(self, number, date, half):
        session = {"id": f"S{number}", "date": date.isoformat()}
        if half or self.dice.chance(0.6):
            hours = DAYS[half - 1] if half else self.dice.pick(*DAYS)
            session["from"], session["to"] = hours
            if not half and self.dice.chance(0.3):
                session["break"] = self.dice.pick("30 minutes", "1 hour")
        return session

    def join(self, course):
        way = self.dice.pick("track", "list", "list", "absent")
        if way == "track":
            course["participants"] = {"track": course["track"]}
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
        return person["employee_id"] in listed if isinstance(listed, list) else person["track"] == listed["track"]

    def attend_course(self, course):
        dice, rule_set = self.dice, self.rules_of(course["track"])
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
            judged = {(row["date"], row["session"]) for row in punches.rows if row["status"] != "make_up"}
            own = [s for s in held if (s.date.isoformat(), s.session) in judged]
            punches.fill(others[0]["employee_id"], own, steady=True)
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
            punches.present(people[0]["employee_id"], Session(day, "", ("09:00", "12:00") and None), plain=True)

    def score(self, person, course, attempt=1):
        dice = self.dice
        components = self.policy["tracks"][course["track"]]["assessment"]["components"]
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
        if kind == "none":
            return
        rule_set = self.rules_of("workplace")
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
        if kind == "shifts" and shifts:
            workspace["shifts"] = "sheets/shifts.csv"
            write_csv(os.path.join(self.folder, "sheets", "shifts.csv"), shifts)
            if by_length:
                held = {row["date"] for row in punches.rows}
                if any(s["date"] not in held and s["date"] <= self.as_of.isoformat() for s in shifts):
                    punches.rows = [row for row in punches.rows if row["status"] not in ("leave", "请假")]
        elif kind == "shifts":
            return
        self.rows += punches.rows

    def incidents(self, workspace, courses):
        dice, rows = self.dice, []
        for person in self.roster:
            days = [self.day(0, 100) for _ in range(dice.pick(0, 1, 2, 4, 6))]
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
        dice, folder = self.dice, self.folder
        workspace = {"passline": 1, "policy": "policy.yaml", "plans": "plan.yaml", "roster": "roster.csv", "calendar": "cn"}
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
        write_json(os.path.join(folder, "policy.yaml"), self.policy)
        write_json(os.path.join(folder, "plan.yaml"), plan)
        write_csv(os.path.join(folder, "roster.csv"), self.roster)
        if self.rows:
            workspace["attendance"] = "sheets/attendance/*.csv"
            if dice.chance(0.5):
                dice.random.shuffle(self.rows)
            write_csv(os.path.join(folder, "sheets", "attendance", "a.csv"), self.rows)
        workspace["scores"] = "scores.csv"
        write_csv(os.path.join(folder, "scores.csv"), self.scores)
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
