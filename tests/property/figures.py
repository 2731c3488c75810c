"""Working days, offsets, rounding and printing, as the specification words them. Exact throughout."""

import csv
import datetime
import math
import re
from fractions import Fraction

from sheets import InvalidWorkspace


# ---------------------------------------------------------------- calendar and offsets


class Calendar:
    """Working days: Monday to Friday, unless the file says holiday or workday."""

    def __init__(self, path):
        self.days = {}
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                self.days[row["date"]] = row["kind"]

    def works(self, day):
        kind = self.days.get(day.isoformat())
        return day.weekday() < 5 if kind is None else kind == "workday"

    def after(self, day, count):
        """The count-th working day going forward from the day after `day`."""
        while count:
            day += datetime.timedelta(days=1)
            if self.works(day):
                count -= 1
        return day


def add_months(day, months):
    """The same day so many months on, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = datetime.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(day.day, last))


def add_offset(day, offset, calendar):
    match = re.fullmatch(r"(\d+) (working day|day|week|month|year)s?", offset)
    if not match:
        raise InvalidWorkspace(f"'{offset}' is not an offset")
    count, unit = int(match.group(1)), match.group(2)
    if unit == "working day":
        return calendar.after(day, count)
    if unit in ("month", "year"):
        return add_months(day, count * (12 if unit == "year" else 1))
    return day + datetime.timedelta(days=count * (7 if unit == "week" else 1))


# ---------------------------------------------------------------- rounding and printing


def round_to(value, step):
    """The nearest multiple of step, halves up; exact where step is None."""
    return value if step is None else math.floor(value / step + Fraction(1, 2)) * step


def fixed(units, places):
    digits = str(units).rjust(places + 1, "0")
    return digits[:-places] + "." + digits[-places:]


def to_places(value, places, lines):
    """Half up, but cut where half up would reach a line that the value does not."""
    scaled = value * 10**places
    units = math.floor(scaled + Fraction(1, 2))
    if any(value < line <= Fraction(units, 10**places) for line in lines):
        units = math.floor(scaled)
    return fixed(units, places)


def print_score(value, lines):
    """The shortest exact decimal of up to four places, else four places."""
    if (value * 10**4).denominator == 1:
        text = fixed(int(value * 10**4), 4)
        return text.rstrip("0").rstrip(".")
    return to_places(value, 4, lines)
