#!/usr/bin/env python3
"""Holds the calendars that passline writes against libical, an independent reader of RFC 5545.

    calendars.py --passline build/passline

Every example's courses and deadlines, and a workspace with all that can go wrong in a text. Closes with "N passed, N failed".
"""

import argparse
import csv
import datetime
import io
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))

import ical  # noqa: E402
from project import ROOT  # noqa: E402

DAYS = ("2026-01-02", "2026-03-31", "2027-02-28")

POLICY = """passline: 1
id: centre
effective: 2026-01-01
tracks: {t: {title: {zh: 在岗, en: In service}, assessment: {components: {theory: {pass: 80}}}}}
deadlines: [{id: notice, due: 3 working days before start}, {id: filing, due: 3 working days after end}]
"""

# Texts that escaping and folding must bring through.
TITLES = [
    "逗号，, 分号；; 反斜杠\\ 引号\\\" 冒号：:",
    "培训" * 60,
    "a" * 74 + "培" + "b" * 73 + "训",
    "𠮷野家🚋" * 20,
    "BEGIN:VCALENDAR",
    "é" * 40 + ",;\\\\n" * 20,
]

PLAN = """passline: 1
plan: '2026'
courses:
"""


class Checks:
    def __init__(self, passline):
        self.passline = passline
        self.passed = self.failed = 0

    def check(self, name, wrong):
        if wrong:
            self.failed += 1
            print(f"{name}: {wrong}")
        else:
            self.passed += 1

    def run(self, *arguments):
        done = subprocess.run([self.passline, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        return done.stdout

    def events(self, name, *arguments):
        """The events of a calendar that libical has nothing against, or None."""
        try:
            found = ical.events(self.run(*arguments))
        except ical.CalendarError as error:
            self.check(name, str(error))
            return None
        uids = [event["uid"] for event in found]
        self.check(name, "" if len(set(uids)) == len(uids) else "an UID stands twice")
        return found

    def table(self, *arguments):
        return list(csv.DictReader(io.StringIO(self.run(*arguments, "--format", "csv").decode())))


def basic(day):
    return day.replace("-", "")


def day_after(day):
    return basic(str(datetime.date.fromisoformat(day) + datetime.timedelta(days=1)))


def of_example(checks, folder, day):
    where = ("-C", str(folder), "--as-of", day, "--lang", "zh")
    name = f"{folder.name} {day}"
    deadlines = checks.events(f"{name} deadlines", *where, "deadlines", "--format", "ics")
    if deadlines is not None:
        due = sorted((basic(row["due"]), day_after(row["due"])) for row in checks.table(*where, "deadlines"))
        shown = sorted((event["dtstart"], event["dtend"]) for event in deadlines if event["status"] == "CONFIRMED")
        checks.check(f"{name} deadlines", "" if due == shown else "not on the days of the list")
    courses = checks.events(f"{name} plan", *where, "plan", "--format", "ics")
    if courses is None:
        return
    rows = {row["course_id"]: row for row in checks.table(*where, "plan")}
    wrong = []
    for event in courses:
        kind, rest = event["uid"].split(".", 1)
        row = rows[rest.split("@")[0] if kind == "course" else max((i for i in rows if rest.startswith(i + ".")), key=len)]
        first, last = event["dtstart"][:8], event["dtend"][:8]
        if kind == "course" and row["start"] and (first, last) != (basic(row["start"]), day_after(row["end"])):
            wrong.append(f"{event['uid']}: {first} to {last}")
        if kind == "session" and not basic(row["start"]) <= first <= basic(row["end"]):
            wrong.append(f"{event['uid']}: {first} is no day of the course")
        if (row["status"] == "cancelled" or not row["start"]) != (event["status"] == "CANCELLED"):
            wrong.append(f"{event['uid']}: {event['status']}")
        if row["course"] not in event["summary"]:
            wrong.append(f"{event['uid']}: {event['summary']}")
    seen = {event["uid"].split("@")[0] for event in courses}
    missing = [course for course in rows if not any(uid.split(".", 1)[1].startswith(course) for uid in seen)]
    checks.check(f"{name} plan", "; ".join(wrong + missing))


def odd_texts(checks):
    """What a title says is what a reader gets, whatever stands in it."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        plan = PLAN
        for number, title in enumerate(TITLES):
            quoted = title.replace("'", "''")
            plan += (f"  - id: C-{number}\n    track: t\n    title: '{quoted}'\n    place: '{quoted}'\n"
                     f"    sessions: [{{date: 2026-03-0{number + 2}, from: '09:00', to: '17:30'}}]\n")
        plan += ("  - id: N\n    track: t\n    title: 两行\n    note: \"第一行\\n第二行\"\n    start: 2026-03-10\n"
                 "  - {id: X, track: t, title: 没有了, status: cancelled, start: 2026-03-12, end: 2026-03-13}\n")
        (folder / "policy.yaml").write_text(POLICY)
        (folder / "plan.yaml").write_text(plan)
        files = ("--policy", str(folder / "policy.yaml"), "--plan", str(folder / "plan.yaml"), "--as-of", "2026-03-01")
        found = checks.events("odd texts", "plan", *files, "--format", "ics")
        by_uid = {event["uid"].split("@")[0]: event for event in found or []}
        for number, title in enumerate(TITLES):
            event = by_uid.get(f"session.C-{number}.S1")
            checks.check(f"title {number}", "" if event and event["summary"] == title and event["location"] == title
                         else f"{event}")
        at = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=8))).timestamp()
        checks.check("time zone", "" if by_uid["session.C-0.S1"].get("seconds") == at else by_uid["session.C-0.S1"])
        checks.check("two lines", "" if "第一行\n第二行" in by_uid["course.N"]["description"] else by_uid["course.N"])
        checks.check("cancelled", "" if by_uid["course.X"]["status"] == "CANCELLED" else by_uid["course.X"])
        withdrawn = checks.events("deadlines of a cancelled course", "deadlines", *files, "--format", "ics") or []
        gone = sorted(event["uid"] for event in withdrawn if event["status"] == "CANCELLED")
        checks.check("deadlines of a cancelled course", "" if gone == ["filing.X@centre", "notice.X@centre"] else gone)
        later = checks.events("a later version", "plan", *files[:-1], "2026-03-02", "--format", "ics") or []
        newer = {event["uid"].split("@")[0]: int(event["sequence"]) for event in later}
        checks.check("a later version", "" if newer and all(newer[uid] == int(event["sequence"]) + 1 and
                                                            uid in by_uid for uid, event in by_uid.items()) else newer)
        empty = checks.events("an empty calendar", "deadlines", *files, "--from", "2030-01-01", "--to", "2030-01-02",
                              "--course", "N", "--format", "ics")
        checks.check("an empty calendar", "" if empty == [] else empty)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passline", required=True)
    options = parser.parse_args()
    checks = Checks(str(pathlib.Path(options.passline).absolute()))
    for workspace in sorted((ROOT / "examples").glob("*/passline.yaml")):
        for day in DAYS:
            of_example(checks, workspace.parent, day)
    odd_texts(checks)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
