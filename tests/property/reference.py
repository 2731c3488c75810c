#!/usr/bin/env python3
"""An independent implementation of the grading semantics, the truth that `passline grade` is held against.

Written from the specification alone; plain Python, fractions for every figure. It favours following the
text closely over speed. See README.md for each place where the text left a choice.

    reference.py DIR [--calendar FILE] [--results FILE] [--summary FILE] [--components FILE]
"""

import argparse
import csv
import datetime
import io
import os
import sys
from fractions import Fraction

import figures
import limits
import rules
import sheets
from attendance import Attendance
from limits import unique
from rules import employed
from sheets import InvalidWorkspace

HERE = os.path.dirname(os.path.abspath(__file__))
DEFAULT_CALENDAR = os.path.join(HERE, "..", "..", "lib", "time", "cn-holidays.csv")

RESULTS = [
    "employee_id",
    "name",
    "department",
    "course_id",
    "track",
    "attempts",
    "scores",
    "total",
    "outcome",
    "failed",
    "band",
    "next",
    "due",
    "actions",
    "articles",
    "appeal",
]
RETRAIN = [
    "employee_id",
    "name",
    "department",
    "course_id",
    "track",
    "next",
    "failures",
    "failed",
    "since",
    "due",
    "days_left",
    "mentor_id",
    "manager_id",
    "articles",
]
SUMMARY = [
    "course_id",
    "department",
    "enrolled",
    "assessed",
    "passed_first",
    "passed",
    "failed",
    "incomplete",
    "not_attended",
    "first_pass_rate",
    "pass_rate",
    "mean_total",
]
COMPONENTS = ["employee_id", "course_id", "attempt", "component", "score", "pass_line", "verdict"]


# ---------------------------------------------------------------- outcome of a course for a person


class Case:
    """One person in one course: the row of results in the making."""

    def __init__(self, course, employee, walk, appeals):
        self.course, self.employee, self.walk = course, employee, walk
        self.appeal = rules.appeal_state(appeals)
        self.outcome = self.band = self.next = ""
        self.due = self.since = None
        self.ended = walk.ended
        self.streak = 0  # courses failed in a row, this one included
        self.actions, self.articles = [], []

    def follow(self, rule):
        """What a rule adds: its actions and its article."""
        if rule:
            self.actions += rule.get("actions") or []
            self.articles.append(rule.get("article"))

    def cite_failed(self):
        """The articles of what failed in the last attempt, and of the marks that failed it."""
        last, assessment = self.walk.last, self.course.assessment
        for key in last.failed:
            if key == "total":
                continue
            self.articles.append(assessment.components[key].article)
            if key in last.marks:
                self.follow(assessment.marks[last.marks[key]])
        if "total" in last.failed:
            self.articles += [group.get("article") for group in assessment.groups.values()]

    def fail(self, calendar):
        self.outcome = "fail"
        self.cite_failed()
        step = self.walk.step
        self.next = "none" if self.walk.ended else step["then"]
        self.follow(step)
        if step and step.get("within"):
            self.set_due(step["within"], calendar)
        for rule in self.course.rules.get("on_fails") or []:
            if self.walk.failures >= self.course.figure(rule["count"]):
                self.follow(rule)

    def set_due(self, within, calendar):
        if self.walk.last.date:
            self.due = figures.add_offset(self.walk.last.date, self.course.offset(within), calendar)

    def succeed(self):
        assessment, track = self.course.assessment, self.course.rules
        self.outcome, self.next = "pass", "none"
        self.articles += [c.article for c in assessment.counting() if c.line is not None]
        if assessment.line is not None and self.walk.last.total is not None:
            self.articles += [group.get("article") for group in assessment.groups.values()]
        self.follow(track.get("on_pass"))
        value = self.band_value()
        reached = [
            (self.course.figure(band["at_least"]), key)
            for key, band in (track.get("bands") or {}).items()
            if value is not None and value >= self.course.figure(band["at_least"])
        ]
        if reached:
            self.band = max(reached, key=lambda pair: pair[0])[1]
            self.follow(track["bands"][self.band])

    def band_value(self):
        """The compared total; without one the mean of the components brought to 100, rounded like it."""
        last, assessment = self.walk.last, self.course.assessment
        if last.total is not None:
            return last.total
        values = [last.exact[c.id] * 100 / c.out_of for c in assessment.counting() if c.id in last.exact]
        return figures.round_to(sum(values) / len(values), assessment.step) if values else None

    def excess(self):
        """A limit, leave, no-show or conduct rule ends the training."""
        self.outcome, self.next, self.ended = "fail", "none", True

    def not_attended(self, since):
        """A session was not attended, or must be made up; `since` is the day of the first."""
        self.outcome, self.next, self.since = "not_attended", "make_up", since

    def wait(self, leave_date):
        left = leave_date is not None and leave_date < self.course.end
        self.outcome, self.next = ("withdrawn", "none") if left else ("incomplete", "assess")

    def in_a_row(self, count, calendar):
        """The rules of on_consecutive_fails for a row that has just reached `count`."""
        for rule in self.course.rules.get("on_consecutive_fails") or []:
            if self.course.figure(rule["count"]) != count:
                continue
            self.follow(rule)
            if rule.get("then"):
                self.next = rule["then"]
            if rule.get("within") and (self.due is None or rule.get("then")):
                self.set_due(rule["within"], calendar)


