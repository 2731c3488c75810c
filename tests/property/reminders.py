#!/usr/bin/env python3
"""What `remind` hands over, morning by morning, against a list made here; and that nothing is lost when it is killed.

    reminders.py --passline build/passline --seeds 1-3

Every seed is a quarter of mornings, some of them without a run, in a workspace whose sheets grow as the days pass. What
must be told on a day follows from the manual page: for each thing a list of days on which its stages begin.
"""

import argparse
import csv
import datetime
import email
import email.header
import email.policy
import email.utils
import io
import json
import mailbox
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from project import close  # noqa: E402

DAY = datetime.timedelta(days=1)
FIRST, LAST = datetime.date(2026, 1, 5), datetime.date(2026, 4, 5)
WITHIN, ANSWER, AHEAD = 12, 9, 7
POLICY = f"""passline: 1
id: yard
effective: 2026-01-01
cite: "Art. {{}}"
roles: {{hr: HR, trainer: Trainer, panel: Panel}}
tracks:
  basic:
    assessment: {{components: {{theory: {{pass: 80, article: "1"}}}}}}
    on_fail: [{{then: retrain, within: {WITHIN} days, article: "2"}}, {{then: end}}]
deadlines:
  - {{id: notice, due: 3 days before start, owner: hr, article: "3"}}
  - {{id: review, opens: 20 days after end, due: 40 days after end, owner: trainer, article: "4"}}
  - {{id: paper, due: day 20 of each month, article: "5"}}
appeals: {{answer_within: {ANSWER} days, decides: panel, article: "6"}}
"""
REMIND = {"hr": "hr@x.invalid", "trainer": "trainer@x.invalid", "panel": "panel@x.invalid"}


