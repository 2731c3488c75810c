"""The shapes of odd_sheets.py: each fills a workspace with about `rows` rows laid out in one odd way."""

import csv
import shutil

import odd_rules
from odd_layouts import FEATURES, NOTE, Borders, as_csv, reach_of, shuffled_columns
from odd_rules import LONG, course, entries, long_rows, wide_sheet

NAMES = ("张伟", "欧阳㐂明", "张𠮷", "O'Neil, Ann", '陈"小"红', "Zoë Brandt", "李 Amy")
DEPARTMENTS = ("跨境客服一部", "呼叫中心,夜班", "Quality", "")
MIXED = (("A-1", "lines"), ("B-1", "rated"), ("C-1", "ten"), ("D-1", "single"), ("A-2", "lines"))


def mixed_courses():
    return [course(course_id, track, i) for i, (course_id, track) in enumerate(MIXED)]


def people(count):
    return [f"E{number:07d}" for number in range(1, count + 1)]


def roster(shape, employees):
    rows = [(employee, shape.dice.pick(*NAMES), shape.dice.pick(*DEPARTMENTS)) for employee in employees]
    shape.dice.random.shuffle(rows)
    return rows


def with_junk(dice, header, rows):
    """A column that the workspace ignores, with commas, quotes and line ends in it."""
    notes = ("", "补考", "a, b", 'he said "no"', "第一行\n第二行", "x\r\ny", '"', "=1+1")
    return [*header, NOTE], [[*row, dice.pick(*notes)] for row in rows]


