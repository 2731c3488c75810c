#!/usr/bin/env python3
"""Runs everything that `make test`, `make check` and `make format` promise, and closes with "N passed, N failed".

    run_all.py test --build build --seeds 1-200
    run_all.py check --build build/check --seeds 1-20

Every step counts what it ran. A step that ran nothing has failed: a test that is not run does not pass.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import time

from project import ROOT, files

CLOSING = re.compile(r"^(\d+) passed, (\d+) failed$", re.MULTILINE)
DOCTEST = re.compile(r"test cases:\s*\d+\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed")
TAP = re.compile(r"^(ok|not ok)\b", re.MULTILINE)
TAP_PLAN = re.compile(r"^1\.\.(\d+)", re.MULTILINE)


def output_of(command):
    """Exit code and joined output of a command run in the repository."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="backslashreplace",
    )
    return done.returncode, done.stdout


def show(text):
    """What a step printed, without its own closing line: there is one for all."""
    text = CLOSING.sub("", text).strip()
    if text:
        print(text, flush=True)


def closing_line(command):
    """A runner of our own that closes as we do."""
    code, text = output_of(command)
    show(text)
    counts = CLOSING.findall(text)
    if not counts:
        return 0, 1
    passed, failed = map(int, counts[-1])
    return passed, failed or (1 if code else 0)


def unit(options):
    code, text = output_of([options.build / "passline_unit"])
    found = DOCTEST.search(text)
    if code != 0 or not found:
        show(text)
    if not found:
        return 0, 1
    return int(found[1]), int(found[2]) or (1 if code else 0)


def golden(options):
    return closing_line([sys.executable, "tests/run_cases.py", "--binary", options.passline, "tests/golden"])


def errors(options):
    return closing_line([sys.executable, "tests/run_cases.py", "--binary", options.passline, "tests/errors"])


def manual(options):
    return closing_line(
        [sys.executable, "tests/run_cases.py", "--binary", options.passline, "--manual", "docs", "README.md",
         "examples"])


def policies(options):
    """The policy tests of every example, run by the program itself."""
    passed = failed = 0
    for workspace in sorted((ROOT / "examples").glob("*/passline.yaml")):
        folder = workspace.parent
        if not any(folder.rglob("*.test.yaml")):
            continue
        code, text = output_of([options.passline, "-C", folder.relative_to(ROOT), "test"])
        results = TAP.findall(text)
        plan = TAP_PLAN.search(text)
        bad = results.count("not ok")
        if not plan or int(plan[1]) != len(results) or not results or (code != 0 and not bad):
            print(f"{folder.name}: exit code {code}, {len(results)} results, plan {plan and plan[0]}")
            bad += 1
        if bad:
            show(text)
        passed += results.count("ok")
        failed += bad
    return passed, failed


def properties(options):
    return closing_line(
        [sys.executable, "tests/property/compare.py", "--passline", options.passline, "--seeds", options.seeds])


def command_properties(options):
    """What attendance, deadlines, levels and tickets come to: five workspaces a seed, so fewer seeds."""
    first, _, last = options.seeds.partition("-")
    last = int(first) + (int(last or first) - int(first)) // 5
    return closing_line([
        sys.executable, "tests/property/compare_commands.py", "--passline", options.passline, "--seeds",
        f"{first}-{last}"
    ])


def reminders(options):
    """A quarter of mornings, runs that are killed, two at once, messages read back by another program."""
    return closing_line([
        sys.executable, "tests/property/reminders.py", "--passline", options.passline, "--seeds", "1-2", "--kills", "6"
    ])


def odd_sheets(options):
    """Sheets of odd shapes, on one thread and several."""
    return closing_line([
        sys.executable, "tests/property/odd_sheets.py", "--passline", options.passline, "--rows", "1000"
    ])


def imports(options):
    """Exports of other systems in other shapes, broken, and with random scores."""
    return closing_line([sys.executable, "tests/property/imports.py", "--passline", options.passline, "--seeds", "1-10"])


