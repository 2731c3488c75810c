"""Draws the rows of an attendance sheet for one course or the workplace: signing in and out, leave, make-ups."""

import datetime

import figures
from attendance import at, clock


def time_text(seconds, always=False):
    seconds %= 86400
    text = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    return text + (f":{seconds % 60:02d}" if seconds % 60 or always else "")


class Session:
    def __init__(self, date, session, hours):
        self.date, self.session, self.hours = date, session, hours


class Punches:
    """The rows of one group: a course under its rules, or the workplace."""

    def __init__(self, dice, rule_set, group, as_of, calendar):
        self.dice, self.rules, self.group, self.as_of, self.calendar = dice, rule_set, group, as_of, calendar
        self.rows = []

    def hours(self, session):
        return session.hours or self.rules.get("hours")

    def lines(self, key):
        found = []
        for entry in self.rules.get(key) or []:
            found.append(figures.seconds_of(entry.get("over") or entry.get("at_least")))
        return found or [600]

    def add(self, employee, session, **cells):
        row = {
            "employee_id": employee,
            "course_id": self.group,
            "date": session.date.isoformat(),
            "session": session.session,
            "sign_in": "",
            "sign_out": "",
            "status": "",
            "asked_at": "",
            "approved_by": "",
            "excused_by": "",
        }
        row.update(cells)
        self.rows.append(row)

    def times(self, session):
        """Cells of signing in and out, near the lines."""
        dice, hours = self.dice, self.hours(session)
        hours = hours or {"from": "09:00", "to": "12:00"}
        start, end = clock(hours["from"]), clock(hours["to"])
        night = end <= start
        end += 86400 if night else 0
        ahead = [60]
        if self.rules.get("sign_in"):
            ahead = [figures.seconds_of(self.rules.get("sign_in")["before_start"])]
        near = dice.pick(-1, 0, 0, 1)
        shift = dice.pick(
            -dice.pick(*ahead) + near, -dice.pick(*ahead) - 300, near, dice.pick(*self.lines("late")) + near, near
        )
        if dice.chance(0.5):
            shift = -dice.pick(*ahead) - 60 * dice.random.randint(0, 9)
        signed_in = min(start + shift, end - 60, 86399)
        leave = dice.pick(0, 0, -300, dice.pick(*self.lines("early")) + dice.pick(-1, 0, 1), 3600)
        if dice.chance(0.03) and not night and end > 64800:
            leave = 64800 - end % 86400 - 43200  # long after midnight
        signed_out = max(end - leave, signed_in + 60)
        if signed_out - signed_in >= 86400:
            signed_out = signed_in + 80000
        cells = {"sign_in": time_text(signed_in), "sign_out": time_text(signed_out, dice.chance(0.3))}
        return cells

    def present(self, employee, session, plain=False):
        dice, cells = self.dice, self.times(session)
        kind = dice.random.random()
        if plain or kind < 0.75:
            pass
        elif kind < 0.85:
            cells["sign_out"] = ""
        elif kind < 0.9:
            cells["sign_in"] = ""
        elif kind < 0.94:
            cells = {"status": "present"}
        else:
            cells["excused_by"] = dice.pick("hr", "天气")
        if dice.chance(0.4):
            cells["status"] = dice.pick("present", "出勤")
        self.add(employee, session, **cells)

    def leave(self, employee, session):
        dice, rule = self.dice, self.rules.get("leave") or {}
        asked = at(session.date, 0) - datetime.timedelta(days=dice.random.randint(0, 9), seconds=dice.random.randint(0, 9) * 60)
        ask = rule.get("ask_before")
        hours = self.hours(session)
        if ask and figures.seconds_of(ask) is None:
            day = figures.add_offset(session.date, ask, self.calendar, back=True)
            day += datetime.timedelta(days=dice.pick(-1, 0, 0, 0, 1))
            asked = at(day, dice.pick(0, 60, 36000, 86399))
        elif ask and hours:
            asked = at(session.date, clock(hours["from"]) - figures.seconds_of(ask) + dice.pick(-1, 0, 0, 1))
        text = asked.strftime(dice.pick("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"))
        self.add(
            employee,
            session,
            status=dice.pick("leave", "leave", "请假"),
            asked_at="" if dice.chance(0.05) else text,
            approved_by=self.approvers(),
            **(self.times(session) if dice.chance(0.1) else {}),
        )

    def approvers(self):
        dice = self.dice
        names = {
            "hr": ["hr", "HR", "人力资源部", "hr:E9001"],
            "head": ["head", "Department head", "部门负责人:王强"],
            "lead": ["lead", "组长"],
        }
        roles = dice.pick(["head", "hr"], ["head", "hr", "lead"], ["hr"], ["lead"], ["head"], [], ["hr", "head", "lead"])
        return dice.pick(";", "；", "、", ",", "，").join(dice.pick(*names[role]) for role in roles)

    def can_be_asked(self, session):
        """Leave in hours needs a session whose times are known."""
        rule = self.rules.get("leave") or {}
        lengths = [rule.get("ask_before")] + [e.get("up_to") for e in rule.get("approved_by") or [] if isinstance(e, dict)]
        in_hours = any(length and figures.seconds_of(length) for length in lengths)
        return bool(self.hours(session)) or not in_hours

    def fill(self, employee, sessions):
        """A row, or none, for each session; returns those that were missed."""
        dice, missed, away = self.dice, [], False
        for session in sessions:
            if session.date > self.as_of:
                self.present(employee, session, plain=True)
                continue
            kind = dice.random.random()
            away = kind < (0.5 if away else 0.15) and self.can_be_asked(session)
            if away:
                self.leave(employee, session)
                missed.append(session)
            elif kind < 0.78:
                self.present(employee, session)
            elif kind < 0.84:
                cells = self.times(session) if dice.chance(0.3) else {}
                self.add(employee, session, status=dice.pick("absent", "旷课"), **cells)
                missed.append(session)
            elif kind < 0.88:
                self.add(employee, session)
                missed.append(session)
            elif kind < 0.93:
                missed.append(session)  # no row at all
            else:
                self.present(employee, session)
        return missed

    def make_up(self, employee, missed, taken, style=None):
        """Rows that make up missed sessions, all of one style: by name, on the day itself, or the earliest open one."""
        dice = self.dice
        if not missed or any((self.rules.get(key) or {}).get("then") == "end" for key in ("no_show", "leave")):
            return
        style = style or dice.pick("named", "own_day", "earliest")
        for session in missed:
            if not dice.chance(0.6):
                continue
            day = session.date
            if style == "earliest" or (style == "named" and dice.chance(0.8)):
                day += datetime.timedelta(days=dice.random.randint(1, 9))
                while day in taken:
                    day += datetime.timedelta(days=1)
            if style == "named" and not session.session:
                continue
            signed = {row["date"] for row in self.rows if row["status"] != "make_up"}
            if style == "own_day" and (len([d for d in taken if d == day]) > 1 or day.isoformat() not in signed):
                continue
            named = session.session if style == "named" else ""
            if not named and style == "earliest" and any(row["date"] == day.isoformat() and row["status"] == "make_up" and row["employee_id"] == employee for row in self.rows):
                continue
            self.add(employee, Session(day, named, None), status="make_up")
