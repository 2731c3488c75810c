#!/usr/bin/env python3
"""Holds `passline import` against exports in other shapes, against broken ones, and against a reckoning of its own.

    imports.py --passline BIN [--seeds 1-40]

- Every export of examples/import in another encoding, with another delimiter, other line ends, columns in another
  order, further titles and blank columns, and as a workbook must give the same sheet, to the byte.
- Cut off, with a column missing or twice, with bytes changed: it must be refused (exit code 3, nothing on standard
  output) or taken (0), and never end in another way.
- Gradebooks with random scores: each cell and each verdict of `grade` must be what fractions in Python give.
Ends with one line 'N passed, N failed' and exit code 1 when something failed.
"""

import argparse
import csv
import fractions
import io
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
COURSE = "SC-2026-03"
PRESETS = {"moodle": "moodle-grades", "moodle-zh": "moodle-grades", "canvas": "canvas-gradebook", "openedx": "openedx-grades",
           "chaoxing": "chaoxing-grades", "wjx": "wjx-survey", "dingtalk-raw": "dingtalk-raw", "dingtalk-daily": "dingtalk-daily",
           "dingtalk-monthly": "dingtalk-monthly", "wecom-daily": "wecom-daily", "wecom-monthly": "wecom-monthly"}
GROUPED = {"chaoxing", "dingtalk-daily"}  # headers over several rows: columns of a group stay together
QUESTIONS = {"wjx", "dingtalk-monthly", "wecom-monthly"}  # the sheet's own order follows the columns


class Runs:
    def __init__(self, passline, folder):
        self.passline, self.folder = passline, folder
        self.passed = self.failed = 0

    def run(self, *arguments):
        done = subprocess.run([self.passline, *arguments], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env={**os.environ, "LANG": "C"})
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")

    def imported(self, name, file):
        return self.run("import", "--preset", PRESETS[name], "--course", COURSE, str(file))

    def check(self, label, good, more=""):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"{label}\n    {more}", flush=True)