def columns(shape):
    """Long, wide and mixed sheets at once, each with its columns in an order of its own."""
    courses = mixed_courses()
    employees = people(max(3, shape.rows // 25))
    found = entries(shape.dice, employees, courses, 0.7)
    shape.write(courses, roster(shape, employees))
    forms = (dict(), dict(encoding="utf-8-sig", end="\r\n"), dict(encoding="gb18030", end="\r\n", quoting=csv.QUOTE_ALL),
             dict(delimiter=";"), dict(delimiter="\t", encoding="utf-16"), dict(last_end=False, blank_lines=True))
    part = len(found) // len(forms) + 1
    for i, form in enumerate(forms):
        some = found[i * part:(i + 1) * part]
        if i % 2:
            header, rows, others = wide_sheet(shape.dice, some)
            write(shape, f"{i}-others.csv", LONG, others, form)
        else:
            header, rows = LONG, long_rows(shape.dice, some)
        write(shape, f"{i}.csv", header, rows, form)


def write(shape, name, header, rows, form):
    if rows:
        header, rows = with_junk(shape.dice, header, rows)
        header, rows = shuffled_columns(header, rows, shape.dice)
        shape.sheet(name, as_csv(header, rows, shape.dice, **form))


def in_order(arrange):
    """The same entries, arranged: sorted by person, by course, backwards, in turns of persons, at random."""

    def make(shape):
        courses = mixed_courses()
        employees = people(max(3, shape.rows // 25))
        rows = long_rows(shape.dice, entries(shape.dice, employees, courses))
        shape.write(courses)
        shape.sheet("all.csv", as_csv(LONG, arrange(shape.dice, rows), shape.dice))

    return make


def by_course(_, rows):
    return sorted(rows, key=lambda row: (row[1], row[2], row[0]))


def backwards(_, rows):
    return rows[::-1]


def at_random(dice, rows):
    return dice.random.sample(rows, len(rows))


def in_turns(_, rows):
    """First everybody's first row, then everybody's second, …"""
    seen, keys = {}, {}
    for i, row in enumerate(rows):
        seen[row[0]] = keys[i] = seen.get(row[0], 0) + 1
    return [rows[i] for i in sorted(keys, key=lambda i: (keys[i], i))]


def wide_by_person(shape):
    """Wide, sorted by person: several courses and attempts of one person in a row; then the rows that are out of turn."""
    courses = mixed_courses()
    employees = people(max(3, shape.rows // 9))
    header, rows, others = wide_sheet(shape.dice, entries(shape.dice, employees, courses))
    shape.write(courses, roster(shape, employees))
    rows.sort(key=lambda row: row[0])
    cut = len(rows) - len(rows) // 50
    shape.sheet("a.csv", as_csv(header, rows[:cut], shape.dice))
    shape.sheet("b.csv", as_csv(header, rows[cut:], shape.dice, end="\r\n"))
    write(shape, "others.csv", LONG, others, {})


def nearly_sorted(shape):
    """One wide sheet in the order of persons but for a second attempt far down: a reader that streams must not be misled."""
    courses = [course("T-1", "ten"), course("L-1", "lines")]
    employees = people(max(20, shape.rows // 3))
    header, rows, _ = wide_sheet(shape.dice, entries(shape.dice, employees, courses))
    rows.sort(key=lambda row: (row[0], row[1], row[2]))

    def late(row):
        return row[2] != "1" and int(row[0][1:]) % 97 == 5

    shape.write(courses)
    rows = [row for row in rows if not late(row)] + [row for row in rows if late(row)]
    shape.sheet("all.csv", as_csv(header, rows, shape.dice))


def one_person(shape):
    """One person with all the rows, each in a course of its own; and a neighbour with one."""
    courses = [course(f"K{number}", "lines" if number % 3 else "single", number) for number in range(max(4, shape.rows // 3))]
    rows = long_rows(shape.dice, entries(shape.dice, ["X"], courses) + entries(shape.dice, ["Y"], courses[:1]))
    shape.write(courses)
    shape.sheet("all.csv", as_csv(LONG, at_random(shape.dice, rows), shape.dice))


def many_courses(shape):
    """As many courses as persons, ids of odd lengths."""
    count = max(4, shape.rows // 6)
    courses = [course(f"{'课' * (number % 4)}C{'x' * (number % 13)}-{number}", "single" if number % 2 else "lines", number)
               for number in range(count)]
    employees = people(count // 2)
    found = []
    for number, data in enumerate(courses):
        some = [employees[number % len(employees)], employees[number * 7 % len(employees)]]
        found += entries(shape.dice, some[: 1 + number % 2], [data])
    shape.write(courses)
    shape.sheet("all.csv", as_csv(LONG, at_random(shape.dice, long_rows(shape.dice, unique(found))), shape.dice))


def unique(found):
    """Without a second drawing of the same attempt."""
    seen, kept, owners = set(), [], {}
    for entry in found:
        key = (entry.employee, entry.course, entry.number)
        first = owners.setdefault(key[:2], len(seen) and object())
        if key not in seen and owners[key[:2]] is first:
            kept.append(entry)
        seen.add(key)
    return kept


def odd_ids(shape):
    """Ids of all lengths, with the same beginnings, in no order; none that only differ by zeros in front."""
    dice = shape.dice
    found = set()
    while len(found) < max(5, shape.rows // 8):
        number = dice.random.randrange(10**dice.random.randint(1, 12))
        found.add(dice.pick(f"{number + 1}", f"E{number}", f"e{number}", f"工{number}", f"K-{number}-A",
                            f"prefix-prefix-{number}", "Z" * (number % 60 + 1), f"{number}Z", f"a.{number}"))
    employees = list(found)
    courses = [course("a", "lines"), course("A", "single"), course("B-long-id-of-a-course-0001", "lines", 3),
               course("B-long-id-of-a-course-0002", "rated", 4)]
    shape.write(courses, roster(shape, employees) if shape.rows % 2 else None)
    rows = long_rows(dice, entries(dice, employees, courses, 0.8))
    half = len(rows) // 2
    rows = at_random(dice, rows)
    shape.sheet("a.csv", as_csv(LONG, rows[:half], dice))
    shape.sheet("b.csv", as_csv(LONG, rows[half:], dice, quoting=csv.QUOTE_ALL))


def many_sheets(shape):
    """Forty sheets of a few rows, one of a header and a row, one with nearly all; the attempts of one person in several."""
    courses = mixed_courses()
    employees = people(max(3, shape.rows // 25))
    rows = at_random(shape.dice, long_rows(shape.dice, entries(shape.dice, employees, courses)))
    shape.write(courses, roster(shape, employees))
    for i in range(40):
        few, rows = rows[: i % 4 + 1], rows[i % 4 + 1:]
        shape.sheet(f"few-{i:02d}.csv", as_csv(LONG, few, shape.dice, last_end=bool(i % 3)))
    shape.sheet("a-most.csv", as_csv(LONG, rows, shape.dice))


def short_rows(shape):
    """Rows of the fewest bytes there can be, one component, ids of one or two letters."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    courses = [course(f"{letter}", "single", i) for i, letter in enumerate(letters)]
    employees = [a + b for a in "ABCDEFGHJK" for b in letters] + list("ABCDEFGHJK")
    found = entries(shape.dice, employees[: max(2, shape.rows // 26)], courses)
    rows = [[row[0], row[1], row[2], row[4]] for row in long_rows(shape.dice, [e for e in found if e.number == 1])]
    shape.write(courses)
    shape.sheet("all.csv", as_csv([LONG[0], LONG[1], LONG[2], LONG[4]], at_random(shape.dice, rows), shape.dice, last_end=False))


def border_sheet(shape, rows, **form):
    """Rows with a feature on every border, and plain rows between; returns the bytes and the line of each row."""
    borders = Borders(LONG, shape.dice, **form)
    borders.add(rows[0], [borders.filler(50)])
    rest = iter(rows[1:])
    for row in rest:
        borders.place(row)
        for _ in range(shape.dice.random.randint(0, 12)):
            plain = next(rest, None)
            if plain:
                borders.add(plain, [])
        note = next(rest, None)
        if note:
            borders.add(note, [borders.filler(60)])
    return bytes(borders.out), borders.lines[1:]


def borders(persons=None, reach=1 << 16, **form):
    """Quotes, line ends and wide characters on the borders of blocks, in notes full of what looks like rows."""

    def make(shape):
        courses = [course("L1", "lines"), course("R1", "rated", 1)]
        employees = people(persons or max(60, shape.rows // 10))
        rows = at_random(shape.dice, long_rows(shape.dice, entries(shape.dice, employees, courses)))
        data, _ = border_sheet(shape, rows, **form)
        if reach_of(data, reach) < len(FEATURES):
            raise ValueError(f"the sheet does not bring every feature onto a border of {reach} bytes")
        shape.write(courses)
        shape.sheet("all.csv", data)

    return make


def long_field(shape):
    """A quoted note of megabytes that looks like rows through and through, so that whole blocks lie inside quotes."""
    courses = [course("L1", "lines")]
    rows = at_random(shape.dice, long_rows(shape.dice, entries(shape.dice, people(40), courses)))
    sheet = Borders(LONG, shape.dice, end="\n")
    third = len(rows) // 3
    for i, row in enumerate(rows):
        long = i in (third, 2 * third)
        sheet.add(row, [b"E0000001,L1,theory,1,0,,2026-01-05\n" * 90000] if long else [])
    shape.write(courses)
    shape.sheet("all.csv", bytes(sheet.out))


def spoilt(shape, row):
    """One of several mistakes, made in a copy of the row; the column and the code it is reported under."""
    bad = list(row)
    kind = shape.dice.random.randrange(4)
    cell, text, code = ((4, "100.01", "score-range"), (4, "8o", "value-number"), (1, "L9", "unknown-course"),
                        (2, "theroy", "unknown-component"))[kind]
    bad[cell] = text
    return bad, (len(",".join(bad[:cell])) + 2, code)


def wrong_rows(shape):
    """Wrong rows strewn over a sheet of borders: set aside with the right line and code, everything else graded."""
    courses = [course("L1", "lines"), course("R1", "rated", 1)]
    employees = people(max(60, shape.rows // 10))
    rows = at_random(shape.dice, long_rows(shape.dice, entries(shape.dice, employees, courses)))
    laid, codes = [], {}
    for i, row in enumerate(rows):
        if row[1] == "L1" and i and shape.dice.chance(0.02):
            bad, codes[len(laid)] = spoilt(shape, row)
            laid.append(bad)
        laid.append(row)
    data, lines = border_sheet(shape, laid)
    shape.write(courses)
    shape.sheet("all.csv", data)
    shape.wrong = [("all.csv", lines[i], *where) for i, where in sorted(codes.items())]
    shape.truth = shape.folder / "truth"
    (shape.truth / "scores").mkdir(parents=True)
    for name in ("passline.yaml", "policy.yaml", "plan.yaml"):
        shutil.copy(shape.folder / name, shape.truth)
    shape.sheet("all.csv", as_csv(LONG, rows, shape.dice), shape.truth)


SHAPES = {
    "columns": columns,
    "by-person": in_order(lambda dice, rows: rows),
    "by-course": in_order(by_course),
    "backwards": in_order(backwards),
    "in-turns": in_order(in_turns),
    "at-random": in_order(at_random),
    "wide-by-person": wide_by_person,
    "nearly-sorted": nearly_sorted,
    "one-person": one_person,
    "many-courses": many_courses,
    "odd-ids": odd_ids,
    "many-sheets": many_sheets,
    "short-rows": short_rows,
    "borders": borders(),
    "borders-gb18030": borders(encoding="gb18030"),
    "borders-lf": borders(end="\n"),
    "borders-1-mib": borders(persons=15, reach=1 << 20, unit=1 << 20),
    "long-field": long_field,
    "wrong-rows": wrong_rows,
}
