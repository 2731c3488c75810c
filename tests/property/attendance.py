"""Attendance as the specification words it: which sessions are due, which are judged, and what each came to.

Attendance(...) reads the sheets of attendance and shifts and holds, for each person and group (a course, or the
workplace, written as the empty id), the sessions due in order of date. What they add up to is in limits.py.
"""

import datetime
import os
import re
from fractions import Fraction

import figures
import rules
import sheets
from sheets import InvalidWorkspace

ROWS = [
    "employee_id",
    "name",
    "course_id",
    "date",
    "session",
    "sign_in",
    "sign_out",
    "status",
    "asked_at",
    "approved_by",
    "excused_by",
]
SHIFTS = ["employee_id", "name", "date", "from", "to"]
WORKPLACE = ""
STATUS = {"出勤": "present", "请假": "leave", "旷课": "absent", "补课": "make_up"}
ABSENCE = {"half_day": Fraction(1, 2), "day": Fraction(1), "not_attended": Fraction(1)}
NO_SHOW = {"counts_as": "not_attended"}


def clock(text):
    """Seconds since midnight of `09:00` or `09:00:30`; None for an empty cell."""
    if not text:
        return None
    parts = [int(part) for part in text.split(":")]
    return sum(part * factor for part, factor in zip(parts, (3600, 60, 1)))


def moment(text):
    """A date and time of a sheet; a date alone is its midnight; None for an empty cell."""
    if not text:
        return None
    day, _, time = text.partition(" ")
    return at(datetime.date.fromisoformat(day), clock(time) or 0)


def at(day, seconds):
    return datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(seconds=seconds)


class Rules:
    """The attendance rules of one track, or of the workplace, in one version of the policy."""

    def __init__(self, policy, track):
        base = dict(policy.get("attendance") or {})
        own = base.pop("tracks", {})
        self.data = {**base, **(own.get(track) or {})}
        if track == "workplace" and "workplace" in own:  # the base is about courses then, but for the hours
            self.data = {**{key: base[key] for key in base if key == "hours"}, **own["workplace"]}
        self.policy = policy
        self.settings = policy.get("settings") or {}

    def get(self, key):
        return self.data.get(key)

    def value(self, text):
        """A length or figure, or what the setting of that name holds."""
        return self.settings.get(text, text) if isinstance(text, str) else text

    def entry(self, key, seconds):
        """The entry of `late` or `early` with the largest line that applies, or None."""
        found = []
        for entry in self.get(key) or []:
            line = figures.seconds_of(self.value(entry.get("over") or entry.get("at_least")))
            if seconds > line or ("at_least" in entry and seconds == line):
                found.append((line, entry))
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def role(self, text):
        """The id of a role that a sheet names by id or title, with or without `:who`."""
        key = sheets.fold(text.partition(":")[0])
        for role, title in (self.policy.get("roles") or {}).items():
            if key in {sheets.fold(name) for name in [role] + sheets.texts(title)}:
                return role
        return text


