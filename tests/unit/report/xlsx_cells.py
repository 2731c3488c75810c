"""What a workbook holds, in lines: sheets with their frozen rows, filters and rules, and each cell with its type.

    python3 xlsx_cells.py FILE

A cell is `B2 n 0.939 0.0%` (a figure to 12 digits, and its format) or `A2 s text`. Formulas, macros and what lies outside the file are
named, so that a test sees them. Every part must be well-formed XML.
"""

import re
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def main(path):
    book = zipfile.ZipFile(path)
    parts = {name: ElementTree.fromstring(book.read(name)) for name in book.namelist()}
    strings = ["".join(t.text or "" for t in item.iter(MAIN + "t")) for item in parts["xl/sharedStrings.xml"]]
    styles = parts["xl/styles.xml"]
    formats = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter(MAIN + "numFmt")}
    builtin = {"0": "", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%"}
    looks = [x.get("numFmtId") for x in styles.find(MAIN + "cellXfs")]
    targets = {r.get("Id"): r.get("Target") for r in parts["xl/_rels/workbook.xml.rels"]}
    print("created", next(e.text for e in parts["docProps/core.xml"] if e.tag.endswith("created")))
    for sheet in parts["xl/workbook.xml"].find(MAIN + "sheets"):
        part = parts["xl/" + targets[sheet.get(REL + "id")]]
        print("sheet", sheet.get("name"))
        for pane in part.iter(MAIN + "pane"):
            print("frozen", pane.get("topLeftCell"))
        for each in part.iter(MAIN + "autoFilter"):
            print("filter", each.get("ref"))
        for rule in part.iter(MAIN + "conditionalFormatting"):
            print("rule", rule.get("sqref"), next(rule.iter(MAIN + "formula")).text)
        for cell in part.iter(MAIN + "c"):
            value = cell.find(MAIN + "v")
            if cell.find(MAIN + "f") is not None:
                print("FORMULA", cell.get("r"), cell.find(MAIN + "f").text)
            elif value is None:
                continue
            elif cell.get("t") == "s":
                print(cell.get("r"), "s", strings[int(value.text)])
            else:
                look = looks[int(cell.get("s", "0"))]
                print(cell.get("r"), "n", f"{float(value.text):.12g}", formats.get(look, builtin.get(look, look)))
    for name, part in sorted(parts.items()):
        if re.fullmatch(r"xl/charts/chart\d+\.xml", name):
            kinds = [e.tag.split("}")[1] for e in part.iter() if re.search(r"\}(bar|line)Chart$", e.tag)]
            ranges = [e.text for e in part.iter() if e.tag.endswith("}f")]
            trends = sum(e.tag.endswith("}trendline") for e in part.iter())
            print("chart", *kinds, *ranges, *["with a line"] * trends)
        if any(r.get("TargetMode") == "External" for r in part) or "vba" in name:
            print("OUTSIDE", name)


main(sys.argv[1])
