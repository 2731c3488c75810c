#!/usr/bin/env python3
"""Draws what a command prints on a terminal as SVG: render.py --columns 96 OUT.svg -- passline explain E1138 …

The command runs in a terminal of that width, in colour. Nothing is drawn that it did not print, except the line with the
command itself; --lines cuts the end off and says so with `…`. Each run of characters is stretched to its cells, of which
a Chinese character takes two, so that columns stay straight in any font.
"""

import argparse
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import unicodedata
from xml.sax.saxutils import escape

CELL, LINE, MARGIN = 7.8, 19, 14
INK, PAPER = "#d6deeb", "#14202e"
COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#f2cc60"}
STYLE = re.compile(r"\x1b\[([0-9;]*)m")


def printed(command, columns):
    """What the command writes to a terminal of this width."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "C.UTF-8"}
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    pieces = []
    try:
        while piece := os.read(master, 65536):
            pieces.append(piece)
    except OSError:
        pass  # the terminal is closed when the command ends
    if process.wait() not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return b"".join(pieces).decode().replace("\r\n", "\n").rstrip("\n").split("\n")


def width(character):
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def runs(line):
    """(text, cells, codes) for each stretch of one style and one width of characters."""
    codes, position = [], 0
    for piece in STYLE.split(line):
        position += 1
        if position % 2 == 0:
            codes = [] if piece in ("", "0") else codes + piece.split(";")
            continue
        for text in re.findall(r" +|[\u2500-\u257f]|[^ \u2500-\u257f]+", piece):
            part = text[:1]
            for character in text[1:]:
                if width(character) != width(part[0]):
                    yield part, len(part) * width(part[0]), codes
                    part = ""
                part += character
            yield part, len(part) * width(part[0]), codes


def drawn(line, y):
    x = 0
    for text, cells, codes in runs(line):
        if not text.isspace():
            style = "".join(f' fill="{COLOURS[code]}"' for code in codes if code in COLOURS)
            style += ' font-weight="bold"' if "1" in codes else ""
            style += ' opacity=".55"' if "2" in codes else ""
            style += f' font-size="{2 * CELL:g}"' if cells > len(text) else ""
            left, length = MARGIN + x * CELL, cells * CELL
            yield f'<text x="{left:g}" y="{y}" textLength="{length:g}"{style}>{escape(text)}</text>'
        x += cells


def svg(lines, columns):
    wide, high = MARGIN * 2 + columns * CELL, MARGIN * 2 + len(lines) * LINE
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}">'
    yield f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>'
    fonts = "ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK SC','PingFang SC','Microsoft YaHei',monospace"
    yield f'<g font-family="{fonts}" font-size="13" fill="{INK}" lengthAdjust="spacingAndGlyphs">'
    for number, line in enumerate(lines):
        yield from drawn(line, MARGIN + number * LINE + 13)
    yield "</g>\n</svg>"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--columns", type=int, default=100)
    parser.add_argument("--lines", type=int, default=0, help="of the output; the rest is cut")
    parser.add_argument("output")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    lines = printed(options.command, options.columns)
    if options.lines and len(lines) > options.lines:
        lines = [*lines[: options.lines], "…"]
    prompt = "\x1b[1m$ " + " ".join(options.command) + "\x1b[0m"
    with open(options.output, "w", encoding="utf-8") as file:
        file.write("\n".join(svg([prompt, "", *lines], options.columns)) + "\n")


if __name__ == "__main__":
    main()
