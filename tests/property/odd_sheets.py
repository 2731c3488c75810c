#!/usr/bin/env python3
"""Holds `passline grade` against reference.py on sheets of odd shapes, larger than those of compare.py.

    odd_sheets.py --passline BIN [--rows 2000] [--seed 1] [--only NAME] [--keep DIR]

Every shape is graded with one, two and five threads: the outputs must be the same to the byte, and the reference's in every
column of every row. With --rows 200000 it takes some minutes, nearly all of them the reference's.
Ends with one line 'N passed, N failed' and exit code 1 when something failed.
"""

import argparse
import csv
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback

import compare
import generate
import generate_rules
import odd_rules
import odd_shapes
import reference
import sheets

AS_OF = "2026-06-30"
THREADS = (1, 2, 5)
SHOWN_OF_A_KIND = 50  # messages; the rest is counted
FILES = ("results.csv", "summary.csv", "components.csv", "wrong.csv")
csv.field_size_limit(1 << 30)  # a note may be megabytes long


class Shape:
    """A workspace being made: its rules, and what the sheets hold."""

    def __init__(self, folder, rows, seed, name):
        self.folder, self.rows = folder, rows
        self.dice = generate_rules.Dice(f"{name} {seed}", ())
        self.workspace = {"passline": 1, "language": "en", "ignore_columns": [odd_shapes.NOTE], "policy": "policy.yaml",
                          "plans": "plan.yaml", "scores": "scores/*.csv"}
        self.wrong = None  # (file, line, column, code) of rows that are to be set aside, in order; None where all are right
        self.truth = folder  # the workspace that the reference grades
        (folder / "scores").mkdir(parents=True)

    def write(self, courses, roster=None):
        """Rules, roster and workspace; the scores are the shape's own."""
        self.write_into(self.folder, courses, roster)

    def write_into(self, folder, courses, roster):
        generate.write_json(str(folder / "policy.yaml"), odd_rules.POLICY)
        generate.write_json(str(folder / "plan.yaml"), odd_rules.plan(courses))
        if roster:
            self.workspace["roster"] = "roster.csv"
            with open(folder / "roster.csv", "w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows([("employee_id", "name", "department"), *roster])
        generate.write_json(str(folder / "passline.yaml"), self.workspace)

    def sheet(self, name, data, folder=None):
        ((folder or self.folder) / "scores" / name).write_bytes(data)


def run(options, shape, threads, more):
    command = [options.passline, "-C", shape.folder, "--as-of", AS_OF, "--lang", "en", "--color", "never", "grade",
               "--threads", str(threads), *more]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)


def grade(options, shape, threads):
    """Exit code, the bytes of standard error, and those of the files."""
    out = shape.folder / f"out-{threads}"
    out.mkdir()
    more = ["-o", out / "results.csv", "--summary", out / "summary.csv", "--components", out / "components.csv"]
    if shape.wrong is not None:
        more += ["--quarantine", out / "wrong.csv"]
    done = run(options, shape, threads, more)
    files = {name: (out / name).read_bytes() for name in FILES if (out / name).exists()}
    return done.returncode, done.stderr, files


def expected_tables(folder):
    grading = reference.Grading(str(folder))
    by_course = {}
    for (_, course), case in grading.ordered():
        by_course.setdefault(course, []).append(case)
    return {"results": grading.results(), "summary": summary(grading, by_course), "components": grading.components()}


def summary(grading, by_course):
    """As the reference's own, but without going through all results for every course."""
    rows = []
    for course in sorted(by_course, key=str.encode):
        departments = {}
        for case in by_course[course]:
            departments.setdefault(grading.person(case.employee).get("department", "") or "-", []).append(case)
        rows.append(reference.summary_row(course, "", by_course[course]))
        rows += [reference.summary_row(course, name, departments[name]) for name in sorted(departments, key=str.encode)]
    return rows


def refusal(options, shape, threads):
    """What is wrong with the messages about a sheet with wrong rows: the first of each kind must be named, in order."""
    done = run(options, shape, threads, ["--diagnostics", "json"])
    messages = [json.loads(line) for line in done.stderr.splitlines()]
    got = [(os.path.basename(m["file"]), m["line"], m["column"], m["code"])
           for m in messages if m["severity"] == "error" and m["line"]]
    counts, expected = {}, []
    for row in shape.wrong:
        counts[row[3]] = counts.get(row[3], 0) + 1
        if counts[row[3]] <= SHOWN_OF_A_KIND:
            expected.append(row)
    found = [] if done.returncode == 3 else [f"{threads} threads: exit code {done.returncode} instead of 3"]
    return found + [f"{threads} threads: expected {a}, got {b}" for a, b in itertools.zip_longest(expected, got) if a != b]


def set_aside(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [(os.path.basename(row["file"]), int(row["line"]), row["code"]) for row in csv.DictReader(file)]


def differences(shape, first):
    """What is wrong with the run on one thread, as lines of text."""
    code, complaint, _ = first
    if code != 0:
        return [f"exit code {code}", complaint.decode("utf-8", "replace")[:1500]]
    found = []
    for table, rows in expected_tables(shape.truth).items():
        found += compare.differences(table, rows, str(shape.folder / f"out-{THREADS[0]}" / f"{table}.csv"))
    if shape.wrong is not None:
        got = set_aside(shape.folder / f"out-{THREADS[0]}" / "wrong.csv")
        expected = [(file, line, code) for file, line, _, code in shape.wrong]
        found += [f"set aside, not expected: {row}" for row in got if row not in set(expected)]
        found += [f"not set aside: {row}" for row in expected if row not in set(got)]
        if not found and got != expected:
            found.append("set aside in another order")
    return found


def check(name, make, options):
    """Counts of checks passed and failed for one shape."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix=f"passline-odd-{name}-"))
    try:
        shape = Shape(folder, options.rows, options.seed, name)
        make(shape)
        runs = {threads: grade(options, shape, threads) for threads in THREADS}
        problems = differences(shape, runs[THREADS[0]])
        results = [problems]
        for threads in THREADS[1:]:
            parts = zip(("exit code", "standard error"), runs[THREADS[0]][:2], runs[threads][:2])
            other = [what for what, left, right in parts if left != right]
            other += [file for file in FILES if runs[THREADS[0]][2].get(file) != runs[threads][2].get(file)]
            results.append([f"{threads} threads: another {', '.join(other)}"] if other else [])
        if shape.wrong is not None:
            results += [refusal(options, shape, threads) for threads in THREADS]
        failed = [lines for lines in results if lines]
        for lines in failed:
            print(f"{name}: {len(lines)} differences", *(f"    {line}" for line in lines[: compare.SHOWN]), sep="\n", flush=True)
        if failed and options.keep:
            shutil.copytree(folder, pathlib.Path(options.keep) / name, dirs_exist_ok=True)
        return len(results) - len(failed), len(failed)
    except (sheets.InvalidWorkspace, AssertionError, KeyError, ValueError):  # a fault of the shape itself
        print(f"{name}: the reference itself failed\n{traceback.format_exc()}")
        return 0, 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passline", required=True)
    parser.add_argument("--rows", type=int, default=2000, help="about so many rows in each shape")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", choices=odd_shapes.SHAPES)
    parser.add_argument("--keep", metavar="DIR", help="keep the workspaces and outputs of failed shapes there")
    options = parser.parse_args()
    options.passline = os.path.abspath(options.passline)
    passed = failed = 0
    for name, make in odd_shapes.SHAPES.items():
        if options.only in (None, name):
            good, bad = check(name, make, options)
            passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
