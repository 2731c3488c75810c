"""The files of this project, for the checks that read them."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ("cli", "cmake", "docs", "examples", "lib", "schemas", "tests")


def files(*suffixes):
    """Paths from the root, sorted, with one of the suffixes if any is given: what git knows or would add, else everything."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8")
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
    else:  # an unpacked archive
        paths = [p for folder in FOLDERS for p in (ROOT / folder).rglob("*")] + list(ROOT.glob("*.*"))
        names = [str(p.relative_to(ROOT)) for p in paths]
    return [name for name in sorted(set(names)) if (not suffixes or name.endswith(suffixes)) and (ROOT / name).is_file()]


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def close(problems, checked):
    """Prints the problems, each one line, and the closing line; gives the exit code."""
    for problem in problems:
        print(problem)
    failed = len(problems)
    print(f"{max(checked - failed, 0)} passed, {failed} failed")
    return 1 if failed or not checked else 0
