"""Draws a small workspace about an exam: questions right or wrong, with points, or with options and a key."""

import os

from generate import write_json, write_policies
from generate_attendance import write_csv
from generate_rules import Dice

KINDS = ["right", "points", "options", "several"]


class Maker:
    def __init__(self, seed, folder):
        self.dice, self.folder = Dice(f"items-{seed}", ()), folder
        plain = self.dice.chance(0.4)
        self.questions = {
            f"Q{n}": "right" if plain else self.dice.pick(*KINDS) for n in range(1, self.dice.random.randint(2, 9))
        }
        self.key = {q: self.dice.pick(*self.choices(kind)) for q, kind in self.questions.items() if kind in KINDS[2:]}
        self.most = {}
        for q, kind in self.questions.items():
            if kind != "right" and self.dice.chance(0.5):
                self.most[q] = self.dice.pick("2", "2.5", "5", "10")

    @staticmethod
    def choices(kind):
        return ["A", "B", "C", "D"] if kind == "options" else ["A", "AB", "AC", "BD", "ABCD"]

    def answer(self, question, ability):
        dice, kind = self.dice, self.questions[question]
        if dice.chance(0.06):
            return dice.pick("", "-")
        knows = dice.chance(ability)
        if kind == "right":
            return str(int(knows))
        if kind == "points":
            most = float(self.most.get(question, "4"))
            return f"{round((most if knows else dice.random.uniform(0, most)) * 4) / 4:g}"
        if knows:
            return "".join(dice.random.sample(self.key[question], len(self.key[question])))
        return dice.pick(*self.choices(kind))

    def sheet(self, name, people):
        dice, rows = self.dice, []
        common = {"course_id": "C1"}
        for person in people:
            ability = dice.random.random()
            blank = dice.chance(0.05)
            cells = {q: "" if blank else self.answer(q, ability) for q in self.questions}
            rows.append({"employee_id": person, **common, **cells})
        empty = dict.fromkeys(self.questions, "")
        for word, cells in (("key", self.key), ("out_of", self.most)):
            if cells:
                rows.insert(dice.random.randint(0, len(rows)), {"employee_id": word, **common, **empty, **cells})
        rows.append({"employee_id": people[0], "course_id": "C2", **empty, "Q1": dice.pick("A", "1") if "Q1" in self.key else "1"})
        if "Q1" in self.key:
            rows.append({"employee_id": "key", "course_id": "C2", **empty, "Q1": "A"})
        write_csv(os.path.join(self.folder, name), rows)

    def write(self):
        dice = self.dice
        people = [f"E{n}" for n in range(1, dice.random.randint(3, 16))]
        half = dice.random.randint(1, len(people) - 1)
        names = ["items-1.csv", "items-2.csv"] if dice.chance(0.3) else ["items-1.csv"]
        for name, part in zip(names, [people[:half], people[half:]] if len(names) == 2 else [people]):
            self.sheet(name, part)
        workspace = {"passline": 1, "plans": "plan.yaml", "items": names}
        track = {"title": "Track", "assessment": {"components": {"theory": {"pass": 80}}}}
        write_policies(self.folder, workspace, [{"passline": 1, "id": "rules", "tracks": {"a": track}}])
        courses = [{"id": f"C{n}", "track": "a", "start": "2026-01-05"} for n in (1, 2)]
        write_json(os.path.join(self.folder, "plan.yaml"), {"passline": 1, "plan": "2026", "courses": courses})
        write_json(os.path.join(self.folder, "passline.yaml"), workspace)
        return names


def generate(seed, folder):
    """The names of the item sheets; course C1 is the one to look at."""
    return Maker(seed, folder).write()
