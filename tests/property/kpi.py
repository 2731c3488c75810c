"""Tickets to monthly figures by person, as the specification words it: the table of `kpi`."""

import datetime
import math
import os
from fractions import Fraction

import figures
import rules
import sheets
from attendance import at, moment

KPI = ["employee_id", "period", "metric", "value"]
TICKETS = [
    "ticket_id",
    "employee_id",
    "name",
    "channel",
    "severity",
    "opened_at",
    "responded_at",
    "solved_at",
    "promised_by",
    "complaint",
    "verified_at",
    "followed_up_at",
    "satisfied",
]
DAY_END = 24 * 3600 - 1


def limit_after(start, length, calendar):
    """The last moment in time: so long after the start; for days and longer the end of that day."""
    seconds = figures.seconds_of(length)
    if seconds is not None:
        return start + datetime.timedelta(seconds=seconds)
    return at(figures.add_offset(start.date(), length, calendar), DAY_END)


class Counted:
    """In time and all of those that count."""

    def __init__(self):
        self.good = self.all = 0

    def add(self, good):
        """None: not to be counted yet, or at all."""
        if good is not None:
            self.good += bool(good)
            self.all += 1


class Month:
    """The tickets of one person opened in one month, judged by the policy in force on its last day."""

    def __init__(self, policies, last, calendar, as_of):
        self.policies, self.calendar = policies, calendar
        policy = rules.version_of(policies, None, last)
        self.end = at(as_of, DAY_END)
        self.service = policy.get("service") or {}
        self.settings = policy.get("settings") or {}

    def length(self, table, key):
        """The time that the policy gives, `promised_by` or `first_response`; None without a rule."""
        entry = (table or {}).get(key) if key and key != "article" else None
        if isinstance(entry, dict):
            entry = entry["within"]
        return self.settings.get(entry, entry)

    def in_time(self, done, limit):
        """None while neither done nor past the limit."""
        if done is None:
            return False if limit <= self.end else None
        return done <= limit

    def responded(self, ticket):
        length = self.length(self.service.get("first_response"), ticket["channel"])
        if length is None:
            return None
        return self.in_time(ticket["responded_at"], limit_after(ticket["opened_at"], length, self.calendar))

    def solved(self, ticket):
        length = self.length(self.service.get("solved"), ticket["severity"])
        if length is None:
            return None
        if length == "promised_by":
            promised = ticket["promised_by"]
            return None if promised is None else self.in_time(ticket["solved_at"], promised)
        if length != "first_response":
            return self.in_time(ticket["solved_at"], limit_after(ticket["opened_at"], length, self.calendar))
        solved, answered = ticket["solved_at"], ticket["responded_at"]
        if solved and answered:  # on the spot is with the first response
            return solved <= answered
        on_spot = self.length(self.service.get("first_response"), ticket["channel"])
        if on_spot is None:
            return None
        return self.in_time(solved, limit_after(ticket["opened_at"], on_spot, self.calendar))

    def complained(self, ticket, key, start, done):
        length = self.length(self.service.get("complaint"), key)
        if length is None or not ticket["complaint"] or ticket[start] is None:
            return None
        return self.in_time(ticket[done], limit_after(ticket[start], length, self.calendar))

    def all_of(self, table):
        """The channels or severities of all versions, in their order."""
        tables = [(policy.get("service") or {}).get(table) or {} for policy in self.policies]
        return list(dict.fromkeys(key for found in tables for key in found))

    def rates(self, tickets):
        """(metric, Counted) in the order in which they are printed."""
        found = []

        def rate(metric, values):
            counted = Counted()
            for value in values:
                counted.add(value)
            found.append((metric, counted))

        rate("response_timeliness", [self.responded(t) for t in tickets])
        for channel in self.all_of("first_response"):
            own = [t for t in tickets if t["channel"] == channel]
            rate(f"response_timeliness_{channel}", [self.responded(t) for t in own])
        rate("resolution_rate", [t["solved_at"] is not None for t in tickets])
        rate("resolution_timeliness", [self.solved(t) for t in tickets])
        for severity in self.all_of("solved"):
            own = [t for t in tickets if t["severity"] == severity]
            rate(f"resolution_timeliness_{severity}", [self.solved(t) for t in own])
        rate("satisfaction", [t["satisfied"] for t in tickets])
        rate("complaint_rate", [t["complaint"] for t in tickets])
        for key, start in (("verified", "opened_at"), ("followed_up", "solved_at")):
            rate(f"complaint_{key}_timeliness", [self.complained(t, key, start, f"{key}_at") for t in tickets])
        return found

    def lines(self, metric):
        """(lines that count from below, lines that count from above) of performance rules and levels."""

        def numbers(rule_key, step_key):
            found = []
            for policy in self.policies:  # the figure may be held against those of a later version
                rules_ = [rule for rule in policy.get("performance") or [] if rule["metric"] == metric]
                steps = (policy.get("levels") or {}).get("steps") or []
                lines = [rule[rule_key] for rule in rules_ if rule_key in rule]
                lines += [step[step_key][metric] for step in steps if metric in (step.get(step_key) or {})]
                settings = policy.get("settings") or {}
                found += [Fraction(settings.get(line, line) if isinstance(line, str) else line) for line in lines]
            return found

        return numbers("below", "at_least"), numbers("above", "at_most")

    def printed(self, metric, value):
        """Two decimals, half up, but never on the other side of a line than the exact value."""
        least, most = self.lines(metric)
        text = figures.to_places(value, 2, least)
        if any(value > line >= Fraction(text) for line in most):
            text = figures.fixed(math.floor(value * 100) + 1, 2)
        return text

    def figures(self, tickets, first, last):
        """(metric, printed value) of the month."""
        working = len(self.calendar.between(first, last))
        found = [
            ("volume", str(len(tickets))),
            ("volume_per_day", self.printed("volume_per_day", Fraction(len(tickets), working))),
        ]
        for metric, counted in self.rates(tickets):
            if counted.all:
                found.append((metric, self.printed(metric, Fraction(100 * counted.good, counted.all))))
        return found


