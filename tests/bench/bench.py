#!/usr/bin/env python3
"""Measures passline beside what people would use instead, and writes the tables into a page.

    bench.py --passline build/passline --tool build/bench_tool --folder build/bench [--rows 1000000] [--runs 5]
             [--huge 100000000] [--page docs/performance.md] [--only passline]

In every round all tools run in turn, so that a busy machine slows them alike; a ratio is taken within a round, and the
table has the median of the rounds' ratios with the lowest and the highest. What is not installed is left out. Nothing here
passes or fails by time; it fails when passline's own results are not those expected.
"""

import argparse
import filecmp
import json
import os
import pathlib
import shutil
import subprocess
import sys

import measure
import page
import tools

JOBS = ("long", "wide")


class Bench:
    def __init__(self, options):
        self.options = options
        self.modules = None if options.only == "passline" else tools.node_modules(options.folder)
        self.environment = tools.environment(self.modules)
        self.peers = [] if options.only == "passline" else tools.peers(self.modules, options.rows)

    def generate(self, folder, rows, *how):
        """Sheets and expected results, unless they are there from the last time."""
        stamp = folder / "generated"
        text = f"{rows} {self.options.seed} {' '.join(how)} {self.options.tool.stat().st_mtime_ns}"
        if not stamp.is_file() or stamp.read_text() != text:
            folder.mkdir(parents=True, exist_ok=True)
            subprocess.run([self.options.tool, "generate", folder, str(rows), str(self.options.seed), *how], check=True)
            stamp.write_text(text)
        for name in ("policy.yaml", "plan.yaml"):
            shutil.copy(tools.JOBS / name, folder)
        return folder

    def run(self, tool, folder, rows):
        """Once: nothing of the run before is there or waits for the disk, and sheets and memory are at hand."""
        for file in folder.iterdir():
            if not tools.is_input(file.name):
                file.unlink()
        for file in folder.glob("*.csv"):
            if "expected" not in file.name:
                count_lines(file)
        os.sync()
        measure.ready_memory(rows * tool.room)
        return measure.run(tool.command, folder, self.environment, tool.may_exit)

    def compare(self, tool, folder, job):
        """How many verdicts and other rows differ, and how many rows of the summary."""
        expected = folder / f"{job}-expected.csv"
        if filecmp.cmp(expected, folder / tool.output, shallow=False):
            found = {"verdicts": 0, "others": 0}
        else:
            done = subprocess.run([self.options.tool, "compare", expected, folder / tool.output], stdout=subprocess.PIPE)
            found = json.loads(done.stdout)
        if tool.summary:
            found["summary"] = summary_rows(folder / f"{job}-expected-summary.csv", folder / tool.summary)
        if tool.name == "passline" or "passline" in tool.output:
            self.must_be_exact(tool, found)
        return found

    @staticmethod
    def must_be_exact(tool, found):
        if any(found.values()):
            sys.exit(f"bench.py: passline, {tool.name}: not the results expected: {found}\n  {' '.join(tool.command)}")

    def rounds(self, folder, job, list_of_tools, base, others=()):
        """Name → its runs, None for a round that it was spared, and name → what differs in its output.

        `others` are tools with a folder of their own that run in the same rounds.
        """
        runs, differs = {}, {}
        spared = set()
        everything = [(tool, folder) for tool in list_of_tools] + list(others)
        for number in range(self.options.runs):
            for tool, where in everything:
                if tool.name in spared:
                    runs[tool.name].append(None)
                    continue
                found = self.run(tool, where, self.options.rows)
                runs.setdefault(tool.name, []).append(found)
                print(f"   {job} {number + 1}: {tool.name} {found.seconds:.3f} s", file=sys.stderr, flush=True)
                if number == 0 and tool.output:
                    differs[tool.name] = self.compare(tool, where, job)
                if found.seconds > tools.SLOW * runs.get(base, runs[tool.name])[0].seconds:
                    spared.add(tool.name)
        return runs, differs

    def job(self, job):
        """All that one job's tables need."""
        options = self.options
        whole = self.generate(options.folder / "whole", options.rows)
        tenth = self.generate(options.folder / "tenth", options.rows // 10)
        plain = tools.plain(options.passline, job)
        small = tools.plain(options.passline, job)
        small.name = "a tenth of the rows"
        duckdb_first = [tools.tool_of(peer, job) for peer in self.peers]
        base = duckdb_first[0].name if duckdb_first else plain.name
        compared = [*duckdb_first, plain, *tools.limits(job)]
        print(f"== {job}: tools", file=sys.stderr, flush=True)
        runs, differs = self.rounds(whole, job, compared, base)
        print(f"== {job}: variants", file=sys.stderr, flush=True)
        own, _ = self.rounds(whole, job, [plain, *tools.variants(options.passline, job)], plain.name, [(small, tenth)])
        pairs = count_lines(whole / f"{job}-expected.csv") - 1
        return page.Job(job, (whole / f"{job}.csv").stat().st_size, options.rows, pairs, base, runs, differs, own)

    def huge(self, job):
        """One run over a sheet of `--huge` rows; its files are removed again."""
        folder = self.generate(self.options.folder / "huge", self.options.huge, job, "plain")
        tool = tools.plain(self.options.passline, job)
        run = self.run(tool, folder, self.options.huge)
        self.compare(tool, folder, job)
        size = (folder / f"{job}.csv").stat().st_size
        shutil.rmtree(folder)
        return page.Huge(job, size, self.options.huge, run)

    def start_up(self):
        ten = self.generate(self.options.folder / "ten", 10)
        command = tools.passline(self.options.passline, "long")
        printing = tools.passline(self.options.passline, "long", output="-")  # so that it can be held at its first write
        seconds = [measure.start_up(words, ten, measure.START_UP_RUNS) for words in (command, printing, ["true"])]
        return page.StartUp(*seconds, measure.memory_of_short_run(printing, ten))


def count_lines(path):
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def summary_rows(expected, got):
    """Rows of a summary that differ; figures are compared as figures, empty and missing cells are the same."""

    def rows(path):
        lines = path.read_text(encoding="utf-8").replace('"', "").splitlines()
        return [[figure(cell) for cell in line.split(",")] for line in lines]

    def figure(cell):
        try:
            return float(cell)
        except ValueError:
            return "" if cell in ("NA", "NaN") else cell

    left, right = rows(expected), rows(got)
    return sum(a != b for a, b in zip(left, right)) + abs(len(left) - len(right))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passline", type=pathlib.Path, required=True)
    parser.add_argument("--tool", type=pathlib.Path, required=True, help="bench_tool, which the build makes")
    parser.add_argument("--folder", type=pathlib.Path, required=True, help="for sheets, results and Node's packages; kept")
    parser.add_argument("--rows", type=int, default=1000000, help="in each of the two sheets")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--huge", type=int, default=0, help="also grade sheets of so many rows, once")
    parser.add_argument("--page", type=pathlib.Path, help="write the page here instead of standard output")
    parser.add_argument("--only", choices=["passline"], help="leave the peers out")
    options = parser.parse_args()
    for name in ("passline", "tool", "folder"):
        setattr(options, name, getattr(options, name).resolve())
    if options.rows < 10000:
        sys.exit("bench.py: fewer than 10,000 rows are over too quickly to be measured")
    bench = Bench(options)
    jobs = [bench.job(job) for job in JOBS]
    text = page.text(jobs, bench.start_up(), [bench.huge(job) for job in JOBS] if options.huge else [], bench.modules)
    if options.page:
        options.page.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
