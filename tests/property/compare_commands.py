#!/usr/bin/env python3
"""Holds `attend`, `grade`, `retrain`, `deadlines`, `level`, `kpi`, `items`, `plan budget` and `report` against the reference on random workspaces.

    compare_commands.py --passline BIN --seeds 1-100 [--topics attendance,levels] [--keep DIR]
    compare_commands.py --passline BIN --seed 17 --topics deadlines      one seed, all its differences, files kept
    compare_commands.py --coverage --seeds 1-300                         what the workspaces contain, no binary needed

For each seed there is a workspace of each topic. Ends with 'N passed, N failed' and exit code 1 when one failed.
"""

import argparse
import collections
import csv
import datetime
import io
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

import budget
import deadlines
import generate_attendance
import generate_budget
import generate_deadlines
import generate_items
import generate_kpi
import generate_levels
import generate_performance
import generate_quarter
import items
import kpi
import levels
import limits
import performance
import quarter
import reference
from compare import seeds_of

SHOWN = 6  # differences printed for one workspace unless --seed asks for all


class Run:
    """One call of the program: its words, the columns and rows expected, and which columns name a row.

    `file` is a file that the words name and the program writes, to be compared instead of what it prints.
    """

    def __init__(self, words, columns, keys, rows, ordered=True, file=None):
        self.words, self.columns, self.keys, self.rows, self.ordered = words, columns, keys, rows, ordered
        self.file = file


def attendance(seed, folder):
    as_of = generate_attendance.generate(seed, folder)
    grading = reference.Grading(folder, as_of=as_of)
    sessions = limits.by_session(grading.attendance, grading.person)
    people = grading.person_rows()
    teams = limits.by_team(grading.attendance, grading.person)
    courses = limits.by_course(grading.attendance)
    person = ["employee_id", "course_id"]
    counts = os.path.join(folder, "summary.csv")
    runs = [
        Run(["attend"], limits.BY_SESSION, person + ["date", "session"], sessions),
        Run(["attend", "--by", "person"], limits.BY_PERSON, person, people),
        Run(["attend", "--by", "team"], limits.BY_TEAM, ["team", "name", "course_id", "month"], teams),
        Run(["attend", "--by", "course"], limits.BY_COURSE, ["course_id", "month"], courses),
        Run(["attend", "--by", "conduct"], limits.BY_CONDUCT, limits.BY_CONDUCT, grading.conduct_rows(), ordered=False),
    ]
    if "incidents" not in grading.workspace or len(grading.workspace["policy"]) > 1:
        runs.pop()
    runs += selections(seed, sessions, people)
    return as_of, (runs if grading.attendance.rows else []) + [
        Run(["grade"], reference.RESULTS, person, grading.results()),
        Run(["retrain"], reference.RETRAIN, person, grading.retrain()),
        Run(["grade", "--summary", counts], reference.SUMMARY, ["course_id", "department"], grading.summary(), file=counts),
    ]


