"""Lays score sheets out in ways that trip readers: any column order, every line end, and features put onto block borders."""

import csv
import io

NOTE = "备注"  # a column that the workspace leaves out
BORDER = 8192  # every larger block size that somebody may choose is a multiple of it

# What lies on a border; `place` puts each of them onto one in turn. The number is coprime to powers of two, so that
# every feature also comes onto the borders of larger blocks.
FEATURES = ("row ends", "CR before, LF behind", "closing quote before", "between doubled quotes", "line end inside quotes before",
            "CR before, LF behind, inside quotes", "opening quote before", "inside a cell", "inside a wide character")


def as_csv(header, rows, dice, *, encoding="utf-8", end="\n", delimiter=",", quoting=csv.QUOTE_MINIMAL, last_end=True,
           blank_lines=False):
    """The bytes of a sheet; `blank_lines` strews some."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end, delimiter=delimiter, quoting=quoting)
    writer.writerow(header)
    for row in rows:
        writer.writerow(row)
        if blank_lines and dice.chance(0.02):
            out.write(dice.pick("", "   ", delimiter * (len(header) - 1)) + end)
    text = out.getvalue()
    return (text if last_end else text[:-len(end)]).encode(encoding)


def shuffled_columns(header, rows, dice):
    order = list(range(len(header)))
    dice.random.shuffle(order)
    return [header[i] for i in order], [[row[i] for i in order] for row in rows]


class Borders:
    """Builds a sheet row by row; the last column is a quoted note that is as long as it takes to reach the next border."""

    def __init__(self, header, dice, *, encoding="utf-8", end="\r\n", unit=BORDER):
        self.dice, self.encoding, self.end, self.unit = dice, encoding, end.encode(), unit
        self.out = bytearray()
        self.line = 1  # where the next row begins
        self.lines = []  # where each row began
        self.placed = 0
        self.add([*header, NOTE], [])

    def left(self):
        """Bytes up to the next border."""
        return self.unit - len(self.out) % self.unit

    def add(self, cells, notes):
        """A row; `notes` are the pieces of the note between its quotes, none for a row without one."""
        row = ",".join(cells).encode(self.encoding)
        if notes:
            row += b',"' + b"".join(notes) + b'"'
        elif self.lines:
            row += b","
        self.out += row + self.end
        self.lines.append(self.line)
        self.line += row.count(b"\n") + self.end.count(b"\n")

    def filler(self, size):
        """So many bytes of a quoted note, which look like rows, line ends and doubled quotes in them."""
        if size > BORDER:
            return self.filler(size % BORDER) + self.filler(BORDER) * (size // BORDER)
        pieces = (b"\nE0000001,L1,theory,1,0,2026-01-05,\n", b'\r\nE0000002,L1,practical,1,100,,""x""\r\n', b'""\n""', b'"",\n',
                  "宝㐂𠮷测".encode(self.encoding), b",,,", b'\n"",""\n')
        found = b""
        while len(found) < size:
            piece = self.dice.pick(*pieces)
            found += piece if len(found) + len(piece) <= size else b"x" * (size - len(found))
        return found

    def place(self, cells):
        """A row whose note reaches the next border with the next feature on it."""
        feature = FEATURES[self.placed % len(FEATURES)]
        head = len(",".join(cells).encode(self.encoding)) + 2
        room = self.left() - head  # of the note before the border
        if room < 40:
            room += self.unit
        self.placed += 1
        if feature == "row ends":
            notes = [self.filler(room - 1 - len(self.end))]
        elif feature == "CR before, LF behind":
            notes = [self.filler(room - 2)]
        elif feature == "closing quote before":
            notes = [self.filler(room - 1)]
        elif feature == "between doubled quotes":
            notes = [self.filler(room - 1), b'""', self.filler(30)]
        elif feature == "line end inside quotes before":
            notes = [self.filler(room - 1), b"\n", b"E0000001,L1,theory,1,0,2026-01-05,\n"]
        elif feature == "CR before, LF behind, inside quotes":
            notes = [self.filler(room - 1), b"\r\n", b"E0000001,L1,theory,1,0,2026-01-05,\n"]
        elif feature == "opening quote before":
            self.fill_up_to(self.unit - head)
            notes = [self.filler(200)]
        elif feature == "inside a cell":
            self.fill_up_to(self.unit - self.dice.random.randint(1, head - 2))
            notes = [self.filler(200)]
        else:
            notes = [self.filler(room - 1), "㐂".encode(self.encoding), self.filler(30)]
        self.add(cells, notes)

    def fill_up_to(self, place):
        """Lengthens the row before, so that the next one begins at this place of a block."""
        if not self.out.endswith(b'"' + self.end):
            raise ValueError("the row before has no note to lengthen")
        missing = (place - len(self.out)) % self.unit
        at = len(self.out) - len(self.end) - 1
        self.out[at:at] = b"y" * missing


def reach_of(data, unit):
    """How many borders of a size a sheet has: none means that the sheet tested nothing there."""
    return len(data) // unit
