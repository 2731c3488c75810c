"""Staff levels for a period, as the specification words them: the table of `level`."""

import datetime
import os
from fractions import Fraction

import figures
import rules
import sheets
from limits import unique

LEVELS = ["employee_id", "name", "department", "level", "reached", "recommendation", "missing", "articles"]
KPI = ["employee_id", "name", "period", "metric", "value"]


def read_kpi(folder, workspace, policy):
    """{(employee, month, metric): value}; a metric may be written by its title, a period may be no month."""
    metrics = (policy.get("evaluation") or {}).get("metrics") or {}
    names = {}
    for metric, data in metrics.items():
        for name in [metric] + sheets.texts((data or {}).get("title")):
            names[sheets.fold(name)] = metric
    found = {}
    for path in sheets.paths_of(workspace.get("kpi"), folder):
        for line, row in sheets.read_table(path, KPI, workspace).rows:
            metric = names.get(sheets.fold(row["metric"]))
            if metric is None or len(sheets.plain(row["period"])) != 7 or "Q" in row["period"]:
                continue
            key = (sheets.plain(row["employee_id"]), sheets.plain(row["period"]), metric)
            value = Fraction(sheets.plain(row["value"]))
            if found.setdefault(key, value) != value:
                raise sheets.InvalidWorkspace(f"{path}:{line}: {key} twice")
    return found


def last_whole_period(as_of, like):
    """The last month, quarter or year, whichever `like` is, that is over when the as-of day ends."""
    tomorrow = as_of + datetime.timedelta(days=1)
    day = tomorrow.replace(day=1) - datetime.timedelta(days=1)
    if len(like) == 4:
        return str(tomorrow.year - 1)
    if "Q" not in like:
        return day.isoformat()[:7]
    quarter = (tomorrow.month + 2) // 3
    return f"{tomorrow.year}-Q{quarter - 1}" if quarter > 1 else f"{tomorrow.year - 1}-Q4"


class Levels:
    """`grading` is the graded workspace: exams passed, roster and calendar come from it."""

    def __init__(self, grading, policies, period):
        self.grading = grading
        self.first, self.last = figures.period_days(period)
        self.policy = rules.version_of(policies, None, self.last)
        self.settings = self.policy.get("settings") or {}
        self.steps = self.policy["levels"]["steps"]
        self.places = {str(step["id"]): place for place, step in enumerate(self.steps)}
        self.kpi = read_kpi(grading.folder, grading.workspace, self.policy)

    def figure(self, value):
        return Fraction(self.settings.get(value, value) if isinstance(value, str) else value)

    def below(self, place):
        """The place of the level below, None for the lowest."""
        step = self.steps[place]
        if "after" in step:
            return self.places[step["after"]]
        return place - 1 if place else None

    def path(self, place):
        """The places of a level and of those below it."""
        found = []
        while place is not None and place >= 0:
            found.append(place)
            place = self.below(place)
        return found

    def mean(self, employee, metric):
        low, high = self.first.isoformat()[:7], self.last.isoformat()[:7]
        values = [
            value
            for (who, month, what), value in self.kpi.items()
            if who == employee and what == metric and low <= month <= high
        ]
        return sum(values) / len(values) if values else None

    def passed(self, employee, track):
        return any(
            case.outcome == "pass" and case.course.track == track and case.course.end <= self.last
            for (who, _), case in self.grading.cases.items()
            if who == employee
        )

    def lacks(self, employee, present, place):
        """What this step alone demands and the person does not have, as printed."""
        step, found = self.steps[place], []
        for key, sign in (("at_least", "<"), ("at_most", ">")):
            for metric, line in (step.get(key) or {}).items():
                mean, line = self.mean(employee, metric), self.figure(line)
                if mean is None:
                    found.append(f"{metric}={sign}{figures.print_score(line, [])}")
                elif mean < line if sign == "<" else mean > line:
                    found.append(f"{metric}={self.print_mean(mean, line)}{sign}{figures.print_score(line, [])}")
        if "exam" in step and not (place in self.path(present) or self.passed(employee, step["exam"])):
            found.append(f"exam={step['exam']}")
        if "tenure" in step:
            tenure = self.settings.get(step["tenure"], step["tenure"])
            hired = self.grading.person(employee).get("hire_date")
            if hired is None or figures.add_offset(hired, tenure, self.grading.calendar) > self.last:
                found.append(f"tenure={tenure}")
        return found

    @staticmethod
    def print_mean(mean, line):
        """Up to four places, never so that it reaches a line that it misses, from either side."""
        text = figures.print_score(mean, [line])
        if mean > line >= Fraction(text):  # half up never does this; cut down to the line it would
            text = figures.fixed(int(mean * 10**4) + 1, 4)
        return text

    def people(self):
        roster = self.grading.roster
        if roster is None:
            return sorted({employee for employee, _, _ in self.kpi}, key=str.encode)
        return sorted(
            (
                employee
                for employee, row in roster.items()
                if (row["hire_date"] is None or row["hire_date"] <= self.last)
                and (row["leave_date"] is None or row["leave_date"] >= self.first)
            ),
            key=str.encode,
        )

    def rows(self):
        return [self.row(employee) for employee in self.people()]

    def row(self, employee):
        person = self.grading.person(employee)
        level = person.get("level", "")
        present = self.places[level] if level else -1
        met = [not self.lacks(employee, present, place) for place in range(len(self.steps))]
        reached = -1
        for place in range(len(self.steps)):
            if all(met[below] for below in self.path(place)):
                reached = place
        next_place = next(
            (p for p in range(len(self.steps)) if self.below(p) == (None if reached < 0 else reached)), None
        )
        articles = [self.steps[place].get("article") for place in (reached, next_place) if place not in (None, -1)]
        values = [
            employee,
            person.get("name", ""),
            person.get("department", ""),
            level,
            str(self.steps[reached]["id"]) if reached >= 0 else "",
            "rise" if reached > present else "stay" if reached == present else "below",
            "" if next_place is None else ";".join(self.lacks(employee, present, next_place)),
            ";".join(unique(articles)),
        ]
        return dict(zip(LEVELS, values))
