"""What attendance adds up to for a person in a course or at the workplace: counts, limits, rates; and conduct.

Tables of `attend` are written here; reference.py asks `Sum` and `Conduct` what follows for a course.
"""

import os
from fractions import Fraction

import figures
import sheets

BY_SESSION = [
    "employee_id",
    "name",
    "course_id",
    "date",
    "session",
    "minutes_late",
    "minutes_early",
    "class",
    "absent_days",
    "articles",
]
BY_PERSON = [
    "employee_id",
    "name",
    "department",
    "course_id",
    "sessions",
    "attended",
    "rate",
    "late",
    "early",
    "not_attended",
    "absent_days",
    "absent_hours",
    "make_up",
    "limits",
    "actions",
    "articles",
]
RATES = ["people", "sessions", "attended", "rate", "at_least", "actions", "articles"]
BY_COURSE = ["course_id", "month"] + RATES
BY_TEAM = ["team", "name", "course_id", "month"] + RATES
BY_CONDUCT = [
    "employee_id",
    "name",
    "course_id",
    "period",
    "incidents",
    "count",
    "at_least",
    "then",
    "actions",
    "articles",
]
INCIDENTS = ["employee_id", "name", "date", "kind", "course_id", "note", "reported_by"]
HOUR = 3600


def unique(values):
    """Articles or actions once each, as written; an article may be a number."""
    texts = [figures.shortest(v) if isinstance(v, Fraction) else str(v) for v in values if v is not None]
    return list(dict.fromkeys(texts))


def listed(value):
    return value if isinstance(value, list) else [value]


# ---------------------------------------------------------------- sums and limits


def amount(of, due):
    """What one session adds to a limit on this thing."""
    if of == "absent_days":
        return due.absent
    if of == "absent_hours":
        return Fraction(int(due.missed), HOUR)
    if of == "no_show":
        return Fraction(int(due.no_show))
    return Fraction(due.words.count(of))


class Reached:
    """A limit that was reached, how it is printed, and a day of the month it is listed under (none: no month)."""

    def __init__(self, rule, text, day):
        self.rule = rule
        self.text = text + (f"@{day.isoformat()[:7]}" if day else "")


def reached_limits(rule_set, judged):
    found = []
    for rule in rule_set.get("limits") or []:
        by_month = rule["per"] == "month"
        if "in_a_row" in rule:
            for count, day in rows_of_days(rule_set, rule, judged):
                found.append(Reached(rule, f"{name_of(rule)}={count} in a row", by_month and day))
            continue
        groups = {}
        for due in judged:
            groups.setdefault(due.date.isoformat()[:7] if by_month else "", []).append(due)
        for month in sorted(groups):
            text = sum_text(rule_set, rule, groups[month])
            if text:
                found.append(Reached(rule, text, by_month and groups[month][0].date))
    return found


def name_of(rule):
    return "+".join(listed(rule["of"]))


def sum_text(rule_set, rule, group):
    """How a limit is printed where its sum is reached, else nothing."""
    of = listed(rule["of"])
    sign = ">" if "over" in rule else ">="
    line = Fraction(rule_set.value(rule["over" if sign == ">" else "at_least"]))
    total = sum((amount(word, due) for due in group if not due.made_up for word in of), Fraction(0))
    if total > line or (sign == ">=" and total == line):
        return f"{name_of(rule)}={figures.print_score(total, [line])}{sign}{figures.print_score(line, [])}"
    return ""


def rows_of_days(rule_set, rule, group):
    """(length, the day on which it was long enough) of each row of days due that is long enough.

    A row goes on over the end of a month: `per: month` only says in which month it is listed.
    """
    of, wanted = listed(rule["of"]), int(rule_set.value(rule["in_a_row"]))
    days = {}
    for due in group:
        found = days.setdefault(due.date, {word: Fraction(0) for word in of})
        if not due.made_up:
            for word in of:
                found[word] += amount(word, due)
    found, row = [], []
    for day in sorted(days) + [None]:
        counts = day and any(value >= 1 if word == "absent_days" else value > 0 for word, value in days[day].items())
        if counts:
            row.append(day)
            continue
        if len(row) >= wanted:
            found.append((len(row), row[wanted - 1]))
        row = []
    return found


