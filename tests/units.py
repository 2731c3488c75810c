#!/usr/bin/env python3
"""What examples/remind installs, by the checkers of those who read it: systemd-analyze verify and security, crontab -n."""

import pathlib
import re
import subprocess
import sys
import tempfile

from project import ROOT, close

FOLDER = ROOT / "examples" / "remind"
EXPOSURE_AT_MOST = 1.5  # of 10; below 2 counts as "OK", systemd's best but one
UNITS = ("passline-remind.service", "passline-remind.timer")


def ran(*words):
    done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    return done.returncode, done.stdout


def units(folder, text):
    """The units as they are, but for the program, which need not be installed here."""
    for name in UNITS:
        (folder / name).write_text((FOLDER / name).read_text().replace("/usr/local/bin/passline", "/bin/true"))
    with open(folder / UNITS[0], "a") as service:
        service.write(text)
    return [str(folder / name) for name in UNITS]


def crontab(folder, text):
    path = folder / "crontab"
    path.write_text((FOLDER / "crontab").read_text() + text)
    return ran("crontab", "-n", str(path))


def main():
    problems = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        code, text = ran("systemd-analyze", "verify", *units(folder, ""))
        if code or text.strip():
            problems.append(f"systemd-analyze verify: exit code {code}\n{text}")
        code, text = ran("systemd-analyze", "security", "--offline=yes", str(folder / UNITS[0]))
        score = re.search(r"exposure level for .*?: (\d+\.\d+)", text)
        if not score or float(score[1]) > EXPOSURE_AT_MOST:
            problems.append(f"systemd-analyze security: {score[0] if score else text}")
        # both say so when something is wrong
        if not ran("systemd-analyze", "verify", *units(folder, "NoSuchSetting=yes\n"))[1].strip():
            problems.append("systemd-analyze verify says nothing of a setting that there is not")
        code, text = crontab(folder, "")
        if code:
            problems.append(f"crontab -n: exit code {code}\n{text}")
        if crontab(folder, "61 7 * * * true\n")[0] == 0:
            problems.append("crontab -n takes minute 61")
    return close(problems, 5)


if __name__ == "__main__":
    sys.exit(main())
