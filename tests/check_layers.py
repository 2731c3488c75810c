#!/usr/bin/env python3
"""Checks that the house stands as lib/README.md says.

- The table of rooms and levels there and the one in lib/CMakeLists.txt are the same, and every folder is in it.
- A room includes only itself and rooms of lower levels, as "room/file.h"; cli/ may include all, and nobody cli/.
- Nothing below cli/ reads the clock, the environment or the locale.
- No binary floating point where scores are read, computed and judged.
- A library that one room hides is included by that room alone.
"""

import re
import sys

from project import ROOT, close, files, line_of

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
README_ROW = re.compile(r"^\|\s*(\d+)\s*\|\s*\[?`?(\w+)/?`?\]?[^|]*\|", re.MULTILINE)
CMAKE_LEVEL = re.compile(r"^passline_level\(([\w ]+)\)", re.MULTILINE)
COMMENT_OR_TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<!\w)\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)

SURROUNDINGS = re.compile(
    r"\b(?:system_clock|steady_clock|time\s*\(\s*(?:nullptr|NULL|0)\s*\)|gettimeofday|clock_gettime|localtime\w*|"
    r"getenv|setlocale|std::locale)\b|\btime\s*\(\s*(?:nullptr|NULL|0)\s*\)")
FLOATING_POINT = re.compile(r"\b(?:double|float|stod|stof|strtod|atof)\b")
EXACT_ROOMS = ("num", "csv", "scores", "attendance", "kpi", "costs", "retraining", "levels")
HIDDEN_LIBRARIES = {"yaml-cpp/": "yaml", "utf8proc.h": "text", "iconv.h": "text", "boost/": "stats",
                    "CLI/": "cli"}


def blank_out(code):
    """The code without comments and literals, line for line."""
    return COMMENT_OR_TEXT.sub(lambda match: "\n" * match[0].count("\n"), code)


def room_table():
    """The rooms of lib/README.md with their levels."""
    path = ROOT / "lib" / "README.md"
    return {room: int(level) for level, room in README_ROW.findall(path.read_text())} if path.is_file() else {}


def cmake_table():
    levels = CMAKE_LEVEL.findall((ROOT / "lib" / "CMakeLists.txt").read_text())
    return {room: level for level, rooms in enumerate(levels) for room in rooms.split()}


def table_problems(rooms):
    if not rooms:
        return ["lib/README.md: no table of rooms ('| level | room | what it holds |')"]
    built = cmake_table()
    problems = [
        f"lib/README.md: '{room}' stands on level {rooms.get(room, 'none')}, lib/CMakeLists.txt says {built.get(room, 'none')}"
        for room in sorted(rooms.keys() | built.keys())
        if rooms.get(room) != built.get(room)
    ]
    folders = {path.name for path in (ROOT / "lib").iterdir() if path.is_dir() and any(path.glob("*.h"))}
    return problems + [f"lib/{room}/: stands in no level" for room in sorted(folders - rooms.keys())]


def include_problems(name, room, code, rooms):
    level = rooms.get(room, len(rooms))
    for include in INCLUDE.finditer(code):
        where = f"{name}:{line_of(code, include.start(2))}"
        target = include[2]
        for library, owner in HIDDEN_LIBRARIES.items():
            if target.startswith(library) and room != owner:
                yield f"{where}: <{target}> is for {owner} alone"
        if include[1] == "<":
            continue
        other, slash, _ = target.partition("/")
        if not slash or (other not in rooms and other != "cli"):
            yield f"{where}: \"{target}\" is not written as \"room/file.h\""
        elif other != room and rooms.get(other, len(rooms)) >= level:
            yield f"{where}: '{room}' may not see \"{target}\", which is not below it"


def content_problems(name, room, code):
    plain = blank_out(code)
    if room != "cli":
        for found in SURROUNDINGS.finditer(plain):
            yield f"{name}:{line_of(plain, found.start())}: '{found[0]}' below cli/"
    if room in EXACT_ROOMS:
        for found in FLOATING_POINT.finditer(plain):
            yield f"{name}:{line_of(plain, found.start())}: '{found[0]}' where figures are exact"


def main():
    rooms = room_table()
    problems = table_problems(rooms)
    rooms = rooms or cmake_table()
    sources = [name for name in files(".h", ".cpp") if name.startswith(("lib/", "cli/"))]
    for name in sources:
        room = "cli" if name.startswith("cli/") else name.split("/")[1]
        code = (ROOT / name).read_text(encoding="utf-8")
        problems += [*include_problems(name, room, code, rooms), *content_problems(name, room, code)]
    return close(problems, len(sources))


if __name__ == "__main__":
    sys.exit(main())
