#!/usr/bin/env python3
"""Holds `passline grade` against reference.py on random workspaces, every column of every row.

    compare.py --passline BIN --seeds 1-500 [--size N] [--keep DIR] [--without FEATURE,…] [--calendar FILE]
    compare.py --coverage --seeds 1-500      counts what the random workspaces contain, without a binary

Ends with one line 'N passed, N failed' and exit code 1 when a seed failed.
"""

import argparse
import collections
import csv
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

import figures
import generate
import reference

AS_OF = "2026-06-30"
SHOWN = 6  # differences printed for one seed
TABLES = {  # table: columns, columns that name a row
    "results": (reference.RESULTS, ["employee_id", "course_id"]),
    "summary": (reference.SUMMARY, ["course_id", "department"]),
    "components": (reference.COMPONENTS, ["employee_id", "course_id", "attempt", "component"]),
}


def run_binary(binary, folder, out):
    """Grades the workspace; returns exit code and standard error, the tables lie in `out`."""
    command = [
        binary,
        "-C",
        folder,
        "--as-of",
        AS_OF,
        "--lang",
        "en",
        "--color",
        "never",
        "grade",
        "--format",
        "csv",
        "-o",
        os.path.join(out, "results.csv"),
    ]
    for table in ("summary", "components"):
        command += [f"--{table}", os.path.join(out, f"{table}.csv")]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False
        )
    except subprocess.TimeoutExpired:
        return -1, "no end after 120 seconds"
    return done.returncode, done.stderr.decode("utf-8", "replace")


def read_table(path):
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return reader.fieldnames or [], list(reader)


def differences(table, expected, path):
    """Each difference as a line of text, in the order of the expected rows."""
    columns, key_columns = TABLES[table]
    if not os.path.exists(path):
        return [f"{table}: no file written"]
    header, actual = read_table(path)
    if header != columns:
        return [f"{table}: header {','.join(header)}"]

    def key(row):
        return tuple(row[column] for column in key_columns)

    found = []
    by_key = {key(row): row for row in actual}
    wanted = {key(row) for row in expected}
    for row in expected:
        name = f"{table} {' '.join(key(row))}"
        if key(row) not in by_key:
            found.append(f"{name}: row missing")
            continue
        for column in columns:
            got = by_key[key(row)][column]
            if got != row[column]:
                found.append(f"{name}: {column}\n      expected {row[column]!r}\n      got      {got!r}")
    found += [
        f"{table} {' '.join(map(str, key(row)))}: row not expected"
        for row in actual
        if key(row) not in wanted
    ]
    if not found and [key(row) for row in actual] != [key(row) for row in expected]:
        found.append(f"{table}: the same rows in another order, or a row twice")
    return found


def check_seed(job):
    """Returns (seed, report or None); a report is the text to print for a failed seed."""
    seed, options = job
    folder = tempfile.mkdtemp(prefix=f"passline-seed-{seed}-")
    workspace, out = os.path.join(folder, "workspace"), os.path.join(folder, "actual")
    try:
        os.makedirs(workspace)
        os.makedirs(out)
        features, _, grading = generate.generate(
            seed, workspace, options.size, options.without, options.calendar
        )
        expected = {
            "results": grading.results(),
            "summary": grading.summary(),
            "components": grading.components(),
        }
        code, errors = run_binary(options.passline, workspace, out)
        found = [] if code == 0 else [f"exit code {code}"]
        for table, rows in expected.items():
            if code == 0:
                found += differences(table, rows, os.path.join(out, f"{table}.csv"))
        if not found:
            return seed, None
        keep(options.keep, seed, folder, expected)
        return seed, report(seed, features, found, errors)
    except Exception:  # a fault of the generator or the reference: shown like a difference
        return seed, f"seed {seed}: the reference itself failed\n{traceback.format_exc()}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(target, seed, folder, expected):
    """Leaves workspace, expected and actual tables of a failed seed in the folder given with --keep."""
    if not target:
        return
    kept = os.path.join(target, f"seed-{seed}")
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(folder, kept)
    os.makedirs(os.path.join(kept, "expected"))
    for table, rows in expected.items():
        with open(os.path.join(kept, "expected", f"{table}.csv"), "w", encoding="utf-8", newline="") as file:
            file.write(reference.to_csv(TABLES[table][0], rows))


