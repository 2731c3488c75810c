"""Draws a small workspace about money: budgets of plans, courses and items, costs in several currencies."""

import os

from generate import write_json, write_policies
from generate_attendance import write_csv
from generate_rules import Dice

ITEMS = ["Room", "room", "讲师费", "Tea", "教材"]


def generate(seed, folder):
    dice = Dice(f"budget-{seed}", ())
    track = {"title": "Track", "assessment": {"components": {"theory": {"pass": 80}}}}
    workspace = {"passline": 1, "plans": ["plan-1.yaml", "plan-2.yaml"], "costs": ["costs.csv"]}
    write_policies(folder, workspace, [{"passline": 1, "id": "rules", "tracks": {"a": track}}])
    courses = []
    for n, name in enumerate(workspace["plans"], 1):
        own = [course(dice, f"C{n}{k}") for k in range(dice.random.randint(1, 4))]
        plan = {"passline": 1, "plan": f"P{n}", "courses": own}
        if dice.chance(0.4):
            plan["budget"] = budget(dice, False)
        write_json(os.path.join(folder, name), plan)
        courses += own
    rows = [cost(dice, dice.pick(*courses)["id"], n) for n in range(dice.random.randint(1, 14))]
    write_csv(os.path.join(folder, "costs.csv"), rows)
    write_json(os.path.join(folder, "passline.yaml"), workspace)


def amount(dice):
    return dice.pick(dice.number(0, 3000, 0), dice.number(0, 3000, 2), 1000, 999.99)


def budget(dice, with_items):
    found = {"amount": amount(dice)}
    if dice.chance(0.5):
        found["currency"] = dice.pick("CNY", "USD")
    if with_items and dice.chance(0.6):
        found["items"] = {item: amount(dice) for item in dice.some(["Room", "讲师费", "Tea"], 1, 3)}
    return found


def course(dice, name):
    found = {"id": name, "track": "a", "start": "2026-01-05"}
    if dice.chance(0.7):
        found["budget"] = budget(dice, True)
    if dice.chance(0.3):
        found["title"] = f"Course {name}"
    if dice.chance(0.2):
        found["status"] = "cancelled"
    return found


def cost(dice, name, number):
    day = f"2026-02-{number + 1:02d}"  # so that no payment is taken for another's double
    value = dice.pick(f"{dice.number(0, 1500, 2)}", "1000", "1000.004", "999.99", "0.1", "0.2")
    return {
        "course_id": name,
        "item": dice.pick(*ITEMS),
        "amount": value,
        "currency": dice.pick("", "", "CNY", "USD", "usd", "人民币"),
        "paid_on": day,
    }
