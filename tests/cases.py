"""Case files: input, command, output and exit code of one or several cases in one readable file, *.test.

    # What the case shows, in a line or two.
    --- file sheets/scores.csv encoding=gb18030 eol=crlf
    employee_id,course_id
    --- copy examples/cross-border-training as .
    --- hex sheets/broken.csv
    ff fe 00
    --- run
    passline grade --only E1002
    --- stdout
    …
    --- exit 3

Sections that prepare: `file NAME` (UTF-8 and LF unless it says otherwise), `hex NAME`, `copy PATH [as NAME]` (a path of
the repository; its last part unless NAME is given). `run` holds bash, in a fresh folder. Sections that expect:
`stdout`, `stderr` (empty where missing), `exit N` (0 where missing), `output FILE` (a file that the command wrote),
`absent FILE`. A line `=== NAME` begins a further case. All lines of a section count, blank ones too, except
a last blank one before `===`. A section that ends without a line feed says so in a last line `\\ no newline at end`.
CR, ESC, NUL and BOM in what came out are spelled <CR>, <ESC>, <NUL>, <BOM>.

A case that fails with nothing on standard output must also leave the folder as it was, but for `output` files.
"""

import dataclasses
import difflib
import pathlib
import re

from sandbox import Sandbox, visible

SECTION = re.compile(r"--- (file|hex|copy|run|stdout|stderr|exit|output|absent)(?: (.*))?$")
NO_NEWLINE = "\\ no newline at end\n"
OPTION = re.compile(r"(encoding|eol)=(\S+)$")


class CaseError(Exception):
    """A case file that cannot be understood."""


@dataclasses.dataclass
class Section:
    kind: str
    argument: str = ""
    text: str = ""

    def content(self):
        return self.text.removesuffix("\n" + NO_NEWLINE) if self.text.endswith("\n" + NO_NEWLINE) else self.text

    def source(self):
        head = f"--- {self.kind} {self.argument}".rstrip()
        return f"{head}\n{self.text}"


@dataclasses.dataclass
class Case:
    path: pathlib.Path
    name: str
    head: str  # the lines before the first section: `=== NAME` and comments
    sections: list = dataclasses.field(default_factory=list)
    tail: str = ""  # the blank line before the next `===`

    def all(self, kind):
        return [section for section in self.sections if section.kind == kind]

    def expected(self, kind):
        found = self.all(kind)
        return found[0].content() if found else ""

    def expected_exit(self):
        found = self.all("exit")
        return int(found[0].argument) if found else 0

    def source(self):
        return self.head + "".join(section.source() for section in self.sections) + self.tail


def read_cases(path):
    """The cases of a file, in order. Their sources joined are the file again."""
    cases = []
    current = None
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("=== "):
            head = line
            if current and current.sections:
                last = current.sections[-1]
                if last.text == "\n" or last.text.endswith("\n\n"):
                    last.text, current.tail = last.text[:-1], "\n"
                cases.append(current)
            elif current:
                head = current.head + line
            current = Case(path, line[4:].strip(), head)
            continue
        current = current or Case(path, "", "")
        section = SECTION.match(line.rstrip("\n"))
        if section:
            current.sections.append(Section(section[1], (section[2] or "").strip()))
        elif current.sections:
            current.sections[-1].text += line
        elif line.strip() and not line.startswith("#"):
            raise CaseError(f"{path}: '{line.strip()}' stands before the first section")
        else:
            current.head += line
    if current:
        cases.append(current)
    for case in cases:
        _check(case)
    return cases


def _check(case):
    where = f"{case.path} {case.name}".rstrip()
    if len(case.all("run")) != 1:
        raise CaseError(f"{where}: needs one 'run' section")
    for section in case.sections:
        if section.kind in ("copy", "exit", "absent") and section.text.strip():
            raise CaseError(f"{where}: lines stand below '--- {section.kind}'")
        if section.kind == "file" and not all(OPTION.match(word) for word in section.argument.split()[1:]):
            raise CaseError(f"{where}: '--- file {section.argument}' has an unknown option")


def _prepare(case, sandbox):
    for section in case.sections:
        words = section.argument.split()
        if section.kind == "copy":
            name = words[2] if words[1:2] == ["as"] else pathlib.Path(words[0]).name
            sandbox.copy(words[0], name)
        elif section.kind == "hex":
            sandbox.write(words[0], bytes.fromhex(section.text))
        elif section.kind == "file":
            options = dict(OPTION.match(word).groups() for word in words[1:])
            text = section.content()
            if options.get("eol") == "crlf":
                text = text.replace("\n", "\r\n")
            sandbox.write(words[0], text.encode(options.get("encoding", "utf-8")))


def _marked(text):
    return text if text.endswith("\n") or not text else text + "\n" + NO_NEWLINE


def _diff(label, expected, actual):
    lines = difflib.unified_diff(
        _marked(expected).splitlines(keepends=True),
        _marked(actual).splitlines(keepends=True),
        f"{label} expected",
        f"{label} got",
    )
    return "".join(lines)


@dataclasses.dataclass
class Outcome:
    case: Case
    exit_code: int
    stdout: str
    stderr: str
    outputs: dict  # file name → text, None where the file is missing
    present: list  # files that should be absent
    touched: list  # files created, changed or removed although nothing should be

    def problems(self):
        """What differs from the expectation, as text; empty when the case passes."""
        case = self.case
        found = [
            _diff("stdout", case.expected("stdout"), self.stdout),
            _diff("stderr", case.expected("stderr"), self.stderr),
        ]
        if self.exit_code != case.expected_exit():
            found.append(f"exit code: expected {case.expected_exit()}, got {self.exit_code}\n")
        for section in case.all("output"):
            text = self.outputs[section.argument]
            if text is None:
                found.append(f"output {section.argument}: was not written\n")
            else:
                found.append(_diff(f"output {section.argument}", section.content(), text))
        found += [f"absent {name}: is there\n" for name in self.present]
        found += [f"nothing may be written here, but {name} was\n" for name in self.touched]
        return "".join(found)

    def accept(self):
        """Rewrites the expecting sections of the case to what came out. `absent` and `touched` stay failures."""
        sections = [s for s in self.case.sections if s.kind not in ("stdout", "stderr", "exit")]
        for section in sections:
            if section.kind == "output" and self.outputs[section.argument] is not None:
                section.text = _marked(self.outputs[section.argument])
        at = next(i for i, section in enumerate(sections) if section.kind == "run") + 1
        found = [Section(kind, "", _marked(text)) for kind, text in
                 (("stdout", self.stdout), ("stderr", self.stderr)) if text]
        if self.exit_code:
            found.append(Section("exit", str(self.exit_code)))
        self.case.sections = sections[:at] + found + sections[at:]


def run_case(case, binary):
    with Sandbox(binary) as sandbox:
        _prepare(case, sandbox)
        before = sandbox.snapshot()
        code, stdout, stderr = sandbox.run(case.expected("run"))
        outputs = {}
        for section in case.all("output"):
            path = sandbox.folder / section.argument
            outputs[section.argument] = visible(path.read_bytes()) if path.is_file() else None
        present = [s.argument for s in case.all("absent") if (sandbox.folder / s.argument).exists()]
        touched = []
        if code != 0 and not case.expected("stdout"):
            after = sandbox.snapshot()
            names = sorted(before.keys() | after.keys())
            touched = [n for n in names if n not in outputs and before.get(n) != after.get(n)]
        return Outcome(case, code, visible(stdout), visible(stderr), outputs, present, touched)