def calendars(options):
    """Courses and deadlines as calendars, read back by libical."""
    return closing_line([sys.executable, "tests/property/calendars.py", "--passline", options.passline])


def drafts(options):
    """Drafted plans, added to their workspaces."""
    return closing_line([sys.executable, "tests/property/drafts.py", "--passline", options.passline])


def references(_):
    """The cases worked out by hand that the property tests' own reckoning is held to."""
    passed = failed = 0
    for name in ("reference_test.py", "commands_test.py"):
        code, text = output_of([sys.executable, f"tests/property/{name}"])
        ran = re.search(r"^Ran (\d+) tests", text, re.MULTILINE)
        wrong = sum(map(int, re.findall(r"(?:failures|errors)=(\d+)", text)))
        bad = wrong or (1 if code or not ran else 0)
        if bad:
            show(text)
        passed += int(ran[1]) - wrong if ran else 0
        failed += bad
    return passed, failed


def layers(_):
    return closing_line([sys.executable, "tests/check_layers.py"])


def installed_units(_):
    """The systemd units and the crontab of examples/remind, by the checkers of those who read them."""
    return closing_line([sys.executable, "tests/units.py"])


def docs(options):
    return closing_line([sys.executable, "tests/check_docs.py", "--binary", options.passline])


def layout(_):
    names = files(".cpp", ".h")
    code, text = output_of(["clang-format", "--dry-run", "--Werror", *names])
    show(text)
    bad = len(set(re.findall(r"^(.+?):\d+:\d+: error", text, re.MULTILINE)))
    return len(names) - bad, bad or (1 if code else 0)


def tidy(options):
    """clang-tidy over every source that the build compiles from lib/ and cli/. Its findings are errors."""
    commands = json.loads((ROOT / options.build / "compile_commands.json").read_text())
    rooms = (str(ROOT / "lib") + os.sep, str(ROOT / "cli") + os.sep)
    names = sorted({entry["file"] for entry in commands if entry["file"].startswith(rooms)})

    def run(name):
        return output_of(["clang-tidy-16", "-p", options.build, "--quiet", name])

    seen = set()
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for code, text in pool.map(run, names):
            if code == 0:
                passed += 1
                continue
            failed += 1
            # A finding in a header comes with every source that includes it: once is enough.
            if text not in seen:
                show("\n".join(line for line in text.splitlines() if "warnings generated" not in line))
                seen.add(text)
    return passed, failed


def whole_test(options):
    return [("unit", unit), ("golden", golden), ("errors", errors), ("manual", manual), ("policy tests", policies),
            ("property", properties), ("odd sheets", odd_sheets), ("reminders", reminders), ("imports", imports),
            ("property of commands", command_properties), ("calendars", calendars), ("drafts", drafts)]


def whole_check(options):
    return [*whole_test(options), ("references", references), ("layers", layers), ("units", installed_units), ("docs in step", docs), ("format", layout),
            ("clang-tidy", tidy)]


def run(steps, options):
    passed = failed = 0
    for name, step in steps:
        print(f"== {name}", flush=True)
        start = time.monotonic()
        good, bad = step(options)
        if good + bad == 0:
            print("ran nothing, which counts as a failure")
            bad = 1
        print(f"   {good} of {good + bad} in {time.monotonic() - start:.1f} s", flush=True)
        passed += good
        failed += bad
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["test", "check", "format"])
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build"))
    parser.add_argument("--seeds", default="1-200", help="of the property tests, as FIRST-LAST")
    parser.add_argument("--only", help="run just the step of this name")
    options = parser.parse_args()
    options.passline = options.build / "passline"
    os.chdir(ROOT)

    if options.what == "format":
        return output_of(["clang-format", "-i", *files(".cpp", ".h")])[0]
    steps = whole_check(options) if options.what == "check" else whole_test(options)
    if options.only:
        steps = [step for step in steps if step[0] == options.only]
    return run(steps, options)


if __name__ == "__main__":
    sys.exit(main())
