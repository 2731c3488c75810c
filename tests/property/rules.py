"""The rules: what policy and plan say of a course, and what the attempts of one person in it amount to."""

import datetime
from fractions import Fraction

import figures
import sheets
from sheets import InvalidWorkspace

MARK_DEFAULTS = {"absent": "incomplete", "exempt": "skip", "void": "fail"}


# ---------------------------------------------------------------- policy and plan, resolved for one course


class Component:
    def __init__(self, key, data, figure, roles):
        self.id = key
        self.titles = sheets.texts(data.get("title"))
        self.names = {sheets.fold(text) for text in [key] + self.titles}
        self.out_of = figure(data.get("out_of", 100))
        self.line = None if data.get("pass") is None else figure(data["pass"])
        self.weight = None if data.get("weight") is None else figure(data["weight"])
        self.raters = data.get("raters") or []
        self.optional = bool(data.get("optional"))
        self.group = data.get("group")
        self.baseline = "baseline_of" in data
        self.from_attendance = data.get("from") == "attendance"
        self.article = data.get("article")
        self.roles = {}
        for role in self.raters:
            for text in [role] + sheets.texts((roles.get(role) or {})):
                self.roles[sheets.fold(text)] = role

    def rater(self, text, where):
        """(role, who) of a rater as a sheet writes it, (None, None) for a component without raters."""
        if not self.raters and not text:
            return None, None
        role, _, who = text.partition(":")
        if sheets.fold(role) not in self.roles:
            raise InvalidWorkspace(f"{where}: '{text}' does not rate {self.id}")
        return self.roles[sheets.fold(role)], who.strip() or None


class Assessment:
    """Everything that decides an attempt: policy and plan put together, settings replaced by their values."""

    def __init__(self, policy, track, stated):
        self.settings = policy.get("settings") or {}
        data = track["assessment"]
        roles = {key: value for key, value in (policy.get("roles") or {}).items()}
        own = data["components"]
        planned = stated.get("components") or {}
        self.components = {}
        for key, entry in (planned if own == "from plan" else own).items():
            entry = dict(entry)
            if entry.get("pass") == "from plan":
                entry["pass"] = self.from_plan(planned.get(key, {}), f"the pass-line of {key}")
            self.components[key] = Component(key, entry, self.figure, roles)
        line = data.get("pass")
        if line == "from plan":
            line = self.from_plan(stated, "the total's pass-line")
        elif line is None and own == "from plan":
            line = stated.get("pass")
        self.line = None if line is None else self.figure(line)
        self.groups = data.get("groups") or {}
        self.weighted = bool(self.groups) or any(c.weight is not None for c in self.components.values())
        self.step = self.figure(data["round"]["to"]) if data.get("round") else None
        self.marks = {mark: {"as": effect} for mark, effect in MARK_DEFAULTS.items()}
        for mark, effect in (data.get("marks") or {}).items():
            self.marks[mark] = effect if isinstance(effect, dict) else {"as": effect}

    @staticmethod
    def from_plan(stated, what):
        if stated.get("pass") is None:
            raise InvalidWorkspace(f"the plan does not state {what}")
        return stated["pass"]

    def figure(self, value):
        """A number, or the number behind a setting's name."""
        if isinstance(value, str) and value in self.settings:
            value = self.settings[value]
        return Fraction(value)

    def find(self, text):
        """The component with this id or title, or None."""
        key = sheets.fold(text)
        for component in self.components.values():
            if key in component.names:
                return component
        return None

    def counting(self):
        """The components that can enter verdict, total and band."""
        return [c for c in self.components.values() if not c.baseline]


def undated(data):
    return not data.get("sessions") and not data.get("start")


def participants(course, roster):
    """The ids of those who take part, None where the sheets tell: without a roster, or where the plan does not say."""
    wanted = course.participants if roster is not None else None
    if wanted is None or isinstance(wanted, list):
        return wanted
    return [
        employee["employee_id"]
        for employee in roster.values()
        if wanted.get("track") in (None, employee.get("track"))
        and wanted.get("department") in (None, employee.get("department"))
        and employed(employee, course)
    ]


