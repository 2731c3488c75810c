#!/usr/bin/env python3
"""Runs case files (cases.py tells their form) and the sessions in the manual (manual.py).

    run_cases.py --binary build/passline tests/golden tests/errors
    run_cases.py --binary build/passline --manual docs README.md
    run_cases.py --binary build/passline --accept tests/golden/grade

Prints what differs, then "N passed, N failed" as its last line. Fails when nothing was found to run.
"""

import argparse
import concurrent.futures
import pathlib
import subprocess
import sys

import cases
import manual


def find(arguments, suffix):
    """Files named, and those with the suffix below the folders named, in byte order."""
    for argument in arguments:
        path = pathlib.Path(argument)
        if path.is_dir():
            yield from sorted(path.rglob(f"*{suffix}"))
        elif path.is_file():
            yield path
        else:
            sys.exit(f"run_cases.py: {path}: no such file or folder")


def guarded(function, *arguments):
    """Calls the function; gives its result or, for what a broken case can cause, a text that says why not."""
    try:
        return function(*arguments)
    except (OSError, ValueError, AttributeError, IndexError, LookupError, subprocess.TimeoutExpired) as error:
        return f"could not run: {type(error).__name__}: {error}\n"


class Report:
    def __init__(self, verbose):
        self.passed = 0
        self.failed = 0
        self.accepted = 0
        self._verbose = verbose

    def add(self, label, problems):
        if problems:
            self.failed += 1
            print(f"FAIL {label}\n{problems}", flush=True)
        else:
            self.passed += 1
            if self._verbose:
                print(f"ok   {label}", flush=True)


def run_case_files(paths, options, report, pool):
    found = []
    for path in paths:
        try:
            found += [case for case in cases.read_cases(path) if options.filter in f"{path} {case.name}"]
        except (cases.CaseError, UnicodeDecodeError) as error:
            report.add(str(path), f"{error}\n")
    outcomes = pool.map(lambda case: guarded(cases.run_case, case, options.binary), found)
    changed = {}
    for case, outcome in zip(found, outcomes):
        label = f"{case.path} {case.name}".rstrip()
        problems = outcome if isinstance(outcome, str) else outcome.problems()
        if problems and options.accept and not isinstance(outcome, str):
            outcome.accept()
            changed[case.path] = True
            report.accepted += 1
            problems = outcome.problems()
        report.add(label, problems)
    for path in changed:
        # A filter may have hidden some cases of the file: those are read again and kept.
        accepted = {case.name: case for case in found if case.path == path}
        every = [accepted.get(case.name, case) for case in cases.read_cases(path)]
        path.write_text("".join(case.source() for case in every), encoding="utf-8")


def run_manual(paths, options, report, pool):
    blocks = [block for path in paths for block in manual.read_blocks(path) if options.filter in str(path)]
    results = pool.map(lambda block: guarded(lambda: list(manual.run_block(block, options.binary))), blocks)
    changed = set()
    for block, result in zip(blocks, results):
        if isinstance(result, str):
            report.add(f"{block.path}:{block.line + 1}", result)
            continue
        for command, actual in result:
            label = f"{block.path}:{block.line + 1} {command.source[0]}"
            good = manual.matches(command.expected, actual)
            if not good and options.accept and "..." not in command.expected:
                command.expected = actual
                changed.add(block.path)
                report.accepted += 1
                good = True
            report.add(label, "" if good else manual.difference(command, actual))
    for path in changed:
        manual.rewrite(path, [block for block in blocks if block.path == path])


def main():
    parser = argparse.ArgumentParser(description="Runs case files and the sessions in the manual.")
    parser.add_argument("--binary", required=True, help="the passline to test")
    parser.add_argument("--manual", action="store_true", help="the paths are Markdown files, not case files")
    parser.add_argument("--accept", action="store_true", help="record what comes out as what is expected")
    parser.add_argument("--filter", default="", help="only files and cases whose name holds this text")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--verbose", action="store_true", help="name what passes too")
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()
    if not pathlib.Path(options.binary).is_file():
        sys.exit(f"run_cases.py: {options.binary}: no such binary")

    report = Report(options.verbose)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        if options.manual:
            run_manual(list(find(options.paths, ".md")), options, report, pool)
        else:
            run_case_files(list(find(options.paths, ".test")), options, report, pool)
    if report.accepted:
        print(f"{report.accepted} recorded anew: read the difference before you commit it")
    if report.passed + report.failed == 0:
        print("nothing found to run")
    print(f"{report.passed} passed, {report.failed} failed")
    return 0 if report.passed and not report.failed else 1


if __name__ == "__main__":
    sys.exit(main())
