"""The policy, the courses and the attempts of odd_sheets.py."""

import datetime

import generate
import generate_rules
import rules
import sheets

TEN = list(generate_rules.POOL)
START = datetime.date(2026, 1, 5)


def titled(key, **more):
    zh, en = generate_rules.POOL[key]
    return {"title": {"zh": zh, "en": en}, **more}


POLICY = {
    "passline": 1,
    "id": "odd",
    "title": {"zh": "培训管理制度", "en": "Training"},
    "effective": "2025-01-01",
    "cite": "第{}条",
    "roles": {key: {"zh": zh, "en": en} for key, (zh, en) in generate_rules.ROLES.items()},
    "actions": {"talk": {"title": "面谈"}, "reward": {"title": "奖励"}, "lower_grade": {"title": "降级", "decides": "hr"}},
    "tracks": {
        "lines": {
            "title": "单项",
            "assessment": {"components": {"theory": titled("theory", **{"pass": 80, "article": "9"}),
                                          "practical": titled("practical", **{"pass": 85, "article": "10"})}},
            "on_pass": {"actions": ["reward"], "article": "18"},
            "on_fail": [{"then": "resit", "within": "10 working days", "carry": "passed", "article": "11"},
                        {"then": "retrain", "within": "1 month", "article": "11"},
                        {"then": "end", "actions": ["lower_grade"], "article": "18(2)"}],
            "on_consecutive_fails": [{"count": 2, "actions": ["talk"], "article": "17"}],
        },
        "rated": {
            "title": "评分",
            "assessment": {
                "pass": 70,
                "components": {
                    "practical": titled("practical", raters=["mentor", "hr", "colleague"], weight=60, **{"pass": 60}),
                    "theory": titled("theory", out_of=150, weight=40)},
            },
            "bands": {"best": {"title": "优秀", "at_least": 90, "actions": ["reward"]},
                      "good": {"title": "良好", "at_least": 80}},
            "on_fail": [{"then": "retrain", "within": "20 working days", "repeat": True}],
        },
        "ten": {
            "title": "十项",
            "assessment": {
                "pass": 60,
                "round": {"to": "0.1"},
                "groups": {"knowing": {"weight": "33.3"}, "doing": {"weight": "66.7"}},
                "marks": {"absent": "fail", "exempt": "skip", "void": {"as": "fail", "actions": ["talk"]}},
                "components": {
                    key: titled(key, group="knowing" if i < 4 else "doing", **({"optional": True} if i in (2, 8) else {}),
                                **({"pass": 60} if i % 3 == 0 else {}))
                    for i, key in enumerate(TEN)},
            },
            "bands": {"top": {"title": "优", "at_least": 85}},
            "on_fail": [{"then": "resit", "within": "5 days"}, {"then": "end", "actions": ["talk"]}],
        },
        "single": {
            "title": "一项",
            "assessment": {"components": {"theory": titled("theory", out_of=10, **{"pass": 6})},
                           "marks": {"absent": "incomplete", "void": "fail"}},
            "on_fail": [{"then": "end"}],
        },
    },
}


def course(course_id, track, number=0):
    """A course of two weeks; the numbers spread them over half a year."""
    start = START + datetime.timedelta(days=number * 7 % 120)
    return {"id": course_id, "title": course_id, "track": track, "status": "held", "start": start.isoformat(),
            "end": (start + datetime.timedelta(days=11)).isoformat()}


def plan(courses):
    return {"passline": 1, "plan": "2026", "period": "2026", "policy": "odd", "courses": courses}


def read(data):
    """A course as the reference knows it."""
    return rules.Course(data, [POLICY], plan([data]))


class Entry:
    """One attempt of one person: cells by component, role and who; None is an empty cell."""

    def __init__(self, employee, course_data, number, cells, date):
        self.employee, self.course, self.number, self.cells, self.date = employee, course_data["id"], number, cells, date


def entries(dice, people, courses, chance=1.0):
    """The attempts of these people in these courses, person by person."""
    known = [(data, read(data)) for data in courses]
    found = []
    for employee in people:
        ability = dice.random.gauss(0.82, 0.1)
        for data, known_course in known:
            if chance < 1 and not dice.chance(chance):
                continue
            date = datetime.date.fromisoformat(data["end"])
            for number, cells in generate.Trainee(dice, known_course, ability).attempts().items():
                found.append(Entry(employee, data, number, cells, date.isoformat() if dice.chance(0.9) else ""))
                date += datetime.timedelta(days=dice.random.randint(3, 20))
    return found


def cell_text(dice, value):
    if value is None:
        return dice.pick("", "", "-", "--")
    if isinstance(value, str):
        return dice.pick(*(text for text, mark in sheets.MARKS.items() if mark == value))
    return generate_rules.decimal(value)


LONG = ["employee_id", "course_id", "component", "attempt", "score", "rater", "date"]


def long_rows(dice, found):
    """A row for each cell."""
    rows = []
    for entry in found:
        for (component, role, who), value in entry.cells.items():
            rater = f"{role}:{who}" if who else role or ""
            rows.append([entry.employee, entry.course, component, str(entry.number), cell_text(dice, value), rater, entry.date])
    return rows


def wide_sheet(dice, found):
    """Header and rows, a column for each component and rater; entries with several holders of a role become long rows."""
    plain = [entry for entry in found if not any(who for _, _, who in entry.cells)]
    others = [entry for entry in found if any(who for _, _, who in entry.cells)]
    columns, of_course = {}, {}
    for entry in plain:
        used = dict.fromkeys((component, role) for component, role, _ in entry.cells)
        columns |= used
        of_course.setdefault(entry.course, {}).update(used)

    def text(entry, column):
        return cell_text(dice, entry.cells.get((*column, None))) if column in of_course[entry.course] else ""

    header = ["employee_id", "course_id", "attempt", "date"]
    header += [f"{component}@{role}" if role else component for component, role in columns]
    rows = [[entry.employee, entry.course, str(entry.number), entry.date, *(text(entry, column) for column in columns)]
            for entry in plain]
    return header, rows, long_rows(dice, others)
