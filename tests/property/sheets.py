"""Reads the files of a workspace for reference.py: YAML written as JSON, and CSV sheets as exported.

Nothing here grades. Numbers become fractions, marks one of absent, exempt, void, empty cells None.
Whatever the specification calls an error raises InvalidWorkspace with file and line.
"""

import csv
import datetime
import glob
import io
import json
import os
import re
import unicodedata
from fractions import Fraction


class InvalidWorkspace(Exception):
    """The input is one that `grade` must refuse with exit code 3."""


# Usual headers, beside the names themselves. Only those that workspace.md spells out.
HEADERS = {
    "工号": "employee_id",
    "员工编号": "employee_id",
    "姓名": "name",
    "部门": "department",
    "岗位": "position",
    "课程编号": "course_id",
    "成绩": "score",
    "分数": "score",
    "考核项": "component",
    "日期": "date",
    "考试日期": "date",
}
ROSTER = [
    "employee_id",
    "name",
    "department",
    "position",
    "track",
    "level",
    "hire_date",
    "leave_date",
    "mentor_id",
    "manager_id",
    "email",
]
SCORES = ["employee_id", "name", "course_id", "component", "attempt", "score", "rater", "date"]
APPEALS = [
    "appeal_id",
    "employee_id",
    "course_id",
    "attempt",
    "component",
    "filed_on",
    "ground",
    "status",
    "corrected_score",
    "decided_on",
    "decided_by",
]
MARKS = {
    "absent": "absent",
    "缺考": "absent",
    "缺席": "absent",
    "缓考": "absent",
    "exempt": "exempt",
    "免考": "exempt",
    "void": "void",
    "作弊": "void",
    "无效": "void",
}
EMPTY = ("", "-", "--")
SUM_ROWS = {"合计", "平均", "total"}


def load_yaml(path):
    """A YAML file written as JSON; numbers with a point as fractions, so that nothing is lost."""
    with open(path, encoding="utf-8") as file:
        return json.load(file, parse_float=Fraction)