class Grading:
    """A whole workspace: reads it, decides every person and course, gives the three tables."""

    def __init__(self, folder, calendar_path=DEFAULT_CALENDAR, as_of=datetime.date.max):
        self.folder, self.as_of = folder, as_of
        self.workspace = sheets.load_yaml(os.path.join(folder, "passline.yaml"))
        self.calendar = figures.calendar_of(folder, self.workspace, calendar_path)
        policies = self.policies = [
            sheets.load_yaml(p) for p in sheets.paths_of(self.workspace["policy"], folder)
        ]
        self.courses = {}
        for path in sheets.paths_of(self.workspace.get("plans"), folder):
            plan = sheets.load_yaml(path)
            for data in plan["courses"]:
                if data.get("status") != "cancelled" and not rules.undated(data):
                    self.courses[data["id"]] = rules.Course(data, policies, plan)
        self.roster = sheets.read_roster(self.workspace, folder)
        self.reader = sheets.ScoreReader(self.workspace, self.roster, self.courses)
        for path in sheets.paths_of(self.workspace.get("scores"), folder):
            self.reader.read(path)
        self.appeals = {}
        for appeal in sheets.read_appeals(self.workspace, folder):
            self.appeals.setdefault((appeal["employee_id"], appeal["course_id"]), []).append(appeal)
        self.attendance = Attendance(
            folder,
            self.workspace,
            policies,
            self.courses,
            self.roster,
            set(self.reader.attempts),
            self.calendar,
            as_of,
        )
        self.conduct = limits.Conduct(folder, self.workspace, policies, self.courses, as_of)
        self.cases = self.decide()

    def pairs(self):
        """All (employee, course): the participants and whoever has scores."""
        found = set(self.reader.attempts)
        for course in self.courses.values():
            found.update((employee, course.id) for employee in rules.participants(course, self.roster) or [])
        return sorted(found)

    def decide(self):
        cases = {}
        for employee, course_id in self.pairs():
            course = self.courses[course_id]
            attempts = self.reader.attempts.get((employee, course_id), {})
            appeals = self.appeals.get((employee, course_id), [])
            held = limits.Sum(self.attendance.of(employee, course_id))
            walk = self.walk(course, attempts, appeals, held.share)
            case = cases[employee, course_id] = Case(course, employee, walk, appeals)
            self.settle(case, held)
        self.count_rows(cases)
        return cases

    def settle(self, case, held):
        """Excess beats sessions missed, and these beat what the scores say; limits and conduct follow."""
        conduct = self.conduct.of(case.employee, case.course)
        verdict = case.walk.last.verdict if case.walk.last else "incomplete"
        ended = held.ends or any(rule.get("then") == "end" for rule in conduct)
        if (ended or held.open) and case.walk.last:
            case.cite_failed()
        if ended:
            case.excess()
        elif held.open:
            case.not_attended(held.open[0].date)
        elif verdict == "pass":
            case.succeed()
        elif verdict == "fail":
            case.fail(self.calendar)
        else:
            case.wait(self.person(case.employee).get("leave_date"))
        for due in held.judged:
            if due.actions or due.open or due.ends:
                case.actions += due.actions
                case.articles += due.articles
        for rule in [reached.rule for reached in held.limits] + conduct:
            case.follow(rule)

    @staticmethod
    def walk(course, attempts, appeals, share):
        """With the corrections; attempts left over are an error unless only the corrections made them so."""
        walk = rules.walk_attempts(course, attempts, rules.corrections_of(course, attempts, appeals), share)
        if walk.left_over and rules.walk_attempts(course, attempts, None, share).left_over:
            raise InvalidWorkspace(f"{course.id}: an attempt after a pass or after the ladder's end")
        return walk

    def count_rows(self, cases):
        """Courses failed in a row, for each person and track in order of end date, then id."""
        rows = {}
        for case in sorted(cases.values(), key=lambda c: (c.course.end, c.course.id.encode())):
            key = (case.employee, case.course.policy["id"], case.course.track)
            if case.outcome == "pass":
                rows[key] = 0
            elif case.outcome == "fail" and case.ended:
                rows[key] = rows.get(key, 0) + 1
                case.streak = rows[key]
                case.in_a_row(case.streak, self.calendar)

    def person(self, employee):
        if self.roster is None:
            return {"name": self.reader.names.get(employee, "")}
        return self.roster[employee]

    # ------------------------------------------------------------ the three tables

    def ordered(self):
        return sorted(self.cases.items(), key=lambda item: (item[0][0].encode(), item[0][1].encode()))

    def results(self):
        return [self.result_row(case) for _, case in self.ordered()]

    @staticmethod
    def not_held(actions, course, appeal):
        """The actions without those that somebody decides, while an appeal is open."""
        declared = course.policy.get("actions") or {}
        return [a for a in actions if appeal != "open" or not (declared.get(a) or {}).get("decides")]

    def hold(self, employee, course_id, row):
        """A row of `attend` without the actions that an open appeal about the course holds back."""
        if course_id in self.courses:
            appeal = rules.appeal_state(self.appeals.get((employee, course_id), []))
            actions = [action for action in row["actions"].split(";") if action]
            row["actions"] = ";".join(self.not_held(actions, self.courses[course_id], appeal))
        return row

    def conduct_rows(self):
        """The table of `attend --by conduct`."""
        return [self.hold(met.employee, met.course, met.row(self.person)) for met in self.conduct.met]

    def person_rows(self):
        """The table of `attend --by person`."""
        rows = limits.by_person(self.attendance, self.person)
        return [self.hold(row["employee_id"], row["course_id"], row) for row in rows]

    def result_row(self, case):
        course, last = case.course, case.walk.last
        person = self.person(case.employee)
        actions = self.not_held(unique(case.actions), course, case.appeal)
        scores = (
            [
                f"{c.id}={text}"
                for c in course.assessment.components.values()
                for text in [score_text(last, c)]
                if text
            ]
            if last
            else []
        )
        return {
            "employee_id": case.employee,
            "name": person["name"],
            "department": person.get("department", ""),
            "course_id": course.id,
            "track": course.track,
            "attempts": str(last.number if last else 0),
            "scores": ";".join(scores),
            "total": self.total_text(case),
            "outcome": case.outcome,
            "failed": ";".join(last.failed) if last else "",
            "band": case.band,
            "next": case.next,
            "due": case.due.isoformat() if case.due else "",
            "actions": ";".join(actions),
            "articles": ";".join(unique(case.articles)),
            "appeal": case.appeal,
        }

    @staticmethod
    def total_text(case):
        if not case.walk.last or case.walk.last.total is None:
            return ""
        course = case.course
        lines = [course.figure(band["at_least"]) for band in (course.rules.get("bands") or {}).values()]
        lines += [course.assessment.line] if course.assessment.line is not None else []
        return figures.to_places(case.walk.last.total, 2, lines)

    def components(self):
        rows = []
        for (employee, course_id), case in self.ordered():
            for judged in case.walk.judged:
                for component in case.course.assessment.components.values():
                    text = score_text(judged, component)
                    if text:
                        line = None if component.baseline else component.line
                        rows.append(
                            {
                                "employee_id": employee,
                                "course_id": course_id,
                                "attempt": str(judged.number),
                                "component": component.id,
                                "score": text,
                                "pass_line": "" if line is None else figures.print_score(line, []),
                                "verdict": component_verdict(case.course.assessment, judged, component),
                            }
                        )
        return rows

    def retrain(self):
        """Who must be retrained, resit or make up, by due date, then employee and course."""
        rows = []
        for (employee, course_id), case in self.ordered():
            if case.next not in ("retrain", "resit", "make_up"):
                continue
            row, person = self.result_row(case), self.person(employee)
            since = case.since or case.walk.last.date
            extra = {
                "failures": str(case.walk.failures),
                "since": since.isoformat() if since else "",
                "days_left": str(self.calendar.left(self.as_of, case.due)) if case.due else "",
                "mentor_id": person.get("mentor_id", ""),
                "manager_id": person.get("manager_id", ""),
            }
            rows.append({column: {**row, **extra}[column] for column in RETRAIN})
        return sorted(rows, key=lambda row: row["due"] or "9999")

    def summary(self):
        rows = []
        for course_id in sorted(self.courses, key=str.encode):
            cases = [case for (_, c), case in self.ordered() if c == course_id]
            departments = {}
            for case in cases:
                department = self.person(case.employee).get("department", "") or "-"
                departments.setdefault(department, []).append(case)
            if cases:
                rows.append(summary_row(course_id, "", cases))
            rows += [summary_row(course_id, d, departments[d]) for d in sorted(departments, key=str.encode)]
        return rows


