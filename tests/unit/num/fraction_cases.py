#!/usr/bin/env python3
"""Writes fraction_cases.inc: what Python's fractions and decimal modules say of a few hundred calculations.

    python3 tests/unit/num/fraction_cases.py > tests/unit/num/fraction_cases.inc

The seed is fixed: the same Python gives the same table.
"""

import random
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal, setcontext
from fractions import Fraction
from math import gcd

LIMIT = 2**127 - 1  # of both parts, in magnitude
MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN, "up": ROUND_UP}

random.seed(20260105)


def fits(value):
    return abs(value.numerator) <= LIMIT and value.denominator <= LIMIT


def text(value):
    return "overflow" if value is None or not fits(value) else str(value)


def whole_number(bits):
    """From 1 on, of a random length up to `bits`."""
    return random.getrandbits(random.randint(1, bits)) or 1


def score():
    return Fraction(random.randint(0, 10000), random.choice((1, 2, 100, 100, 1000)))


def ratio(bits):
    return Fraction(random.choice((-1, 1)) * whole_number(bits), whole_number(bits))


def shared_denominator(bits):
    """Two fractions whose denominators have a large factor in common."""
    common = whole_number(bits)
    side = max(2, 127 - bits)
    return [Fraction(whole_number(120), common * whole_number(side - 1)) for _ in range(2)]


def cancelling_product(bits):
    """Large factors above and below, so that the product fits where the plain products of the parts do not."""
    a, b = ratio(bits), ratio(bits)
    return a, Fraction(a.denominator * whole_number(4), max(1, abs(a.numerator)) * b.denominator)


def cancelling_sum():
    """Fits, though over the common denominator the sum has more than 128 bits: x/(g*p) + y/(g*q), x*q + y*p = m*g."""
    while True:
        g, m = random.getrandbits(80) | 1, random.getrandbits(60) | 1
        p, q = random.getrandbits(30) | 1, random.getrandbits(30) | 1
        if gcd(p, q) > 1 or gcd(g, p * q) > 1:
            continue
        x = m * g * pow(q, -1, p) % p + p * random.randrange(m * g // (p * q) * random.choice((1, 1000)))
        y = (m * g - x * q) // p
        a, b = Fraction(x, g * p), Fraction(y, g * q)
        if fits(a) and fits(b) and fits(a + b) and gcd(x, g) == 1 and abs(x * q + y * p) >= 2**128:
            return random.choice(((a, b), (-a, -b), (b, a)))


def neighbours():
    """Two large fractions that differ in the last digit of a part, or not at all."""
    n, d = random.getrandbits(126) | 1, random.getrandbits(126) | 1
    sign = random.choice((-1, 1))
    return Fraction(sign * n, d), Fraction(sign * (n + random.randint(-1, 1)), d + random.randint(-1, 1))


def pairs():
    yield from ((score(), score()) for _ in range(40))
    for bits in (8, 24, 62, 63, 64, 90, 127):
        yield from ((ratio(bits), ratio(bits)) for _ in range(20))
    for bits in (20, 63, 70, 100):
        yield from (shared_denominator(bits) for _ in range(10))
    for bits in (63, 100, 120):
        yield from (cancelling_product(bits) for _ in range(10))
    yield from (cancelling_sum() for _ in range(20))
    yield from (neighbours() for _ in range(20))
    edges = [Fraction(0), Fraction(1), Fraction(-(2**63)), Fraction(2**63 - 1), Fraction(1, 2**63 - 1)]
    edges += [Fraction(2**63), Fraction(LIMIT), Fraction(-LIMIT), Fraction(1, LIMIT), Fraction(LIMIT, LIMIT - 1)]
    yield from ((a, b) for a in edges for b in edges)


def print_pairs():
    print("// a, b; a + b, a - b, a * b, a / b; a against b\nconst PairCase pair_cases[] = {")
    for a, b in pairs():
        if not (fits(a) and fits(b)):
            continue
        results = [a + b, a - b, a * b, a / b if b else None]
        quoted = ", ".join(f'"{text(value)}"' for value in [a, b, *results])
        print(f"    {{{quoted}, {(a > b) - (a < b)}}},")
    print("};\n")


def to_whole(value, mode):
    """To a whole number by the decimal module, from a decimal that lies on the same side of every half."""
    halves = value * 2
    floor = halves.numerator // halves.denominator
    near = Decimal(floor) / 2 if halves == floor else Decimal(floor) / 2 + Decimal("0.25")
    return int(near.quantize(Decimal(1), rounding=MODES[mode]))


def samples():
    """Halves and what lies just beside them, on both sides of zero, then anything."""
    plain = "79.995 79.994999 79.996 59.95 79.5 0.005 0.015 0.999999 0.5 1.5 2.5 99.999"
    for number in plain.split():
        yield from (Fraction(number), -Fraction(number))
    yield from (Fraction(0), Fraction(80), Fraction(239, 3), Fraction(-239, 3), Fraction(1, 2**63 - 1))
    for bits in (10, 20, 40, 63):
        yield from (ratio(bits) for _ in range(4))
    yield from (Fraction(LIMIT), Fraction(-LIMIT, 3), Fraction(LIMIT, LIMIT - 1), Fraction(1, LIMIT))
    yield from (Fraction(LIMIT - 1, 2), Fraction(LIMIT, 2), Fraction(LIMIT, 2**110))


def print_roundings():
    print("// value, step, mode; the rounded value\nconst RoundedCase rounded_cases[] = {")
    steps = ["0.01", "0.1", "1", "0.5", "0.000001", "5", "0.03", "10", "0.25", "7.123457", "9223372036854.775807"]
    for value in samples():
        for step in ["0.01", *random.sample(steps, 2)]:
            for mode in MODES:
                result = to_whole(value / Fraction(step), mode) * Fraction(step)
                print(f'    {{"{value}", "{step}", RoundMode::{mode}, "{text(result)}"}},')
    print("};\n")


def decimal_text(scaled, negative, places):
    digits = str(scaled).rjust(places + 1, "0")
    number = digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}"
    return "-" + number if negative and scaled else number


def print_texts():
    print("// value, places; fixed, fixed_cut, shortest\nconst TextCase text_cases[] = {")
    for value in samples():
        for places in (0, 1, 2, 4, 6):
            negative, size = value < 0, abs(value) * 10**places
            fixed = decimal_text(to_whole(size, "half_up"), negative, places)
            cut = decimal_text(to_whole(size, "down"), negative, places)
            exact = size.denominator == 1 and places > 0
            shortest = fixed.rstrip("0").rstrip(".") if exact else fixed
            print(f'    {{"{value}", {places}, "{fixed}", "{cut}", "{shortest}"}},')
    print("};")


setcontext(Context(prec=100))  # some of the numbers have 60 digits
print("// Written by fraction_cases.py from Python's fractions and decimal modules. Do not edit.\n")
print_pairs()
print_roundings()
print_texts()