class Yard:
    """A workspace as it stands on one day after the other, and what is to be told."""

    def __init__(self, seed, folder):
        self.random, self.folder = random.Random(seed), folder
        self.people = [f"P{n}" for n in range(1, 9)]
        self.mentor = {p: self.random.choice(["", "M1", "M2"]) for p in self.people}
        self.manager = {p: self.random.choice(["", "B1", "M1"]) for p in self.people}
        self.left = {p: self.some_day() for p in self.people if self.random.random() < 0.2}
        self.courses = {f"C{n}": self.some_day() for n in range(1, 6)}
        self.done = {(c, d): self.some_day() for c in self.courses for d in ("notice", "review")
                     if self.random.random() < 0.5}
        self.papers = sorted(datetime.date(2026, m, self.random.choice([18, 20])) for m in (1, 3))
        self.failed, self.passed, self.appeals = {}, {}, []
        for course, start in self.courses.items():
            for person in self.random.sample(self.people, 4):
                self.failed[person, course] = start + 2 * DAY
                if self.random.random() < 0.6:
                    self.passed[person, course] = start + self.random.randint(3, 40) * DAY
        for number, (person, course) in enumerate(self.random.sample(sorted(self.failed), 4)):
            filed = self.failed[person, course] + self.random.randint(1, 5) * DAY
            self.appeals.append((f"A{number}", person, course, filed, filed + self.random.randint(1, 25) * DAY))
        self.certificates = {p: self.some_day() for p in self.people if self.random.random() < 0.5}

    def some_day(self):
        return FIRST + self.random.randint(0, (LAST - FIRST).days) * DAY

    def sheet(self, name, header, rows):
        if not rows:
            return  # an empty sheet is an error: there is none yet
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([header, *rows])
        (self.folder / name).write_text(text.getvalue(), encoding="utf-8")

    def write(self, today):
        (self.folder / "policy.yaml").write_text(POLICY)
        done = {key: day for key, day in self.done.items() if day <= today}
        courses = [
            f"  - {{id: {c}, track: basic, start: {start}, end: {start + 2 * DAY}, participants: [{', '.join(self.people)}], done: {{"
            + ", ".join(f"{d}: {day}" for (of, d), day in sorted(done.items()) if of == c) + "}}\n"
            for c, start in self.courses.items()]
        papers = ", ".join(str(day) for day in self.papers if day <= today)
        (self.folder / "plan.yaml").write_text(
            f"passline: 1\nplan: q\nperiod: 2026-Q1\ndone: {{paper: [{papers}]}}\ncourses:\n" + "".join(courses)
            if papers else "passline: 1\nplan: q\nperiod: 2026-Q1\ncourses:\n" + "".join(courses))
        staff = [[p, p, self.mentor[p], self.manager[p], self.left.get(p, ""), f"{p.lower()}@x.invalid"] for p in self.people]
        staff += [[p, p, "", "", "", f"{p.lower()}@x.invalid"] for p in ("M1", "M2", "B1")]
        self.sheet("roster.csv", ["employee_id", "name", "mentor_id", "manager_id", "leave_date", "email"], staff)
        attempts = [(p, c, 1, 79, day) for (p, c), day in self.failed.items() if day <= today]
        attempts += [(p, c, 2, 80, day) for (p, c), day in self.passed.items() if day <= today]
        self.sheet("scores.csv", ["employee_id", "course_id", "attempt", "theory", "date"], attempts)
        self.sheet("appeals.csv", ["appeal_id", "employee_id", "course_id", "filed_on", "status", "decided_on"],
                   [[a, p, c, filed, "rejected" if decided <= today else "open", decided if decided <= today else ""]
                    for a, p, c, filed, decided in self.appeals if filed <= today])
        self.sheet("certificates.csv", ["employee_id", "certificate", "issued_on", "expires_on"],
                   [[p, "driving", "2025-01-01", day] for p, day in self.certificates.items()])
        (self.folder / "passline.yaml").write_text(
            "passline: 1\npolicy: policy.yaml\nplans: plan.yaml\nroster: roster.csv\nlanguage: en\n"
            + "".join(f"{name}: {name}.csv\n" for name in ("scores", "appeals", "certificates")
                      if (self.folder / f"{name}.csv").exists()) +
            f"remind: {{otherwise: office@x.invalid, addresses: {json.dumps(REMIND)}}}\n")

    def standing(self, today):
        """Every key that stands on this day: to, about, rule, stage, due."""
        for (person, course), failed in self.failed.items():
            if failed > today or self.passed.get((person, course), LAST + DAY) <= today or self.gone(person, today):
                continue
            due = failed + WITHIN * DAY
            stage = stage_of(stages(due), today)
            yield from self.personal(person, self.mentor[person], f"retrain:{course}", stage, due)
        for person, due in self.certificates.items():
            if not self.gone(person, today) and due >= today:
                yield from self.personal(person, "", "certificate:driving", stage_of(stages(due), today), due)
        for course, start in self.courses.items():
            for name, role, due, opens in (("notice", "hr", start - 3 * DAY, None),
                                           ("review", "trainer", start + 42 * DAY, start + 22 * DAY)):
                if self.done.get((course, name), LAST + DAY) > today:
                    yield f"role:{role}", "", f"deadline:{name}:{course}", stage_of(stages(due, opens), today), str(due)
        for month in (1, 2, 3):
            due = datetime.date(2026, month, 20)
            given = [day for day in self.papers if day <= today]
            # January's paper is the first date, March's the second: neither is for another month
            if not any(day.month == month for day in given):
                yield "nobody", "", f"deadline:paper:{due}", stage_of(stages(due), today), str(due)
        for number, person, _, filed, decided in self.appeals:
            if filed <= today < decided:
                due = filed + ANSWER * DAY
                yield "role:panel", person, f"appeal:{number}", stage_of(stages(due, filed), today), str(due)

    def gone(self, person, today):
        return person in self.left and self.left[person] < today

    def personal(self, person, mentor, rule, stage, due):
        others = {mentor} | ({self.manager[person]} if stage.startswith("overdue") else set())
        for who in {person, *others} - {""}:
            yield f"person:{who}", person, rule, stage, str(due)


def stages(due, opens=None):
    """The days on which stages begin, in order."""
    found = [(opens, "opens")] if opens and opens < due - AHEAD * DAY else []
    found += [(due - AHEAD * DAY, "ahead"), (due, "due")]
    return found + [(due + (1 + 7 * n) * DAY, "overdue" if n == 0 else f"overdue+{n}") for n in range(40)]


def stage_of(days, today):
    return ([""] + [name for day, name in days if day <= today])[-1]


HOOK = """import json, os, signal, sys
how, at, parent = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
data = sys.stdin.buffer.read()
try:
    json.loads(data)
except ValueError:
    sys.exit(1)  # cut off: not taken
with open("calls", "a") as calls:
    calls.write("x")
turn = os.path.getsize("calls")
if turn == at and how == "before":
    os.kill(parent, signal.SIGKILL)
    sys.exit(0)
with open("taken", "ab") as taken:
    taken.write(data)
if turn == at and how == "after":
    os.kill(parent, signal.SIGKILL)
"""