def decode(data):
    """BOM first, then strictly valid UTF-8, then GB18030."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def fold(header):
    """A header as it is compared: case, blanks around, line breaks and full-width forms do not matter."""
    text = unicodedata.normalize("NFKC", header)
    return text.replace("\r", "").replace("\n", "").strip().casefold()


def plain(cell):
    """A cell with full-width digits and blanks in their plain forms, without blanks around."""
    out = []
    for char in cell:
        if "０" <= char <= "９":
            char = chr(ord(char) - ord("０") + ord("0"))
        elif char == "\u3000":
            char = " "
        out.append(char)
    return "".join(out).strip()


class Table:
    """The data rows of a sheet: each a dict from canonical header to cell text, with its line number."""

    def __init__(self, path, headers, rows):
        self.path, self.headers, self.rows = path, headers, rows


def name_header(text, names, columns, ignored, others):
    """The passline name of a header; its own text where `others` knows it; None where it is left out."""
    key = fold(text)
    if key in ignored:
        return None
    if key in columns:
        key = text = columns[key]
    if key in names:
        return key
    if HEADERS.get(key) in names:
        return HEADERS[key]
    return text.replace("\r", "").replace("\n", "").strip() if others(key) else None


def read_table(path, names, workspace, others=lambda key: False):
    """Finds delimiter and header line, leaves out blank, title and sum rows, checks the number of fields."""
    with open(path, "rb") as file:
        text = decode(file.read())
    columns = {fold(k): fold(v) for k, v in (workspace.get("columns") or {}).items()}
    ignored = {fold(h) for h in workspace.get("ignore_columns") or []}
    best = None
    for delimiter in ",;\t":
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
        except csv.Error:
            continue  # quotes end elsewhere under this delimiter
        for at, (_, row) in enumerate(rows[:10]):
            found = [name_header(cell, names, columns, ignored, others) for cell in row]
            known = len([name for name in found if name])
            if best is None or known > best[0]:
                best = (known, rows[at + 1 :], found)
    if best is None or best[0] < 2:
        raise InvalidWorkspace(f"{path}: no header line")
    _, body, headers = best
    named = [name for name in headers if name]
    if len(set(named)) != len(named):
        raise InvalidWorkspace(f"{path}: a column twice in {named}")
    data = []
    for line, row in body:
        first = next(cell for cell in row if cell.strip())
        if plain(first).casefold() in SUM_ROWS:
            continue
        if len(row) != len(headers):
            raise InvalidWorkspace(f"{path}:{line}: {len(row)} fields instead of {len(headers)}")
        data.append((line, {h: cell for h, cell in zip(headers, row) if h}))
    if not data:
        raise InvalidWorkspace(f"{path}: empty sheet")
    return Table(path, named, data)


def parse_date(cell, where):
    cell = plain(cell)
    if not cell:
        return None
    match = re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", cell)
    parts = (match.group(1), match.group(3), match.group(4)) if match else None
    if parts is None:
        match = re.fullmatch(r"(\d{4})年(\d{1,2})月(\d{1,2})日", cell)
        parts = match.groups() if match else None
    if parts is None:
        raise InvalidWorkspace(f"{where}: '{cell}' is not a date")
    return datetime.date(*(int(part) for part in parts))


def parse_score(cell, where):
    """A fraction, a mark, or None for empty."""
    cell = plain(cell)
    if cell in EMPTY:
        return None
    if cell in MARKS:
        return MARKS[cell]
    number = cell[:-1].rstrip() if cell[-1] in "分%" else cell
    if not re.fullmatch(r"\d+(\.\d{1,6})?", number):
        raise InvalidWorkspace(f"{where}: '{cell}' is not a score")
    return Fraction(number)


def texts(title):
    """All the texts of a title that may be a string, {zh, en}, or nothing."""
    if title is None:
        return []
    return [title] if isinstance(title, str) else list(title.values())


class Attempt:
    """What the sheets hold of one person, course and attempt number."""

    def __init__(self):
        self.dates = []
        self.values = (
            {}
        )  # (component, role or None, who or None) -> fraction or mark; empty cells leave no trace

    def add(self, key, value, where):
        if value is None:
            return
        if self.values.setdefault(key, value) != value:
            raise InvalidWorkspace(f"{where}: {value} against {self.values[key]} for {key}")


class ScoreReader:
    """Collects all score sheets into {(employee, course): {number: Attempt}} and the names they hold."""

    def __init__(self, workspace, roster, courses):
        self.workspace, self.roster, self.courses = workspace, roster, courses
        self.attempts, self.names = {}, {}
        self.by_name = {}
        for employee in (roster or {}).values():
            self.by_name.setdefault(employee["name"], []).append(employee["employee_id"])
        self.columns = set()
        for course in courses.values():
            for component in course.assessment.components.values():
                self.columns.update(component.names)

    def read(self, path):
        table = read_table(path, SCORES, self.workspace, lambda key: key.split("@")[0] in self.columns)
        is_long = "component" in table.headers and "score" in table.headers
        for line, row in table.rows:
            where = f"{path}:{line}"
            employee = self.employee_of(row, where)
            course = self.courses.get(plain(row.get("course_id", "")))
            if course is None:
                raise InvalidWorkspace(f"{where}: unknown course '{row.get('course_id')}'")
            number = int(plain(row.get("attempt", "")) or "1")
            attempt = self.attempts.setdefault((employee, course.id), {}).setdefault(number, Attempt())
            date = parse_date(row.get("date", ""), where)
            if date:
                attempt.dates.append(date)
            if is_long:
                self.add(course, attempt, row["component"], row.get("rater", ""), row["score"], where)
            else:
                self.add_wide(course, attempt, row, where)

    def employee_of(self, row, where):
        name = plain(row.get("name", ""))
        if "employee_id" in row:
            employee = plain(row["employee_id"])
            if not employee:
                raise InvalidWorkspace(f"{where}: no employee_id")
            if name:
                self.names.setdefault(employee, name)
        else:
            found = self.by_name.get(name, [])
            if len(found) != 1:
                raise InvalidWorkspace(f"{where}: '{name}' stands for {len(found)} employees")
            employee = found[0]
        if self.roster is not None and employee not in self.roster:
            raise InvalidWorkspace(f"{where}: '{employee}' is not in the roster")
        return employee

    def add_wide(self, course, attempt, row, where):
        for header, cell in row.items():
            if header == "score":
                if len(course.assessment.components) != 1:
                    raise InvalidWorkspace(f"{where}: a column 'score' for a course of several components")
                header = next(iter(course.assessment.components))
            elif header in SCORES:
                continue
            component, _, rater = header.partition("@")
            if plain(cell) not in EMPTY:
                self.add(course, attempt, component, rater, cell, where)

    def add(self, course, attempt, component_text, rater, cell, where):
        component = course.assessment.find(plain(component_text))
        if component is None:
            raise InvalidWorkspace(f"{where}: '{component_text}' is no component of {course.id}")
        value = parse_score(cell, where)
        role, who = component.rater(plain(rater), where)
        if isinstance(value, Fraction) and value > component.out_of:
            raise InvalidWorkspace(f"{where}: {value} is more than {component.out_of}")
        attempt.add((component.id, role, who), value, where)


def read_roster(workspace, folder):
    """{employee_id: row} with dates parsed, or None where the workspace names no roster."""
    if "roster" not in workspace:
        return None
    path = os.path.join(folder, workspace["roster"])
    people = {}
    for line, row in read_table(path, ROSTER, workspace).rows:
        where = f"{path}:{line}"
        employee = {key: plain(value) for key, value in row.items()}
        for key in ("hire_date", "leave_date"):
            employee[key] = parse_date(employee.get(key, ""), where)
        if employee["employee_id"] in people:
            raise InvalidWorkspace(f"{where}: {employee['employee_id']} twice")
        people[employee["employee_id"]] = employee
    return people


def read_appeals(workspace, folder):
    """The appeals as dicts: attempt an int or None, corrected_score a fraction or None."""
    if "appeals" not in workspace:
        return []
    path = os.path.join(folder, workspace["appeals"])
    appeals = []
    for line, row in read_table(path, APPEALS, workspace).rows:
        appeal = {key: plain(row.get(key, "")) for key in APPEALS}
        appeal["where"] = f"{path}:{line}"
        appeal["attempt"] = int(appeal["attempt"]) if appeal["attempt"] else None
        appeal["corrected_score"] = parse_score(appeal["corrected_score"], appeal["where"])
        if appeal["status"] not in ("open", "upheld", "rejected"):
            raise InvalidWorkspace(f"{appeal['where']}: status '{appeal['status']}'")
        appeals.append(appeal)
    return appeals


def paths_of(entry, folder):
    """The files that an entry of the workspace (a path, a pattern, or a list of them) names, in order."""
    found = []
    for pattern in [entry] if isinstance(entry, str) else entry or []:
        found += sorted(glob.glob(os.path.join(folder, pattern)))
    return list(dict.fromkeys(found))
