"""Draws a small workspace about deadlines: every kind of due rule, courses beside holidays, dates on which things were done."""

import datetime
import os

import deadlines
import figures
import reference
from generate import write_json, write_policies
from generate_attendance import own_calendar
from generate_rules import Dice, versions

UNITS = ["working day", "working day", "working day", "day", "week", "month"]
COURSE_DAYS = [  # days before and after which the calendar is uneven
    "2025-09-26",
    "2025-10-09",
    "2025-12-31",
    "2026-01-04",
    "2026-01-31",
    "2026-02-14",
    "2026-02-24",
    "2026-02-28",
    "2026-03-31",
    "2026-04-30",
    "2026-05-06",
    "2026-05-09",
    "2026-06-22",
    "2026-08-31",
    "2026-09-20",
    "2026-10-10",
    "2026-11-30",
]
CALENDAR_ANCHORS = [
    "month start",
    "month end",
    "quarter start",
    "quarter end",
    "year start",
    "year end",
    "day 1 of each month",
    "day 20 of each month",
    "day 29 of each month",
    "day 30 of each month",
    "day 31 of each month",
]


class Maker:
    def __init__(self, seed, folder, calendar):
        self.dice, self.folder = Dice(f"deadlines-{seed}", ()), folder
        self.calendar = figures.Calendar(calendar)
        self.settings = {}

    def length(self):
        unit = self.dice.pick(*UNITS)
        most = {"month": 3, "week": 3, "day": 40, "working day": 12}[unit]
        count = self.dice.random.randint(1, most)
        return f"{count} {unit}" + ("s" if count > 1 else "")

    def offset(self, anchor, plain=True):
        dice = self.dice
        if dice.chance(0.2):
            text = f"on {anchor}" if plain else anchor
        else:
            text = f"{self.length()} {dice.pick('before', 'after')} {anchor}"
        if dice.chance(0.08):
            name = f"time_{len(self.settings) + 1}"
            self.settings[name] = text
            return name
        return text

    def deadline(self, number):
        dice = self.dice
        data = {"id": f"d{number}"}
        if dice.chance(0.6):
            data["due"] = self.offset(dice.pick("start", "end"))
            if dice.chance(0.3):
                data["opens"] = self.offset(dice.pick("start", "end"))
            if dice.chance(0.3):
                data["when"] = dice.pick("inside", "outside", "external")
            if dice.chance(0.2):
                data["tracks"] = dice.pick(["a"], ["b"], "a")
            if dice.chance(0.2):
                data["kinds"] = dice.pick(["regular"], ["special", "regular"], "special")
        else:
            anchor = dice.pick(*CALENDAR_ANCHORS)
            data["due"] = self.offset(anchor, plain=False)
            if dice.chance(0.3):
                data["opens"] = self.offset(anchor, plain=False)
        if "opens" in data and self.estimate(data["opens"]) + 9 > self.estimate(data["due"]):
            del data["opens"]  # no window that may close before it opens
        if dice.chance(0.8):
            data["owner"] = dice.pick("hr", "trainer")
        if dice.chance(0.8):
            data["article"] = dice.pick("14", "16", 3.1, "2(1)8.1")
        return data

    def estimate(self, text):
        """Days from the anchor, roughly."""
        offset = deadlines.Offset(self.settings.get(text, text))
        if not offset.length:
            return 0
        count, unit = figures.parse_length(offset.length)
        days = count * {"working day": 1.4, "day": 1, "week": 7, "month": 30}[unit]
        return -days if offset.back else days

    def policy(self):
        track = {"title": "Track", "assessment": {"components": {"theory": {"pass": 80}}}}
        return {
            "passline": 1,
            "id": "rules",
            "title": "Rules",
            "effective": "2024-01-01",
            "roles": {"hr": "HR", "trainer": "Trainer"},
            "tracks": {"a": track, "b": track},
            "deadlines": [self.deadline(n + 1) for n in range(self.dice.random.randint(2, 6))],
        }

    def course(self, number, stated):
        dice = self.dice
        start = datetime.date.fromisoformat(dice.pick(*COURSE_DAYS)) + datetime.timedelta(days=dice.pick(-1, 0, 0, 1))
        end = start + datetime.timedelta(days=dice.pick(0, 1, 4, 9))
        course = {
            "id": f"C{number}",
            "title": f"C{number}",
            "track": dice.pick("a", "b"),
            "status": dice.pick("held", "planned", "planned", "postponed", "cancelled"),
        }
        if dice.chance(0.6):
            course["kind"] = dice.pick("regular", "special")
        if dice.chance(0.7):
            trainers = [{"name": "李敏", "from": "inside"}, {"name": "王强", "from": "outside"}, {"name": "张三"}]
            course["trainers"] = dice.some(trainers, 1, 2)
        if dice.chance(0.3):
            course["venue"] = dice.pick("inside", "outside")
        if course["status"] == "postponed" and dice.chance(0.4):
            course["postponed"] = {"from": start.isoformat()}
        elif dice.chance(0.3):
            days = sorted({start, end})
            course["sessions"] = [
                {"id": f"S{n}", "date": day.isoformat(), "from": "09:00", "to": "12:00"} for n, day in enumerate(days)
            ]
            dice.random.shuffle(course["sessions"])
        else:
            course["start"] = start.isoformat()
            if end > start or dice.chance(0.5):
                course["end"] = end.isoformat()
        done = {}
        for rule in stated:
            text = self.settings.get(rule["due"], rule["due"])
            if deadlines.Offset(text).of_course() and dice.chance(0.4):
                day = (start if text.endswith("start") else end) + datetime.timedelta(days=dice.random.randint(-12, 12))
                day = min(day, self.as_of)
                done[rule["id"]] = {"date": day.isoformat()} if dice.chance(0.3) else day.isoformat()
        if done:
            course["done"] = done
        return course

    def on_the_line(self, courses):
        """Brings some dates of `done` to the due date itself, or a day beside it."""
        items = deadlines.Deadlines(self.folder, reference.DEFAULT_CALENDAR, self.as_of).course_items()
        due = {(item.course_id, item.rule["id"]): item.due for item in items}
        for course in courses:
            for key in course.get("done") or {}:
                if (course["id"], key) in due and self.dice.chance(0.6):
                    day = due[course["id"], key] + datetime.timedelta(days=self.dice.pick(-1, 0, 0, 1))
                    if day <= self.as_of:
                        course["done"][key] = day.isoformat()

    def write(self):
        dice = self.dice
        year = dice.pick(2025, 2026, 2026)
        self.as_of = dice.pick(
            datetime.date(year, 1, 1) + datetime.timedelta(days=dice.random.randint(0, 364)),
            datetime.date.fromisoformat(dice.pick(*COURSE_DAYS)),
        )
        policies = versions(dice, self.policy, datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        for policy in policies:
            if self.settings:
                policy["settings"] = dict(self.settings)
        other = self.policy() if dice.chance(0.15) else None
        if other:  # a policy of its own, with deadlines of other names
            other.update(id="other", title="Other", settings=dict(self.settings))
            for rule in other["deadlines"]:
                rule["id"] = "o" + rule["id"]
        period = dice.pick(f"{year}", f"{year}-Q{dice.random.randint(1, 4)}", f"{year}-{dice.random.randint(1, 12):02d}")
        courses = [self.course(n + 1, policies[-1]["deadlines"]) for n in range(dice.random.randint(1, 4))]
        plan = {"passline": 1, "plan": "first", "period": period, "courses": courses}
        plans = [plan]
        if dice.chance(0.3) and len(period) > 4:
            plans.append({"passline": 1, "plan": "whole", "period": f"{year}", "courses": []})
        workspace = {"passline": 1, "plans": "plans/*.yaml"}
        if other:
            for plan_data in plans:
                plan_data["policy"] = dice.pick("rules", "other")
        write_policies(self.folder, workspace, policies + [other] * bool(other))
        own_calendar(dice, self.folder, workspace, self.as_of, reference.DEFAULT_CALENDAR)
        write_json(os.path.join(self.folder, "passline.yaml"), workspace)
        for _ in range(2):
            for plan_data in plans:
                write_json(os.path.join(self.folder, "plans", plan_data["plan"] + ".yaml"), plan_data)
            self.on_the_line(courses)
        self.calendar_done(policies[-1], plans)
        for plan_data in plans:
            write_json(os.path.join(self.folder, "plans", plan_data["plan"] + ".yaml"), plan_data)

    def calendar_done(self, policy, plans):
        known = deadlines.Deadlines(self.folder, reference.DEFAULT_CALENDAR, self.as_of)
        for plan in plans:
            items = known.occurrences(*figures.period_days(plan["period"]), plan.get("policy"))
            for rule in policy["deadlines"]:
                own = [item for item in items if item.rule["id"] == rule["id"]]
                if not own or not self.dice.chance(0.5):
                    continue
                days = {
                    item.due + datetime.timedelta(days=self.dice.pick(-9, -1, 0, 0, 1, 3))
                    for item in self.dice.some(own, 1, self.dice.pick(1, 1, 4))
                }
                days = [day.isoformat() for day in sorted(days) if day <= self.as_of]
                if days:
                    plan.setdefault("done", {})[rule["id"]] = days if len(days) > 1 else days[0]

    def questions(self):
        """Options of further runs, as keyword arguments of the reference and as words of the command line."""
        dice = self.dice
        first = self.as_of - datetime.timedelta(days=dice.random.randint(0, 60))
        last = first + datetime.timedelta(days=dice.random.randint(0, 120))
        return [
            ({}, []),
            ({"first": first, "last": last}, ["--from", first.isoformat(), "--to", last.isoformat()]),
            ({"only_open": True}, ["--open"]),
            ({"course": "C1"}, ["--course", "C1"]),
        ]


def generate(seed, folder, calendar=reference.DEFAULT_CALENDAR):
    """Writes the workspace; returns its as-of date and the questions to ask."""
    maker = Maker(seed, folder, calendar)
    maker.write()
    return maker.as_of, maker.questions()
