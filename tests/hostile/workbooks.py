"""Workbooks with broken XML, missing or active parts, and sheets that lie."""

import random
from pathlib import Path

from tests.hostile.material import mutate, workbook_parts, write_file, zip_of


def broken_sheets(rng: random.Random, parent: Path) -> Path:
    parts = workbook_parts(parent)
    for name in rng.sample(sorted(parts), rng.randint(1, 2)):
        parts[name] = mutate(rng, parts[name])
    return write_file(parent, "hostile.xlsx", zip_of(parts))


def missing_parts(rng: random.Random, parent: Path) -> Path:
    """Take parts out, or put in those of macros, of links to other files, and of other kinds of document."""
    parts = workbook_parts(parent)
    types = parts["[Content_Types].xml"]
    match rng.randrange(5):
        case 0:
            del parts[rng.choice(sorted(parts))]
        case 1:
            parts["xl/vbaProject.bin"] = b"macro"
        case 2:
            parts["xl/externalLinks/externalLink1.xml"] = b"<x/>"
        case 3:
            parts["[Content_Types].xml"] = types.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")
        case _:
            parts["[Content_Types].xml"] = types.replace(b"spreadsheetml", rng.choice([b"wordprocessingml", b""]))
    return write_file(parent, "hostile.xlsx", zip_of(parts))


def hostile_sheets(rng: random.Random, parent: Path) -> Path:
    """Write sheets with entities, cells beyond every edge, lying sizes, deep nesting, wrong types and packed bombs."""
    parts = workbook_parts(parent)
    sheet = "xl/worksheets/sheet2.xml"
    cells = [
        '<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>', '<row r="2"><c r="ZZZ2"><v>1</v></c></row>',
        '<row r="1e9"><c><v>1</v></c></row>', '<row r="2"><c r="A2" t="s"><v>99999</v></c></row>',
        '<row r="2"><c r="A2" t="d"><v>never</v></c></row>', '<row r="2"><c r="A2"><f>1+1</f></c></row>',
        '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>', '<row r="2"><c r="A2" s="77"><v>1e300</v></c></row>',
        '<row r="2"><c r="A2"><v>' + "9" * 6_000 + "</v></c></row>", "<x>" * 20_000 + "</x>" * 20_000,
        '<row><c t="inlineStr"><is><t>a</t></is></c></row>' * 300_000,
    ]  # fmt: skip
    content = parts[sheet].decode()
    if rng.random() < 0.25:
        entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
        content = content.replace("<worksheet", entity + "<worksheet", 1).replace("</sheetData>", "&b;&c;</sheetData>")
    else:
        content = content.replace("</sheetData>", f"{rng.choice(cells)}</sheetData>")
    if rng.random() < 0.5:
        content = content.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    return write_file(parent, "hostile.xlsx", zip_of({**parts, sheet: content.encode()}))
