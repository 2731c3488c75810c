"""What a period's report says, as the specification words it: rates with intervals, retraining, reaction, behaviour."""

import csv
import datetime
import math
import os
import statistics
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import figures
import reference

COUNTS = ["enrolled", "assessed", "passed_first", "passed", "failed", "incomplete", "not_attended", "withdrawn"]
RATES = ["first_rate", "first_low", "first_high", "final_rate", "final_low", "final_high"]
BY_COURSE = ["course_id", "course", *COUNTS, *RATES, "mean_total"]
BY_DEPARTMENT = ["department", *COUNTS, *RATES]
RETRAINING = ["course_id", "course", "failed_once", "passed", "pending", "overdue", "ended", "make_up", "left"]
REACTION = ["course_id", "sheets", "response_rate", "answers", "satisfied", "mean"]
BEHAVIOUR = [
    "course_id", "metric", "trained", "measured", "before", "after", "change", "low", "high", "improved",
    "improvement_rate", "untrained", "untrained_change", "difference",
]
FEWEST = 5


# ---------------------------------------------------------------- statistics


def near(value, places=2):
    text = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(abs(text) if text == 0 else text)


def wilson(count, of):
    """E. B. Wilson, 1927: both ends in per cent."""
    z = statistics.NormalDist().inv_cdf(0.975)
    p, z2 = count / of, z * z
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = z * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, 100 * (middle - half)), min(100.0, 100 * (middle + half))


def student(degrees):
    """The 97.5 % quantile of Student's t, by bisecting the area that Simpson's rule gives."""
    scale = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(degrees * math.pi)

    def density(x):
        return scale * (1 + x * x / degrees) ** (-(degrees + 1) / 2)

    def area(end, steps=2000):
        width = end / steps
        inner = sum((4 if k % 2 else 2) * density(k * width) for k in range(1, steps))
        return width / 3 * (density(0) + inner + density(end))

    low, high = 1.0, 13.0  # from the normal's 1.96 to the 12.71 of one degree
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if area(middle) < 0.475 else (low, middle)
    return low


def mean(values):
    return sum(values, Fraction(0)) / len(values)


def signed(value):
    """Two decimals, half away from zero; zero has no sign."""
    text = figures.to_places(abs(value), 2, [])
    return f"-{text}" if value < 0 and text != "0.00" else text


def percent(count, of, line=None):
    return figures.to_places(Fraction(100 * count, of), 2, [] if line is None else [Fraction(str(line))]) if of else ""


# ---------------------------------------------------------------- the report


def months_from(first, count):
    return [figures.add_months(first, n) for n in range(count)]