def score_text(judged, component):
    """A score or mark as printed, empty for neither."""
    if component.id in judged.marks:
        return judged.marks[component.id]
    if component.id not in judged.scores:
        return ""
    lines = [component.line] if component.line is not None and not component.baseline else []
    return figures.print_score(judged.scores[component.id], lines)


def component_verdict(assessment, judged, component):
    if component.baseline:
        return ""
    if component.id in judged.marks:
        return assessment.marks[judged.marks[component.id]]["as"]
    if component.line is None:
        return ""
    return "pass" if judged.scores[component.id] >= component.line else "fail"


def summary_row(course_id, department, cases):
    def count(outcome):
        return len([case for case in cases if case.outcome == outcome])

    def rate(part, whole):
        return figures.to_places(Fraction(100 * part, whole), 2, []) if whole else ""

    first = len([case for case in cases if case.outcome == "pass" and case.walk.last.number == 1])
    assessed = count("pass") + count("fail")
    totals = [case.walk.last.total for case in cases if case.walk.last and case.walk.last.total is not None]
    values = [
        course_id,
        department,
        len(cases),
        assessed,
        first,
        count("pass"),
        count("fail"),
        count("incomplete"),
        count("not_attended"),
        rate(first, assessed),
        rate(count("pass"), assessed),
        figures.to_places(sum(totals) / len(totals), 2, []) if totals else "",
    ]
    return dict(zip(SUMMARY, map(str, values)))


def to_csv(columns, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main():
    parser = argparse.ArgumentParser(description="Grades a workspace whose YAML is written as JSON.")
    parser.add_argument("folder")
    parser.add_argument("--calendar", default=DEFAULT_CALENDAR)
    for table in ("results", "summary", "components"):
        parser.add_argument(f"--{table}", metavar="FILE")
    options = parser.parse_args()
    try:
        grading = Grading(options.folder, options.calendar)
    except InvalidWorkspace as problem:
        sys.exit(f"error: {problem}")
    texts = {
        "results": to_csv(RESULTS, grading.results()),
        "summary": to_csv(SUMMARY, grading.summary()),
        "components": to_csv(COMPONENTS, grading.components()),
    }
    for table, text in texts.items():
        path = getattr(options, table)
        if path:
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(text)
    if not options.results:
        sys.stdout.write(texts["results"])


if __name__ == "__main__":
    main()
