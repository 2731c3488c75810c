"""Puts the measured figures into the page: page.md with its {places} filled."""

import dataclasses
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess

import measure
import tools

TEMPLATE = pathlib.Path(__file__).with_name("page.md")


@dataclasses.dataclass
class Job:
    name: str
    size: int  # bytes of the sheet
    rows: int
    pairs: int  # persons × courses
    base: str  # the tool that others are divided by
    runs: dict  # tool → measure.Run of each round, None where it was spared
    differs: dict  # tool → counts of what is wrong with its output
    own: dict  # passline's variants → measure.Run of each round


@dataclasses.dataclass
class Huge:
    name: str
    size: int
    rows: int
    run: measure.Run


@dataclasses.dataclass
class StartUp:
    seconds: float  # ten rows, files written
    printing: float  # ten rows, to standard output
    floor: float  # of `true`
    peak: int


def mebibytes(count):
    return f"{count / 2**20:,.0f}"


def megabytes(count):
    return f"{count / 1e6:,.0f} MB"


def ratios(runs, base):
    return [run.seconds / other.seconds for run, other in zip(runs, base) if run and other]


def short(ratio):
    return f"{ratio:.2f}" if ratio >= 0.095 else f"{ratio:.3f}"


def spread(values):
    return f"{short(min(values))}–{short(max(values))}" if len(values) > 1 else ""


def seconds_of(runs):
    return measure.median([run.seconds for run in runs if run])


def highest(runs, field):
    return max(getattr(run, field) for run in runs if run)


def table(heads, rows):
    line = "| " + " | ".join(heads) + " |"
    rule = "| --- |" + " ---: |" * (len(heads) - 1)
    return "\n".join([line, rule, *("| " + " | ".join(row) + " |" for row in rows)])


def tools_table(job):
    def row(name, runs):
        values = ratios(runs, job.runs[job.base])
        wrong = job.differs.get(name)
        counts = [f"{wrong[what]:,}" for what in ("verdicts", "others", "summary")] if wrong else ["", "", ""]
        bold = "**" if name == "passline" else ""
        return [f"{bold}{name}{bold}", f"{bold}{short(measure.median(values))}{bold}", spread(values) if name != job.base else "",
                f"{seconds_of(runs):.2f}", mebibytes(highest(runs, "peak")), mebibytes(highest(runs, "own")), *counts]

    heads = ["tool", f"time, {job.base} = 1", "spread", "seconds", "peak MiB", "own MiB", "wrong verdicts", "other rows",
             "wrong rows of the summary"]
    return table(heads, [row(name, runs) for name, runs in job.runs.items()])


# The rows of the table of variants: the variant's name, and what the ratio is about.
VARIANTS = {
    "a tenth of the rows": "growth from a tenth of the rows",
    "one thread": "one thread against two",
    "GB18030, CRLF, quoted fields": "the same rows as GB18030 with CRLF and quoted fields",
    "sheet in random order": "the same rows in random order",
    "`check`": "`check`",
    "`--quarantine`": "with `--quarantine`",
    "`--components`": "with `--components`",
    "JSON": "JSON instead of CSV",
    "JSON, thrown away": "JSON instead of CSV, both thrown away",
    "`explain` of one person": "`explain` of one person",
}
# What a variant stands beside where that is not the plain run.
BESIDE = {"one thread": "two threads", "JSON, thrown away": "CSV, thrown away"}


def variant_cells(job, name):
    runs = job.own.get(name)
    if runs is None:
        return ["", "", ""]
    plain = job.own["passline"]
    if name == "a tenth of the rows":
        values = ratios(plain, runs)
    else:
        values = ratios(runs, job.own[BESIDE[name]] if name in BESIDE else plain)
    return [short(measure.median(values)), spread(values), mebibytes(highest(runs, "own"))]


def own_table(jobs):
    heads = ["time as a ratio", *(f"{job.name}{what}" for job in jobs for what in ("", ", spread", ", own MiB"))]
    rows = [[label, *(cell for job in jobs for cell in variant_cells(job, name))] for name, label in VARIANTS.items()]
    plain = ["the plain run", *(cell for job in jobs
                                for cell in ("1.00", "", mebibytes(highest(job.own["passline"], "own"))))]
    return table(heads, [plain, *rows])


def huge_section(huge):
    if not huge:
        return ""
    rows = [[h.name, f"{h.rows:,}", megabytes(h.size), f"{h.run.seconds:.1f}", mebibytes(h.run.peak), mebibytes(h.run.own)]
            for h in huge]
    heads = ["job", "rows", "sheet", "seconds", "peak MiB", "own MiB"]
    return f"## Larger sheets\n\nOne run each.\n\n{table(heads, rows)}\n\n"


def start_up_table(found):
    rows = [["`grade`, results and summary written to files", f"{found.seconds * 1000:.1f}", ""],
            ["`grade`, results printed", f"{found.printing * 1000:.1f}", f"{found.peak / 2**20:.1f}"],
            ["`true`, for comparison", f"{found.floor * 1000:.1f}", ""]]
    return f"Ten rows, median of {measure.START_UP_RUNS} runs.\n\n" + table(["command", "milliseconds", "peak MiB"], rows)


def machine():
    """In words that name no particular machine: cores, the processor's family, memory."""
    facts = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    name = re.search(r"^model name\s*:\s*(.+)$", facts, re.MULTILINE)
    name = re.sub(r"\(.*?\)|@.*|\s+(?:CPU|Processor)\b|\s+\d+-Core.*", "", name[1]).strip() if name else platform.machine()
    vectors = next((word for word in ("avx512bw", "avx2") if re.search(rf"\b{word}\b", facts)), "")
    vectors = {"avx512bw": ", AVX-512", "avx2": ", AVX2"}.get(vectors, "")
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return f"{len(os.sched_getaffinity(0))} cores of {name} ({platform.machine()}{vectors}) with {memory:.0f} GiB of memory"


def version_of(command):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    except OSError:
        return ""
    found = re.search(r"\d+\.\d+(?:\.\d+)*", done.stdout)
    return found[0] if found else ""


def settings(jobs, modules):
    packages = json.loads((tools.PEERS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    versions = []
    if modules:
        versions += [f"DuckDB {packages['@duckdb/node-api'].split('-')[0]}", f"Polars for Node {packages['nodejs-polars']}"]
    for name, command in (("sqlite3", ["sqlite3", "--version"]), ("Miller", ["mlr", "--version"])):
        if shutil.which(command[0]):
            versions.append(f"{name} {version_of(command)}")
    rounds = len(next(iter(jobs[0].own.values())))
    with_versions = f" {', '.join(versions)}." if versions else ""
    return f"{rounds} rounds, two threads for every tool that has threads.{with_versions}"


def too_many(jobs):
    return shutil.which("mlr") and max(job.rows for job in jobs) > tools.MOST_ROWS["miller"]


def text(jobs, start_up, huge, modules):
    places = {
        "machine": machine(),
        "settings": settings(jobs, modules),
        "slow": str(tools.SLOW),
        "base": jobs[0].base,
        "left_out": " Miller is left out: its long job holds 5 GB for a million rows." if too_many(jobs) else "",
        "own": own_table(jobs),
        "huge": huge_section(huge),
        "start_up": start_up_table(start_up),
    }
    for job in jobs:
        places |= {f"{job.name}_rows": f"{job.rows:,}", f"{job.name}_size": megabytes(job.size),
                   f"{job.name}_pairs": f"{job.pairs:,}", f"{job.name}_tools": tools_table(job)}
    return TEMPLATE.read_text(encoding="utf-8").format(**places)
