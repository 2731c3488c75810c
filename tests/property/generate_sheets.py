"""Writes the CSV sheets of a random workspace in the forms in which departments export them.

Cells come as {(component, role or None, who or None): fraction, mark, or None for empty}.
"""

import datetime
import os

from generate_rules import ROLES, TODAY

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红欣雨晨曦子涵梓轩浩然思远嘉怡文博"
RARE = ["张𠮷", "欧阳㐂明", "司马·阿依古丽", "O'Neil, Ann", '陈"小"红', "Zoë Brandt", "李Amy"]
DEPARTMENTS = ["跨境客服一部", "跨境客服二部", "商家客服部", "呼叫中心,夜班", "Quality", ""]
MARK_TEXTS = {
    "absent": ["absent", "缺考", "缺席", "缓考"],
    "exempt": ["exempt", "免考"],
    "void": ["void", "作弊", "无效"],
}
CHINESE = {
    "employee_id": ["工号", "员工编号", "员工号码"],
    "name": ["姓名"],
    "department": ["部门"],
    "position": ["岗位"],
    "course_id": ["课程编号", "培训班号"],
    "component": ["考核项"],
    "score": ["成绩", "分数", "所得分"],
    "date": ["日期", "考试日期"],
    "attempt": ["第几次考核"],
    "rater": ["评分人"],
    "track": ["培训类别"],
    "hire_date": ["入职日期"],
    "leave_date": ["离职日期"],
}
EARLY = datetime.date(2025, 3, 1)  # nobody leaves before


# ---------------------------------------------------------------- people


def make_people(dice, count, tracks):
    style = dice.pick("E{:04d}", "{:04d}", "KF-{:d}", "{}{:03d}")
    people, names = [], set()
    unique = dice.chance(0.6)
    for number in dice.random.sample(range(10, 10 + 3 * count), count):
        name = dice.pick(*SURNAMES) + "".join(dice.random.sample(GIVEN, dice.pick(1, 2, 2)))
        if dice.chance(0.06):
            name = dice.pick(*RARE)
        while unique and name in names:
            name += dice.pick(*GIVEN)
        names.add(name)
        employee_id = (
            style.format(number) if style != "{}{:03d}" else style.format(dice.pick("a", "B", "工"), number)
        )
        hired = random_day(dice, datetime.date(2024, 1, 5)) if dice.chance(0.6) else None
        people.append(
            {
                "employee_id": employee_id,
                "name": name,
                "department": dice.pick(*DEPARTMENTS),
                "track": dice.pick(*tracks, *tracks, ""),
                "ability": dice.random.gauss(0.8, 0.14),
                "hire_date": hired,
                "leave_date": random_day(dice, max(hired or EARLY, EARLY)) if dice.chance(0.25) else None,
                "date_style": dice.random.randint(0, 3),
                "position": dice.pick("客服专员", "组长", ""),
            }
        )
    return people


def random_day(dice, first):
    return first + datetime.timedelta(days=dice.random.randint(0, (TODAY - first).days))


def write_roster(dice, path, people):
    sheet = Sheet(dice)
    columns = (
        ["employee_id", "name"]
        + dice.some(["department", "position"], 2, 2)
        + ["track", "hire_date", "leave_date"]
    )
    rows = []
    for person in people:
        dates = {key: date_text(person[key], person["date_style"]) for key in ("hire_date", "leave_date")}
        rows.append([{**person, **dates}[column] for column in columns])
    dice.random.shuffle(rows)
    sheet.write(path, [sheet.header(column) for column in columns], rows)


def date_text(day, style):
    if day is None:
        return ""
    return (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    )[style]


# ---------------------------------------------------------------- one file


class Sheet:
    """The form of one file: encoding, line ends, delimiter, language of its headers and marks."""

    def __init__(self, dice, kind="long"):
        self.dice, self.kind = dice, kind
        self.encoding = dice.pick("utf-8", "utf-8", "utf-8-sig", "gb18030", "gb18030")
        if dice.feature("utf16", 0.05):
            self.encoding = "utf-16"
        self.chinese = self.encoding == "gb18030" or dice.chance(0.3)
        self.newline = "\r\n" if self.encoding == "gb18030" or dice.chance(0.3) else "\n"
        self.delimiter = ","
        if self.encoding == "utf-16" or dice.feature("tab", 0.07):
            self.delimiter = "\t"
        elif dice.feature("semicolon", 0.07):
            self.delimiter = ";"
        self.quote_all = dice.feature("all_quoted", 0.1)
        self.noisy = dice.feature("noisy_headers", 0.08)
        self.titles = dice.feature("titles_in_sheets", 0.4) or self.chinese
        self.date_style = dice.random.randint(0, 3)
        self.rows = {}  # key -> cells; the writer of scores fills it

    def header(self, name):
        if self.chinese and name in CHINESE:
            name = self.dice.pick(*CHINESE[name])
        if not self.noisy:
            return name
        return self.dice.pick(name.upper(), name.title(), f" {name} ", name + "\n", "\u3000" + name, name)

    def quoted(self, cell):
        special = any(char in cell for char in self.delimiter + '"\r\n')
        if special or self.quote_all or (cell and self.dice.chance(0.03)):
            return '"' + cell.replace('"', '""') + '"'
        return cell

    def write(self, path, headers, rows):
        dice = self.dice
        lines = [self.delimiter.join(self.quoted(cell) for cell in row) for row in [headers] + rows]
        padding = self.delimiter * (len(headers) - 1)
        if len(headers) > 2 and dice.feature("title_row", 0.06):
            lines.insert(0, dice.pick("2026年培训考核情况一览", "考核情况汇总(内部)") + padding)
        if len(headers) > 2 and self.kind == "wide" and dice.feature("sum_row", 0.06):
            lines.append(dice.pick("合计", "平均", "Total") + padding)
        if dice.feature("blank_lines", 0.1):
            lines.insert(dice.random.randint(1, len(lines)), "")
        text = self.newline.join(lines) + (self.newline if dice.chance(0.85) else "")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(self.encoded(text))

    def encoded(self, text):
        if self.encoding == "utf-16":
            return b"\xff\xfe" + text.encode("utf-16-le")
        data = text.encode(self.encoding)
        if self.encoding == "gb18030":
            try:
                data.decode("utf-8")  # bytes that pass for UTF-8 would be read as such
                return text.encode("utf-8")
            except UnicodeDecodeError:
                self.dice.features.add("gb18030")
        return data


