#!/usr/bin/env python3
"""Writes a random valid workspace: policy versions, plans, roster, score sheets, appeals, decisions.

The YAML is written as JSON. One seed gives the same bytes every time. Whether a further attempt is allowed
is asked of reference.py, so that no sequence error can arise.

    generate.py SEED DIR [--size N] [--without FEATURE,…] [--calendar FILE]
"""

import argparse
import json
import os
from fractions import Fraction

import generate_rules
import generate_sheets
import reference
import rules
import sheets


# ---------------------------------------------------------------- attempts


class Trainee:
    """Draws the attempts of one person in one course; asks the reference whether another may follow."""

    NEAR = [
        "-0.001",
        "0",
        "0.001",
        "-0.001",
        "0",
        "-0.0001",
        "-0.004",
        "-0.005",
        "-0.006",
        "-0.000001",
        "-0.00004",
        "-0.01",
        "0.01",
        "-0.05",
        "-0.5",
        "-0.49",
        "-0.51",
    ]

    def __init__(self, dice, course, ability):
        self.dice, self.course, self.ability = dice, course, ability

    def near(self, value, high):
        value += Fraction(self.dice.pick(*self.NEAR))
        return min(max(value, Fraction(0)), high)

    def score(self, component):
        """A score as a fraction with at most six decimals."""
        dice, top = self.dice, component.out_of
        if component.line is not None and dice.chance(0.25):
            return self.near(component.line, top)
        share = min(max(dice.random.gauss(self.ability, 0.13), 0), 1)
        scale = 10 ** dice.pick(0, 0, 0, 1, 1, 2, 3)
        return min(Fraction(round(share * float(top) * scale), scale), top)

    def mark(self):
        return self.dice.pick("absent", "absent", "exempt", "void")

    def fill(self, component, cells):
        """The cells of one component: a score, a mark, empty, or none at all."""
        dice = self.dice
        keys = [(component.id, None, None)]
        if component.raters:
            keys = []
            for role in component.raters:
                if dice.chance(0.04):
                    continue
                holders = dice.pick([None], [None], ["E9001"], ["E9001", "E9002"], ["E9001", "王强", "E9002"])
                keys += [(component.id, role, who) for who in holders]
        near = component.line is not None and dice.chance(0.3)
        for key in keys:
            if dice.chance(0.05):
                cells[key] = None
            elif dice.chance(0.05):
                cells[key] = self.mark()
            elif near:
                cells[key] = self.near(component.line, component.out_of)
            else:
                cells[key] = self.score(component)

    def attempt(self, carried):
        dice, assessment = self.dice, self.course.assessment
        cells = {}
        exempt = dice.chance(0.015)
        for component in assessment.components.values():
            missing = 0.5 if component.optional else 0.3 if component.baseline else 0.04
            if component.id in carried:
                missing = 0.75
            if exempt and not component.raters:
                cells[component.id, None, None] = "exempt"
            elif not dice.chance(missing):
                self.fill(component, cells)
        if not cells:
            first = next(iter(assessment.components.values()))
            cells[first.id, first.raters[0] if first.raters else None, None] = None
        if assessment.weighted and dice.chance(0.4):
            self.aim(cells, carried)
        return cells

    def aim(self, cells, carried):
        """Bends one score so that the total comes to lie on a line or a band, or a hair beside it."""
        assessment = self.course.assessment
        bands = [self.course.figure(b["at_least"]) for b in (self.course.rules.get("bands") or {}).values()]
        lines = bands + ([assessment.line] * 2 if assessment.line is not None else [])
        scored = [
            key
            for key, value in cells.items()
            if isinstance(value, Fraction) and key[1] is None and not assessment.components[key[0]].baseline
        ]
        if not lines or not scored:
            return
        key = self.dice.pick(*scored)
        top = assessment.components[key[0]].out_of
        totals = []
        for value in (Fraction(0), top):
            exact = rules.judge(assessment, 1, as_attempt({**cells, key: value}), carried)
            step, assessment.step = assessment.step, None
            rules.decide(assessment, exact)
            assessment.step = step
            totals.append(exact.total)
        if None in totals or totals[0] == totals[1]:
            return
        target = self.near(self.dice.pick(*lines), Fraction(100))
        share = (target - totals[0]) / (totals[1] - totals[0])
        scale = 10 ** self.dice.pick(3, 4, 6, 6)
        wanted = Fraction(round(share * top * scale), scale)
        if 0 <= wanted <= top:
            cells[key] = wanted

    def attempts(self):
        """{number: cells}; a cell is a fraction, a mark, or None for an empty one."""
        found, carried = {}, {}
        longest = self.dice.pick(1, 2, 2, 3, 3, 3, 4)
        while len(found) < longest:
            found[len(found) + 1] = self.attempt(carried)
            walk = rules.walk_attempts(self.course, {n: as_attempt(cells) for n, cells in found.items()})
            verdict = walk.last.verdict
            if verdict == "pass" or walk.ended:
                break
            if not self.dice.chance(0.8 if verdict == "fail" else 0.4):
                break
            carried = {}
            if walk.step and walk.step.get("carry"):
                carried = {
                    c.id: walk.last.exact[c.id]
                    for c in self.course.assessment.counting()
                    if c.line is not None and walk.last.scores.get(c.id, -1) >= c.line
                }
        return found


