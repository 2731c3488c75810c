#!/usr/bin/env python3
"""Writes the sheets of the benchmark, the same bytes for the same seed, and what each person's outcome is.

    generate.py FOLDER --rows 1000000 [--seed 1] [--dirty]

    long.csv         a row for each score, in random order: two courses, two components, a second attempt after most failures
    wide.csv         a row for each person: three weighted components, one total in eight exactly on the line
    *-expected.csv   employee_id,course_id,outcome, computed in whole numbers beside the sheet, never read from it
    policy.yaml  plan.yaml  roster.csv

With --dirty both sheets are GB18030 with CRLF, quoted names and a title row, and some people have marks or no score yet.
"""

import argparse
import pathlib
import random

POLICY = """passline: 1
id: bench
title: {zh: 基准, en: Benchmark}
effective: 2026-01-01
tracks:
  lines:
    title: {zh: 单项合格线, en: A line for each component}
    assessment:
      components:
        theory: {out_of: 100, pass: 80, article: "1"}
        practical: {out_of: 100, pass: 85, article: "1"}
    on_fail:
      - {then: retrain, within: 20 working days, article: "2"}
      - {then: end, article: "2"}
  weights:
    title: {zh: 加权总评, en: A weighted total}
    assessment:
      pass: 60
      article: "3"
      components:
        theory: {out_of: 100, weight: 40, article: "3"}
        practical: {out_of: 100, weight: 30, article: "3"}
        homework: {out_of: 100, weight: 30, article: "3"}
    bands:
      excellent: {title: {zh: 优秀, en: Excellent}, at_least: 90, article: "4"}
    on_fail:
      - {then: end, article: "4"}
"""

PLAN = """passline: 1
plan: 2026-Q1
period: 2026-Q1
courses:
  - {id: L1, title: L1, track: lines, status: held, start: 2026-01-05, end: 2026-01-23}
  - {id: L2, title: L2, track: lines, status: held, start: 2026-02-02, end: 2026-02-13}
  - {id: W1, title: W1, track: weights, status: held, start: 2026-03-02, end: 2026-03-13}
"""

LINES = {"theory": 8000, "practical": 8500}  # hundredths
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = "一二三四五六七八九安平宁远明华志"


def figure(hundredths):
    """8000 → 80, 7950 → 79.5, 7995 → 79.95: as people type them."""
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def employee(number):
    return f"E{number:08d}"


def name(number):
    return SURNAMES[number % 16] + GIVEN[number // 16 % 16] + GIVEN[number // 256 % 16]


def attempt_rows(who, course, attempt, scores):
    date = {"L1": ("2026-01-23", "2026-02-10"), "L2": ("2026-02-13", "2026-03-04")}[course][attempt - 1]
    for component, score in scores.items():
        yield f"{who},{course},{component},{attempt},{score},{date}"


def draw_lines(dice, dirty):
    """Scores of one attempt and its verdict, every fourth score on the line or a hundredth beside it."""
    scores, verdict = {}, "pass"
    for component, line in LINES.items():
        score = line + dice.choice((-1, 0, 0, 1)) if dice.random() < 0.25 else dice.randrange(7000, 10001, 50)
        scores[component] = figure(score)
        if score < line:
            verdict = "fail"
    if dirty and dice.random() < 0.01:
        component = dice.choice(tuple(LINES))
        mark = dice.choice(("absent", "缺考", "void", "作弊"))
        scores[component] = mark
        other = next(c for c in LINES if c != component)
        failed = mark in ("void", "作弊") or float(scores[other]) * 100 < LINES[other]
        verdict = "fail" if failed else "incomplete"
    return scores, verdict


def write_long(folder, rows, dice, dirty):
    lines, expected, number = [], [], 0
    while len(lines) < rows:
        number += 1
        who = employee(number)
        for course in ("L1", "L2"):
            scores, verdict = draw_lines(dice, dirty)
            lines += attempt_rows(who, course, 1, scores)
            if verdict == "fail" and dice.random() < 0.7:
                scores, verdict = draw_lines(dice, dirty)
                lines += attempt_rows(who, course, 2, scores)
            expected.append(f"{who},{course},{verdict}")
    dice.shuffle(lines)
    write_sheet(folder / "long.csv", "employee_id,course_id,component,attempt,score,date", lines, dirty)
    write_expected(folder / "long-expected.csv", expected)
    with open(folder / "roster.csv", "w", encoding="utf-8") as roster:
        roster.write("employee_id,name,department\n")
        roster.writelines(f"{employee(n)},{name(n)},D{n % 40:02d}\n" for n in range(1, number + 1))


def draw_weights(dice):
    """Three scores in hundredths; one time in eight their total is 60 to the last digit, or a step below."""
    theory, practical = dice.randrange(3000, 10001, 75), dice.randrange(3000, 10001, 25)
    homework = (600000 - 40 * theory - 30 * practical) // 30  # whole, as theory is a multiple of three
    if dice.random() < 0.125 and 1 <= homework <= 10000:
        return theory, practical, homework - dice.choice((0, 0, 1))
    return theory, practical, dice.randrange(3000, 10001, 25)


def write_wide(folder, rows, dice, dirty):
    lines, expected = [], []
    for number in range(1, rows + 1):
        scores = draw_weights(dice)
        verdict = "pass" if 40 * scores[0] + 30 * scores[1] + 30 * scores[2] >= 600000 else "fail"
        cells = [figure(score) for score in scores]
        if dirty and dice.random() < 0.01:
            cells[dice.randrange(3)] = ""
            verdict = "incomplete"
        who, called = employee(number), name(number)
        lines.append(f'{who},"{called}",W1,{",".join(cells)}' if dirty else f"{who},{called},W1,{','.join(cells)}")
        expected.append(f"{who},W1,{verdict}")
    write_sheet(folder / "wide.csv", "employee_id,name,course_id,theory,practical,homework", lines, dirty)
    write_expected(folder / "wide-expected.csv", expected)


def write_sheet(path, header, lines, dirty):
    encoding, end = ("gb18030", "\r\n") if dirty else ("utf-8", "\n")
    with open(path, "w", encoding=encoding, newline="") as sheet:
        if dirty:
            sheet.write(f"成绩导出{end}")
        sheet.write(header + end)
        sheet.writelines(line + end for line in lines)


def write_expected(path, lines):
    with open(path, "w", encoding="utf-8") as sheet:
        sheet.write("employee_id,course_id,outcome\n")
        sheet.writelines(line + "\n" for line in sorted(lines))


def generate(folder, rows, seed, dirty):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "policy.yaml").write_text(POLICY, encoding="utf-8")
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    write_long(folder, rows, random.Random(f"long {seed}"), dirty)
    write_wide(folder, rows, random.Random(f"wide {seed}"), dirty)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=1000000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dirty", action="store_true")
    given = parser.parse_args()
    generate(given.folder, given.rows, given.seed, given.dirty)