class Sum:
    """All judged sessions of a person in one course, or at the workplace."""

    def __init__(self, judged):
        self.judged = judged
        self.open = [due for due in judged if due.open]
        self.attended = len([due for due in judged if due.attended])
        self.rules = judged[-1].rules if judged else None
        self.limits = reached_limits(self.rules, judged) if judged else []

    @property
    def share(self):
        """Attended sessions / sessions, None without any."""
        return Fraction(self.attended, len(self.judged)) if self.judged else None

    @property
    def ends(self):
        """Whether a session or a limit ends the training."""
        return any(due.ends for due in self.judged) or any(r.rule.get("then") == "end" for r in self.limits)

    def person_rates(self):
        return [rate for rate in self.rules.get("rates") or [] if rate["per"] == "person"]

    def hour_lines(self):
        """The limits of hours that must be reached, which a printed sum must not reach either before it does."""
        found = [rule for rule in self.rules.get("limits") or [] if listed(rule["of"]) == ["absent_hours"]]
        return [Fraction(self.rules.value(rule[key])) for rule in found for key in ("at_least", "over") if key in rule]

    def line(self, rate):
        return Fraction(self.rules.value(rate["at_least"]))

    def row(self):
        share = self.share * 100
        rates = self.person_rates()
        missed = [rate for rate in rates if share < self.line(rate)]
        followed = [r.rule for r in self.limits] + missed

        def classed(word):
            return str(len([due for due in self.judged if word in due.words]))

        hours = Fraction(int(sum(due.missed for due in self.judged)), HOUR)
        actions = [a for due in self.judged for a in due.actions]
        articles = [a for due in self.judged for a in due.articles]
        for rule in followed:
            actions += rule.get("actions") or []
            articles.append(rule.get("article"))
        return {
            "sessions": str(len(self.judged)),
            "attended": str(self.attended),
            "rate": figures.to_places(share, 2, [self.line(rate) for rate in rates]),
            "late": classed("late"),
            "early": classed("early"),
            "not_attended": classed("not_attended"),
            "absent_days": figures.shortest(sum((due.absent for due in self.judged), Fraction(0))),
            "absent_hours": figures.shortest(hours, 2, self.hour_lines()),
            "make_up": str(len(self.open)),
            "limits": ";".join(r.text for r in self.limits),
            "actions": ";".join(unique(actions)),
            "articles": ";".join(unique(articles)),
        }


# ---------------------------------------------------------------- the tables of `attend`


