"""An exam's questions, as the specification words them: the tables of `items`."""

import csv
import decimal
import os
from fractions import Fraction

QUESTIONS = ["question", "points", "right", "missed", "unanswered", "difficulty", "discrimination", "with_total", "remark"]
OPTIONS = ["question", "option", "key", "people", "share", "mean_points"]
EXAM = ["id", "label", "value", "kind", "note"]
FEWEST = 5


def half_up(value, places):
    """A fraction, or a Decimal, with so many places; the half goes away from zero."""
    if isinstance(value, Fraction):
        with decimal.localcontext(decimal.Context(prec=60)):
            value = decimal.Decimal(value.numerator) / decimal.Decimal(value.denominator)
    shown = value.quantize(decimal.Decimal(1).scaleb(-places), rounding=decimal.ROUND_HALF_UP)
    return str(shown if shown else abs(shown))


def root(square):
    with decimal.localcontext(decimal.Context(prec=60)):
        return (decimal.Decimal(square.numerator) / decimal.Decimal(square.denominator)).sqrt()


def spread(a, b):
    """n² times the covariance."""
    return len(a) * sum(x * y for x, y in zip(a, b)) - sum(a) * sum(b)


def correlation(a, b):
    """Its sign and its square, or None where one side does not vary."""
    aa, bb, ab = spread(a, a), spread(b, b), spread(a, b)
    return None if not aa or not bb or len(a) < FEWEST else ((ab > 0) - (ab < 0), Fraction(ab * ab) / (aa * bb))


def shown(found):
    return "" if found is None else half_up(found[0] * root(found[1]), 2)


class Exam:
    """All that the item sheets say of one course: sheets are lists of rows, keys and maxima of a sheet among them."""

    def __init__(self, folder, names, course):
        self.names, self.key, self.most, people = [], {}, {}, []
        for name in names:
            with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
                rows = [row for row in csv.DictReader(file) if row["course_id"] == course]
            self.names += [q for q in (rows[0] if rows else {}) if q not in ("employee_id", "course_id") + tuple(self.names)]
            for row in rows:
                filled = {q: row[q] for q in row if q in self.names and row[q] not in ("", "-")}
                if row["employee_id"] == "key":
                    self.key.update({q: "".join(sorted(filled[q])) for q in filled})
                elif row["employee_id"] == "out_of":
                    self.most.update({q: Fraction(filled[q]) for q in filled})
                else:
                    people.append(filled)
        self.people = [row for row in people if row]
        self.names = [q for q in self.names if any(q in row for row in self.people)]
        self.points = {q: [self.point(row.get(q), q) for row in self.people] for q in self.names}
        for q in self.names:
            if q not in self.most:
                plain = q in self.key or all(x in (0, 1) for x in self.points[q])
                self.most[q] = Fraction(1) if plain else max(self.points[q])
        self.totals = [sum(column) for column in zip(*self.points.values())]

    def point(self, cell, question):
        if cell is None:
            return Fraction(0)
        if question not in self.key:
            return Fraction(cell)
        return self.most.get(question, Fraction(1)) if "".join(sorted(cell)) == self.key[question] else Fraction(0)

    def difficulty(self, question):
        return 100 * sum(self.points[question]) / (len(self.people) * self.most[question])

    def order(self):
        return sorted(self.names, key=self.difficulty)

    def remark(self, question, found):
        points = self.points[question]
        if not any(points):
            return "none_right"
        if all(x == self.most[question] for x in points):
            return "all_right"
        if found is None:
            return ""
        if found[0] < 0:
            return "negative"
        return "weak" if found[1] < Fraction(1, 25) else ""

    def questions(self):
        for q in self.order():
            points = self.points[q]
            rest = [total - x for total, x in zip(self.totals, points)]
            found = correlation(points, rest)
            yield {
                "question": q,
                "points": half_up(self.most[q], 6).rstrip("0").rstrip("."),
                "right": str(sum(x == self.most[q] for x in points)),
                "missed": str(sum(x == 0 for x in points)),
                "unanswered": str(sum(q not in row for row in self.people)),
                "difficulty": half_up(self.difficulty(q), 2),
                "discrimination": shown(found),
                "with_total": shown(correlation(points, self.totals)),
                "remark": self.remark(q, found),
            }

    def options(self):
        for q in self.order():
            if q not in self.key:
                continue
            chosen = ["".join(sorted(row.get(q, ""))) for row in self.people]
            names = sorted({*chosen, self.key[q]}, key=lambda o: (o != self.key[q], o == "", -chosen.count(o), o))
            for name in names:
                totals = [total for total, option in zip(self.totals, chosen) if option == name]
                yield {
                    "question": q,
                    "option": name or "(blank)",
                    "key": "key" if name == self.key[q] else "",
                    "people": str(len(totals)),
                    "share": half_up(Fraction(100 * len(totals), len(chosen)), 2),
                    "mean_points": half_up(sum(totals) / len(totals), 2) if totals else "",
                }

    def reliability(self, right_or_wrong):
        k, n = len(self.names), len(self.people)
        whole = spread(self.totals, self.totals)
        if n < FEWEST or k < 2 or not whole:
            return None
        if right_or_wrong:
            shares = [sum(self.points[q]) / n for q in self.names]
            return Fraction(k, k - 1) * (1 - sum(p * (1 - p) for p in shares) / (Fraction(whole) / (n * (n - 1))))
        return Fraction(k, k - 1) * (1 - Fraction(sum(spread(x, x) for x in self.points.values())) / whole)

    def exam(self):
        n = len(self.people)
        plain = all(x in (0, 1) for column in self.points.values() for x in column)
        found = self.reliability(plain)
        most = half_up(sum((self.most[q] for q in self.names), Fraction(0)), 4).rstrip("0").rstrip(".")
        variance = Fraction(spread(self.totals, self.totals), n * (n - 1)) if n > 1 else None
        label = "Reliability (KR-20)" if plain else "Reliability (Cronbach's alpha)"
        figures = [
            ("people", "People", str(n), ""),
            ("questions", "Questions", str(len(self.names)), ""),
            ("mean", "Mean points", half_up(sum(self.totals) / n, 2) if n else "", f"of {most}"),
            ("standard_deviation", "Standard deviation", "" if variance is None else half_up(root(variance), 2), ""),
            ("reliability", label, "" if found is None else half_up(found, 4), ""),
        ]
        return [dict(zip(EXAM, (name, text, value, "number", note))) for name, text, value, note in figures]