def write_rows(dice, path, rows):
    """A plain sheet whose headers are the keys of its rows."""
    sheet = Sheet(dice)
    sheet.chinese = False
    sheet.write(path, [sheet.header(key) for key in rows[0]], [list(row.values()) for row in rows])


# ---------------------------------------------------------------- scores


def cell_text(dice, value, out_of):
    """One of the ways to write a score, a mark or nothing."""
    if value is None:
        return dice.pick("", "", "-", "--")
    if isinstance(value, str):
        return dice.pick(*MARK_TEXTS[value])
    scaled = str(int(value * 10**6)).rjust(7, "0")
    text = (scaled[:-6] + "." + scaled[-6:]).rstrip("0").rstrip(".")
    places = len(text.partition(".")[2])
    if places < 6 and dice.chance(0.1):
        text += ("" if places else ".") + "0" * dice.random.randint(1, min(2, 6 - places))
    if dice.feature("full_width_digits", 0.01):
        text = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)
    elif dice.feature("unit_in_cell", 0.03):
        text += "分" if out_of != 100 or dice.chance(0.7) else "%"
    elif dice.feature("blanks_around", 0.02):
        text = dice.pick(" " + text, text + " ", "\u3000" + text)
    return text


class ScoreWriter:
    """Spreads the cells of all attempts over several sheets, long and wide."""

    def __init__(self, dice, courses, people, on_roster):
        self.dice, self.courses = dice, courses
        self.people = {person["employee_id"]: person for person in people}
        names = [person["name"] for person in people]
        self.by_name = on_roster and len(set(names)) == len(names)
        self.named = not on_roster
        self.long = [Sheet(dice, "long") for _ in range(dice.pick(1, 1, 2))]
        self.mixed = Sheet(dice, "wide") if dice.feature("wide_mixed_courses", 0.25) else None
        self.shared = self.long + ([self.mixed] if self.mixed else [])
        self.sheets = list(self.shared)
        self.where = {course_id: self.place(course) for course_id, course in courses.items()}

    def place(self, course):
        """{(component, role): sheet} for one course."""
        dice = self.dice
        components = list(course.assessment.components.values())
        choices = [dice.pick(*self.long)]
        if len(components) == 1 and not components[0].raters and dice.chance(0.6):
            choices = [self.new("single")]
        elif dice.chance(0.7):
            choices = [self.new("wide")] + ([dice.pick(*self.shared)] if dice.chance(0.35) else [])
        elif self.mixed and dice.chance(0.6):
            choices = [self.mixed]
        return {(c.id, role): dice.pick(*choices) for c in components for role in c.raters or [None]}

    def new(self, kind):
        sheet = Sheet(self.dice, kind)
        self.sheets.append(sheet)
        return sheet

    def add(self, employee, course_id, number, cells, day):
        dice = self.dice
        for (component, role, who), value in cells.items():
            sheet = self.where[course_id][component, role]
            if dice.chance(0.02):
                sheet = dice.pick(*self.long)
            self.put(sheet, (employee, course_id, number), (component, role, who), value, day)
            if value is not None and dice.feature("same_value_twice", 0.015):
                other = dice.pick(*self.long)
                self.put(other, (employee, course_id, number), (component, role, who), value, day)
                if sheet is other:
                    sheet.rows[employee, course_id, number].setdefault("again", []).append(
                        (component, role, who)
                    )

    def put(self, sheet, key, cell, value, day):
        row = sheet.rows.setdefault(key, {"cells": {}, "day": day})
        row["cells"][cell] = value

    def day_text(self, sheet, day):
        if day is None or self.dice.chance(0.12):
            return ""
        day += datetime.timedelta(days=self.dice.pick(0, 0, 0, 1, 2))
        return date_text(min(day, TODAY), sheet.date_style)

    def write(self, folder):
        for index, sheet in enumerate(self.sheets):
            if not sheet.rows:
                continue
            path = os.path.join(folder, f"{index + 1:02d}-{sheet.kind}.csv")
            if sheet.kind == "long":
                self.write_long(sheet, path)
            else:
                self.write_wide(sheet, path)

    def title(self, sheet, course, component):
        """The component as this sheet names it: its id or a title."""
        titles = course.assessment.components[component].titles
        return self.dice.pick(*titles) if sheet.titles and titles else component

    def write_long(self, sheet, path):
        dice = self.dice
        rated = any(role for row in sheet.rows.values() for _, role, _ in row["cells"])
        attempts = any(number > 1 for _, _, number in sheet.rows) or dice.chance(0.6)
        dated = dice.chance(0.85)
        columns = ["employee_id", "course_id", "component"] + ["attempt"] * attempts + ["score"]
        columns += ["rater"] * (rated or dice.chance(0.2)) + ["date"] * dated + ["备注"] * dice.chance(0.15)
        columns += ["阅卷批次情况"] * dice.feature("unknown_column", 0.05)
        dice.random.shuffle(columns)
        rows = []
        for (employee, course_id, number), row in sheet.rows.items():
            course = self.courses[course_id]
            for cell, value in list(row["cells"].items()) + [
                (c, row["cells"][c]) for c in row.get("again", [])
            ]:
                component, role, who = cell
                texts = {
                    "employee_id": employee,
                    "course_id": course_id,
                    "attempt": self.number_text(number),
                    "component": self.title(sheet, course, component),
                    "rater": self.rater_text(sheet, role, who),
                    "score": cell_text(dice, value, course.assessment.components[component].out_of),
                    "date": self.day_text(sheet, row["day"]),
                    "备注": dice.pick("", "补录", "线上"),
                    "阅卷批次情况": "一",
                }
                rows.append([texts[column] for column in columns])
        dice.random.shuffle(rows)
        sheet.write(path, [sheet.header(column) for column in columns], rows)

    def number_text(self, number):
        return "" if number == 1 and self.dice.feature("empty_attempt", 0.05) else str(number)

    def rater_text(self, sheet, role, who):
        if role is None:
            return ""
        text = self.dice.pick(*ROLES[role]) if sheet.titles else role
        return text + (f":{who}" if who else "")

    def write_wide(self, sheet, path):
        dice = self.dice
        cells = sorted(
            {cell for row in sheet.rows.values() for cell in row["cells"]},
            key=lambda cell: tuple(map(str, cell)),
        )
        dice.random.shuffle(cells)
        by_name = self.by_name and dice.feature("matched_by_name", 0.05)
        named = by_name or dice.chance(0.9 if self.named else 0.6)
        attempts = any(number > 1 for _, _, number in sheet.rows) or dice.chance(0.6)
        columns = ["employee_id"] * (not by_name) + ["name"] * named + ["course_id"] + ["attempt"] * attempts
        columns += ["date"] * dice.chance(0.8)
        headers = [sheet.header(column) for column in columns]
        for cell in cells:
            headers.append(self.cell_header(sheet, cell))
        if dice.chance(0.1):
            headers.append("备注")
        rows = []
        for (employee, course_id, number), row in sheet.rows.items():
            texts = {
                "employee_id": employee,
                "name": self.name_text(employee, by_name),
                "course_id": course_id,
                "attempt": self.number_text(number),
                "date": self.day_text(sheet, row["day"]),
            }
            line = [texts[column] for column in columns]
            components = self.courses[course_id].assessment.components
            for cell in cells:
                known = cell in row["cells"]
                line.append(cell_text(dice, row["cells"][cell], components[cell[0]].out_of) if known else "")
            rows.append(line + [""] * (len(headers) - len(line)))
        dice.random.shuffle(rows)
        sheet.write(path, headers, rows)

    def name_text(self, employee, by_name):
        if not by_name and self.dice.feature("contradicting_name", 0.01) and not self.named:
            return "某人"
        return "" if not by_name and self.dice.chance(0.03) else self.people[employee]["name"]

    def cell_header(self, sheet, cell):
        component, role, who = cell
        if sheet.kind == "single":
            return sheet.header("score")
        course = next(
            course
            for (_, course_id, _), row in sheet.rows.items()
            if cell in row["cells"]
            for course in [self.courses[course_id]]
        )
        text = component if sheet is self.mixed else self.title(sheet, course, component)
        return text + (f"@{self.rater_text(sheet, role, who)}" if role else "")


def write_scores(dice, folder, courses, people, attempts, on_roster):
    """Every attempt into the sheets; dates rise from attempt to attempt, some are missing."""
    writer = ScoreWriter(dice, courses, people, on_roster)
    for (employee, course_id), found in attempts.items():
        day = courses[course_id].end - datetime.timedelta(days=dice.random.randint(0, 3))
        for number, cells in found.items():
            dated = None if dice.chance(0.2) else min(day, TODAY)
            writer.add(employee, course_id, number, cells, dated)
            day += datetime.timedelta(days=dice.random.randint(3, 25))
    writer.write(folder)
