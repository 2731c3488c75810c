"""Draws a small workspace about work figures below standard: months in a row, on the line and beside it, gaps."""

import datetime
import os
from fractions import Fraction

import figures
from generate import write_json, write_policies
from generate_attendance import write_csv
from generate_rules import Dice, decimal, versions

METRICS = {"satisfaction": ("满意度", [80, 85.5]), "errors": ("差错数", [3, 2.5]), "solved": ("解决率", [60, 66.67])}
MONTHS = ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]


class Maker:
    def __init__(self, seed, folder):
        self.dice, self.folder = Dice(f"performance-{seed}", ()), folder

    def rule(self, number):
        dice = self.dice
        metric = dice.pick(*METRICS)
        rule = {"metric": metric, "above" if metric == "errors" else "below": dice.pick(*METRICS[metric][1], "own_line")}
        if dice.chance(0.7):
            rule["for"] = dice.pick("1 month", "2 months", "2 months", "3 months")
        if dice.chance(0.3):
            rule["after"] = dice.pick("a", ["b"], ["a", "b"])
        if dice.chance(0.6):
            rule["then"] = dice.pick("retrain", "assess")
            if dice.chance(0.7):
                rule["within"] = dice.pick("10 working days", "1 month", "2 weeks", "30 days")
            if dice.chance(0.5):
                rule["track"] = "a"
        if dice.chance(0.5):
            rule["actions"] = dice.pick(["talk"], ["talk", "list"])
        rule["article"] = f"6.{number}"
        return rule

    def value(self, metric):
        line = Fraction(str(self.dice.pick(*METRICS[metric][1])))
        hair = self.dice.pick("0", "0.01", "-0.01", "-0.0001", "0.00004", "-0.00004", "-1", "-1", "-2", "1", "1")
        return max(Fraction(0), line + Fraction(hair))

    def policy(self):
        dice = self.dice
        track = {"title": "Track", "assessment": {"components": {"theory": {"pass": 80}}}}
        return {
            "passline": 1,
            "id": "rules",
            "title": "Rules",
            "effective": "2024-01-01",
            "settings": {"own_line": dice.pick(3, 60, 80)},
            "actions": {"talk": {"title": "Talk"}, "list": {"title": "List"}},
            "tracks": {"a": track, "b": track},
            "evaluation": {"metrics": {metric: {"title": title} for metric, (title, _) in METRICS.items()}},
            "performance": [self.rule(n + 1) for n in range(dice.random.randint(1, 4))],
        }

    def write(self):
        dice = self.dice
        courses, scores, rows, people = [], [], [], []
        for n, name in enumerate("ab"):
            end = figures.period_days(dice.pick(*MONTHS))[dice.pick(0, 1)] + datetime.timedelta(days=dice.pick(-1, 0, 0, 1))
            courses.append({"id": f"C{n}", "title": f"C{n}", "track": name, "start": end.isoformat()})
        for n in range(dice.random.randint(1, 5)):
            employee = f"E{n}"
            people.append({"employee_id": employee, "name": f"员工{n}", "department": dice.pick("一部", ""), "manager_id": ""})
            for course in courses:
                if dice.chance(0.7):
                    score = {"employee_id": employee, "course_id": course["id"], "component": "theory"}
                    scores.append({**score, "score": dice.pick("85", ""), "date": course["start"]})
            for metric, (title, _) in METRICS.items():
                for month in MONTHS[: dice.random.randint(1, 6)]:
                    if dice.chance(0.9):
                        row = {"employee_id": employee, "period": month, "metric": dice.pick(metric, title)}
                        rows.append({**row, "value": decimal(self.value(metric)) or "0"})
        workspace = {"passline": 1, "plans": "plan.yaml", "roster": "roster.csv", "calendar": "cn"}
        policies = versions(dice, self.policy, datetime.date(2025, 10, 1), datetime.date(2026, 3, 1))
        write_policies(self.folder, workspace, policies)
        write_json(
            os.path.join(self.folder, "plan.yaml"), {"passline": 1, "plan": "all", "period": "2026", "courses": courses}
        )
        write_csv(os.path.join(self.folder, "roster.csv"), people)
        columns = ["employee_id", "course_id", "component", "score", "date"]
        if scores:
            workspace["scores"] = "scores.csv"
            write_csv(os.path.join(self.folder, "scores.csv"), scores, columns)
        if rows:
            workspace["kpi"] = "kpi.csv"
            write_csv(os.path.join(self.folder, "kpi.csv"), rows)
        write_json(os.path.join(self.folder, "passline.yaml"), workspace)
        month = figures.period_days(dice.pick(*MONTHS[2:]))
        return month[1] + datetime.timedelta(days=dice.pick(-1, 0, 0, 1, 20, 60))


def generate(seed, folder):
    """Writes the workspace; returns its as-of date."""
    return Maker(seed, folder).write()
