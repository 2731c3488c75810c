"""Draws the rules of attendance and conduct, and tracks simple enough to see what these do to a course."""

ROLES = {"hr": {"zh": "人力资源部", "en": "HR"}, "head": {"zh": "部门负责人", "en": "Department head"}, "lead": "组长"}
ACTIONS = ["talk", "warning", "stop_bonus", "coaching", "transfer", "reward"]
TRACKS = ["onboarding", "in_service"]
DAYS = [("09:00", "12:00"), ("13:00", "17:30"), ("09:00", "17:30"), ("18:30", "21:00"), ("08:45", "11:15")]
NIGHTS = [("22:00", "06:00"), ("20:00", "00:00"), ("16:00", "00:30")]
LATE = [
    [("over", "0 minutes", "late"), ("over", "30 minutes", "not_attended")],
    [("over", "0 minutes", "late"), ("over", "15 minutes", "half_day"), ("over", "30 minutes", "day")],
    [("over", "0 minutes", "late")],
    [("over", "0 seconds", "late"), ("at_least", "15 minutes", "half_day"), ("over", "1 hour", "not_attended")],
    [("at_least", "5 minutes", "late"), ("at_least", "15 minutes", "half_day"), ("at_least", "30 minutes", "day")],
    [("at_least", "1 minute", "late"), ("over", "90 seconds", "half_day")],
]