class Due:
    """One session that one person is due at, and what it came to."""

    def __init__(self, employee, group, date, session, hours, rule_set):
        self.employee, self.group, self.date, self.session, self.rules = employee, group, date, session, rule_set
        self.start = self.end = None
        self.pause = 0
        if hours:
            self.start, self.end = at(date, clock(hours["from"])), at(date, clock(hours["to"]))
            if self.end <= self.start:
                self.end += datetime.timedelta(days=1)
            self.pause = figures.seconds_of(rule_set.value(hours.get("break", "0 minutes")))
        self.row = None
        self.judged = False
        self.words, self.articles, self.actions, self.ends = [], [], [], []
        self.late = self.early = None  # seconds
        self.missed = 0  # seconds of absence
        self.no_show = self.excused = self.make_up = self.made_up = False

    @property
    def length(self):
        return (self.end - self.start).total_seconds() - self.pause if self.start else 0

    @property
    def on_leave(self):
        return self.row is not None and self.row["status"] == "leave"

    @property
    def absent(self):
        return min(Fraction(1), sum((ABSENCE.get(word, Fraction(0)) for word in self.words), Fraction(0)))

    @property
    def missing(self):
        """Not attended, or on leave with a make-up due."""
        return self.judged and ("not_attended" in self.words or self.make_up)

    @property
    def open(self):
        return self.missing and not self.made_up

    @property
    def attended(self):
        away = self.no_show or any(word in ("leave", "not_attended", "day") for word in self.words)
        return self.made_up or not away

    def follow(self, rule):
        self.articles.append(rule.get("article"))
        self.actions += rule.get("actions") or []

    # ------------------------------------------------------------ judging

    def judge(self, run, calendar):
        """`run` holds the sessions of the days on leave in a row around this one."""
        self.judged = True
        status = self.row["status"] if self.row else "absent"
        if status == "leave":
            self.judge_leave(run, calendar)
        elif status == "absent":
            self.judge_no_show()
        else:
            self.judge_times()

    def judge_no_show(self):
        rule = self.rules.get("no_show") or NO_SHOW
        self.words, self.no_show, self.missed = [rule["counts_as"]], True, self.length
        self.follow(rule)
        if rule.get("then") == "end":
            self.ends.append(rule)

    def judge_leave(self, run, calendar):
        rule = self.rules.get("leave")
        self.words = ["leave"]
        if rule is None:
            return
        refused = rule.get("allowed") is False
        if refused and not rule.get("then") or not refused and not self.granted(rule, run, calendar):
            self.articles.append(rule.get("article"))
            self.judge_no_show()
            return
        self.follow(rule)
        if rule.get("then") == "make_up":
            self.make_up = True
        elif rule.get("then") == "end" and refused:
            self.ends.append(rule)

    def granted(self, rule, run, calendar):
        if rule.get("ask_before") and not self.asked_in_time(self.rules.value(rule["ask_before"]), calendar):
            return False
        needed, fits = set(), False
        entries = rule.get("approved_by") or []
        for entry in entries:
            if not isinstance(entry, dict):
                needed.add(str(entry))
            elif not fits and self.up_to(entry.get("up_to"), run):
                fits = True
                needed.update([entry["by"]] if isinstance(entry["by"], str) else entry["by"])
        if any(isinstance(entry, dict) for entry in entries) and not fits:
            return False
        given = {self.rules.role(part.strip()) for part in re.split("[;；、,，]", self.row["approved_by"])}
        return needed <= given

    def asked_in_time(self, ask_before, calendar):
        asked, seconds = self.row["asked_at"], figures.seconds_of(ask_before)
        if asked is None:
            return False
        if seconds is None:
            return asked.date() <= figures.add_offset(self.date, ask_before, calendar, back=True)
        return self.start is not None and asked <= self.start - datetime.timedelta(seconds=seconds)

    def up_to(self, limit, run):
        if limit is None:
            return True
        limit = self.rules.value(limit)
        seconds = figures.seconds_of(limit)
        if seconds is None:
            return len({due.date for due in run}) <= figures.parse_length(limit)[0]
        return sum(due.length for due in run) <= seconds

    def judge_times(self):
        self.excused = bool(self.row["excused_by"])
        signed_in = self.measure()
        parts = []
        for order, (key, seconds) in enumerate((("late", self.late), ("early", self.early))):
            entry = None if seconds is None or self.excused else self.rules.entry(key, seconds)
            if entry:
                parts.append((-ABSENCE.get(entry["counts_as"], Fraction(0)), order, entry))
        for _, _, entry in sorted(parts, key=lambda part: part[:2]):
            self.words.append(entry["counts_as"])
            self.follow(entry)
        if not self.excused:
            self.missed = (self.late or 0) + (self.early or 0)
        if self.words:
            return
        self.words = ["on_time"]
        rule = self.rules.get("sign_in")
        if rule and signed_in and self.start and not self.excused:
            ahead = figures.seconds_of(self.rules.value(rule["before_start"]))
            if signed_in > self.start - datetime.timedelta(seconds=ahead):
                self.words = ["late_sign_in"]
                self.articles.append(rule.get("article"))

    def measure(self):
        """Sets the seconds late and early; returns the moment of signing in."""
        signed_in = None if self.row["sign_in"] is None else at(self.date, self.row["sign_in"])
        signed_out = None if self.row["sign_out"] is None else at(self.date, self.row["sign_out"])
        if self.start is None:
            return signed_in
        if signed_out:
            overnight = self.end.date() > self.date and signed_out <= self.start
            if signed_out < signed_in if signed_in else overnight:
                signed_out += datetime.timedelta(days=1)
        if signed_in:
            self.late = max(0, int((signed_in - self.start).total_seconds()))
        if signed_out:
            self.early = max(0, int((self.end - signed_out).total_seconds()))
        return signed_in


