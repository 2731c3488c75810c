"""What is run for each job: passline, its peers, its own variants, and the limits."""

import dataclasses
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PEERS = HERE / "peers"
JOBS = HERE / "jobs"
# The person that `explain` is asked for: in every sheet of a thousand rows or more.
EXPLAINED = "E00000123"
# A tool this many times slower than DuckDB is run in the first round only.
SLOW = 8
# Miller's long job holds 5 GB for a million rows, and would bring down whatever else runs on the machine.
MOST_ROWS = {"miller": 2000000}


@dataclasses.dataclass
class Tool:
    name: str
    command: list
    output: str = ""  # the results' file, empty where none is compared
    summary: str = ""
    may_exit: tuple = (0,)
    room: int = 500  # bytes of memory for each row of the sheet that are made ready before the run


def passline(binary, job, sheet=None, *, command="grade", more=(), output=None):
    """A run of passline on a job's sheet; `output` is the results' file, "-" for standard output and no summary."""
    sheet = sheet or f"{job}.csv"
    words = [str(binary), "--as-of", "2026-06-30", command, "--policy", "policy.yaml", "--plan", "plan.yaml"]
    words += ["--roster", "roster.csv"] if job == "long" else []
    words += ["--scores", sheet]
    if command == "grade" and output != "-":
        output = output or f"{job}-passline.csv"
        words += ["-o", output, "--summary", f"{job}-passline-summary.csv"]
    return [*words, *more]


def plain(binary, job):
    return Tool("passline", passline(binary, job), f"{job}-passline.csv", f"{job}-passline-summary.csv")


def variants(binary, job):
    """passline in other ways, each beside the plain run of the same round."""
    found = [
        Tool("one thread", passline(binary, job, more=["--threads", "1"])),
        Tool("two threads", passline(binary, job, more=["--threads", "2"])),
        Tool("GB18030, CRLF, quoted fields", passline(binary, job, f"{job}-dirty.csv"), f"{job}-passline.csv"),
        Tool("`check`", passline(binary, job, command="check"), may_exit=(0, 1)),
        Tool("`--quarantine`", passline(binary, job, more=["--quarantine", f"{job}-wrong.csv"]), f"{job}-passline.csv"),
        Tool("`--components`", passline(binary, job, more=["--components", f"{job}-components.csv"]), f"{job}-passline.csv"),
        Tool("JSON", passline(binary, job, output=f"{job}-passline.json"), room=1000),
        Tool("CSV, thrown away", passline(binary, job, output="/dev/null", more=["--format", "csv"])),
        Tool("JSON, thrown away", passline(binary, job, output="/dev/null", more=["--format", "json"])),
        Tool("`explain` of one person", passline(binary, job, command="explain", more=[EXPLAINED])),
    ]
    if job == "wide":
        shuffled = Tool("sheet in random order", passline(binary, job, "wide-shuffled.csv"), "wide-passline.csv")
        found.insert(2, shuffled)
    return found


def is_input(name):
    """Of a folder's files, those that no run writes."""
    return name in ("generated", "policy.yaml", "plan.yaml", "roster.csv") or re.fullmatch(
        r"(long|wide)(-expected|-expected-summary|-dirty|-shuffled)?\.csv", name)


def shell(text):
    return ["sh", "-c", text]


def limits(job):
    return [
        Tool("read the sheet (`cat`)", shell(f"exec cat {job}.csv > /dev/null")),
        Tool("count its lines (`wc -l`)", ["wc", "-l", f"{job}.csv"]),
        Tool("write the results (`cat`)", shell(f"exec cat {job}-expected.csv > {job}-copy.csv")),
        Tool("write and flush them (`dd`)",
             shell(f"exec dd if={job}-expected.csv of={job}-copy.csv bs=1M conv=fsync status=none")),
    ]