class RuleMaker:
    """The policy's attendance and conduct rules."""

    def __init__(self, dice):
        self.dice = dice
        self.numbered = 0

    def rule(self, data, acts=0.25):
        """With an article of its own most of the time, and now and then actions."""
        self.numbered += 1
        if self.dice.chance(0.85):
            data["article"] = self.dice.pick(f"{self.numbered}", f"3({self.numbered})", f"2.{self.numbered % 4}")
        if self.dice.chance(acts):
            data["actions"] = self.dice.some(ACTIONS, 1, 2)
        return data

    def entries(self, name):
        found = []
        for way, length, counts in self.dice.pick(*LATE):
            found.append(self.rule({way: length, "counts_as": name if counts == "late" else counts}))
        if self.dice.chance(0.3):
            self.dice.random.shuffle(found)
        return found

    def rules(self, whole=True):
        """Attendance rules; of a track only some of them."""
        dice, data = self.dice, {}
        keep = 1 if whole else 0.4
        if dice.chance(0.7 * keep):
            hours = dice.pick(*DAYS)
            data["hours"] = {"from": hours[0], "to": hours[1]}
            if dice.chance(0.3):
                data["hours"]["break"] = dice.pick("60 minutes", "30 minutes", "1 hour")
        if dice.chance(0.5 * keep):
            data["sign_in"] = self.rule({"before_start": dice.pick("15 minutes", "10 minutes", "90 seconds")}, 0)
        if dice.chance(0.9 * keep):
            data["late"] = self.entries("late")
        if dice.chance(0.8 * keep):
            data["early"] = self.entries("early")
        if dice.chance(0.85 * keep):
            data["no_show"] = self.no_show()
        if dice.chance(0.85 * keep):
            data["leave"] = self.leave()
        if dice.chance(0.8 * keep):
            data["limits"] = [self.limit() for _ in range(dice.pick(1, 1, 2, 2, 3))]
        if dice.chance(0.4 * keep):
            rates = [self.rate() for _ in range(dice.pick(1, 1, 2))]
            if len({rate["per"] for rate in rates}) == len(rates) or rates[0]["per"] == "person":
                data["rates"] = rates
        return data

    def rate(self):
        line = self.dice.pick(95, 80, 66.67, 66.66, 33.33, 50, 85.71, 100)
        return self.rule({"per": self.dice.pick("person", "person", "team", "course"), "at_least": line})

    def no_show(self):
        data = {"counts_as": self.dice.pick("not_attended", "not_attended", "day", "half_day")}
        if self.dice.chance(0.12):
            data["then"] = "end"
        elif data["counts_as"] == "not_attended" and self.dice.chance(0.4):
            data["then"] = "make_up"
        return self.rule(data)

    def leave(self):
        dice = self.dice
        if dice.chance(0.2):
            data = {"allowed": False}
            if dice.chance(0.7):
                data["then"] = dice.pick("end", "make_up")
            return self.rule(data)
        data = {}
        if dice.chance(0.8):
            data["ask_before"] = dice.pick(
                "1 working day", "2 working days", "1 day", "3 days", "1 week", "1 month", "24 hours", "90 minutes"
            )
        if dice.chance(0.75):
            data["approved_by"] = dice.pick(
                ["hr"],
                ["head", "hr"],
                [{"up_to": "1 day", "by": "lead"}, {"up_to": "2 days", "by": ["head", "hr"]}, {"by": "hr"}],
                [{"up_to": "1 working day", "by": "lead"}, {"up_to": "3 days", "by": "head"}, {"by": ["head", "hr"]}],
                ["hr", {"up_to": "2 days", "by": "lead"}, {"by": "head"}],
                [{"up_to": "3 hours", "by": "lead"}, {"up_to": "6 hours", "by": "head"}, {"by": "hr"}],
            )
        if dice.chance(0.6):
            data["then"] = "make_up"
        return self.rule(data)

    def limit(self):
        dice = self.dice
        data = {
            "of": dice.pick(
                "late",
                ["late"],
                ["late", "early"],
                "absent_days",
                "absent_hours",
                "absent_hours",
                "not_attended",
                "no_show",
                ["no_show", "leave"],
                "leave",
                ["half_day", "day"],
            ),
            "per": dice.pick("course", "month"),
        }
        kind = dice.pick("over", "at_least", "at_least", "in_a_row")
        if kind == "in_a_row":
            data[kind] = dice.pick(1, 2, 2, 3)
        elif data["of"] == "absent_hours":
            data[kind] = dice.pick(0.5, 1, 2, 2.5, 3)
        elif data["of"] == "absent_days":
            data[kind] = dice.pick(0.5, 1, 1.5, 2)
        else:
            data[kind] = dice.pick(1, 1, 2, 3)
        if dice.chance(0.2):
            data["then"] = "end"
        return self.rule(data, 0.6)

    def conduct(self):
        dice = self.dice
        data = {
            "of": dice.pick("phone", ["phone"], ["phone", "noise"], ["cheating"], ["noise", "cheating"]),
            "at_least": dice.pick(1, 1, 2, 2, 3),
        }
        if dice.chance(0.8):
            data["per"] = dice.pick("course", "month", "quarter", "year", "ever")
        if dice.chance(0.25):
            data["tracks"] = dice.pick(["onboarding"], ["in_service"])
        if dice.chance(0.25):
            data["then"] = "end"
        return self.rule(data, 0.6)

    def track(self):
        dice = self.dice
        theory, presence = {"pass": 80, "article": "T"}, {"from": "attendance"}
        assessment = {"components": {"theory": theory}}
        kind = dice.pick("theory", "weights", "lines")
        if kind == "weights":
            theory.update(weight=60)
            presence.update(weight=40, out_of=dice.pick(100, 50, 10))
            assessment = {"pass": dice.pick(75, 80, 85), "components": {"theory": theory, "presence": presence}}
            if dice.chance(0.6):
                del theory["pass"]
        elif kind == "lines":
            presence.update({"pass": dice.pick(66.6667, 75, 50), "article": "P"})
            assessment["components"]["presence"] = presence
        track = {"title": "Track", "assessment": assessment}
        if dice.chance(0.7):
            track["on_pass"] = self.rule({"actions": ["reward"]}, 0)
        track["on_fail"] = dice.pick(
            [{"then": "retrain", "within": "10 working days", "article": "L1"}, {"then": "end", "actions": ["transfer"]}],
            [{"then": "resit", "within": "1 month", "actions": ["coaching"]}, {"then": "end", "article": "L2"}],
            [{"then": "end", "actions": ["transfer"], "article": "L3"}],
        )
        if dice.chance(0.5):
            track["bands"] = {"good": {"title": "Good", "at_least": 85, "article": "B", "actions": ["stop_bonus"]}}
        if dice.chance(0.5):
            track["on_consecutive_fails"] = [{"count": dice.pick(1, 2), "actions": ["warning"], "article": "C"}]
        return track

    def policy(self):
        policy = {"passline": 1, "id": "rules", "title": "Rules", "effective": "2025-01-01", "roles": ROLES}
        policy["actions"] = {action: {"title": action} for action in ACTIONS}
        policy["actions"]["transfer"]["decides"] = policy["actions"]["stop_bonus"]["decides"] = "hr"
        policy["tracks"] = {track: self.track() for track in TRACKS}
        policy["attendance"] = self.rules()
        own = {track: self.rules(False) for track in TRACKS if self.dice.chance(0.3)}
        if self.dice.chance(0.6):
            own["workplace"] = self.rules()
        if own:
            policy["attendance"]["tracks"] = own
        policy["conduct"] = [self.conduct() for _ in range(self.dice.pick(0, 1, 2, 3))]
        return policy


# ---------------------------------------------------------------- settings

NAMED = ("over", "at_least", "before_start", "ask_before", "up_to", "in_a_row", "break")


def name_settings(dice, policy):
    """Puts the names of settings in place of some of the figures and lengths of attendance and conduct."""
    settings = {}

    def walk(data):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            if isinstance(value, (dict, list)):
                walk(value)
            elif key in NAMED and not isinstance(value, bool) and dice.chance(0.08):
                name = f"choice_{len(settings) + 1}"
                settings[name], data[key] = value, name

    walk(policy["attendance"])
    walk(policy["conduct"])
    if settings:
        policy["settings"] = settings