class Attendance:
    """All sessions due of all people; `scored` holds the (employee, course) that have scores."""

    def __init__(self, folder, workspace, policies, courses, roster, scored, calendar, as_of):
        self.policies, self.courses, self.roster, self.calendar = policies, courses, roster, calendar
        self.as_of = as_of
        self.rows = read_rows(folder, workspace)
        self.shifts = read_shifts(folder, workspace)
        self.groups = {}  # (employee, group) -> sessions due in order of date
        self.guests = set()  # those who have rows without taking part: judged where they have one
        by_course = {}
        for employee, course in scored:
            by_course.setdefault(course, set()).add(employee)
        for course in courses.values():
            self.add_course(course, by_course.get(course.id, set()))
        self.add_workplace()
        for found in self.groups.values():
            found.sort(key=lambda due: (due.date, due.start or at(due.date, 0), due.session.encode()))
        self.at = {
            (employee, group, due.date, due.session): due
            for (employee, group), found in self.groups.items()
            for due in found
        }
        self.match()
        self.judge()
        for key, found in self.groups.items():
            self.make_up(key, found)

    def of(self, employee, group):
        return [due for due in self.groups.get((employee, group), []) if due.judged]

    # ------------------------------------------------------------ what is due

    def employed_on(self, employee, day):
        person = (self.roster or {}).get(employee, {})
        hired, left = person.get("hire_date"), person.get("leave_date")
        return (hired is None or hired <= day) and (left is None or day <= left)

    def add_course(self, course, scored):
        rule_set = Rules(course.policy, course.track)
        present = {
            row["employee_id"] for row in self.rows if row["course_id"] == course.id and self.session_of(row)
        }
        listed = rules.participants(course, self.roster)
        people = present | (scored if listed is None else set(listed))
        self.guests.update((employee, course.id) for employee in people if listed is not None and employee not in listed)
        default = course.data.get("hours") or rule_set.get("hours")
        for employee in people:
            for day, session, hours in course_sessions(course, self.calendar):
                if self.employed_on(employee, day):
                    due = Due(employee, course.id, day, session, hours or default, rule_set)
                    self.groups.setdefault((employee, course.id), []).append(due)

    def add_workplace(self):
        shifts = self.shifts
        if shifts is None:
            shifts = {(row["employee_id"], row["date"]): None for row in self.rows if not row["course_id"]}
        for (employee, day), hours in shifts.items():
            if self.employed_on(employee, day):
                rule_set = Rules(rules.version_of(self.policies, None, day), "workplace")
                due = Due(employee, WORKPLACE, day, "", hours or rule_set.get("hours"), rule_set)
                self.groups.setdefault((employee, WORKPLACE), []).append(due)

    # ------------------------------------------------------------ rows and sessions

    def session_of(self, row):
        """(date, session) that a row stands for, None where the day has none."""
        if not row["course_id"]:
            return row["date"], ""
        course = self.courses[row["course_id"]]
        known = [(day, session) for day, session, _ in course_sessions(course, self.calendar)]
        if row["session"]:
            found = [pair for pair in known if pair[1] == row["session"]]
            if not found or (found[0][0] != row["date"] and row["status"] != "make_up"):
                raise InvalidWorkspace(f"{row['where']}: no session {row['session']} on {row['date']}")
            return found[0]
        found = [pair for pair in known if pair[0] == row["date"]]
        if len(found) > 1:
            raise InvalidWorkspace(f"{row['where']}: {len(found)} sessions on {row['date']}")
        return found[0] if found else None

    def match(self):
        """Gives each session its row; remembers which sessions the sheets hold anything of."""
        self.held = set()
        for row in self.rows:
            place = self.session_of(row)
            if row["status"] == "make_up" or place is None:
                continue
            self.held.add((row["course_id"], *place))
            due = self.at.get((row["employee_id"], row["course_id"], *place))
            if due is None:
                continue
            if due.row and any(due.row[key] != row[key] for key in ROWS[5:]):
                raise InvalidWorkspace(f"{row['where']}: differs from {due.row['where']}")
            due.row = due.row or row

    def judge(self):
        for found in self.groups.values():
            for due in found:
                if due.row is None and (due.employee, due.group) in self.guests:
                    continue
                if due.date <= self.as_of and (due.group, due.date, due.session) in self.held:
                    due.judge(leave_run(found, due), self.calendar)

    def make_up(self, key, found):
        employee, group = key
        rows = [
            row
            for row in self.rows
            if row["status"] == "make_up" and row["employee_id"] == employee and row["course_id"] == group
        ]
        for row in sorted(rows, key=lambda row: row["date"]):
            if row["date"] > self.as_of:
                continue
            place = self.session_of(row)
            due = self.at.get((employee, group, *place)) if place else None
            if due is None or (not row["session"] and (due.attended or not due.judged)):
                due = next((d for d in found if d.open and d.date <= row["date"]), None)
            if due:
                due.made_up = True