def report(seed, features, found, errors):
    lines = [f"seed {seed}: {len(found)} differences (features: {' '.join(sorted(features)) or 'none'})"]
    lines += [f"    {text}" for text in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(f"    … and {len(found) - SHOWN} more")
    shown = [line for line in errors.splitlines() if "error" in line] or errors.splitlines()
    lines += [f"    stderr: {line}" for line in shown[:SHOWN]]
    return "\n".join(lines)


def count_seed(job):
    """What one random workspace contains, as counts by (heading, value)."""
    seed, options = job
    counts = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        features, _, grading = generate.generate(
            seed, folder, options.size, options.without, options.calendar
        )
        counts.update(("feature (seeds)", feature) for feature in features)
        for row in grading.results():
            for column in ("outcome", "next", "band", "attempts", "appeal"):
                counts[column, row[column] or "(empty)"] += 1
            for column in ("total", "due", "actions", "articles", "failed"):
                counts["not empty", column] += bool(row[column])
        for row in grading.components():
            counts["component verdict", row["verdict"] or "(empty)"] += 1
            if row["score"].isalpha():
                counts["mark", row["score"]] += 1
        for case in grading.cases.values():
            counts["ladder step", step_text(case.walk)] += 1
            counts["attempts left over", len(case.walk.left_over)] += 1
            counts["in a row", case.streak] += 1
            near(counts, case)
    return counts


def step_text(walk):
    if walk.step is None:
        return "(none)"
    return (
        walk.step["then"]
        + (" repeat" if walk.step.get("repeat") else "")
        + (" carry" if walk.step.get("carry") else "")
    )


def near(counts, case):
    """How close to a line the compared figures lie."""
    for judged in case.walk.judged:
        counts["printing", "score cut"] += cut_scores(case, judged)
        counts["printing", "score with 4 places"] += len(
            [1 for v in judged.scores.values() if (v * 10**4) % 1]
        )
        pairs = [
            (judged.scores[c.id], c.line)
            for c in case.course.assessment.counting()
            if c.id in judged.scores and c.line is not None
        ]
        if judged.total is not None and case.course.assessment.line is not None:
            counts["printing", "total cut"] += reference.Grading.total_text(case) != plain_total(case)
            pairs.append((judged.total, case.course.assessment.line))
            counts["total", "within 0.01 below"] += 0 < case.course.assessment.line - judged.total <= 0.01
            counts["total", "on the line"] += case.course.assessment.line == judged.total
        counts["score", "within 0.01 below"] += len([1 for value, line in pairs if 0 < line - value <= 0.01])
        counts["score", "on the line"] += len([1 for value, line in pairs if line == value])


def cut_scores(case, judged):
    """How many scores are printed cut because half up would have reached their line."""
    components = case.course.assessment.counting()
    return len(
        [
            1
            for c in components
            if c.id in judged.scores
            and reference.score_text(judged, c) != figures.print_score(judged.scores[c.id], [])
        ]
    )


def plain_total(case):
    total = case.walk.last.total
    return "" if total is None else figures.to_places(total, 2, [])


def seeds_of(text):
    found = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def main():
    parser = argparse.ArgumentParser(
        description="Compares passline grade with the reference on random workspaces."
    )
    parser.add_argument("--passline", metavar="BIN", help="the binary to test")
    parser.add_argument("--coverage", action="store_true", help="only count what the workspaces contain")
    parser.add_argument("--seeds", type=seeds_of, default=seeds_of("1-200"), help="1-500, or 7, or 1-9,20")
    parser.add_argument("--size", type=int, help="number of employees in each workspace")
    parser.add_argument("--keep", metavar="DIR", help="keep workspace and tables of failed seeds there")
    parser.add_argument("--without", type=lambda text: text.split(","), default=[], metavar="FEATURE,…")
    parser.add_argument("--calendar", default=reference.DEFAULT_CALENDAR)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if not options.coverage and not options.passline:
        parser.error("--passline BIN is needed")
    jobs = [(seed, options) for seed in options.seeds]
    with multiprocessing.Pool(options.jobs) as pool:
        if options.coverage:
            counts = sum(pool.imap_unordered(count_seed, jobs), collections.Counter())
            for (heading, value), count in sorted(counts.items(), key=str):
                print(f"{heading:20} {value!s:28} {count:8}")
            return
        options.passline = os.path.abspath(options.passline)
        if not os.access(options.passline, os.X_OK):
            parser.error(f"{options.passline} cannot be run")
        failed = 0
        for _, text in pool.imap(check_seed, jobs):
            if text:
                failed += 1
                print(text, flush=True)
    print(f"{len(jobs) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
