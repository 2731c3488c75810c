#!/usr/bin/env python3
"""Sends reminders through a real mail server and reads back what arrived: mail_server.py --passline build/passline

Needs root and Debian's exim4-daemon-light; not part of `make test`. Two instances of exim with settings of their own: one
takes messages from `passline remind --to mail` as the system's sendmail does and passes them on by SMTP over the loopback
to the other, which delivers into a mailbox. The system's own exim and its settings stay out of it.
"""

import argparse
import email
import email.policy
import json
import mailbox
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from project import ROOT, close

EXIM = "/usr/sbin/exim4"
PORT = 2525
COMMON = """spool_directory = {folder}/{name}
log_file_path = {folder}/{name}/%slog
pid_file_path = {folder}/{name}/pid
primary_hostname = {name}.example.invalid
tls_advertise_hosts =
keep_environment =
"""
RELAY = COMMON + """begin routers
onward:
  driver = manualroute
  route_list = * 127.0.0.1
  self = send
  transport = onward
begin transports
onward:
  driver = smtp
  port = {port}
"""
SERVER = COMMON + """daemon_smtp_ports = {port}
local_interfaces = 127.0.0.1
acl_smtp_rcpt = take
begin acl
take:
  accept
begin routers
local:
  driver = accept
  transport = box
begin transports
box:
  driver = appendfile
  file = {folder}/server/box
  user = Debian-exim
  envelope_to_add
  delivery_date_add
"""


def settings(folder, name, text):
    (folder / name).mkdir()
    shutil.chown(folder / name, "Debian-exim", "Debian-exim")
    path = folder / f"{name}.conf"
    path.write_text(text.format(folder=folder, name=name, port=PORT))
    return path


def delivered(box, count):
    for _ in range(200):
        if box.exists() and len(mailbox.mbox(box, create=False)) >= count:
            break
        time.sleep(0.1)
    return list(mailbox.mbox(box, create=False)) if box.exists() else []


def problems_of(passline, folder, language):
    work = folder / f"work-{language}"
    shutil.copytree(ROOT / "tests/golden/office", work)
    remind = [passline, "remind", "--as-of", "2026-02-18", "--lang", language]
    subprocess.run([*remind, "--state", "other", "--to", "exec:cat >> wanted"], cwd=work, check=True)
    wanted = [json.loads(line) for line in (work / "wanted").read_text(encoding="utf-8").splitlines()]
    box = folder / "server" / "box"
    box.unlink(missing_ok=True)
    subprocess.run([*remind, "--to", "mail", "--sendmail", folder / "sendmail"], cwd=work, check=True)
    found, messages = [], delivered(box, len(wanted))
    if len(messages) != len(wanted) or not wanted:
        found.append(f"{language}: {len(messages)} messages arrived of {len(wanted)}")
    for raw in messages:
        message = email.message_from_bytes(bytes(raw), policy=email.policy.default)
        to = message["To"].addresses[0]
        same = [each for each in wanted if each["to"] == to.addr_spec]
        right = (len(same) == 1 and message.get_content() == same[0]["text"] and str(message["Subject"]) == same[0]["subject"]
                 and message["Envelope-to"] == to.addr_spec and message["From"] == "training@example.invalid"
                 and message["Date"] is not None and not message.defects)
        if not right:
            found.append(f"{language}: {bytes(raw).decode(errors='replace')}")
    return found, len(wanted)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passline", required=True, type=pathlib.Path)
    passline = parser.parse_args().passline.resolve()
    with tempfile.TemporaryDirectory(prefix="passline-mail-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        relay, server = settings(folder, "relay", RELAY), settings(folder, "server", SERVER)
        (folder / "sendmail").write_text(f'#!/bin/sh\nexec {EXIM} -C {relay} -odf "$@"\n')
        (folder / "sendmail").chmod(0o755)
        daemon = subprocess.Popen([EXIM, "-C", server, "-bdf", "-odi"], stderr=subprocess.DEVNULL)
        try:
            time.sleep(1)
            problems, checked = [], 0
            for language in ("zh", "en"):
                found, count = problems_of(passline, folder, language)
                problems += found
                checked += count
            if problems:
                print(*((folder / name / "mainlog").read_text() for name in ("relay", "server") if (folder / name / "mainlog").exists()))
        finally:
            daemon.terminate()
            daemon.wait()
    return close(problems, checked)


if __name__ == "__main__":
    sys.exit(main())
