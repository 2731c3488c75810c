"""Draws policies and plans for a random workspace, and holds the dice that every part of it throws."""

import datetime
import random
from fractions import Fraction

import figures
import rules

POOL = {  # component id: Chinese and English title, the same in every version and course
    "theory": ("理论考试", "Theory exam"),
    "practical": ("实操考核", "Practical exam"),
    "case": ("案例分析", "Case analysis"),
    "exercise": ("实战演练", "Field exercise"),
    "review": ("民主测评", "Democratic review"),
    "interaction": ("课堂互动", "Class interaction"),
    "homework": ("作业质量", "Quality of homework"),
    "performance": ("工作业绩", "Work performance"),
    "oral": ("口试", "Oral exam"),
    "typing": ("打字测速", "Typing speed"),
}
ROLES = {
    "mentor": ("导师", "Mentor"),
    "hr": ("人力资源部", "Human resources"),
    "manager": ("部门负责人", "Manager"),
    "colleague": ("同事代表", "Colleague"),
}
ACTIONS = [
    "independent_duty",
    "reward",
    "lower_grade",
    "dismiss_or_transfer",
    "improvement_list",
    "mentor_coaching",
    "suspend_duty",
    "talk",
    "warning",
    "bonus_stop",
]
DECIDED = {
    "reward": "hr",
    "lower_grade": "hr",
    "dismiss_or_transfer": "hr",
    "suspend_duty": "manager",
    "bonus_stop": "manager",
}
TRACKS = {"onboarding": "新入职培训", "in_service": "在岗培训", "promotion": "晋升培训"}
ARTICLES = ["5.3", "9", "10", "11", "17", "18", "18(2)", "2(2)5.3", "三.3", "6(2)2", "附件一"]
FIRST, LAST = datetime.date(2025, 2, 1), datetime.date(2026, 5, 10)
TODAY = datetime.date(2026, 6, 30)


class Dice:
    """The random source of one seed; `feature` records what the workspace uses, so that a report names it."""

    def __init__(self, seed, without):
        self.random = random.Random(seed)
        self.without, self.features = set(without), set()

    def chance(self, probability):
        return self.random.random() < probability

    def feature(self, name, probability):
        use = self.random.random() < probability and name not in self.without
        if use:
            self.features.add(name)
        return use

    def pick(self, *choices):
        return self.random.choice(choices)

    def some(self, items, least, most):
        """A random selection, in the order of `items`."""
        items = list(items)
        chosen = self.random.sample(range(len(items)), min(len(items), self.random.randint(least, most)))
        return [items[i] for i in sorted(chosen)]

    def number(self, low, high, places):
        """A decimal with at most so many places, as int or float that prints exactly so."""
        value = self.random.randint(round(low * 10**places), round(high * 10**places))
        return number(Fraction(value, 10**places))


def number(fraction):
    return int(fraction) if fraction.denominator == 1 else float(decimal(fraction))


def decimal(fraction, places=6):
    """The exact decimal of a fraction that has one, without trailing zeros."""
    return figures.fixed(int(fraction * 10**places), places).rstrip("0").rstrip(".")


def versions(dice, make, low, high, probability=0.25):
    """One version of a policy, or two of which the second takes over on a day between low and high."""
    found = [make()]
    if dice.chance(probability):
        change = low + datetime.timedelta(days=dice.random.randint(0, (high - low).days))
        if dice.chance(0.4):
            change = change.replace(day=1)
        found.append(make())
        found[1]["effective"] = change.isoformat()
        found[0]["until"] = (change - datetime.timedelta(days=1)).isoformat()
    return found


# ---------------------------------------------------------------- policy


