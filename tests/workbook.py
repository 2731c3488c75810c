#!/usr/bin/env python3
"""Writes an Excel workbook from CSV on standard input, for cases: workbook.py OUT [OPTIONS].

A cell is a text, or, by its beginning: n:0.85 a number, d:46083 a number shown as a date, t:46083.5 as date and time,
p:0.85 as per cent, z:12 as 0000, i:TEXT a text that stands in the cell, x:TEXT a formula's text, f: a formula without
a value, b:1 true, e:#N/A an error. Empty cells are not written.
  --sheet NAME     the sheet's name (Sheet1)        --other NAME     a further, empty sheet; --hidden NAME a hidden one before
  --merge A1:B2    merged cells; repeatable         --1904           days count from 1904
  --prefix         elements with a prefix           --without PART   a part is left out
  --part PART=XML  a part as it is given             --huge PART      a part that says it unpacks to 4 GB
  --locked PART    a part that says it is encrypted
"""

import argparse
import csv
import pathlib
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = {"n": 0, "d": 1, "t": 2, "p": 3, "z": 4}


def column(index):
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(65 + letter) + name
    return name


def cell(text, at, strings):
    kind, _, value = text.partition(":")
    if len(kind) != 1 or kind not in "ndtpzixfbe":
        strings.append(text)
        return f'<c r="{at}" t="s"><v>{len(strings) - 1}</v></c>'
    if kind in STYLES:
        return f'<c r="{at}" s="{STYLES[kind]}"><v>{value}</v></c>'
    if kind == "i":
        return f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if kind == "f":
        return f'<c r="{at}"><f>A1</f></c>'
    type_ = {"x": "str", "b": "b", "e": "e"}[kind]
    formula = "<f>A1</f>" if kind == "x" else ""
    return f'<c r="{at}" t="{type_}">{formula}<v>{escape(value)}</v></c>'


def sheet(rows, merges, strings):
    body = ""
    for number, row in enumerate(rows, 1):
        cells = "".join(cell(text, f"{column(i)}{number}", strings) for i, text in enumerate(row) if text)
        if cells:
            body += f'<row r="{number}">{cells}</row>'
    merged = "".join(f'<mergeCell ref="{each}"/>' for each in merges)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>' + (
        f"<mergeCells>{merged}</mergeCells>" if merged else "") + "</worksheet>"


def relations(*all_):
    lines = "".join(f'<Relationship Id="{i}" Type="{DOC}/{kind}" Target="{target}"/>' for i, kind, target in all_)
    return f'<Relationships xmlns="{PACK}">{lines}</Relationships>'


def prefixed(xml):
    """The same document with a prefix before each element's name."""
    out = xml.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    pieces = out.split("<")
    return pieces[0] + "".join(("</x:" + p[1:] if p.startswith("/") else "<x:" + p) for p in pieces[1:])


def parts_of(rows, options):
    strings = []
    first = sheet(rows, options.merge, strings)
    names = [(n, "hidden") for n in options.hidden] + [(options.sheet, "")] + [(n, "") for n in options.other]
    at = len(options.hidden)
    sheets = "".join(f'<sheet name={quoteattr(n)} sheetId="{i + 1}" r:id="r{i}"' + (f' state="{s}"' if s else "") + "/>"
                     for i, (n, s) in enumerate(names))
    since = '<workbookPr date1904="1"/>' if options.since_1904 else ""
    parts = {
        "_rels/.rels": relations(("r", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOC}">{since}<sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *((f"r{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in range(len(names))),
            ("s", "sharedStrings", "sharedStrings.xml"), ("y", "styles", "styles.xml")),
        "xl/styles.xml":
            f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy/m/d\\ h:mm"/>'
            '<numFmt numFmtId="165" formatCode="0000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
            '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="165"/>'
            "</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">' + "".join(
            # in two runs, with a reading that is not part of the text
            f'<si><r><t xml:space="preserve">{escape(s[:1])}</t></r><r><t xml:space="preserve">{escape(s[1:])}</t></r>'
            "<rPh><t>ruby</t></rPh></si>" for s in strings) + "</sst>",
    }
    for i in range(len(names)):
        parts[f"xl/worksheets/sheet{i}.xml"] = first if i == at else sheet([], [], [])
    if options.prefix:
        for name in list(parts):
            if name.startswith("xl/") and "_rels" not in name:
                parts[name] = prefixed(parts[name])
    return parts


def patched(path, name, at, value):
    """Other bytes at an offset of a part's entry in the central directory."""
    content = bytearray(pathlib.Path(path).read_bytes())
    entry = content.rindex(name.encode()) - 46
    assert content[entry:entry + 4] == b"PK\x01\x02"
    content[entry + at:entry + at + len(value)] = value
    pathlib.Path(path).write_bytes(content)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--sheet", default="Sheet1")
    parser.add_argument("--1904", dest="since_1904", action="store_true")
    parser.add_argument("--prefix", action="store_true")
    for name in ("other", "hidden", "merge", "without", "part", "huge", "locked"):
        parser.add_argument(f"--{name}", action="append", default=[])
    options = parser.parse_args()
    parts = parts_of(list(csv.reader(sys.stdin)), options)
    for each in options.part:
        name, _, text = each.partition("=")
        parts[name] = text
    with zipfile.ZipFile(options.out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            if name not in options.without:
                archive.writestr(name, text)
    for name in options.huge:
        patched(options.out, name, 24, b"\xf0\xff\xff\xff")
    for name in options.locked:
        patched(options.out, name, 8, b"\x01\x00")


if __name__ == "__main__":
    main()