def written(rows, delimiter=",", end="\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def other_shapes(name, rows, pick):
    """Label → the bytes of the same export in another shape."""
    width = max(map(len, rows))
    text = written(rows)
    shapes = {
        "GB18030": text.encode("gb18030"),
        "UTF-16": text.encode("utf-16"),
        "UTF-8 with a mark": text.encode("utf-8-sig"),
        "CRLF": written(rows, end="\r\n").encode(),
        "semicolons": written(rows, ";").encode(),
        "tabs": written(rows, "\t").encode(),
        "blank columns": written([row + ["", ""] for row in rows]).encode(),
        "a title": written([["导出", *[""] * (width - 1)], *rows]).encode(),
        "blank lines": text.replace("\n", "\n\n", 1).encode() if '"' not in text else text.encode(),
    }
    if name not in GROUPED | QUESTIONS:
        order = list(range(width))
        pick.shuffle(order)
        if name.startswith(("moodle", "canvas", "openedx")):  # the sheet has its components in the file's order
            items = sorted(i for i in order if any(w in rows[0][i] for w in ("Theory", "Practical", "理论", "实操")))
            places = sorted(order.index(i) for i in items)
            for place, item in zip(places, items):
                order[place] = item
        shapes["columns in another order"] = written([[row[i] for i in order] for row in rows]).encode()
    return shapes


def as_workbook(rows, file):
    plain = [["i:" + cell if cell else "" for cell in row] for row in rows]
    subprocess.run([sys.executable, str(ROOT / "tests" / "workbook.py"), str(file)], input=written(plain).encode(), check=True)


def same_in_other_shapes(runs, name, rows, pick):
    expected = runs.imported(name, f"exports/{name}.csv")
    runs.check(f"{name}: as it lies", expected[0] == 0 and expected[1], expected[2])
    for label, content in other_shapes(name, rows, pick).items():
        file = runs.folder / "other.csv"
        file.write_bytes(content)
        got = runs.imported(name, file)
        runs.check(f"{name}: {label}", got[:2] == expected[:2], got[2] or got[1].decode())
    as_workbook(rows, runs.folder / "other.xlsx")
    got = runs.imported(name, runs.folder / "other.xlsx")
    runs.check(f"{name}: as a workbook", got[:2] == expected[:2], got[2] or got[1].decode())


def broken(name, rows, content, pick):
    """Label → bytes that somebody may hand over."""
    cut = pick.randrange(len(content))
    damaged = bytearray(content)
    for _ in range(3):
        damaged[pick.randrange(len(damaged))] = pick.randrange(256)
    gone = pick.randrange(len(rows[-1]))
    twice = pick.randrange(len(rows[-1]))
    longer = [list(row) for row in rows]
    longer[pick.randrange(len(longer))].append("x")
    return {
        f"cut at {cut}": content[:cut],
        "bytes changed": bytes(damaged),
        f"without column {gone}": written([row[:gone] + row[gone + 1:] for row in rows]).encode(),
        f"column {twice} twice": written([row + [row[twice]] if twice < len(row) else row for row in rows]).encode(),
        "a row too long": written(longer).encode(),
        "header only": written(rows[:-4]).encode(),
        "cut in UTF-16": written(rows).encode("utf-16")[: cut * 2 + 1],
        "cut in GB18030": written(rows).encode("gb18030")[:cut],
    }


def refused_or_taken(runs, name, rows, seed, pick):
    content = (runs.folder / f"exports/{name}.csv").read_bytes()
    samples = broken(name, rows, content, pick)
    for what in pick.sample(sorted(samples), 3):
        file = runs.folder / "broken.csv"
        file.write_bytes(samples[what])
        code, out, err = runs.imported(name, file)
        good = (code == 0 and out) or (code == 3 and not out and "error[" in err)
        runs.check(f"{name}, seed {seed}: {what}: exit code {code}", good and "internal" not in err, err[-500:])
        code, _, err = runs.run("import", "--guess", str(file))
        runs.check(f"{name}, seed {seed}: --guess, {what}: exit code {code}", code in (0, 3) and "internal" not in err, err[-500:])
    as_workbook(rows, runs.folder / "whole.xlsx")
    whole = bytearray((runs.folder / "whole.xlsx").read_bytes())
    for _ in range(pick.randrange(1, 6)):
        whole[pick.randrange(len(whole))] = pick.randrange(256)
    file = runs.folder / "broken.xlsx"
    file.write_bytes(bytes(whole if pick.random() < 0.7 else whole[: pick.randrange(4, len(whole))]))
    code, out, err = runs.imported(name, file)
    good = (code == 0 and out) or (code == 3 and not out and "error[" in err)
    runs.check(f"{name}, seed {seed}: a damaged workbook: exit code {code}", good and "internal" not in err, err[-500:])


def exact(text, points, to):
    """A score on the scale `to`, cut after six places, as a fraction; numbers of more than 15 digits are rounded first."""
    digits = len(text.replace(".", "").lstrip("0"))
    value = fractions.Fraction(text)
    if digits > 15:
        value = fractions.Fraction(f"{float(text):.15g}")
    scaled = value * to / points
    return fractions.Fraction(int(scaled * 10**6), 10**6)


def a_gradebook(pick, canvas):
    """Rows of an export, and employee id → (theory, practical) as fractions, None for nothing, 'exempt'."""
    people = [f"01{n:02}" for n in range(1, 9)]
    most = [pick.choice([7, 10, 30, 40, 100]), pick.choice([3, 20, 50])] if canvas else [1, 1]
    head = ["Student", "ID", "SIS User ID", "Theory (1)", "Practical (2)"] if canvas else ["Email", "Student ID", "Username", "Grade", "Theory", "Practical"]
    rows, expected = [head], {}
    if canvas:
        rows.append(["    Points Possible", "", "", f"{most[0]:.2f}", f"{most[1]:.2f}"])
    emails = dict(line.split(",")[::3] for line in (ROOT / "examples/import/people/roster.csv").read_text().splitlines()[1:])
    for person in people:
        cells, scores = [], []
        for points, to in zip(most, (100, 50)):
            kind = pick.random()
            if kind < 0.1:
                cells.append("")
                scores.append(None)
            elif kind < 0.2:
                cells.append("EX" if canvas else "Not Attempted")
                scores.append("exempt" if canvas else None)
            else:
                value = pick.choice([pick.randrange(points * 100 + 1) / 100, points * pick.choice([0.8, 0.6, 0.7999, 0.59999]),
                                     pick.random() * points])
                text = f"{value:.2f}" if canvas else repr(value)
                text = text if "e" not in text else "0.0"
                cells.append(text)
                scores.append(exact(text, points, to))
        rows.append([f"N{person}", person, person, *cells] if canvas else [emails[person], "1", "u", "0.5", *cells])
        expected[person] = scores
    return rows, expected


def verdict(scores):
    lines = (80, 30)
    reached = [s is not None and (s == "exempt" or s >= line) for s, line in zip(scores, lines)]
    failed = [s not in (None, "exempt") and s < line for s, line in zip(scores, lines)]
    if any(failed):
        return "fail"
    if scores == ["exempt", "exempt"]:
        return None  # nothing was assessed: not what is asked here
    return "pass" if all(reached) else "incomplete"


def as_reckoned(runs, seed, pick):
    canvas = seed % 2 == 0
    rows, expected = a_gradebook(pick, canvas)
    (runs.folder / "book.csv").write_text(written(rows))
    name = "canvas" if canvas else "openedx"
    code, out, err = runs.run("import", "--preset", PRESETS[name], "--course", COURSE, "book.csv", "-o", "scores.csv")
    runs.check(f"seed {seed}: imported", code == 0, err)
    if code:
        return
    for row in csv.DictReader((runs.folder / "scores.csv").open(encoding="utf-8")):
        for component, score in zip(("theory", "practical"), expected[row["employee_id"]]):
            want = "" if score is None else score
            got = row[component] if row[component] in ("", "exempt") else fractions.Fraction(row[component])
            runs.check(f"seed {seed}: {row['employee_id']} {component}", got == want, f"{got} instead of {want}")
    code, out, err = runs.run("grade", "--scores", "scores.csv", "--course", COURSE, "--as-of", "2026-03-31", "--format", "csv")
    runs.check(f"seed {seed}: graded", code == 0, err)
    for row in csv.DictReader(io.StringIO(out.decode())):
        want = verdict(expected[row["employee_id"]])
        runs.check(f"seed {seed}: verdict of {row['employee_id']}", want in (None, row["outcome"]), f"{row['outcome']} instead of {want}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passline", required=True)
    parser.add_argument("--seeds", default="1-10")
    options = parser.parse_args()
    first, _, last = options.seeds.partition("-")
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        shutil.copytree(ROOT / "examples" / "import", folder, dirs_exist_ok=True)
        runs = Runs(os.path.abspath(options.passline), folder)
        exports = {name: list(csv.reader((folder / f"exports/{name}.csv").open(encoding="utf-8", newline=""))) for name in PRESETS}
        for name, rows in exports.items():
            same_in_other_shapes(runs, name, rows, random.Random(name))
        for seed in range(int(first), int(last or first) + 1):
            pick = random.Random(seed)
            name = sorted(exports)[seed % len(exports)]
            refused_or_taken(runs, name, exports[name], seed, pick)
            as_reckoned(runs, seed, pick)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{runs.passed} passed, {runs.failed} failed")
    return 1 if runs.failed or not runs.passed else 0


if __name__ == "__main__":
    sys.exit(main())
