"""Work figures below standard, as the specification words it: the table of `kpi --below`, and its rows of `retrain`."""

import datetime
from fractions import Fraction

import figures
import levels
import reference
import rules
from limits import listed, unique

BELOW = [
    "employee_id",
    "name",
    "department",
    "metric",
    "months",
    "figures",
    "line",
    "next",
    "due",
    "actions",
    "articles",
]


class Below:
    """A rule that applies to a person: the latest row of months."""

    def __init__(self, employee, rule, months, line, due):
        self.employee, self.rule, self.months, self.line, self.due = employee, rule, months, line, due
        self.last = figures.period_days(months[-1][0])[1]


def exact(value):
    """The decimal that the sheet holds."""
    text = figures.fixed(int(value * 10**6), 6)
    return text.rstrip("0").rstrip(".")


class Performance:
    """`grading` is the graded workspace: roster, courses, attempts and the as-of day come from it."""

    def __init__(self, grading, policies):
        self.grading, self.policies = grading, policies
        self.found = []
        figures_of = {}
        for policy in policies:
            for (employee, month, metric), value in levels.read_kpi(grading.folder, grading.workspace, policy).items():
                if figures.period_days(month)[1] <= grading.as_of:
                    figures_of.setdefault((employee, metric), {})[month] = value
        for employee in sorted({employee for employee, _ in figures_of}, key=str.encode):
            for policy in policies:
                for rule in policy.get("performance") or []:
                    self.judge(employee, policy, rule, figures_of.get((employee, rule["metric"]), {}))

    def judge(self, employee, policy, rule, values):
        if not values:
            return
        last = max(values)
        if rules.version_of(self.policies, None, figures.period_days(last)[1]) is not policy:
            return
        settings = policy.get("settings") or {}
        line = rule.get("below", rule.get("above"))
        line = Fraction(settings.get(line, line) if isinstance(line, str) else line)
        wanted = figures.parse_length(settings.get(rule.get("for"), rule.get("for", "1 month")))[0]
        months, month = [], last
        while month in values and self.counts(employee, rule, month):
            value = values[month]
            if not (value < line if "below" in rule else value > line):
                break
            months.insert(0, (month, value))
            first = figures.period_days(month)[0]
            month = (first - datetime.timedelta(days=1)).isoformat()[:7]
        if len(months) < wanted:
            return
        due = None
        if rule.get("then") and rule.get("within"):
            within = settings.get(rule["within"], rule["within"])
            due = figures.add_offset(figures.period_days(last)[1], within, self.grading.calendar)
        self.found.append(Below(employee, rule, months, line, due))

    def counts(self, employee, rule, month):
        """Whether the month begins after a course of these tracks that the person was assessed in."""
        if "after" not in rule:
            return True
        first = figures.period_days(month)[0]
        return any(
            course.end < first
            for course in self.grading.courses.values()
            if course.track in listed(rule["after"]) and (employee, course.id) in self.grading.reader.attempts
        )

    def rows(self):
        rows = []
        for below in self.found:
            person = self.grading.person(below.employee)
            values = [
                below.employee,
                person.get("name", ""),
                person.get("department", ""),
                below.rule["metric"],
                str(len(below.months)),
                ";".join(f"{month}={exact(value)}" for month, value in below.months),
                ("<" if "below" in below.rule else ">") + figures.print_score(below.line, []),
                below.rule.get("then", "none"),
                below.due.isoformat() if below.due else "",
                ";".join(below.rule.get("actions") or []),
                ";".join(unique([below.rule.get("article")])),
            ]
            rows.append(dict(zip(BELOW, values)))
        return rows

    def done(self, below):
        """Whether a course of the rule's track that ended after the last month has been passed."""
        return any(
            employee == below.employee
            and case.outcome == "pass"
            and case.course.track == below.rule.get("track")
            and below.last < case.course.end <= self.grading.as_of
            for (employee, _), case in self.grading.cases.items()
        )

    def retrain(self):
        """What `retrain` adds to its list, until it is done."""
        rows = []
        for below in self.found:
            if not below.rule.get("then") or self.done(below):
                continue
            person = self.grading.person(below.employee)
            values = [
                below.employee,
                person.get("name", ""),
                person.get("department", ""),
                "",
                below.rule.get("track", ""),
                below.rule["then"],
                str(len(below.months)),
                below.rule["metric"],
                below.last.isoformat(),
                below.due.isoformat() if below.due else "",
                str(self.grading.calendar.left(self.grading.as_of, below.due)) if below.due else "",
                person.get("mentor_id", ""),
                person.get("manager_id", ""),
                ";".join(unique([below.rule.get("article")])),
            ]
            rows.append(dict(zip(reference.RETRAIN, values)))
        return rows
