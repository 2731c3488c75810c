"""A fresh folder to run commands in, with the built binary on the PATH as `passline` and an environment of its own."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile

from project import ROOT

TIMEOUT_SECONDS = 300
VISIBLE = {"\r": "<CR>", "\x1b": "<ESC>", "\ufeff": "<BOM>", "\0": "<NUL>"}


def visible(data):
    """Bytes as text that can stand in a case file: what an editor would hide or refuse is spelled out."""
    text = data.decode("utf-8", errors="backslashreplace")
    for character, name in VISIBLE.items():
        text = text.replace(character, name)
    return text


class Sandbox:
    """Use as a context manager: the folder goes when the block ends."""

    def __init__(self, binary):
        self.binary = pathlib.Path(binary).resolve()

    def __enter__(self):
        self._temporary = tempfile.TemporaryDirectory(prefix="passline-test-")
        root = pathlib.Path(self._temporary.name)
        self.folder = root / "work"
        self.folder.mkdir()
        (root / "bin").mkdir()
        (root / "bin" / "passline").symlink_to(self.binary)
        self._environment = {
            "PATH": f"{root / 'bin'}:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(root),
            "LANG": "C.UTF-8",
            "NO_COLOR": "1",
            "TZ": "UTC",
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self._environment[name] = os.environ[name]
        return self

    def __exit__(self, *_):
        self._temporary.cleanup()

    def write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def copy(self, source, name):
        """Copies a file or folder of the repository to `name` below the folder (`.` for the folder itself)."""
        path = ROOT / source
        if path.is_dir():
            shutil.copytree(path, self.folder / name, dirs_exist_ok=True)
        else:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, self.folder / name)

    def snapshot(self):
        """Every file below the folder with a hash of its content, to see what a command wrote."""
        return {
            str(path.relative_to(self.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def run(self, script, folder=".", merge_streams=False):
        """Runs a bash script without standard input. Returns (exit code, stdout, stderr) with both as bytes."""
        done = subprocess.run(
            ["/bin/bash", "-c", script],
            cwd=self.folder / folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if merge_streams else subprocess.PIPE,
            timeout=TIMEOUT_SECONDS,
        )
        return done.returncode, done.stdout, done.stderr or b""