def as_attempt(cells):
    attempt = sheets.Attempt()
    attempt.values = {key: value for key, value in cells.items() if value is not None}
    return attempt


def make_attempts(dice, courses, people):
    """{(employee_id, course_id): {number: cells}} for most participants and a few others."""
    found = {}
    for course in courses.values():
        for person in people:
            listed = course.participants
            if isinstance(listed, list):
                likely = 0.9 if person["employee_id"] in listed else 0.02
            elif listed is not None:
                likely = (
                    0.9 if person["track"] == course.track and reference.employed(person, course) else 0.02
                )
            else:
                likely = 0.6
            if dice.chance(likely):
                trainee = Trainee(dice, course, person["ability"])
                found[person["employee_id"], course.id] = trainee.attempts()
    return found


def make_appeals(dice, courses, attempts):
    """Appeals as rows; upheld ones correct one score of one attempt, each score at most once."""
    rows, corrected = [], set()
    for (employee, course_id), found in attempts.items():
        if not dice.chance(0.12):
            continue
        course = courses[course_id]
        for _ in range(dice.pick(1, 1, 2)):
            number = dice.random.randint(1, len(found))
            component = dice.pick(*course.assessment.counting())
            if (employee, course_id, number, component.id) in corrected:
                continue
            corrected.add((employee, course_id, number, component.id))
            status = dice.pick("open", "upheld", "upheld", "rejected")
            row = {
                "appeal_id": f"A{len(rows) + 1:03d}",
                "employee_id": employee,
                "course_id": course_id,
                "attempt": "" if number == len(found) and dice.chance(0.5) else str(number),
                "component": component.id,
                "filed_on": "2026-06-10",
                "ground": dice.pick("复核分数", "漏判一题", ""),
                "status": status,
                "corrected_score": "",
                "decided_on": "",
                "decided_by": "",
            }
            if len(course.assessment.components) == 1 and dice.chance(0.5):
                row["component"] = ""
            if status != "open":
                row.update(decided_on="2026-06-20", decided_by="hr")
            if status == "upheld" and dice.chance(0.9):
                score = component.out_of if dice.chance(0.4) else Trainee(dice, course, 0.85).score(component)
                row["corrected_score"] = generate_rules.decimal(score)
            rows.append(row)
    return rows


# ---------------------------------------------------------------- the workspace