def pandas_python():
    """A Python that has pandas: Debian's may not be the first on the path."""
    for candidate in (sys.executable, "/usr/bin/python3"):
        if shutil.which(candidate) and subprocess.run([candidate, "-c", "import pandas"], capture_output=True).returncode == 0:
            return candidate
    return None


def has_data_table():
    if not shutil.which("Rscript"):
        return False
    return subprocess.run(["Rscript", "-e", "library(data.table)"], capture_output=True).returncode == 0


def node_modules(folder):
    """Installs DuckDB and Polars for Node into a folder of the benchmark; where they ended up, or None."""
    home = folder / "npm"
    modules = home / "node_modules"
    if not shutil.which("npm"):
        return None
    if not (modules / "nodejs-polars").is_dir():
        home.mkdir(parents=True, exist_ok=True)
        shutil.copy(PEERS / "package.json", home)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"], cwd=home, stdout=subprocess.DEVNULL)
    if modules.is_dir() and not works(modules, "nodejs-polars"):
        unpack_native_polars(home, modules)
    return modules if modules.is_dir() else None


def unpack_native_polars(home, modules):
    """Where Node is older than Polars asks for, npm leaves out its native part, which is optional. It runs all the same."""
    machine = {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine())
    name = f"nodejs-polars-linux-{machine}-gnu"
    version = json.loads((PEERS / "package.json").read_text())["optionalDependencies"].get(name)
    if version is None:
        return
    done = subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=home, capture_output=True, text=True)
    if done.returncode == 0:
        (modules / name).mkdir(exist_ok=True)
        packed = home / done.stdout.split()[-1]
        subprocess.run(["tar", "xzf", packed, "-C", modules / name, "--strip-components=1"])


def works(modules, package):
    """Whether Node can load a package: what npm installs may not be built for this machine."""
    if modules is None:
        return False
    run = subprocess.run(["node", "-e", f"require('{package}')"], env=environment(modules), capture_output=True)
    return run.returncode == 0


def environment(modules):
    """What the tools run with: two threads each, and Node's packages where they were installed."""
    extra = {"POLARS_MAX_THREADS": "2", "OMP_NUM_THREADS": "2"}
    return {**os.environ, **extra, **({"NODE_PATH": str(modules)} if modules else {})}


def peers(modules, rows):
    """Name and label of each peer that can run here with so many rows, with a function from job to command."""
    duckdb, polars, python = works(modules, "@duckdb/node-api"), works(modules, "nodejs-polars"), pandas_python()
    known = [
        ("duckdb", "DuckDB (DECIMAL)", duckdb, lambda job: ["node", PEERS / "duckdb.js", job, "DECIMAL(5,2)"]),
        ("duckdb-double", "DuckDB (DOUBLE)", duckdb, lambda job: ["node", PEERS / "duckdb.js", job, "DOUBLE"]),
        ("polars", "Polars", polars, lambda job: ["node", PEERS / "polars.js", job]),
        ("datatable", "R data.table", has_data_table(), lambda job: ["Rscript", PEERS / "datatable.R", job]),
        ("pandas", "pandas", bool(python), lambda job: [python, PEERS / "pandas_job.py", job]),
        ("sqlite3", "sqlite3", bool(shutil.which("sqlite3")), lambda job: shell(f"exec sqlite3 :memory: < {PEERS}/{job}.sql")),
        ("awk", "awk", bool(shutil.which("awk")),
         lambda job: ["awk", "-f", PEERS / f"{job}.awk", *(["roster.csv"] if job == "long" else []), f"{job}.csv"]),
        ("miller", "Miller", bool(shutil.which("mlr")), lambda job: ["sh", PEERS / "miller.sh", job]),
    ]
    return [(name, label, command) for name, label, there, command in known if there and rows <= MOST_ROWS.get(name, rows)]


def tool_of(peer, job):
    name, label, command = peer
    return Tool(label, [str(word) for word in command(job)], f"{job}-{name}.csv", f"{job}-{name}-summary.csv")