def employed(employee, course):
    hired, left = employee.get("hire_date"), employee.get("leave_date")
    return (hired is None or hired <= course.end) and (left is None or left >= course.start)


class Course:
    def __init__(self, data, policies, track_of):
        self.id, self.data = data["id"], data
        self.track = data["track"]
        days = sorted(datetime.date.fromisoformat(str(s["date"])) for s in data.get("sessions") or [])
        self.start = days[0] if days else datetime.date.fromisoformat(data["start"])
        self.end = days[-1] if days else datetime.date.fromisoformat(data.get("end") or data["start"])
        self.participants = data.get("participants")
        self.policy = version_of(policies, track_of.get("policy"), self.start)
        self.rules = self.policy["tracks"][self.track]
        self.assessment = Assessment(self.policy, self.rules, data.get("assessment") or {})

    def figure(self, value):
        return self.assessment.figure(value)

    def offset(self, text):
        """An offset, or the offset behind a setting's name."""
        return self.assessment.settings.get(text, text)


def version_of(policies, wanted, day):
    """The latest version in force on that day."""
    fit = [
        p
        for p in policies
        if (wanted is None or p["id"] == wanted)
        and p["effective"] <= day.isoformat() <= p.get("until", "9999")
    ]
    if not fit:
        raise InvalidWorkspace(f"no policy in force on {day}")
    return max(fit, key=lambda policy: policy["effective"])


# ---------------------------------------------------------------- one attempt


class Judged:
    """One attempt as judged: exact and compared scores, marks, total, verdict."""

    def __init__(self, number):
        self.number = number
        self.date = None
        self.exact = {}  # component -> exact score
        self.scores = {}  # component -> the score that is compared and printed
        self.marks = {}  # component -> mark
        self.total = None  # compared
        self.verdict = None
        self.failed = []


def component_mark(component, values, marks):
    """The mark that applies to the component: fail before incomplete before skip; None without one."""
    given = [v for (key, _, _), v in values.items() if key == component.id and isinstance(v, str)]
    for effect in ("fail", "incomplete", "skip"):
        for mark in ("void", "absent", "exempt"):
            if mark in given and marks[mark]["as"] == effect:
                return mark
    return None


def component_score(component, values):
    """Mean of the roles, each the mean of its entries; None while one is missing."""
    by_role = {}
    for (key, role, _), value in values.items():
        if key == component.id:
            by_role.setdefault(role, []).append(value)
    means = [Fraction(sum(entries), len(entries)) for entries in by_role.values()]
    if len(means) < max(1, len(component.raters)):
        return None
    return sum(means) / len(means)


def weighted_mean(pairs):
    return sum(weight * value for weight, value in pairs) / sum(weight for weight, _ in pairs)


def group_members(assessment, effects):
    """{group: its components that are not skipped}, groups left without components left out."""
    members = {}
    for component in assessment.counting():
        if component.group is not None and effects.get(component.id) != "skip":
            members.setdefault(component.group, []).append(component)
    return members


def exact_total(assessment, exact, effects):
    """The weighted mean over components with a score, all brought to 100."""

    def share(component):
        return Fraction(1) if component.weight is None else component.weight

    def percent(component):
        return exact[component.id] * 100 / component.out_of

    if not assessment.groups:
        return weighted_mean([(c.weight, percent(c)) for c in assessment.counting() if c.id in exact])
    pairs = []
    for group, members in group_members(assessment, effects).items():
        mean = weighted_mean([(share(c), percent(c)) for c in members if c.id in exact])
        pairs.append((assessment.figure(assessment.groups[group]["weight"]), mean))
    return weighted_mean(pairs)


def judge(assessment, number, attempt, carried=None, corrected=None, share=None):
    """Decides one attempt; `carried` and `corrected` are exact scores by component, `share` is the attendance."""
    result = Judged(number)
    result.date = max(attempt.dates, default=None)
    for component in assessment.components.values():
        key = component.id
        entered = any(name == key for name, _, _ in attempt.values)
        mark = component_mark(component, attempt.values, assessment.marks)
        if corrected and key in corrected:
            result.exact[key] = corrected[key]
        elif mark:
            result.marks[key] = mark
        elif entered:
            score = component_score(component, attempt.values)
            if score is not None:
                result.exact[key] = score
        elif carried and key in carried:
            result.exact[key] = carried[key]
        elif component.from_attendance and share is not None:
            result.exact[key] = share * component.out_of
    result.scores = {key: figures.round_to(score, assessment.step) for key, score in result.exact.items()}
    decide(assessment, result)
    return result


