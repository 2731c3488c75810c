"""Budgets against costs, as the specification words them: the table of `plan budget`."""

import csv
import json
import os
from fractions import Fraction

from items import half_up

BUDGET = ["plan", "of", "course_id", "course", "item", "currency", "budget", "spent", "left", "used"]


def money(amount):
    cents = half_up(amount, 2)
    return cents if Fraction(cents) == amount else half_up(amount, 6).rstrip("0")


def used(budget, spent):
    """Above 100 where, and only where, the budget is overspent."""
    if not budget:
        return ""
    percent = 100 * spent / budget
    text = half_up(percent, 2)
    if (Fraction(text) > 100) == (percent > 100):
        return text
    return "100.01" if percent > 100 else "100.00"


class Sums:
    """Budget and costs by item and currency, in the order of arrival."""

    def __init__(self):
        self.rows = {}

    def add(self, item, currency, budget=None, spent=0):
        row = self.rows.setdefault((item.lower(), currency), [item, None, Fraction(0)])
        if budget is not None:
            row[1] = (row[1] or 0) + budget
        row[2] += spent

    def lines(self, start):
        for (_, currency), (item, budget, spent) in self.rows.items():
            left = "" if budget is None else money(budget - spent)
            shown = "" if budget is None else money(budget)
            values = [item, currency, shown, money(spent), left, used(budget, spent)]
            yield dict(zip(BUDGET, start + values))


def rows(folder):
    with open(os.path.join(folder, "passline.yaml"), encoding="utf-8") as file:
        workspace = json.load(file)
    costs = []
    for name in workspace["costs"]:
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            costs += list(csv.DictReader(file))
    for name in workspace["plans"]:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            yield from of_plan(json.load(file), costs)


def of_plan(plan, costs):
    own = plan.get("budget")
    whole = Sums()
    if own:
        whole.add("", own.get("currency", "CNY"), Fraction(str(own["amount"])))
    for course in sorted(plan["courses"], key=lambda each: each["id"]):
        total, items = Sums(), Sums()
        budget = course.get("budget") if course.get("status") != "cancelled" else None
        if budget:
            currency = budget.get("currency", "CNY")
            total.add("", currency, Fraction(str(budget["amount"])))
            for item, amount in budget.get("items", {}).items():
                items.add(item, currency, Fraction(str(amount)))
        for cost in costs:
            if cost["course_id"] == course["id"]:
                currency = {"": "CNY", "人民币": "CNY"}.get(cost["currency"], cost["currency"].upper())
                total.add("", currency, spent=Fraction(cost["amount"]))
                items.add(cost["item"], currency, spent=Fraction(cost["amount"]))
        for (_, currency), (_, stated, spent) in total.rows.items():
            whole.add("", currency, None if own else stated, spent)
        title = course.get("title", course["id"])
        yield from total.lines([plan["plan"], "course", course["id"], title])
        yield from items.lines([plan["plan"], "item", course["id"], ""])
    yield from whole.lines([plan["plan"], "plan", "", ""])
