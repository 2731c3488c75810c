"""What is due when under the plans, as the specification words it: the table of `deadlines`."""

import datetime
import os
import re

import figures
import rules
import sheets
from limits import listed, unique

DEADLINES = ["course_id", "deadline", "owner", "opens", "due", "done", "state", "days_left", "articles"]
OFFSET = re.compile(r"(?:(?P<length>\d+ .+?) (?P<way>before|after) |on )?(?P<anchor>[a-z]+ ?.*)")
MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Offset:
    """`5 working days before start`, `quarter end`, `2 days after day 30 of each month`."""

    def __init__(self, text):
        match = OFFSET.fullmatch(text)
        self.length, self.back, self.anchor = match["length"], match["way"] == "before", match["anchor"]

    def of_course(self):
        return self.anchor in ("start", "end")

    def apply(self, day, calendar):
        return figures.add_offset(day, self.length, calendar, self.back) if self.length else day

    def anchors(self, first, last):
        """The anchor days of the calendar from first to last."""
        found, day = [], datetime.date(first.year, 1, 1)
        while day <= last:
            anchor = self.anchor_in(day)
            if anchor and first <= anchor <= last:
                found.append(anchor)
            day = figures.add_months(day, 1)
        return found

    def anchor_in(self, month):
        """The anchor of the calendar that lies in the month that begins on this day, or None."""
        last = figures.month_end(month.year, month.month)
        match = re.fullmatch(r"day (\d+) of each month", self.anchor)
        if match:
            return month.replace(day=min(int(match[1]), last.day))
        unit, _, edge = self.anchor.partition(" ")
        if edge == "start":
            return month if (month.month - 1) % MONTHS[unit] == 0 else None
        return last if month.month % MONTHS[unit] == 0 else None


class Item:
    """One thing due: a deadline of a course, or one occurrence of a deadline of the calendar."""

    def __init__(self, course_id, policy, rule, anchors, calendar):
        self.course_id, self.rule = course_id, rule
        settings = policy.get("settings") or {}
        due, opens = (
            Offset(settings.get(rule[key], rule[key])) if key in rule else None for key in ("due", "opens")
        )
        self.anchor = anchors(due)
        self.due = due.apply(self.anchor, calendar)
        self.opens = None
        if opens:
            self.opens = opens.apply(anchors(opens), calendar)
        elif self.due > self.anchor:
            self.opens = self.anchor
        self.done = None

    def state(self, as_of):
        if self.done:
            return "done" if self.done <= self.due else "late"
        if as_of > self.due:
            return "overdue"
        return "upcoming" if self.opens and self.opens > as_of else "open"

    def row(self, as_of, calendar):
        state = self.state(as_of)
        values = [
            self.course_id,
            self.rule["id"],
            self.rule.get("owner", ""),
            self.opens.isoformat() if self.opens else "",
            self.due.isoformat(),
            self.done.isoformat() if self.done else "",
            state,
            "" if self.done else str(calendar.left(as_of, self.due)),
            ";".join(unique([self.rule.get("article")])),
        ]
        return dict(zip(DEADLINES, values))


def of_calendar(policy, rule):
    return not Offset((policy.get("settings") or {}).get(rule["due"], rule["due"])).of_course()


def applies(rule, course):
    """Whether a deadline of the policy is one of this course."""
    data, venue = course.data, course.data.get("venue")
    sides = {"inside" if isinstance(t, str) else t.get("from", "inside") for t in data.get("trainers") or []}
    if not sides:  # not said yet: both may come, unless the venue tells
        sides = {"inside"} if venue == "inside" else {"inside", "outside"}
    if venue == "outside":
        sides.add("outside")
    wanted = {"external": "outside"}.get(rule.get("when"), rule.get("when"))
    return (
        wanted in (None, *sides)
        and ("tracks" not in rule or course.track in listed(rule["tracks"]))
        and ("kinds" not in rule or data.get("kind") in listed(rule["kinds"]))
    )


def done_date(entry):
    if isinstance(entry, dict):
        entry = entry["date"]
    return datetime.date.fromisoformat(entry) if entry else None


