"""Draws a small workspace about staff levels: steps, figures of months on their lines, exams, tenure."""

import datetime
import os
from fractions import Fraction

import figures
import reference
import rules
from generate import write_json, write_policies
from generate_attendance import write_csv
from generate_rules import Dice, decimal, versions

METRICS = {"kpi": "KPI 得分", "cph": "每小时通话", "success": "成功率", "aht": "平均处理时长"}


class Maker:
    def __init__(self, seed, folder):
        self.dice, self.folder = Dice(f"levels-{seed}", ()), folder
        self.period = self.dice.pick("2026-Q1", "2026-Q1", "2025-Q4", "2026-Q2", "2026-02", "2025")
        self.first, self.last = figures.period_days(self.period)
        self.per = {7: "quarter" if "Q" in self.period else "month", 4: "year"}[len(self.period)]
        self.settings = {}

    def figure(self, value):
        if not self.dice.chance(0.1):
            return value
        name = f"line_{len(self.settings) + 1}"
        self.settings[name] = value
        return name

    def step(self, name, place, names):
        dice, step = self.dice, {"id": name}
        metrics = dice.some(list(METRICS)[:3], 0 if place else 1, 3)
        if metrics:
            step["at_least"] = {m: self.figure(dice.number(40 + 5 * place, 60 + 5 * place, dice.pick(0, 0, 1, 2))) for m in metrics}
        if dice.chance(0.3):
            step["at_most"] = {"aht": self.figure(dice.number(200, 300, dice.pick(0, 1)))}
        if dice.chance(0.35):
            step["exam"] = dice.pick("a", "b")
        if dice.chance(0.35):
            step["tenure"] = dice.pick("3 months", "6 months", "1 year", "90 days", "1 month", "60 working days")
        if dice.chance(0.15) and place > 1:
            step["after"] = dice.pick(*names[:place])
        if dice.chance(0.85):
            step["article"] = f"1(4)1.{place}"
        return step

    def policy(self):
        dice = self.dice
        names = ["regular", "C", "B", "A"][: dice.random.randint(1, 4)]
        track = {"title": "Track", "assessment": {"components": {"theory": {"pass": 80}}}}
        policy = {
            "passline": 1,
            "id": "rules",
            "title": "Rules",
            "effective": "2024-01-01",
            "tracks": {"a": track, "b": track},
            "evaluation": {"metrics": {key: {"title": title, "better": "higher"} for key, title in METRICS.items()}},
            "levels": {"per": self.per, "steps": [self.step(name, place, names) for place, name in enumerate(names)]},
        }
        policy["evaluation"]["metrics"]["aht"]["better"] = "lower"
        return policy

    def months(self):
        day, found = self.first, []
        while day <= self.last:
            found.append(day.isoformat()[:7])
            day = figures.add_months(day, 1)
        return found

    def near(self, metric, lines):
        """The mean to reach: on the strictest of these lines, a hair beside it, or anywhere."""
        least = metric != "aht"
        line = Fraction(str((max if least else min)(lines))) if lines else Fraction(60)
        hairs = ["0", "0", "0", "0", "0.01", "0.0001", "3", "0.00004", "-0.01", "-0.0001", "-0.00004", "-5", "20"]
        hair = Fraction(self.dice.pick(*hairs[: 8 if self.dice.chance(0.75) else None]))
        return max(Fraction(0), line + (hair if least else -hair))

    def figures_of(self, employee, policy):
        """Months whose mean meets the steps up to one that is drawn, or nearly."""
        dice, rows, steps = self.dice, [], policy["levels"]["steps"]
        steps = steps[: dice.random.randint(1, len(steps))]
        for metric, title in METRICS.items():
            stated = [step[key][metric] for step in steps for key in ("at_least", "at_most") if metric in step.get(key, {})]
            wanted = self.near(metric, [self.settings.get(line, line) for line in stated])
            if dice.chance(0.03):
                continue
            months = [m for m in self.months() if dice.chance(0.92)]
            left = wanted * len(months)
            for place, month in enumerate(months):
                value = wanted + Fraction(dice.random.randint(-300, 300), 100)
                value = left if place == len(months) - 1 else max(Fraction(0), value)
                value = max(Fraction(0), Fraction(round(value * 10**6), 10**6))
                if dice.chance(0.1):
                    value = Fraction(round(value * 100), 100)
                left -= value
                rows.append(self.row(employee, month, dice.pick(metric, metric, title), value))
        if dice.chance(0.3):
            outside = figures.add_months(self.last.replace(day=1), 1).isoformat()[:7]
            rows.append(self.row(employee, outside, "kpi", Fraction(99)))
        if dice.chance(0.1) and rows:
            rows.append(dict(rows[0]))
        return rows

    @staticmethod
    def row(employee, month, metric, value):
        return {"employee_id": employee, "period": month, "metric": metric, "value": decimal(value) or "0"}

    def people(self, policy):
        dice, found = self.dice, []
        names = [step["id"] for step in policy["levels"]["steps"]]
        tenures = [step["tenure"] for step in policy["levels"]["steps"] if "tenure" in step]
        calendar = figures.Calendar(reference.DEFAULT_CALENDAR)
        for n in range(dice.random.randint(2, 8)):
            hired = self.last - datetime.timedelta(days=dice.random.randint(0, 500))
            if tenures and dice.chance(0.7):
                hired = self.barely(dice.pick(*tenures), calendar) + datetime.timedelta(days=dice.pick(-1, 0, 0, 1))
            left = dice.pick(None, None, None, self.first, self.first - datetime.timedelta(days=1), self.last)
            if left is not None and left < hired:
                left = None
            if dice.chance(0.05):
                hired = self.last + datetime.timedelta(days=dice.pick(0, 1))
                left = None
            found.append(
                {
                    "employee_id": f"E{n + 1}",
                    "name": f"员工{n + 1}",
                    "department": dice.pick("一部", "二部", ""),
                    "level": dice.pick("", *names),
                    "hire_date": "" if dice.chance(0.08) else hired.isoformat(),
                    "leave_date": left.isoformat() if left else "",
                }
            )
        return found

    def barely(self, tenure, calendar):
        """The last day of joining from which the tenure is over on the period's last day."""
        day = self.last
        while figures.add_offset(day, tenure, calendar) > self.last:
            day -= datetime.timedelta(days=1)
        return day

    def exams(self, people):
        """Courses that end around the period's last day, and who passed them."""
        dice, courses, scores = self.dice, [], []
        for n, track in enumerate(("a", "b", "a")):
            end = self.last + datetime.timedelta(days=dice.pick(-40, -1, 0, 0, 1))
            course = {"id": f"X{n}", "title": f"X{n}", "track": track, "status": "held"}
            course["start"] = (end - datetime.timedelta(days=dice.pick(0, 3))).isoformat()
            course["end"] = end.isoformat()
            courses.append(course)
            for person in people:
                if dice.chance(0.6):
                    score = {"employee_id": person["employee_id"], "course_id": course["id"], "component": "theory"}
                    scores.append({**score, "score": dice.pick("80", "80", "79.99", "92"), "date": end.isoformat()})
        return courses, scores

    def write(self):
        dice = self.dice
        policies = versions(dice, self.policy, self.first, self.last + datetime.timedelta(days=1), 0.15)
        policy = rules.version_of(policies, None, self.last)
        people = self.people(policy)
        courses, scores = self.exams(people)
        kpi = [row for person in people for row in self.figures_of(person["employee_id"], policy)]
        workspace = {"passline": 1, "plans": "plan.yaml", "calendar": "cn"}
        plan = {"passline": 1, "plan": "all", "period": str(self.last.year), "courses": courses}
        for version in policies:
            if self.settings:
                version["settings"] = self.settings
        write_policies(self.folder, workspace, policies)
        write_json(os.path.join(self.folder, "plan.yaml"), plan)
        if dice.chance(0.9):
            workspace["roster"] = "roster.csv"
            write_csv(os.path.join(self.folder, "roster.csv"), people)
        if scores:
            workspace["scores"] = "scores.csv"
            write_csv(os.path.join(self.folder, "scores.csv"), scores)
        if kpi:
            dice.random.shuffle(kpi)
            workspace["kpi"] = "kpi/*.csv"
            write_csv(os.path.join(self.folder, "kpi", "all.csv"), kpi)
        write_json(os.path.join(self.folder, "passline.yaml"), workspace)


def generate(seed, folder):
    """Writes the workspace; returns the period and the as-of date."""
    maker = Maker(seed, folder)
    maker.write()
    return maker.period, maker.last + datetime.timedelta(days=maker.dice.pick(2, 20, 60))