class Tests:
    def __init__(self, passline):
        self.passline, self.checked, self.problems = passline, 0, []

    def check(self, holds, message):
        self.checked += 1
        if not holds:
            self.problems.append(message)

    def run(self, folder, *words, **more):
        done = subprocess.run([self.passline, "remind", *words], cwd=folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", **more)
        return done.returncode, done.stdout, done.stderr

    def hook(self, how="none", at=0):
        return f"exec:{sys.executable} hook.py {how} {at} $PPID"

    @staticmethod
    def taken(folder):
        """Keys in the order in which they were taken, and for each digest its own."""
        path = folder / "taken"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [tuple((r["for"], r["about"], f"{r['kind']}:{r['subject']}", r["stage"], r["due"] or "")
                      for r in json.loads(line)["reminders"]) for line in lines]

    def quarter(self, seed, folder):
        yard = Yard(seed, folder)
        (folder / "hook.py").write_text(HOOK)
        told, today = set(), FIRST
        while today <= LAST:
            if yard.random.random() < 0.85:  # on other mornings nobody runs it
                yard.write(today)
                (folder / "taken").unlink(missing_ok=True)
                code, out, err = self.run(folder, "--as-of", str(today), "--to", self.hook())
                keys = [key for digest in self.taken(folder) for key in digest]
                expected = {key for key in yard.standing(today) if key[3]} - told
                same = code == 0 and not out and len(keys) == len(set(keys)) and set(keys) == expected
                self.check(same, f"seed {seed}, {today}: exit {code} {err}\n  too many {sorted(set(keys) - expected)}\n"
                                 f"  missing {sorted(expected - set(keys))}")
                told |= expected
            today += DAY
        state = [tuple(json.loads(line)[k] for k in ("to", "about", "rule", "stage", "due"))
                 for line in (folder / "state/reminders.jsonl").read_text().splitlines()]
        self.check(sorted(state) == sorted(told), f"seed {seed}: the state holds other keys than were told")

    def everything(self, folder, seed):
        """A fresh workspace on its busiest kind of day, and all digests that are due there."""
        yard = Yard(seed, folder)
        yard.write(datetime.date(2026, 3, 1))
        (folder / "hook.py").write_text(HOOK)
        self.run(folder, "--as-of", "2026-03-01", "--to", self.hook(), "--state", "other")
        digests = self.taken(folder)
        for name in ("taken", "calls", "other"):
            (folder / name).unlink()
        return digests

    def killed_at(self, how, at, folder):
        digests = self.everything(folder, 1)
        code, _, _ = self.run(folder, "--as-of", "2026-03-01", "--to", self.hook(how, at))
        self.check(code == -signal.SIGKILL, f"killed {how} {at}: exit {code}")
        self.run(folder, "--as-of", "2026-03-01", "--to", self.hook())
        taken = self.taken(folder)
        self.check(set(taken) == set(digests) and len(taken) - len(digests) == (how == "after"),
                   f"killed {how} {at}: {len(digests)} to take, {len(taken)} taken, {len(set(taken))} of them different")
        return len(digests)

    def killed_anywhere(self, rounds, folder):
        """At random moments; what the killed runs started may live longer, and is waited for."""
        digests = self.everything(folder, 2)
        chance = random.Random(7)
        for _ in range(rounds):
            read_end, write_end = os.pipe()
            process = subprocess.Popen([self.passline, "remind", "--as-of", "2026-03-01", "--to", self.hook()], cwd=folder,
                                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                       pass_fds=[write_end])
            os.close(write_end)
            time.sleep(chance.uniform(0, 0.3))
            process.kill()
            process.wait()
            while os.read(read_end, 1):
                pass
            os.close(read_end)
            state = folder / "state/reminders.jsonl"
            if chance.random() < 0.5 and state.exists() and state.stat().st_size > 40:  # the end of a line never came
                with open(state, "r+b") as file:
                    file.truncate(state.stat().st_size - chance.randint(1, 40))
        code, _, err = self.run(folder, "--as-of", "2026-03-01", "--to", self.hook())
        taken = self.taken(folder)
        keys = {key for digest in taken for key in digest}
        self.check(code == 0 and not err and keys == {key for digest in digests for key in digest},
                   f"killed anywhere: exit {code} {err}, {len(keys)} keys taken")
        # each kill repeats a digest at most; so does each line that was cut off
        self.check(len(taken) - len(digests) <= 2 * rounds, f"killed anywhere: {len(taken)} taken of {len(digests)}")
        before = len(taken)
        self.run(folder, "--as-of", "2026-03-01", "--to", self.hook())
        self.check(len(self.taken(folder)) == before, "killed anywhere: a further run told something again")

    def two_at_once(self, folder):
        self.everything(folder, 3)
        os.mkfifo(folder / "gate")
        first = subprocess.Popen([self.passline, "remind", "--as-of", "2026-03-01", "--to", "exec:read line < gate"], cwd=folder,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(folder / "gate", "w") as gate:  # opens once the first run's program waits
            code, out, err = self.run(folder, "--as-of", "2026-03-01")
            self.check(code == 4 and not out and "[reminders-locked]" in err, f"two at once: exit {code} {out} {err}")
            gate.write("go\n")
        first.kill()
        first.wait()
        code, _, _ = self.run(folder, "--as-of", "2026-03-01")
        self.check(code == 0, f"after a killed run: exit {code}")

    def messages(self, folder):
        """Read back by another program: names that would break headers, and the same text as on standard output."""
        names = ["林芳", "Fang, Lin \"L\" \\ x", "a\nBcc: b@x.invalid", "=?utf-8?Q?x?=", "很" * 60, "From here", ""]
        yard = Yard(4, folder)
        yard.people = [f"P{n}" for n in range(1, len(names) + 1)]
        yard.write(LAST)
        yard.sheet("scores.csv", ["employee_id", "course_id", "theory", "date"],
                   [[p, "C1", 1, yard.courses["C1"]] for p in yard.people])
        yard.sheet("appeals.csv", ["appeal_id", "employee_id", "course_id", "filed_on"], [["A", "P1", "C1", "2026-03-01"]])
        yard.sheet("certificates.csv", ["employee_id", "certificate", "issued_on"], [["P1", "x", "2025-01-01"]])
        yard.sheet("roster.csv", ["employee_id", "name", "email"],
                   [[p, name, f"{p.lower()}@x.invalid"] for p, name in zip(yard.people, names)])
        (folder / "hook.py").write_text(HOOK)
        (folder / "send").write_text('#!/bin/sh\nn=$(ls | grep -c letter)\ncat > letter$n\n')
        (folder / "send").chmod(0o755)
        day = str(yard.courses["C1"] + WITHIN * DAY)
        self.run(folder, "--as-of", day, "--to", self.hook(), "--state", "s1")
        wanted = [json.loads(line) for line in (folder / "taken").read_text(encoding="utf-8").splitlines()]
        code, _, err = self.run(folder, "--as-of", day, "--to", "mail", "--sendmail", "./send", "--state", "s2")
        self.check(code == 0 and len(wanted) >= len(names), f"messages: exit {code} {err}, {len(wanted)} digests")
        self.run(folder, "--as-of", day, "--to", "mbox:box", "--state", "s3")
        box = [message for message in mailbox.mbox(folder / "box", factory=None, create=False)]
        self.check(len(box) == len(wanted), f"mailbox: {len(box)} messages for {len(wanted)} digests")
        for number, digest in enumerate(wanted):
            for raw in ((folder / f"letter{number}").read_bytes(), bytes(box[number])):
                message = email.message_from_bytes(raw, policy=email.policy.default)
                to = message["To"].addresses
                name = digest["name"] if len(digest["recipients"]) == 1 else ""
                # the newer parser keeps the blank between two encoded words of a name, against RFC 2047
                plain = email.message_from_bytes(raw)["To"]
                shown = str(email.header.make_header(email.header.decode_header(email.utils.parseaddr(plain)[0])))
                got = (len(to), to[0].addr_spec, shown, str(message["Subject"]), message.get_content())
                self.check(got == (1, digest["to"], name, digest["subject"], digest["text"]) and not message.defects
                           and "Bcc" not in message and max(map(len, raw.split(b"\n"))) <= 78,
                           f"message {number}: {got} for {digest['to']} {name!r}, {message.defects}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passline", required=True, type=pathlib.Path)
    parser.add_argument("--seeds", default="1-3")
    parser.add_argument("--kills", type=int, default=12)
    options = parser.parse_args()
    tests = Tests(options.passline.resolve())

    def within(test, *arguments):
        with tempfile.TemporaryDirectory(prefix="passline-remind-") as folder:
            return test(*arguments, pathlib.Path(folder))

    first, _, last = options.seeds.partition("-")
    for seed in range(int(first), int(last or first) + 1):
        within(tests.quarter, seed)
    for how in ("before", "after"):
        at, many = 1, 1
        while at <= many:
            many = within(tests.killed_at, how, at)
            at += 1
    within(tests.killed_anywhere, options.kills)
    within(tests.two_at_once)
    within(tests.messages)
    return close(tests.problems, tests.checked)


if __name__ == "__main__":
    sys.exit(main())