def course_sessions(course, calendar):
    """(date, session id, own hours or None) of each session; each working day of a course without sessions."""
    listed = course.data.get("sessions")
    if not listed:
        return [(day, "", None) for day in calendar.between(course.start, course.end)]
    return [
        (datetime.date.fromisoformat(s["date"]), str(s.get("id", "")), s if "from" in s else None) for s in listed
    ]


def leave_run(found, due):
    """The sessions on leave of the days due in a row around a session on leave."""
    if not due.on_leave:
        return []
    dates = sorted({d.date for d in found})
    away = {d.date for d in found if d.on_leave}
    low = high = dates.index(due.date)
    while low > 0 and dates[low - 1] in away:
        low -= 1
    while high + 1 < len(dates) and dates[high + 1] in away:
        high += 1
    return [d for d in found if d.on_leave and dates[low] <= d.date <= dates[high]]


def read_rows(folder, workspace):
    found = []
    for path in sheets.paths_of(workspace.get("attendance"), folder):
        for line, cells in sheets.read_table(path, ROWS, workspace).rows:
            row = {key: sheets.plain(cells.get(key, "")) for key in ROWS}
            row["where"] = f"{os.path.basename(path)}:{line}"
            row["date"] = sheets.parse_date(row["date"], row["where"])
            row["sign_in"], row["sign_out"] = clock(row["sign_in"]), clock(row["sign_out"])
            row["asked_at"] = moment(row["asked_at"])
            row["status"] = STATUS.get(row["status"], row["status"])
            if not row["status"]:
                row["status"] = "absent" if row["sign_in"] is None else "present"
            found.append(row)
    return found


def read_shifts(folder, workspace):
    """{(employee, date): hours}, None where the workspace names no shifts."""
    if "shifts" not in workspace:
        return None
    found = {}
    for path in sheets.paths_of(workspace["shifts"], folder):
        for line, cells in sheets.read_table(path, SHIFTS, workspace).rows:
            day = sheets.parse_date(cells["date"], f"{path}:{line}")
            found[sheets.plain(cells["employee_id"]), day] = {key: sheets.plain(cells[key]) for key in ("from", "to")}
    return found