class Deadlines:
    def __init__(self, folder, calendar_path, as_of):
        self.as_of = as_of
        workspace = sheets.load_yaml(os.path.join(folder, "passline.yaml"))
        self.calendar = figures.calendar_of(folder, workspace, calendar_path)
        self.policies = [sheets.load_yaml(p) for p in sheets.paths_of(workspace["policy"], folder)]
        self.plans = [sheets.load_yaml(p) for p in sheets.paths_of(workspace["plans"], folder)]

    def rows(self, first=None, last=None, only_open=False, course=None):
        items = self.course_items() + self.calendar_items(first, last)
        rows = [
            item.row(self.as_of, self.calendar)
            for item in items
            if (first is None or first <= item.due) and (last is None or item.due <= last)
        ]
        if only_open:
            rows = [row for row in rows if row["state"] in ("open", "overdue")]
        if course is not None:
            rows = [row for row in rows if row["course_id"] == course]
        return sorted(rows, key=lambda row: (row["due"], row["course_id"].encode(), row["deadline"].encode()))

    def course_items(self):
        items = []
        for plan in self.plans:
            for data in plan["courses"]:
                if data.get("status") == "cancelled" or rules.undated(data):
                    continue
                course = rules.Course(data, self.policies, plan)
                days = {"start": course.start, "end": course.end}
                for rule in course.policy.get("deadlines") or []:
                    if of_calendar(course.policy, rule) or not applies(rule, course):
                        continue
                    item = Item(course.id, course.policy, rule, lambda o, d=days: d[o.anchor], self.calendar)
                    item.done = done_date((data.get("done") or {}).get(rule["id"]))
                    items.append(item)
        return items

    def calendar_items(self, first, last):
        """Occurrences whose anchor lies in the period of a plan; with a range also those due in it."""
        found = {}  # (deadline, anchor) -> item
        for plan in self.plans:
            own = []
            for item in self.occurrences(*figures.period_days(plan["period"]), plan.get("policy")):
                own.append(found.setdefault((item.rule["id"], item.anchor), item))
            settle_done(plan, own)
        if first and last:
            year = datetime.timedelta(days=400)
            for wanted in {plan.get("policy") for plan in self.plans}:
                for item in self.occurrences(first - year, last + year, wanted):
                    if first <= item.due <= last:
                        found.setdefault((item.rule["id"], item.anchor), item)
        return list(found.values())

    def occurrences(self, low, high, wanted=None):
        """Of the policy that a plan names, or of all of them; each anchor by the version in force on it."""
        items = []
        for policy in [policy for policy in self.policies if wanted in (None, policy["id"])]:
            for rule in policy.get("deadlines") or []:
                if not of_calendar(policy, rule):
                    continue
                offset = Offset((policy.get("settings") or {}).get(rule["due"], rule["due"]))
                for anchor in offset.anchors(low, high):
                    if policy["effective"] <= anchor.isoformat() <= policy.get("until", "9999") and (
                        rules.version_of(self.policies, policy["id"], anchor) is policy
                    ):
                        month = anchor.replace(day=1)
                        items.append(
                            Item(
                                "",
                                policy,
                                rule,
                                lambda o, a=anchor, d=offset, m=month: a if o.anchor == d.anchor else o.anchor_in(m),
                                self.calendar,
                            )
                        )
        return items


def settle_done(plan, items):
    """Gives the done dates of a plan to its occurrences, both in order of date.

    A date belongs to the first occurrence due on it or later. Where that is taken by a later date, it goes to the one
    before (done late); only where there is none before, dates move on to later occurrences.
    """
    for key, entry in (plan.get("done") or {}).items():
        own = sorted((item for item in items if item.rule["id"] == key), key=lambda item: item.due)
        said = {item.done for item in own}  # what another plan says too is one and the same
        own = [item for item in own if item.done is None]
        days = sorted({done_date(date) for date in listed(entry)} - said)
        places = []
        for day in reversed(days):
            natural = next((place for place, item in enumerate(own) if item.due >= day), len(own) - 1)
            places.insert(0, min([natural] + [place - 1 for place in places[:1]]))
        for at, day in enumerate(days):
            place = max([places[at], 0] + [places[at - 1] + 1] * (at > 0))
            places[at] = place
            if place < len(own):
                own[place].done = day
