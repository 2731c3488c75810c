"""Draws a workspace to report on: one that is graded, with feedback, work figures, and lines for three levels."""

import datetime
import json
import os

import figures
import sheets
from generate import generate as graded
from generate import write_json
from generate_attendance import write_csv
from generate_rules import Dice

METRICS = {
    "satisfaction": {"title": "Satisfaction", "better": "higher", "unit": "%"},
    "response_time": {"title": "Response time", "better": "lower", "unit": "s"},
}


def evaluation(dice):
    found = {"metrics": METRICS}
    found["reaction"] = {"questions": {"content": "Content", "trainer": "Trainer"}, "article": "19"}
    if dice.chance(0.8):
        found["reaction"]["at_least"] = dice.pick(50, 66.67, 75, 85)
    if dice.chance(0.9):
        found["learning"] = {"of": dice.pick("first", "final"), "article": "19"}
        if dice.chance(0.8):
            found["learning"]["at_least"] = dice.pick(33.34, 50, 66.67, 75, 90)
    if dice.chance(0.9):
        found["behaviour"] = {"from": "1 month", "to": dice.pick("1 month", "2 months", "3 months"), "article": "19"}
        if dice.chance(0.8):
            found["behaviour"]["at_least"] = dice.pick(33.34, 50, 66.67, 80)
    return found


def feedback(dice, courses):
    rows = []
    for course in courses:
        if dice.chance(0.25):
            continue
        for number in range(dice.pick(1, 3, 4, 5, 8)):
            answer = [dice.pick("", "1", "2", "3", "4", "4", "5", "5") for _ in range(2)]
            rows.append(
                {"course_id": course, "respondent": f"R{number}", "content": answer[0], "trainer": answer[1]}
            )
    return rows


def work(dice, grading):
    """Figures for some months around the courses, of some of the people and of others."""
    people = sorted({employee for employee, _ in grading.cases})
    if grading.roster is not None:
        people = sorted(grading.roster)
    first = min(course.start for course in grading.courses.values()).replace(day=1)
    months = [figures.add_months(first, n) for n in range(-5, 14)]
    rows = []
    for employee in people:
        if dice.chance(0.2):
            continue
        for metric in METRICS:
            for month in months:
                if dice.chance(0.15):
                    continue
                value = dice.pick(dice.number(60, 99, 0), dice.number(60, 99, 2), 80, 80)
                period = f"{month.year}-{month.month:02d}"
                rows.append({"employee_id": employee, "period": period, "metric": metric, "value": str(value)})
    return rows


def generate(seed, folder):
    """The period to report on, and the day on which it is."""
    _, _, grading = graded(f"quarter-{seed}", folder)
    dice = Dice(f"quarter-more-{seed}", ())
    with open(os.path.join(folder, "passline.yaml"), encoding="utf-8") as file:
        workspace = json.load(file)
    for path in sheets.paths_of(workspace["policy"], folder):
        with open(path, encoding="utf-8") as file:
            policy = json.load(file)
        policy["evaluation"] = evaluation(dice)
        write_json(path, policy)
    answers = feedback(dice, sorted(grading.courses))
    if answers:
        workspace["feedback"] = "sheets/feedback.csv"
        write_csv(os.path.join(folder, workspace["feedback"]), answers)
    rows = work(dice, grading)
    if rows:
        workspace["kpi"] = "sheets/kpi.csv"
        write_csv(os.path.join(folder, workspace["kpi"]), rows)
    write_json(os.path.join(folder, "passline.yaml"), workspace)
    end = dice.pick(*sorted(course.end for course in grading.courses.values()))
    quarter = (end.month + 2) // 3
    period = dice.pick(f"{end.year}-Q{quarter}", f"{end.year}-Q{quarter}", f"{end.year}", f"{end.year}-{end.month:02d}")
    return period, end + datetime.timedelta(days=dice.pick(0, 20, 60, 100, 140, 200))