def decide(assessment, result):
    """Fills total, verdict and failed."""
    effects = {key: assessment.marks[mark]["as"] for key, mark in result.marks.items()}
    enter = [c for c in assessment.counting() if effects.get(c.id) != "skip"]
    if not enter:
        result.verdict = "pass"
        return
    required_open = any(c.id not in result.exact and not c.optional for c in enter)
    groups_open = any(
        not any(c.id in result.exact for c in members)
        for members in group_members(assessment, effects).values()
    )
    scored = any(c.id in result.exact for c in enter)
    complete = scored and not required_open and not groups_open
    result.failed = [
        c.id
        for c in enter
        if effects.get(c.id) == "fail"
        or (c.id in result.scores and c.line is not None and result.scores[c.id] < c.line)
    ]
    below = False
    if assessment.weighted and complete:
        result.total = figures.round_to(exact_total(assessment, result.exact, effects), assessment.step)
        below = assessment.line is not None and result.total < assessment.line
    if result.failed or below:
        result.verdict = "fail"
        result.failed += ["total"] if below else []
    else:
        result.verdict = "pass" if complete else "incomplete"


# ---------------------------------------------------------------- attempts of one person in one course


class Walk:
    """The attempts in order, up to the one that decides."""

    def __init__(self):
        self.judged = []
        self.failures = 0
        self.step = None  # the ladder's step after the last failure
        self.ended = False  # the ladder has ended
        self.left_over = []  # numbers of attempts that follow a pass or the ladder's end

    @property
    def last(self):
        return self.judged[-1] if self.judged else None


def ladder_step(rules, failures):
    """The step of the n-th failure, None without a ladder."""
    ladder = rules.get("on_fail") or []
    return ladder[min(failures, len(ladder)) - 1] if ladder else None


def walk_attempts(course, attempts, corrections=None, share=None):
    """Judges attempts 1, 2, 3 …; corrections is {number: {component: score}}, share that of sessions attended."""
    walk = Walk()
    carried = {}
    dated = None
    for expected, number in enumerate(sorted(attempts), 1):
        if number != expected:
            raise InvalidWorkspace(f"{course.id}: attempt {number} without attempt {expected}")
        if walk.ended or (walk.last and walk.last.verdict == "pass"):
            walk.left_over.append(number)
            continue
        corrected = (corrections or {}).get(number)
        result = judge(course.assessment, number, attempts[number], carried, corrected, share)
        if dated and result.date and result.date < dated:
            raise InvalidWorkspace(f"{course.id}: attempt {number} dated before the one before it")
        dated = result.date or dated
        walk.judged.append(result)
        if result.verdict == "fail":
            walk.failures += 1
            walk.step = ladder_step(course.rules, walk.failures)
            walk.ended = walk.step is None or walk.step["then"] == "end"
        carried = {}
        if walk.step and walk.step.get("carry") == "passed":
            carried = {
                c.id: result.exact[c.id]
                for c in course.assessment.counting()
                if c.line is not None and result.scores.get(c.id, -1) >= c.line
            }
    return walk


def corrections_of(course, attempts, appeals):
    """{number: {component: score}} of the upheld appeals with a corrected score."""
    corrections = {}
    for appeal in appeals:
        if appeal["status"] != "upheld" or appeal["corrected_score"] is None:
            continue
        number = appeal["attempt"] or max(attempts, default=0)
        components = course.assessment.components
        if not appeal["component"] and len(components) == 1:
            component = next(iter(components.values()))
        else:
            component = course.assessment.find(appeal["component"])
        if number not in attempts or component is None:
            raise InvalidWorkspace(f"{appeal['where']}: the appeal fits no score")
        corrections.setdefault(number, {})[component.id] = appeal["corrected_score"]
    return corrections


def appeal_state(appeals):
    states = {appeal["status"] for appeal in appeals}
    return next((state for state in ("open", "upheld", "rejected") if state in states), "")
