"""Time and memory of other processes, measured from outside."""

import dataclasses
import fcntl
import mmap
import os
import pathlib
import re
import statistics
import subprocess
import threading
import time

F_SETPIPE_SZ = 1031
SAMPLE_SECONDS = 0.02
START_UP_RUNS = 50


@dataclasses.dataclass
class Run:
    seconds: float
    peak: int  # bytes: everything resident at once, mapped files included
    own: int  # bytes: the part that is no file


def status_bytes(pid, *fields):
    """Fields of /proc/PID/status in bytes; zeros when the process is gone."""
    found = dict.fromkeys(fields, 0)
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
            for line in status:
                name, _, value = line.partition(":")
                if name in found:
                    found[name] = int(value.split()[0]) * 1024
    except (OSError, ValueError):
        pass
    return tuple(found.values())


def children_of(pid):
    try:
        return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def with_children(pid):
    """The process, then all below it: awk runs sort, a script runs programs in a row."""
    found = [pid]
    for parent in found:
        found += children_of(parent)
    return found


class Sampler(threading.Thread):
    """Watches the memory of a process and those it starts, every 20 ms: watching takes hardly any of its time.

    `ru_maxrss` is no use for the peak: a child inherits that of the Python that started it.
    """

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = self.own = 0
        self.over = threading.Event()

    def run(self):
        while not self.over.is_set():
            highest, now, own = zip(*(status_bytes(pid, "VmHWM", "VmRSS", "RssAnon") for pid in with_children(self.pid)))
            self.peak, self.own = max(self.peak, *highest, sum(now)), max(self.own, sum(own))
            self.over.wait(SAMPLE_SECONDS)


def available_memory():
    found = re.search(r"^MemAvailable:\s*(\d+) kB", pathlib.Path("/proc/meminfo").read_text(encoding="ascii"), re.MULTILINE)
    return int(found[1]) * 1024


def ready_memory(size):
    """Takes so many bytes of memory, half of what is there at most, and gives them back at once.

    A virtual machine may have handed what is free to its host, and whoever needs it next waits until it is there
    again: seconds for a gigabyte, which belong to no tool.
    """
    size = min(size, available_memory() // 2)
    mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | mmap.MAP_POPULATE).close()


def run(command, folder, environment=None, may_exit=(0,)):
    """Runs a command once, its output thrown away. Raises RuntimeError when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    sampler = Sampler(process.pid)
    sampler.start()
    complaint = process.communicate()[1]
    seconds = time.perf_counter() - start
    sampler.over.set()
    sampler.join()
    if process.returncode not in may_exit:
        raise RuntimeError(f"{command} ended with {process.returncode}: {complaint.decode(errors='replace')[-1000:]}")
    return Run(seconds, sampler.peak, sampler.own)


def median(values):
    return statistics.median(values)


def start_up(command, folder, times):
    """Median seconds of a short command, output thrown away."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def memory_of_short_run(command, folder):
    """The peak of a process too short to sample: it is held at its first write by a pipe that is full already."""
    reader, writer = os.pipe()
    size = fcntl.fcntl(writer, F_SETPIPE_SZ, 4096)
    os.write(writer, b" " * size)
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=writer, stderr=subprocess.DEVNULL)
    os.close(writer)
    time.sleep(0.3)
    (peak,) = status_bytes(process.pid, "VmHWM")
    while os.read(reader, 65536):
        pass
    os.close(reader)
    process.wait()
    return peak