class PolicyMaker:
    def __init__(self, dice, kinds):
        self.dice, self.kinds, self.settings = dice, kinds, {}

    def figure(self, value):
        """The value, or now and then the name of a setting that holds it."""
        if not self.dice.chance(0.12):
            return value
        name = f"{self.dice.pick('figure', 'company_choice', 'limit')}_{len(self.settings) + 1}"
        self.settings[name] = value
        return name

    def article(self, rule, probability=0.85):
        if self.dice.chance(probability):
            rule["article"] = self.dice.pick(*ARTICLES)
        return rule

    def line(self, out_of):
        return self.dice.number(out_of * 0.55, out_of * 0.9, self.dice.pick(0, 0, 0, 1, 2))

    def weights(self, count):
        """Decimals that add up to 100."""
        places = self.dice.pick(0, 0, 1, 2)
        cuts = sorted(self.dice.random.sample(range(1, 100 * 10**places), count - 1))
        edges = [0] + cuts + [100 * 10**places]
        return [number(Fraction(b - a, 10**places)) for a, b in zip(edges, edges[1:])]

    def component(self, key, rated=0.25, titled=True):
        out_of = self.dice.pick(100, 100, 100, 100, 50, 120, 150, 20, 13)
        entry = {}
        if titled and self.dice.chance(0.85):
            entry["title"] = (
                {"zh": POOL[key][0], "en": POOL[key][1]} if self.dice.chance(0.7) else POOL[key][0]
            )
        if out_of != 100 or self.dice.chance(0.5):
            entry["out_of"] = self.figure(out_of)
        if self.dice.chance(rated):
            entry["raters"] = self.dice.some(ROLES, 1, 3)
        return entry, out_of

    def lined(self, keys, from_plan=0.0, optional=0.1):
        """Components that each have a pass-line of their own."""
        components = {}
        for key in keys:
            entry, out_of = self.component(key)
            entry["pass"] = "from plan" if self.dice.chance(from_plan) else self.figure(self.line(out_of))
            if len(components) and self.dice.chance(optional):
                entry["optional"] = True
            components[key] = self.article(entry)
        return components

    def grouped(self, keys):
        """Weighted groups; within a group equal shares or weights."""
        count = self.dice.random.randint(1, min(3, len(keys)))
        ids = ["process", "outcome", "attitude"][:count]
        groups = {g: self.article({"weight": self.figure(w)}) for g, w in zip(ids, self.weights(count))}
        owners = {g: [] for g in ids}
        for i, key in enumerate(keys):
            owners[ids[i] if i < count else self.dice.pick(*ids)].append(key)
        components = {}
        for group, members in owners.items():
            shares = self.weights(len(members)) if self.dice.chance(0.35) else None
            for i, key in enumerate(members):
                entry, out_of = self.component(key, rated=0.15)
                entry["group"] = group
                if shares:
                    entry["weight"] = shares[i]
                self.loosen(entry, out_of)
                components[key] = self.article(entry, 0.6)
        return groups, {key: components[key] for key in keys}

    def loosen(self, entry, out_of):
        """An optional component or one with a line of its own beside the total's."""
        if self.dice.chance(0.35):
            entry["optional"] = True
        if self.dice.chance(0.25):
            entry["pass"] = self.figure(self.line(out_of))

    def assessment(self, kind):
        keys = self.dice.some(POOL, 1, 5)
        self.dice.random.shuffle(keys)
        if kind == 1:
            data = {"components": self.lined(keys)}
        elif kind == 3:
            data = {"components": self.lined(keys, from_plan=0.6)}
        elif kind == 4:
            data = {"components": "from plan"}
            if self.dice.chance(0.5):
                data["pass"] = "from plan"
        else:
            data = self.weighted(keys)
        if kind != 4 and self.dice.feature("baseline", 0.15):
            data["components"]["pretest"] = {"title": "训前测试", "baseline_of": keys[0]}
        if self.dice.chance(0.4):
            steps = [0.01, 0.01, 0.1, 1] + ([0.5] if self.dice.feature("round_to_half", 0.3) else [])
            data["round"] = {"to": self.dice.pick(*steps), "mode": "half_up"}
        if self.dice.chance(0.5):
            data["marks"] = self.marks()
        return data

    def weighted(self, keys):
        data = {"pass": "from plan" if self.dice.chance(0.7) else self.figure(self.line(100))}
        if self.dice.chance(0.75):
            data["groups"], data["components"] = self.grouped(keys)
            return data
        data["components"] = {}
        for key, weight in zip(keys, self.weights(len(keys))):
            entry, out_of = self.component(key, rated=0.15)
            entry["weight"] = self.figure(weight)
            self.loosen(entry, out_of)
            data["components"][key] = self.article(entry)
        return data

    def marks(self):
        marks = {}
        for mark, effects in (
            ("absent", ("incomplete", "fail", "skip")),
            ("exempt", ("skip", "skip", "incomplete")),
            ("void", ("fail", "fail", "incomplete")),
        ):
            if self.dice.chance(0.7):
                effect = self.dice.pick(*effects)
                if self.dice.chance(0.4):
                    effect = self.article({"as": effect})
                    if self.dice.chance(0.7):
                        effect["actions"] = self.actions()
                marks[mark] = effect
        return marks or {"absent": "incomplete"}

    def actions(self, least=1, most=2):
        return self.dice.some(ACTIONS, least, most)

    def within(self, step):
        if self.dice.chance(0.85):
            step["within"] = self.figure(
                self.dice.pick(
                    "20 working days",
                    "10 working days",
                    "1 working day",
                    "5 working days",
                    "2 months",
                    "1 month",
                    "3 days",
                    "15 days",
                    "1 week",
                    "2 weeks",
                    "1 year",
                    "130 working days",
                )
            )
        return step

    def ladder(self):
        steps = []
        for then in self.dice.pick(
            ["end"],
            ["retrain", "end"],
            ["retrain", "end"],
            ["resit", "end"],
            ["resit", "retrain", "end"],
            ["resit", "retrain+"],
            ["retrain+"],
            ["resit+"],
        ):
            step = {"then": then.rstrip("+")}
            if then != "end":
                self.within(step)
                if self.dice.chance(0.4):
                    step["carry"] = "passed"
            if then.endswith("+"):
                step["repeat"] = True
            if self.dice.chance(0.6 if then == "end" else 0.2):
                step["actions"] = self.actions()
            steps.append(self.article(step))
        return steps

    def bands(self):
        bands, low = {}, 60
        for key in self.dice.some(["fair", "good", "excellent"], 1, 3):
            low = self.dice.number(low, min(99, low + 15), self.dice.pick(0, 0, 1))
            bands[key] = self.article({"title": key.title(), "at_least": self.figure(low)})
            low += 1
            if self.dice.chance(0.5):
                bands[key]["actions"] = self.actions(1, 1)
        keys = list(bands)
        self.dice.random.shuffle(keys)
        return {key: bands[key] for key in keys}

    def track(self, key, kind):
        data = {"title": {"zh": TRACKS[key], "en": key.replace("_", " ").title()}}
        data["assessment"] = self.assessment(kind)
        if self.dice.chance(0.8):
            data["on_pass"] = self.article({"actions": self.actions()})
        if self.dice.chance(0.85):
            data["on_fail"] = self.ladder()
        if self.dice.chance(0.5):
            data["bands"] = self.bands()
        if self.dice.chance(0.3):
            data["on_fails"] = [
                self.article({"count": self.figure(count), "actions": self.actions()})
                for count in self.dice.some([1, 2, 3], 1, 2)
            ]
        if self.dice.chance(0.6):
            data["on_consecutive_fails"] = [
                self.streak(count) for count in self.dice.some([1, 2, 2, 3], 1, 2)
            ]
            counts = [
                self.settings.get(rule["count"], rule["count"]) for rule in data["on_consecutive_fails"]
            ]
            if len(set(counts)) != len(counts):
                del data["on_consecutive_fails"][1:]
        return data

    def streak(self, count):
        rule = {"count": self.figure(count), "actions": self.actions()}
        if self.dice.chance(0.5):
            self.within(rule)
        if self.dice.chance(0.3):
            rule["then"] = self.dice.pick("retrain", "resit")
        return self.article(rule)

    def policy(self, tracks):
        policy = {"passline": 1, "id": "random-policy", "title": {"zh": "培训管理制度", "en": "Training"}}
        policy["cite"] = "第{}条"
        policy["roles"] = {key: {"zh": zh, "en": en} for key, (zh, en) in ROLES.items()}
        policy["actions"] = {}
        for action in ACTIONS:
            policy["actions"][action] = {"title": {"zh": f"措施{action}", "en": action.replace("_", " ")}}
            if action in DECIDED:
                policy["actions"][action]["decides"] = DECIDED[action]
        policy["tracks"] = {key: self.track(key, self.kinds[key]) for key in tracks}
        if self.settings:
            policy["settings"] = self.settings
        return policy