class Quarter:
    def __init__(self, folder, period, as_of):
        self.grading = reference.Grading(folder, as_of=as_of)
        self.as_of = as_of
        self.first, self.last = figures.period_days(period)
        courses = self.grading.courses.values()
        ends = [course for course in courses if self.first <= course.end <= self.last]
        self.courses = sorted(ends, key=lambda c: (c.end, c.id.encode()))
        workspace = self.grading.workspace
        self.feedback = read(folder, workspace.get("feedback"))
        self.kpi = {}
        for row in read(folder, workspace.get("kpi")):
            month = datetime.date.fromisoformat(row["period"] + "-01")
            if figures.month_end(month.year, month.month) <= as_of:
                self.kpi.setdefault((row["employee_id"], row["metric"]), {})[month] = Fraction(row["value"])

    def cases(self, course):
        return [case for (_, each), case in self.grading.ordered() if each == course.id]

    @staticmethod
    def rule(course, level):
        return (course.policy.get("evaluation") or {}).get(level) or {}

    def shared(self, level):
        """The rule, where all of the period's courses are under one version of one policy."""
        policies = {id(course.policy): course for course in self.courses}
        return self.rule(next(iter(policies.values())), level) if len(policies) == 1 else {}

    # -------------------------------------------------------- levels 1 and 2

    def counts(self, cases, rule):
        def count(outcome):
            return len([case for case in cases if case.outcome == outcome])

        first = len([case for case in cases if case.outcome == "pass" and case.walk.last.number == 1])
        assessed = count("pass") + count("fail")
        values = [len(cases), assessed, first, count("pass"), count("fail"), count("incomplete"),
                  count("not_attended"), count("withdrawn")]
        row = dict(zip(COUNTS, map(str, values)))
        line = rule.get("at_least")
        judged = "first" if rule.get("of") == "first" else "final"
        for name, passed in (("first", first), ("final", count("pass"))):
            row[f"{name}_rate"] = percent(passed, assessed, line if name == judged else None)
            low, high = wilson(passed, assessed) if assessed >= FEWEST else (None, None)
            row[f"{name}_low"] = "" if low is None else near(low)
            row[f"{name}_high"] = "" if high is None else near(high)
        return row

    def by_course(self):
        rows = []
        for course in self.courses:
            cases = self.cases(course)
            totals = [c.walk.last.total for c in cases if c.walk.last and c.walk.last.total is not None]
            row = {"course_id": course.id, "course": course.data["title"]}
            row.update(self.counts(cases, self.rule(course, "learning")))
            row["mean_total"] = figures.to_places(mean(totals), 2, []) if totals else ""
            rows.append(row)
        if len(rows) > 1:
            every = [case for course in self.courses for case in self.cases(course)]
            row = {"course_id": "total", "course": "", "mean_total": ""}
            rows.append({**row, **self.counts(every, self.shared("learning"))})
        return [{column: row[column] for column in BY_COURSE} for row in rows]

    def by_department(self):
        found = {}
        for course in self.courses:
            for case in self.cases(course):
                department = self.grading.person(case.employee).get("department", "") or "-"
                found.setdefault(department, []).append(case)
        if list(found) == ["-"]:
            return []
        rule = self.shared("learning")
        return [{"department": name, **self.counts(found[name], rule)} for name in sorted(found, key=str.encode)]

    def retraining(self):
        rows, every = [], []
        for course in self.courses:
            failed = [case for case in self.cases(course) if case.walk.failures]
            every += failed
            if failed:
                rows.append({"course_id": course.id, "course": course.data["title"], **self.ways(failed)})
        if len(rows) > 1:
            rows.append({"course_id": "total", "course": "", **self.ways(every)})
        return rows

    def ways(self, failed):
        ways = dict.fromkeys(RETRAINING[3:], 0)
        for case in failed:
            if case.outcome == "pass":
                way = "passed"
            elif case.outcome == "withdrawn":
                way = "left"
            elif case.outcome == "not_attended":
                way = "make_up"
            elif case.next == "none":
                way = "ended"
            else:
                way = "overdue" if case.due and case.due < self.as_of else "pending"
            ways[way] += 1
        return {"failed_once": str(len(failed)), **{way: str(count) for way, count in ways.items()}}

    def reaction(self):
        rows = []
        for course in self.courses:
            answered = [
                [int(row[q]) for q in ("content", "trainer") if row[q]]
                for row in self.feedback
                if row["course_id"] == course.id
            ]
            answered = [answers for answers in answered if answers]
            if not answered:
                continue
            answers = [answer for sheet in answered for answer in sheet]
            took_part = len([case for case in self.cases(course) if case.outcome != "withdrawn"])
            response = percent(len(answered), took_part) if len(answered) <= took_part else ""
            satisfied = len([answer for answer in answers if answer >= 4])
            line = self.rule(course, "reaction").get("at_least")
            values = [course.id, len(answered), response, len(answers), percent(satisfied, len(answers), line),
                      figures.to_places(mean([Fraction(a) for a in answers]), 2, [])]
            rows.append(dict(zip(REACTION, map(str, values))))
        return rows

    # -------------------------------------------------------- level 3

    def window(self, course):
        """The months before and after that are compared; None without the level."""
        rule = self.rule(course, "behaviour")
        if not rule:
            return None
        number = {key: int(rule[key].split()[0]) for key in ("from", "to")}
        after_end = course.end.replace(day=1)
        first = max(figures.add_months(course.end, number["from"]).replace(day=1), figures.add_months(after_end, 1))
        last = figures.add_months(course.end, number["to"]).replace(day=1)
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        if count < 1:
            return None
        return months_from(figures.add_months(course.start.replace(day=1), -count), count), months_from(first, count)

    def figure(self, employee, metric, months):
        values = [v for m, v in self.kpi.get((employee, metric), {}).items() if m in months]
        return mean(values) if values else None

    def judged(self):
        """Courses of earlier periods whose last month lies in this one, then the period's own."""
        earlier = []
        for course in self.grading.courses.values():
            window = self.window(course)
            if course.end < self.first and window:
                last = window[1][-1]
                if self.first <= figures.month_end(last.year, last.month) <= self.last:
                    earlier.append(course)
        return sorted(earlier, key=lambda c: (c.end, c.id.encode())) + self.courses

    def behaviour(self):
        rows = []
        people = sorted({employee for employee, _ in self.kpi})
        for course in self.judged():
            window = self.window(course)
            if not window:
                continue
            trained = {
                case.employee
                for case in self.cases(course)
                if case.walk.last and case.outcome not in ("withdrawn", "not_attended")
            }
            for metric, better in (("satisfaction", 1), ("response_time", -1)):
                pairs = {e: tuple(self.figure(e, metric, months) for months in window) for e in people}
                pairs = {e: pair for e, pair in pairs.items() if None not in pair}
                row = self.change(course, metric, better, pairs, trained)
                if row:
                    rows.append(row)
        return rows

    def change(self, course, metric, better, pairs, trained):
        changes = [after - before for e, (before, after) in pairs.items() if e in trained]
        others = [after - before for e, (before, after) in pairs.items() if e not in trained]
        if not changes:
            return None
        low = high = ""
        if len(changes) >= FEWEST:
            spread = statistics.stdev(map(float, changes)) / math.sqrt(len(changes))
            reach = student(len(changes) - 1) * spread
            low, high = near(float(mean(changes)) - reach), near(float(mean(changes)) + reach)
        improved = len([change for change in changes if change * better > 0])
        line = self.rule(course, "behaviour").get("at_least")
        own = [pair for e, pair in pairs.items() if e in trained]
        values = [course.id, metric, len(trained), len(changes), signed(mean([b for b, _ in own])),
                  signed(mean([a for _, a in own])), signed(mean(changes)), low, high, improved,
                  percent(improved, len(changes), line), len(others), signed(mean(others)) if others else "",
                  signed(mean(changes) - mean(others)) if others else ""]
        return dict(zip(BEHAVIOUR, map(str, values)))


def read(folder, name):
    if not name:
        return []
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