def truth(text):
    return {"": None, "true": True, "yes": True, "1": True, "是": True}.get(text, False)


def read_tickets(folder, workspace, as_of):
    """The tickets opened by then; what was done later has not been done."""
    end, found = at(as_of, DAY_END), []
    for path in sheets.paths_of(workspace.get("tickets"), folder):
        for _, cells in sheets.read_table(path, TICKETS, workspace).rows:
            row = {key: sheets.plain(cells.get(key, "")) for key in TICKETS}
            for key in TICKETS[5:9] + TICKETS[10:12]:
                row[key] = moment(row[key])
                if row[key] and row[key] > end and key not in ("opened_at", "promised_by"):
                    row[key] = None
            if row["opened_at"] > end:
                continue
            row["complaint"] = bool(truth(row["complaint"]))
            row["satisfied"] = truth(row["satisfied"])
            found.append(row)
    return found


def rows(folder, calendar_path, as_of):
    workspace = sheets.load_yaml(os.path.join(folder, "passline.yaml"))
    calendar = figures.calendar_of(folder, workspace, calendar_path)
    policies = [sheets.load_yaml(p) for p in sheets.paths_of(workspace["policy"], folder)]
    months = {}
    for ticket in read_tickets(folder, workspace, as_of):
        key = (ticket["employee_id"], ticket["opened_at"].date().isoformat()[:7])
        months.setdefault(key, []).append(ticket)
    found = []
    for employee, month in sorted(months):
        first, last = figures.period_days(month)
        judge = Month(policies, last, calendar, as_of)
        for metric, value in judge.figures(months[employee, month], first, last):
            found.append(dict(zip(KPI, [employee, month, metric, value])))
    return found
