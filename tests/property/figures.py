"""Working days, offsets, rounding and printing, as the specification words them. Exact throughout."""

import csv
import datetime
import math
import os
import re
from fractions import Fraction

from sheets import InvalidWorkspace, load_yaml


# ---------------------------------------------------------------- calendar and offsets


class Calendar:
    """Working days: Monday to Friday, unless the file says holiday or workday."""

    def __init__(self, path):
        self.days = {}
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                self.days[row["date"]] = row["kind"]

    def refine(self, data):
        """A calendar file of the organisation: its days come before those read so far."""
        for key, kind in (("holidays", "holiday"), ("workdays", "workday")):
            for entry in data.get(key) or []:
                if isinstance(entry, str):
                    entry = {"date": entry}
                first, last = (datetime.date.fromisoformat(entry.get(end, entry.get("date"))) for end in ("from", "to"))
                for day in days(first, last):
                    self.days[day.isoformat()] = kind

    def works(self, day):
        kind = self.days.get(day.isoformat())
        return day.weekday() < 5 if kind is None else kind == "workday"

    def after(self, day, count):
        """The count-th working day going forward from the day after `day`."""
        return self.walk(day, count, 1)

    def before(self, day, count):
        """The count-th working day going back from the day before `day`."""
        return self.walk(day, count, -1)

    def walk(self, day, count, step):
        while count:
            day += datetime.timedelta(days=step)
            if self.works(day):
                count -= 1
        return day

    def between(self, first, last):
        """The working days from first to last, both included."""
        return [day for day in days(first, last) if self.works(day)]

    def left(self, as_of, due):
        """Working days after as_of up to and including due; negative those after due up to as_of."""
        one = datetime.timedelta(days=1)
        if due >= as_of:
            return len(self.between(as_of + one, due))
        return -len(self.between(due + one, as_of))


def calendar_of(folder, workspace, path):
    """The calendar of a workspace: `cn`, refined by its files."""
    calendar, named = Calendar(path), workspace.get("calendar", "cn")
    for name in [named] if isinstance(named, str) else named:
        if name != "cn":
            calendar.refine(load_yaml(os.path.join(folder, name)))
    return calendar


def days(first, last):
    return [first + datetime.timedelta(days=i) for i in range((last - first).days + 1)]


def add_months(day, months):
    """The same day so many months on, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = datetime.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(day.day, last))


SECONDS = {"second": 1, "minute": 60, "hour": 3600}


def parse_length(text):
    """(count, unit) of `20 working days`."""
    match = re.fullmatch(r"(\d+) (working day|second|minute|hour|day|week|month|year)s?", text)
    if not match:
        raise InvalidWorkspace(f"'{text}' is not a length")
    return int(match.group(1)), match.group(2)


def seconds_of(text):
    """Seconds of a length in seconds, minutes or hours; None for one in days and longer."""
    count, unit = parse_length(text)
    return count * SECONDS[unit] if unit in SECONDS else None


def add_offset(day, offset, calendar, back=False):
    count, unit = parse_length(offset)
    sign = -1 if back else 1
    if unit == "working day":
        return calendar.walk(day, count, sign)
    if unit in ("month", "year"):
        return add_months(day, sign * count * (12 if unit == "year" else 1))
    if unit not in ("week", "day"):
        raise InvalidWorkspace(f"'{offset}' is no offset in days")
    return day + datetime.timedelta(days=sign * count * (7 if unit == "week" else 1))


def month_end(year, month):
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def period_days(text):
    """First and last day of 2026, 2026-Q1 or 2026-01."""
    text = str(text)
    year = int(text[:4])
    if len(text) == 4:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    first, last = (int(text[6]) * 3 - 2, int(text[6]) * 3) if "Q" in text else (int(text[5:]),) * 2
    return datetime.date(year, first, 1), month_end(year, last)


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


def shortest(value, places=2, lines=()):
    """The shortest exact decimal of up to so many places, else all of them, half up, held back by the lines."""
    text = to_places(value, places, lines)
    return text.rstrip("0").rstrip(".") if (value * 10**places).denominator == 1 else text


def print_score(value, lines):
    """The shortest exact decimal of up to four places, else four places."""
    if (value * 10**4).denominator == 1:
        text = fixed(int(value * 10**4), 4)
        return text.rstrip("0").rstrip(".")
    return to_places(value, 4, lines)
