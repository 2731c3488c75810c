"""The examples in the manual, run as tests.

A fenced block marked ```console in which a command is `passline …` is a session: lines that begin with `$ ` are
commands (one that ends in a backslash goes on in the next line), the lines below a command are what it prints, standard
error included. A line `...` stands for any lines. Where the block begins with `# in examples/NAME`, it runs in a
copy of that folder, otherwise in an empty folder with a copy of examples/ in it. `make demo` runs examples/demo.sh; all
that follows it in its block is its output, the commands that it shows included.
"""

import dataclasses
import difflib
import pathlib

from project import ROOT
from sandbox import Sandbox, visible

FOLDER = "# in "
DEMO = "$ make demo"


@dataclasses.dataclass
class Command:
    source: list  # the lines of the command, with the `$ `
    expected: list = dataclasses.field(default_factory=list)

    def script(self):
        text = "\n".join(self.source)
        return "examples/demo.sh passline" if text == DEMO else text.removeprefix("$ ")


@dataclasses.dataclass
class Block:
    path: pathlib.Path
    line: int  # of the first line inside the fence, counted from 0
    end: int  # of the closing fence
    folder: str = ""
    commands: list = dataclasses.field(default_factory=list)

    def is_demo(self):
        return bool(self.commands) and self.commands[0].source == [DEMO]

    def is_session(self):
        return self.is_demo() or any(command.script().startswith("passline") for command in self.commands)

    def source(self):
        lines = [FOLDER + self.folder] if self.folder else []
        for command in self.commands:
            lines += command.source + command.expected
        return lines


def read_blocks(path):
    """The sessions of a Markdown file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    blocks = []
    block = None
    for number, line in enumerate(lines):
        if block is None:
            if line.strip() == "```console":
                block = Block(path, number + 1, number + 1)
        elif line.strip() == "```":
            block.end = number
            if block.is_session():
                blocks.append(block)
            block = None
        elif line.startswith(FOLDER) and not block.commands:
            block.folder = line.removeprefix(FOLDER).strip()
        elif line.startswith("$ ") and not block.is_demo():
            block.commands.append(Command([line]))
        elif block.commands and not block.commands[-1].expected and block.commands[-1].source[-1].endswith("\\"):
            block.commands[-1].source.append(line)
        elif block.commands:
            block.commands[-1].expected.append(line)
    return blocks


def matches(expected, actual):
    """Whether the lines agree, `...` standing for any number of them, none included."""
    if not expected:
        return not actual
    if expected[0] == "...":
        return any(matches(expected[1:], actual[skip:]) for skip in range(len(actual) + 1))
    return bool(actual) and expected[0] == actual[0] and matches(expected[1:], actual[1:])


def run_block(block, binary):
    """Runs the commands of a block, one after the other in the same folder. Yields (command, lines printed)."""
    with Sandbox(binary) as sandbox:
        if block.folder:
            sandbox.copy(block.folder, ".")
        elif (ROOT / "examples").is_dir():
            sandbox.copy("examples", "examples")
        code = 0
        for command in block.commands:
            # `$?` is the exit code of the command before, as in a shell.
            code, stdout, _ = sandbox.run(f"(exit {code})\n{command.script()}", merge_streams=True)
            yield command, visible(stdout).splitlines()


def difference(command, actual):
    return "".join(
        f"{line}\n" for line in difflib.unified_diff(command.expected, actual, "the manual", "got", lineterm="")
    )


def rewrite(path, blocks):
    """Writes the blocks, with what their commands now expect, back to their file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for block in reversed(blocks):
        lines[block.line : block.end] = block.source()
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
