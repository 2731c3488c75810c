#!/usr/bin/env python3
"""Checks that what is written keeps step with what is built: check_docs.py --binary build/passline.

- Every command that `passline --help` lists has docs/manual/COMMAND.md and a golden case in tests/golden/COMMAND/, and
  there are none for commands that do not exist.
- Every diagnostic code in the sources has an entry in docs/diagnostics.md (a heading or the first cell of a row that
  begins with `code`) and a case in tests/errors/ (CODE*.test, or a folder CODE) that shows it; and the other way about.
- No file names a path of somebody's machine or the host of a package registry.
"""

import argparse
import re
import subprocess
import sys

from project import ROOT, close, files, line_of

COMMAND = re.compile(r"^ {2,4}([a-z][a-z-]*)\b.*$", re.MULTILINE)
COMMAND_SECTION = re.compile(r"^(?:sub)?commands:?[ ]*\n(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL | re.IGNORECASE)
CODE = r'"([a-z0-9]+(?:-[a-z0-9]+)*)"'
# No input provokes these: they say that the machine or passline itself failed, or what the schema refuses before.
UNPROVOKED = {"internal", "no-memory", "time"}
CODE_USE = re.compile(
    r"(?:\b(?:error|warning|system_error|count_only|wants)\s*\(|Severity::(?:error|warning)\s*,)\s*" + CODE)
LITERAL = re.compile(CODE)
ENTRY = re.compile(r"^(?:#+|\|)\s*`([a-z0-9-]+)`", re.MULTILINE)
SHOWN = re.compile(r"(?:error|warning)\[([a-z0-9-]+)\]")
# No input leads to these: a mistake in passline itself, and memory at its end.
WITHOUT_CASE = {"internal", "no-memory"}
# Written apart, so that this file is not found by itself.
FOREIGN = re.compile(
    r"(?<![\w.$}])/(?:wo" r"rk|tm" r"p|ho" r"me|ro" r"ot)/|\b(?:py" r"pi\.org|npm" r"js\.(?:com|org)|crat" r"es\.io|"
    r"deb\.deb" r"ian\.org|doc" r"ker\.io|proxy\.gol" r"ang\.org|rubyge" r"ms\.org)\b")
NOT_TEXT = (".xlsx", ".png", ".jpg", ".svg", ".pdf")


def commands_of(binary):
    text = subprocess.run([binary, "--lang", "en", "--help"], stdout=subprocess.PIPE, encoding="utf-8").stdout
    section = COMMAND_SECTION.search(text)
    return set(COMMAND.findall(section[1])) if section else set()


def stems(pattern):
    return {path.stem for path in ROOT.glob(pattern)}


def missing(names, present, what):
    return [what.format(name) for name in sorted(set(names) - set(present))]


def command_problems(commands):
    if not commands:
        return ["passline --help: no commands found below 'Commands:'"]
    pages = stems("docs/manual/*.md") - {"README", "index"}
    golden = {path.parent.name for path in ROOT.glob("tests/golden/*/*.test")}
    return [
        *missing(commands, pages, "docs/manual/{}.md is missing"),
        *missing(commands, golden, "tests/golden/{}/ holds no case"),
        *missing(pages, commands, "docs/manual/{}.md is about no command"),
        *missing(golden, commands, "tests/golden/{}/ is about no command"),
    ]


def error_cases(codes):
    """Code → what its cases show, for every case file below tests/errors; unknown ones come with their own name."""
    shown = {}
    for path in sorted(ROOT.glob("tests/errors/**/*.test")):
        name = path.relative_to(ROOT / "tests/errors").parts[0].removesuffix(".test")
        owners = [code for code in codes if name == code or re.match(re.escape(code) + r"[^a-z0-9]", name)]
        owner = max(owners, key=len, default=name)
        shown.setdefault(owner, set()).update(SHOWN.findall(path.read_text(encoding="utf-8")))
    return shown


def code_problems():
    used, literals = set(), set()
    for name in files(".cpp", ".h"):
        if name.startswith(("lib/", "cli/")):
            text = (ROOT / name).read_text(encoding="utf-8")
            used.update(CODE_USE.findall(text))
            literals.update(LITERAL.findall(text))
    page = ROOT / "docs" / "diagnostics.md"
    documented = set(ENTRY.findall(page.read_text(encoding="utf-8"))) if page.is_file() else set()
    cases = error_cases(used | documented)
    problems = [
        *missing(used, documented, "docs/diagnostics.md has no entry for `{}`"),
        *missing(documented, literals, "docs/diagnostics.md explains `{}`, which no source reports"),
        *missing((used | documented) - UNPROVOKED, cases, "tests/errors/ has no case for `{}`"),
        *missing(cases, used | documented, "tests/errors/{} is about no code"),
    ]
    for code, shown in sorted(cases.items()):
        if code not in shown:
            problems.append(f"tests/errors/{code}: no case shows [{code}]")
        problems += missing(shown, documented, "docs/diagnostics.md has no entry for `{}`, which a case shows")
    return list(dict.fromkeys(problems)), len(used | documented)


def foreign_problems():
    names = [name for name in files() if not name.endswith(NOT_TEXT)]
    for name in names:
        text = (ROOT / name).read_bytes().decode("utf-8", errors="replace")
        for found in FOREIGN.finditer(text):
            yield f"{name}:{line_of(text, found.start())}: names {found[0]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    options = parser.parse_args()
    commands = commands_of(options.binary)
    problems, codes = code_problems()
    return close([*command_problems(commands), *problems, *foreign_problems()], len(commands) + codes)


if __name__ == "__main__":
    sys.exit(main())
