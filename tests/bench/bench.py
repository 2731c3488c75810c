#!/usr/bin/env python3
"""Grades generated sheets and prints a Markdown table: time and memory, beside what people would use instead.

    bench.py --passline build/passline [--rows 1000000] [--runs 3] [--seed 1] [--dirty] [--keep FOLDER]

All tools do the same job in the same run, in turns, so that a busy machine slows them alike; figures are medians. Tools that
are not installed are left out. Nothing here passes or fails: the figures are for reading.
"""

import argparse
import csv
import pathlib
import shutil
import subprocess
import sys
import tempfile

import measure

HERE = pathlib.Path(__file__).resolve().parent
PEERS = HERE / "peers"
START_UP_RUNS = 50


def passline_command(binary, job):
    command = [str(binary), "--as-of", "2026-06-30", "grade", f"{job}.csv", "--policy", "policy.yaml", "--plan", "plan.yaml"]
    if job == "long":
        command += ["--roster", "roster.csv"]
    return command


def shell(text):
    return ["sh", "-c", text]


def tools(binary, job, dirty):
    """Name → (command, file it writes or None). The floors write nothing."""
    found = {"passline": ([*passline_command(binary, job), "-o", f"{job}-passline.csv"], f"{job}-passline.csv")}
    if not dirty:  # the others would need preparation that they are not measured with
        peers = {
            "awk": shell(f"exec awk -f {PEERS}/{job}.awk {job}.csv > {job}-awk.csv"),
            "mlr": shell(f"exec mlr --icsv --ocsv put {'-q' if job == 'long' else ''} -f {PEERS}/{job}.mlr {job}.csv > {job}-mlr.csv"),
            "sqlite3": shell(f"exec sqlite3 :memory: < {PEERS}/{job}.sql"),
            "python": [sys.executable, str(PEERS / "exact.py"), job],
        }
        for name, command in peers.items():
            if name == "python" or shutil.which(name):
                found[name] = (command, f"{job}-{name}.csv")
    found["wc -l"] = (["wc", "-l", f"{job}.csv"], None)
    found["cat"] = (shell(f"exec cat {job}.csv > {job}-copy.csv"), None)
    return found


def outcomes(path):
    with open(path, newline="", encoding="utf-8-sig") as sheet:
        return {(row["employee_id"], row["course_id"]): row["outcome"] for row in csv.DictReader(sheet)}


def wrong_verdicts(path, expected):
    got = outcomes(path)
    return sum(got.get(key) != outcome for key, outcome in expected.items()) + len(got.keys() - expected.keys())


def mebibytes(count):
    return f"{count / 2**20:,.0f}"


def job_table(job, folder, options):
    """Rows of the table for one job."""
    commands = tools(options.passline, job, options.dirty)
    runs = {name: [] for name in commands}
    for _ in range(options.runs):
        for name, (command, _) in commands.items():
            runs[name].append(measure.run(command, folder))
    medians = {name: measure.median(found) for name, found in runs.items()}
    expected = outcomes(folder / f"{job}-expected.csv")
    size = (folder / f"{job}.csv").stat().st_size
    print(f"\n## {job}: {size / 1e6:,.0f} MB, {len(expected):,} person × course\n")
    print("| tool | seconds | spread | × passline | MB/s | peak MiB | own MiB | own bytes per person × course | wrong verdicts |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, median in medians.items():
        output = commands[name][1]
        wrong = f"{wrong_verdicts(folder / output, expected):,}" if output else ""
        spread = max(r.seconds for r in runs[name]) - min(r.seconds for r in runs[name])
        print(f"| {name} | {median.seconds:.3f} | {spread:.3f} | {median.seconds / medians['passline'].seconds:.2f} | "
              f"{size / 1e6 / median.seconds:,.0f} | {mebibytes(median.peak)} | {mebibytes(median.own)} | "
              f"{median.own / len(expected):,.0f} | {wrong} |")


def start_up_table(folder, options):
    command = passline_command(options.passline, "long")
    seconds = measure.start_up(command, folder, START_UP_RUNS)
    floor = measure.start_up(["true"], folder, START_UP_RUNS)
    peak = measure.memory_of_short_run(command, folder)
    print(f"\n## start-up: ten rows, median of {START_UP_RUNS}\n")
    print("| command | milliseconds | peak MiB |\n| --- | ---: | ---: |")
    print(f"| passline grade | {seconds * 1000:.1f} | {peak / 2**20:.1f} |")
    print(f"| true | {floor * 1000:.1f} | |")


def generate(folder, rows, options):
    """In a process of its own, so that this one stays small and starts others quickly."""
    dirty = ["--dirty"] if options.dirty else []
    subprocess.run([sys.executable, HERE / "generate.py", folder, "--rows", str(rows), "--seed", str(options.seed), *dirty],
                   check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passline", type=pathlib.Path, required=True)
    parser.add_argument("--rows", type=int, default=1000000, help="in each of the two sheets")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dirty", action="store_true", help="GB18030, CRLF, quotes, marks; passline alone")
    parser.add_argument("--keep", type=pathlib.Path, help="generate and write here, and leave it")
    options = parser.parse_args()
    options.passline = options.passline.resolve()
    if not options.passline.is_file():
        sys.exit(f"bench.py: {options.passline}: no such binary")

    with tempfile.TemporaryDirectory(prefix="passline-bench-") as temporary:
        folder = options.keep or pathlib.Path(temporary)
        print(f"# {options.rows:,} rows{', dirty' if options.dirty else ''}, median of {options.runs} runs", flush=True)
        generate(folder / "ten", 10, options)
        generate(folder, options.rows, options)
        for job in ("long", "wide"):
            job_table(job, folder, options)
        start_up_table(folder / "ten", options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