def make_policies(dice):
    """One version or two; the kinds of assessment may change from one to the next."""
    tracks = dice.some(TRACKS, 1, 3)
    policies = []
    versions = dice.pick(1, 1, 2)
    for version in range(versions):
        kinds = {track: dice.random.randint(1, 4) for track in tracks}
        policies.append(PolicyMaker(dice, kinds).policy(tracks))
        policies[-1]["effective"] = "2025-01-01"
    if versions == 2:
        change = FIRST + datetime.timedelta(days=dice.random.randint(100, 400))
        policies[1]["effective"] = change.isoformat()
        if not dice.feature("open_ended_version", 0.3):
            policies[0]["until"] = (change - datetime.timedelta(days=1)).isoformat()
        if dice.chance(0.3):
            policies[1]["until"] = "2027-12-31"
    return policies


# ---------------------------------------------------------------- plan


class PlanMaker:
    def __init__(self, dice, policies, people):
        self.dice, self.policies, self.people = dice, policies, people

    def course(self, track, index):
        dice = self.dice
        change = datetime.date.fromisoformat(self.policies[-1]["effective"])
        start = FIRST + datetime.timedelta(days=dice.random.randint(0, (LAST - FIRST).days))
        if len(self.policies) > 1 and dice.chance(0.2):
            start = change - datetime.timedelta(days=dice.pick(0, 1))
        end = start + datetime.timedelta(days=dice.random.randint(0, 40))
        policy = rules.version_of(self.policies, None, start)
        prefix = dice.pick(track[:3].upper(), track[:3].upper(), track[:3], "X")
        course = {
            "id": f"{prefix}-{start.year}-{index:02d}",
            "title": TRACKS[track] + f"第{index}期",
            "track": track,
            "kind": "regular",
            "status": dice.pick("held", "held", "held", "planned"),
            "topics": ["systems"],
            "methods": ["lecture"],
        }
        if dice.feature("cancelled", 0.06):
            course["status"] = "cancelled"
        elif dice.feature("postponed", 0.03):
            course["status"] = "postponed"
        if dice.feature("sessions", 0.25):
            days = sorted({start, end, start + (end - start) / 2})
            course["sessions"] = [
                {
                    "id": f"S{i}",
                    "date": day.isoformat(),
                    "from": "09:00",
                    "to": "17:30",
                    "break": "60 minutes",
                }
                for i, day in enumerate(days, 1)
            ]
            dice.random.shuffle(course["sessions"])
        else:
            course["start"], course["end"] = start.isoformat(), end.isoformat()
        stated = self.stated(policy, policy["tracks"][track]["assessment"])
        if stated:
            course["assessment"] = stated
        self.participants(course, end)
        return course, end

    def participants(self, course, end):
        if self.people is None:
            return
        way = self.dice.pick("track", "track", "list", "absent")
        if way == "track":
            course["participants"] = {"track": course["track"]}
        elif way == "list":
            ids = [p["employee_id"] for p in self.people]
            course["participants"] = self.dice.some(ids, max(1, len(ids) // 2), len(ids))

    def stated(self, policy, assessment):
        """What the policy left open."""
        maker = PolicyMaker(self.dice, {})
        maker.figure = lambda value: value
        if assessment["components"] == "from plan":
            return self.all_components(maker, assessment)
        stated = {}
        if assessment.get("pass") == "from plan":
            stated["pass"] = maker.line(100)
        for key, entry in assessment["components"].items():
            if entry.get("pass") == "from plan":
                out_of = policy.get("settings", {}).get(entry.get("out_of"), entry.get("out_of", 100))
                stated.setdefault("components", {})[key] = {"pass": maker.line(out_of)}
        return stated

    def all_components(self, maker, assessment):
        dice = self.dice
        keys = dice.some(POOL, 1, 4)
        dice.random.shuffle(keys)
        weighted = assessment.get("pass") == "from plan" or dice.chance(0.5)
        rated = 0.3 if dice.feature("plan_raters", 0.3) else 0
        weights = maker.weights(len(keys))
        components = {}
        for i, key in enumerate(keys):
            entry, out_of = maker.component(key, rated=rated)
            if weighted:
                entry["weight"] = weights[i]
            if dice.chance(0.25 if weighted else 0.85):
                entry["pass"] = maker.line(out_of)
            if i and dice.chance(0.15):
                entry["optional"] = True
            components[key] = entry
        stated = {"components": components}
        if assessment.get("pass") == "from plan" or (weighted and dice.chance(0.7)):
            stated["pass"] = maker.line(100)
        return stated

    def plans(self):
        """{file name: plan}, a plan for each quarter or each year."""
        by_period = {}
        yearly = self.dice.chance(0.4)
        index = 0
        for track in self.policies[0]["tracks"]:
            for _ in range(self.dice.random.randint(1, 4)):
                index += 1
                course, end = self.course(track, index)
                period = f"{end.year}" if yearly else f"{end.year}-Q{(end.month + 2) // 3}"
                by_period.setdefault(period, []).append(course)
        plans = {}
        for period, courses in by_period.items():
            plan = {"passline": 1, "plan": period, "period": period}
            if self.dice.chance(0.5):
                plan["policy"] = self.policies[0]["id"]
            self.dice.random.shuffle(courses)
            plans[f"{period}.yaml"] = {**plan, "courses": courses}
        return plans