def minutes(seconds):
    return "" if seconds is None else str(seconds // 60)


def by_session(attendance, person):
    rows = []
    for (employee, group), found in sorted(attendance.groups.items()):
        for due in found:
            if due.judged:
                values = [
                    employee,
                    person(employee).get("name", ""),
                    group,
                    due.date.isoformat(),
                    due.session,
                    minutes(due.late),
                    minutes(due.early),
                    "+".join(due.words),
                    figures.shortest(due.absent),
                    ";".join(unique(due.articles)),
                ]
                rows.append(dict(zip(BY_SESSION, values)))
    return rows


def by_person(attendance, person):
    rows = []
    for employee, group in sorted(attendance.groups):
        judged = attendance.of(employee, group)
        if judged:
            known = person(employee)
            head = {
                "employee_id": employee,
                "name": known.get("name", ""),
                "department": known.get("department", ""),
                "course_id": group,
            }
            rows.append({**head, **Sum(judged).row()})
    return rows


def by_course(attendance):
    """A row for each course, and for each month of the workplace."""
    groups = {}
    for (_, group), found in attendance.groups.items():
        for due in found:
            if due.judged:
                groups.setdefault((group, month_of(due)), []).append(due)
    return [
        {"course_id": group, "month": month, **rate_row("course", groups[group, month])}
        for group, month in sorted(groups)
    ]


def by_team(attendance, person):
    """The same for each team: who has the same manager, without one the same department."""
    groups = {}
    for (employee, group), found in attendance.groups.items():
        known = person(employee)
        team = known.get("manager_id") or known.get("department", "")
        for due in found:
            if due.judged:
                groups.setdefault((group, month_of(due), team, bool(known.get("manager_id"))), []).append(due)
    rows = []
    for key in sorted(groups):
        group, month, team, led = key
        name = person(team).get("name", "") if led else ""
        head = {"team": team, "name": name, "course_id": group, "month": month}
        rows.append({**head, **rate_row("team", groups[key])})
    return rows


def month_of(due):
    return "" if due.group else due.date.isoformat()[:7]


def rate_row(per, found):
    rule_set = found[0].rules
    attended = len([due for due in found if due.attended])
    share = Fraction(100 * attended, len(found))
    rates = [rate for rate in rule_set.get("rates") or [] if rate["per"] == per]
    lines = [Fraction(rule_set.value(rate["at_least"])) for rate in rates]
    missed = [rate for rate, line in zip(rates, lines) if share < line]
    values = [
        str(len({due.employee for due in found})),
        str(len(found)),
        str(attended),
        figures.to_places(share, 2, lines),
        ";".join(figures.print_score(line, []) for line in lines),
        ";".join(unique(action for rate in missed for action in rate.get("actions") or [])),
        ";".join(unique(rate.get("article") for rate in missed)),
    ]
    return dict(zip(RATES, values))


# ---------------------------------------------------------------- conduct


def window(per, day):
    """The part of time that an incident counts in."""
    if per == "month":
        return day.isoformat()[:7]
    if per == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return str(day.year) if per == "year" else ""


class Met:
    """A conduct rule that was reached: by the incidents of one person in one course or part of time."""

    def __init__(self, employee, policy, rule, wanted, part):
        self.employee, self.policy, self.rule, self.wanted, self.part = employee, policy, rule, wanted, part
        self.incidents = []

    @property
    def course(self):
        """The course of the incident by which the count was reached, empty for none."""
        return self.incidents[self.wanted - 1]["course_id"]

    def row(self, person):
        values = [
            self.employee,
            person(self.employee).get("name", ""),
            self.course,
            "" if self.rule.get("per", "course") == "course" else self.part,
            ";".join(f"{incident['date']} {incident['kind']}" for incident in self.incidents),
            str(len(self.incidents)),
            str(self.wanted),
            self.rule.get("then", ""),
            ";".join(self.rule.get("actions") or []),
            ";".join(unique([self.rule.get("article")])),
        ]
        return dict(zip(BY_CONDUCT, values))


class Conduct:
    """The conduct rules that were reached, in the policy's order."""

    def __init__(self, folder, workspace, policies, courses, as_of):
        self.met = []
        incidents = read_incidents(folder, workspace, as_of)
        for employee in sorted({incident["employee_id"] for incident in incidents}):
            own = [incident for incident in incidents if incident["employee_id"] == employee]
            for policy in policies:
                for rule in policy.get("conduct") or []:
                    self.count(employee, policy, rule, own, courses)

    def count(self, employee, policy, rule, incidents, courses):
        wanted = int((policy.get("settings") or {}).get(rule["at_least"], rule["at_least"]))
        per, parts = rule.get("per", "course"), {}
        for incident in incidents:
            course = courses.get(incident["course_id"])
            if incident["kind"] not in listed(rule["of"]):
                continue
            if "tracks" in rule and (course is None or course.track not in listed(rule["tracks"])):
                continue
            part = incident["course_id"] if per == "course" else window(per, incident["date"])
            parts.setdefault(part, Met(employee, policy, rule, wanted, part)).incidents.append(incident)
        self.met += [met for met in parts.values() if len(met.incidents) >= wanted]

    def of(self, employee, course):
        """The rules of the course's own version that were reached by an incident in it."""
        return [
            met.rule
            for met in self.met
            if met.employee == employee and met.course == course.id and met.policy is course.policy
        ]


def read_incidents(folder, workspace, as_of):
    found = []
    for path in sheets.paths_of(workspace.get("incidents"), folder):
        for line, cells in sheets.read_table(path, INCIDENTS, workspace).rows:
            row = {key: sheets.plain(cells.get(key, "")) for key in INCIDENTS}
            row["date"] = sheets.parse_date(row["date"], f"{os.path.basename(path)}:{line}")
            if row["date"] <= as_of:
                found.append(row)
    return sorted(found, key=lambda row: row["date"])
