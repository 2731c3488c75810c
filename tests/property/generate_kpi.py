"""Draws a small workspace about tickets: service levels, and moments on the limit or a second beside it."""

import datetime
import os

import figures
import kpi
import reference
from attendance import at
from generate import write_json, write_policies
from generate_attendance import write_csv
from generate_rules import Dice, versions

RESPONSES = ["30 seconds", "5 minutes", "1 hour", "24 hours", "1 day", "1 working day"]
SOLUTIONS = ["24 hours", "72 hours", "3 days", "2 working days", "promised_by", "first_response"]
OPENED = ["2025-09-28", "2025-09-30", "2025-12-31", "2026-01-31", "2026-02-13", "2026-02-27", "2026-04-30", "2026-05-08"]


class Maker:
    def __init__(self, seed, folder, calendar):
        self.dice, self.folder = Dice(f"kpi-{seed}", ()), folder
        self.calendar = figures.Calendar(calendar)

    def time(self, length):
        if self.dice.chance(0.8):
            return length
        return {"within": length, "article": "4.3"}

    def policy(self):
        dice = self.dice
        channels = dice.some(["hotline", "chat", "social", "email"], 1, 4)
        severities = dice.some([1, 2, 3, 4], 1, 4)
        dice.random.shuffle(channels)
        service = {
            "first_response": {channel: self.time(dice.pick(*RESPONSES)) for channel in channels},
            "solved": {str(severity): self.time(dice.pick(*SOLUTIONS)) for severity in severities},
        }
        if dice.chance(0.5):
            service["first_response"]["article"] = "4.2"
        if dice.chance(0.9):
            service["complaint"] = {
                "verified": dice.pick("1 hour", "1 working day"),
                "followed_up": dice.pick("3 working days", "2 days", "48 hours"),
            }
        policy = {
            "passline": 1,
            "id": "rules",
            "title": "Rules",
            "effective": "2024-01-01",
            "tracks": {"a": {"title": "Track", "assessment": {"components": {"theory": {"pass": 80}}}}},
            "service": service,
        }
        if dice.chance(0.6):
            policy["evaluation"] = {"metrics": {"satisfaction": {"title": "满意度"}, "resolution_rate": {"title": "解决率"}}}
            policy["performance"] = [
                {"metric": "satisfaction", "below": dice.pick(66.67, 33.34, 80, 85.72), "for": "2 months"},
                {"metric": "resolution_rate", "above": dice.pick(66.66, 85.71, 33.33), "for": "1 month"},
            ]
        return policy

    def ticket(self, number):
        dice = self.dice
        day = datetime.date.fromisoformat(dice.pick(*self.days)) + datetime.timedelta(days=dice.pick(-1, 0, 0, 1, 2))
        if dice.chance(0.25):
            day = self.as_of + datetime.timedelta(days=dice.pick(-3, -1, -1, 0, 0, 1))
        row = {key: None for key in kpi.TICKETS if key != "name"}
        row["ticket_id"], row["employee_id"] = f"T{number}", dice.pick("E1", "E2", "E10")
        row["opened_at"] = at(day, dice.pick(0, 1, 86399, 36000, dice.random.randint(0, 86399)))
        last = figures.month_end(row["opened_at"].year, row["opened_at"].month)
        judge = kpi.Month(self.policies, last, self.calendar, self.as_of)
        service = judge.service
        row["channel"] = dice.pick(*[c for c in service["first_response"] if c != "article"], *(["fax"] if self.odd else []))
        row["severity"] = dice.pick(*service["solved"], *(["9"] if self.odd else [""]))
        row["complaint"] = dice.chance(0.3)
        row["satisfied"] = dice.pick(None, True, True, False)
        on_spot = judge.length(service["solved"], row["severity"]) == "first_response"
        length = judge.length(service["first_response"], row["channel"])
        limit = kpi.limit_after(row["opened_at"], length or "1 hour", self.calendar)
        row["responded_at"] = self.moment(limit, row["opened_at"], 0.1)
        length = judge.length(service["solved"], row["severity"]) or "24 hours"
        if length == "promised_by":
            row["promised_by"] = row["opened_at"] + datetime.timedelta(hours=dice.random.randint(1, 99))
            limit = row["promised_by"]
            if dice.chance(0.1):
                row["promised_by"] = None
        elif on_spot:
            limit = row["responded_at"] or limit
        else:
            limit = kpi.limit_after(row["opened_at"], length, self.calendar)
        row["solved_at"] = self.moment(limit, row["responded_at"] or row["opened_at"], 0.15)
        if row["complaint"] and "complaint" in service:
            limit = kpi.limit_after(row["opened_at"], service["complaint"]["verified"], self.calendar)
            row["verified_at"] = self.moment(limit, row["opened_at"], 0.15)
            if row["solved_at"]:
                limit = kpi.limit_after(row["solved_at"], service["complaint"]["followed_up"], self.calendar)
                row["followed_up_at"] = self.moment(limit, row["solved_at"], 0.2)
        return row

    def moment(self, limit, earliest, never):
        """On the limit, a second beside it, within it, or never; seldom after the as-of date, not before `earliest`."""
        dice = self.dice
        if dice.chance(never):
            return None
        offset = dice.pick(-1, 0, 0, 1, -600, 3600, dice.random.randint(-90000, 90000))
        found = max(limit + datetime.timedelta(seconds=offset), earliest)
        return None if found.date() > self.as_of and dice.chance(0.7) else found

    def opened(self):
        return [datetime.date.fromisoformat(day) for day in self.days]

    def text(self, value):
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, datetime.datetime):
            return value.strftime("%Y-%m-%d %H:%M:%S")
        return str(value)

    def write(self):
        dice = self.dice
        self.days = dice.some(OPENED, 1, 3)
        self.odd = dice.chance(0.1)
        self.as_of = max(self.opened()) + datetime.timedelta(days=dice.pick(2, 3, 4, 5, 10, 40))
        self.policies = versions(dice, self.policy, min(self.opened()), self.as_of)
        tickets = [self.ticket(n + 1) for n in range(dice.pick(1, 3, 8, 20, 40))]
        plan = {"passline": 1, "plan": "all", "period": "2026", "courses": []}
        write_json(os.path.join(self.folder, "plan.yaml"), plan)
        write_csv(
            os.path.join(self.folder, "tickets.csv"), [{k: self.text(v) for k, v in t.items()} for t in tickets]
        )
        roster = [{"employee_id": e, "name": f"员工{e}"} for e in ("E1", "E2", "E10")]
        write_csv(os.path.join(self.folder, "roster.csv"), roster)
        workspace = {"passline": 1, "plans": "plan.yaml", "roster": "roster.csv"}
        write_policies(self.folder, workspace, self.policies)
        write_json(
            os.path.join(self.folder, "passline.yaml"), {**workspace, "tickets": "tickets.csv", "calendar": "cn"}
        )


def generate(seed, folder, calendar=reference.DEFAULT_CALENDAR):
    """Writes the workspace; returns its as-of date."""
    maker = Maker(seed, folder, calendar)
    maker.write()
    return maker.as_of