def selections(seed, sessions, people):
    """What is chosen to be printed never changes what is judged: one of the choices for each seed."""

    def of(rows, column, value):
        return [row for row in rows if row[column].startswith(value)]

    person = ["employee_id", "course_id"]
    days = person + ["date", "session"]
    months = sorted({row["date"][:7] for row in sessions})
    month = months[seed // 4 % len(months)] if months else "2026-01"
    who = people[seed // 4 % len(people)]["employee_id"] if people else "E1"
    return [
        Run(["attend", "--only", who], limits.BY_SESSION, days, of(sessions, "employee_id", who)),
        Run(["attend", "--course", "C1"], limits.BY_SESSION, days, of(sessions, "course_id", "C1")),
        Run(["attend", "--period", month], limits.BY_SESSION, days, of(sessions, "date", month)),
        Run(["attend", "--by", "person", "--course", "C1"], limits.BY_PERSON, person, of(people, "course_id", "C1")),
    ][seed % 4 :][:1]


def deadline(seed, folder):
    as_of, questions = generate_deadlines.generate(seed, folder)
    truth = deadlines.Deadlines(folder, reference.DEFAULT_CALENDAR, as_of)
    keys = ["course_id", "deadline", "due"]
    return as_of, [
        Run(["deadlines"] + words, deadlines.DEADLINES, keys, truth.rows(**wanted)) for wanted, words in questions
    ]


def level(seed, folder):
    period, as_of = generate_levels.generate(seed, folder)
    grading = reference.Grading(folder, as_of=as_of)
    rows = levels.Levels(grading, grading.policies, period).rows()
    words = [["level", "--period", period]]
    if levels.last_whole_period(as_of, period) == period:
        words.append(["level"])
    return as_of, [Run(each, levels.LEVELS, ["employee_id"], rows) for each in words]


def ticket(seed, folder):
    as_of = generate_kpi.generate(seed, folder)
    rows = kpi.rows(folder, reference.DEFAULT_CALENDAR, as_of)
    return as_of, [Run(["kpi"], kpi.KPI, ["employee_id", "period", "metric"], rows)]


def below_standard(seed, folder):
    as_of = generate_performance.generate(seed, folder)
    grading = reference.Grading(folder, as_of=as_of)
    truth = performance.Performance(grading, grading.policies)
    wanted = sorted(grading.retrain() + truth.retrain(), key=lambda row: (row["due"] or "9999", row["employee_id"]))
    runs = []
    if "scores" in grading.workspace:
        runs.append(Run(["retrain"], reference.RETRAIN, reference.RETRAIN, wanted, ordered=False))
    if "kpi" in grading.workspace:
        keys = ["employee_id", "metric", "line", "months", "articles"]
        runs.append(Run(["kpi", "--below"], performance.BELOW, keys, truth.rows()))
    return as_of, runs


AS_OF = datetime.date(2026, 3, 31)


def exam(seed, folder):
    truth = items.Exam(folder, generate_items.generate(seed, folder), "C1")
    runs = [
        Run(["items", "C1"], items.QUESTIONS, ["question"], list(truth.questions())),
        Run(["items", "C1", "--table", "exam"], items.EXAM, ["id"], truth.exam()),
    ]
    options = list(truth.options())
    if options:
        runs.append(Run(["items", "C1", "--table", "options"], items.OPTIONS, ["question", "option"], options))
    return AS_OF, runs


def money(seed, folder):
    generate_budget.generate(seed, folder)
    rows = list(budget.rows(folder))
    keys = ["plan", "of", "course_id", "item", "currency"]
    return AS_OF, [Run(["plan", "budget"], budget.BUDGET, keys, rows)] if rows else []


def whole_period(seed, folder):
    period, as_of = generate_quarter.generate(seed, folder)
    truth = quarter.Quarter(folder, period, as_of)
    tables = [
        ("results_by_course", quarter.BY_COURSE, ["course_id"], truth.by_course()),
        ("results_by_department", quarter.BY_DEPARTMENT, ["department"], truth.by_department()),
        ("retraining", quarter.RETRAINING, ["course_id"], truth.retraining()),
        ("reaction_by_course", quarter.REACTION, ["course_id"], truth.reaction()),
        ("behaviour", quarter.BEHAVIOUR, ["course_id", "metric"], truth.behaviour()),
    ]
    words = ["report", "--period", period, "--table"]
    return as_of, [Run([*words, name], columns, keys, rows) for name, columns, keys, rows in tables if rows]


TOPICS = {
    "attendance": attendance,
    "deadlines": deadline,
    "levels": level,
    "kpi": ticket,
    "performance": below_standard,
    "items": exam,
    "budget": money,
    "report": whole_period,
}


def call(binary, folder, as_of, words):
    command = [binary, "-C", folder, "--as-of", as_of.isoformat(), "--lang", "en", "--color", "never"]
    done = subprocess.run(
        command + words + ["--format", "csv"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def differences(run, text):
    """Each difference as a line of text, in the order of the expected rows."""
    reader = csv.DictReader(io.StringIO(text))
    actual = list(reader)
    if list(reader.fieldnames or []) != run.columns:
        return [f"header {reader.fieldnames}"]

    def key(row):
        return tuple(row[column] for column in run.keys)

    found, by_key = [], {key(row): row for row in actual}
    for row in run.rows:
        if key(row) not in by_key:
            found.append(f"{' '.join(key(row))}: row missing; expected {','.join(row.values())}")
            continue
        got = by_key[key(row)]
        for column in run.columns:
            if got[column] != row[column]:
                found.append(
                    f"{' '.join(key(row))}: {column}\n      expected {row[column]!r}\n      got      {got[column]!r}"
                )
    wanted = {key(row) for row in run.rows}
    found += [f"row not expected: {','.join(row.values())}" for row in actual if key(row) not in wanted]
    order = list if run.ordered else sorted
    if not found and order(map(key, actual)) != order(map(key, run.rows)):
        found.append("the same rows in another order, or a row twice")
    return found


def check(job):
    """The report of one workspace, None where all agree."""
    topic, seed, options = job
    folder = tempfile.mkdtemp(prefix=f"passline-{topic}-{seed}-")
    lines = []
    try:
        as_of, runs = TOPICS[topic](seed, folder)
        for run in runs:
            code, text, errors = call(options.passline, folder, as_of, run.words)
            if code == 0 and run.file:
                with open(run.file, encoding="utf-8") as file:
                    text = file.read()
            found = differences(run, text) if code == 0 else [f"exit code {code}"]
            if not found:
                continue
            shown = found if options.seed else found[:SHOWN]
            words = " ".join(run.words).replace(folder + os.sep, "")
            lines.append(f"  passline --as-of {as_of} {words}: {len(found)} differences")
            lines += [f"    {line}" for line in shown]
            lines += [f"    … and {len(found) - len(shown)} more"] if len(found) > len(shown) else []
            if code:
                lines += [f"    stderr: {line}" for line in errors.splitlines()[:SHOWN]]
        if not lines:
            return None
        where = keep(options.keep, topic, seed, folder)
        return "\n".join([f"{topic}, seed {seed}{where}"] + lines)
    except Exception:  # a fault of the generator or the reference: shown like a difference
        return f"{topic}, seed {seed}: the reference itself failed\n{traceback.format_exc()}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(target, topic, seed, folder):
    if not target:
        return ""
    kept = os.path.join(target, f"{topic}-{seed}")
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(folder, kept)
    return f", kept in {kept}"


COUNTED = ["class", "outcome", "next", "state", "recommendation", "reached"]
FILLED = ["limits", "actions", "articles", "missing", "opens", "done", "due", "minutes_late", "minutes_early"]


def count(job):
    """What one workspace contains, as counts by (command, column, value)."""
    topic, seed, _ = job
    counts = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        _, runs = TOPICS[topic](seed, folder)
        for run in runs:
            name = " ".join(word for word in run.words if not word[0].isdigit())
            counts[name, "rows", ""] += len(run.rows)
            for row in run.rows:
                counts.update((name, column, row[column]) for column in COUNTED if column in row)
                counts.update((name, column, "filled") for column in FILLED if row.get(column))
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passline", metavar="BIN", help="the program to test")
    parser.add_argument("--seeds", type=seeds_of, default=seeds_of("1-100"), help="1-500, or 7, or 1-9,20")
    parser.add_argument("--seed", type=int, help="one seed, with all its differences")
    parser.add_argument("--topics", default=",".join(TOPICS), help="some of " + ", ".join(TOPICS))
    parser.add_argument("--keep", metavar="DIR", help="keep the workspaces that differ there")
    parser.add_argument("--coverage", action="store_true", help="only count what the workspaces contain")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if not options.coverage and not options.passline:
        parser.error("--passline BIN is needed")
    seeds = [options.seed] if options.seed else options.seeds
    jobs = [(topic, seed, options) for topic in options.topics.split(",") for seed in seeds]
    with multiprocessing.Pool(options.jobs) as pool:
        if options.coverage:
            for (name, column, value), number in sorted(sum(pool.map(count, jobs), collections.Counter()).items()):
                print(f"{name:34} {column:16} {value:24} {number:8}")
            return
        options.passline = os.path.abspath(options.passline)
        failed = 0
        for text in pool.imap(check, jobs):
            if text:
                failed += 1
                print(text, flush=True)
    print(f"{len(jobs) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