def write_json(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(data, file, ensure_ascii=False, indent=2)
        file.write("\n")


def write_policies(folder, workspace, policies):
    """policy-0.yaml, policy-1.yaml … and their names in the workspace."""
    workspace["policy"] = [f"policy-{n}.yaml" for n in range(len(policies))]
    for name, policy in zip(workspace["policy"], policies):
        write_json(os.path.join(folder, name), policy)


def write_rules(dice, folder, workspace, people):
    """Policies and plans; returns the courses as the reference reads them back."""
    policies = generate_rules.make_policies(dice)
    plans = generate_rules.PlanMaker(dice, policies, people).plans()
    if len(policies) == 1:
        names = ["policy.yaml"]
        workspace["policy"] = "policy.yaml"
    else:
        names = ["policies/2025.yaml", "policies/changed.yaml"]
        workspace["policy"] = names if dice.chance(0.7) else "policies/*.yaml"
    for name, policy in zip(names, policies):
        write_json(os.path.join(folder, name), policy)
    for name, plan in plans.items():
        write_json(os.path.join(folder, "plans", name), plan)
    workspace["plans"] = "plans/*.yaml"
    read = [sheets.load_yaml(os.path.join(folder, name)) for name in names]
    courses = {}
    for name in plans:
        plan = sheets.load_yaml(os.path.join(folder, "plans", name))
        for data in plan["courses"]:
            if data["status"] != "cancelled":
                courses[data["id"]] = rules.Course(data, read, plan)
    return courses


def generate(seed, folder, size=None, without=(), calendar=reference.DEFAULT_CALENDAR):
    """Writes the workspace; returns the features used and the cells by (employee, course, attempt)."""
    dice = generate_rules.Dice(seed, without)
    count = size or dice.pick(3, 5, 8, 12, 12, dice.random.randint(13, 40))
    people = generate_sheets.make_people(dice, count, list(generate_rules.TRACKS))
    on_roster = not dice.feature("no_roster", 0.12)
    workspace = {"passline": 1, "calendar": ["cn"], "language": dice.pick("zh", "en")}
    workspace["columns"] = {
        "员工号码": "employee_id",
        "第几次考核": "attempt",
        "评分人": "rater",
        "培训班号": "course_id",
        "入职日期": "hire_date",
        "离职日期": "leave_date",
        "培训类别": "track",
        "所得分": "score",
    }
    workspace["ignore_columns"] = ["备注"]
    while True:
        courses = write_rules(dice, folder, workspace, people if on_roster else None)
        attempts = make_attempts(dice, courses, people)
        if attempts:
            break
        for path in sheets.paths_of(workspace["policy"], folder) + sheets.paths_of(
            workspace["plans"], folder
        ):
            os.remove(path)
    if on_roster:
        workspace["roster"] = "people/roster.csv"
        generate_sheets.write_roster(dice, os.path.join(folder, workspace["roster"]), people)
    workspace["scores"] = "sheets/scores/*.csv"
    generate_sheets.write_scores(
        dice, os.path.join(folder, "sheets", "scores"), courses, people, attempts, on_roster
    )
    appeals = make_appeals(dice, courses, attempts) if dice.feature("appeals", 0.7) else []
    if appeals:
        workspace["appeals"] = "sheets/appeals.csv"
        generate_sheets.write_rows(dice, os.path.join(folder, workspace["appeals"]), appeals)
    write_json(os.path.join(folder, "passline.yaml"), workspace)
    grading = reference.Grading(folder, calendar)
    check_reading(grading, attempts)
    write_decisions(dice, folder, workspace, grading)
    return dice.features, attempts, grading


def check_reading(grading, attempts):
    """The sheets as read back must hold exactly the cells that were drawn."""
    drawn = {
        key: {n: as_attempt(cells).values for n, cells in found.items()} for key, found in attempts.items()
    }
    read = {key: {n: a.values for n, a in found.items()} for key, found in grading.reader.attempts.items()}
    if drawn != read:
        raise AssertionError("the sheets do not read back as drawn")


def write_decisions(dice, folder, workspace, grading):
    """Decisions on some of the actions that the reference recommends."""
    rows = []
    if dice.feature("decisions", 0.3):
        for row in grading.results():
            for action in row["actions"].split(";"):
                if action in generate_rules.DECIDED and dice.chance(0.5):
                    rows.append(
                        {
                            "employee_id": row["employee_id"],
                            "course_id": row["course_id"],
                            "action": action,
                            "decision": dice.pick("approved", "declined"),
                            "decided_by": generate_rules.DECIDED[action],
                            "decided_on": "2026-06-25",
                            "note": dice.pick("", "已谈话"),
                        }
                    )
    if rows:
        workspace["decisions"] = "sheets/decisions.csv"
        generate_sheets.write_rows(dice, os.path.join(folder, workspace["decisions"]), rows)
        write_json(os.path.join(folder, "passline.yaml"), workspace)


def main():
    parser = argparse.ArgumentParser(description="Writes a random valid workspace.")
    parser.add_argument("seed", type=int)
    parser.add_argument("folder")
    parser.add_argument("--size", type=int, help="number of employees")
    parser.add_argument("--without", default="", help="features not to use, joined by commas")
    parser.add_argument("--calendar", default=reference.DEFAULT_CALENDAR)
    options = parser.parse_args()
    features, _, grading = generate(
        options.seed, options.folder, options.size, options.without.split(","), options.calendar
    )
    print(f"{len(grading.cases)} rows; features: {' '.join(sorted(features))}")


if __name__ == "__main__":
    main()
