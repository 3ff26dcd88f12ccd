"""Hostile files for the page that takes staff in: families of them, each drawn by a number.

Whatever a family makes is either refused, or read as plain text that does no harm.
"""

from __future__ import annotations

import codecs
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from ontzorg.parties.staff_import.tests.files import GOOD, OTHER, csv_of, xlsx_of

PAGE, BOOK, LINKS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
TEXTS, STYLES, TYPES = "xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml"
ROWS = [list(GOOD), list(GOOD.values()), list(OTHER.values())]
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-" + rb"TEST-FILE!$H+H*"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HOLLOW = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{{rows}}</sheetData></worksheet>'
NAMES = '<row r="1"><c r="A1" t="inlineStr"><is><t>Achternaam</t></is></c></row>'
MARKED = "uitgelekt"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file, and whether it may be read as harmless text instead of refused."""

    content: bytes
    name: str = "personeel.csv"
    may_be_read: bool = False


def repacked(parts: Mapping[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a good workbook in which these parts stand instead, or besides."""
    source = zipfile.ZipFile(io.BytesIO(xlsx_of(*ROWS)))
    rest, file = dict(parts), io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name in source.namelist():
            archive.writestr(name, rest.pop(name, source.read(name)))
        for name, content in rest.items():
            archive.writestr(name, content)
    return file.getvalue()


def part_of(name: str) -> bytes:
    """Return a part of a good workbook."""
    return zipfile.ZipFile(io.BytesIO(xlsx_of(*ROWS))).read(name)


def zipped(*entries: tuple[str, bytes]) -> bytes:
    """Return an archive with these entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def page(rows: str) -> bytes:
    """Return a workbook whose page has these rows, in XML."""
    return repacked({PAGE: HOLLOW.format(rows=rows).encode()})


def _bomb(random: Random) -> Hostile:
    name = random.choice([PAGE, TEXTS, STYLES, "xl/media/image1.png", "docProps/app.xml"])
    return Hostile(repacked({name: b"0" * random.randrange(12, 20) * MEGABYTE}))


def _nested_bomb(random: Random) -> Hostile:
    inside = zipped(("a.csv", b"0" * 5 * MEGABYTE))
    for depth in range(random.randrange(1, 4)):
        inside = zipped(*[(f"{depth}_{number}.zip", inside) for number in range(3)])
    return Hostile(inside)


def _many_parts(random: Random) -> Hostile:
    count = random.randrange(2_100, 3_000)
    return Hostile(repacked({f"xl/x{number}.xml": b"" for number in range(count)}))


def _long_list(random: Random) -> Hostile:
    """Return an archive whose list of parts alone fills the memory of who opens it."""
    entry = b"PK\x01\x02" + bytes(42)
    listed = entry * random.randrange(60_000, 90_000)
    end = b"PK\x05\x06" + bytes(8) + len(listed).to_bytes(4, "little") + bytes(4) + bytes(2)
    return Hostile(b"PK\x03\x04" + bytes(26) + listed + end)


def _lied_dimension(random: Random) -> Hostile:
    sheet = part_of(PAGE)
    far = random.choice(["A1:XFD1048576", "A1:ZZZ99999999", "A1:A99999999999999999999", "x"])
    begin = sheet.index(b"<dimension")
    end = sheet.index(b">", begin) + 1
    lied = sheet[:begin] + f'<dimension ref="{far}"/>'.encode() + sheet[end:]
    return Hostile(repacked({PAGE: lied}), may_be_read=True)


def _far_cell(random: Random) -> Hostile:
    row = random.choice([2, 1_048_576, 1_048_577, 10**9, 10**30])
    column = random.choice(["A", "XFD", "ZZZZ", "\u0661", ""])
    cell = f'<c r="{column}{row}"><v>1</v></c>'
    return Hostile(page(f'{NAMES}<row r="{row}">{cell}</row>'), may_be_read=True)


def _many_rows(random: Random) -> Hostile:
    empty = '<row r="{}"/>' if random.random() < 0.5 else '<row r="2"/><!-- {} -->'
    rows = "".join(empty.format(number) for number in range(2, random.randrange(90_000, 99_000)))
    return Hostile(page(NAMES + rows))


def _many_columns(random: Random) -> Hostile:
    count = random.randrange(201, 100_000)
    if random.random() < 0.5:
        return Hostile(";".join(f"Achternaam {n}" for n in range(count)).encode() + b"\nx")
    cells = "".join(f'<c t="inlineStr"><is><t>k{n}</t></is></c>' for n in range(count))
    return Hostile(page(f"<row>{cells}</row><row><c><v>1</v></c></row>"))


def _entities(random: Random) -> Hostile:
    part = random.choice([PAGE, BOOK, LINKS, TEXTS, STYLES])
    declared = random.choice(
        [
            '<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">',
            '<!ENTITY c SYSTEM "file:///etc/passwd">',
            '<!ENTITY c SYSTEM "http://127.0.0.1:9/">',
            '<!ENTITY % d SYSTEM "http://127.0.0.1:9/x.dtd">%d;<!ENTITY c "x">',
        ]
    )
    content = part_of(part) if part != TEXTS else f'<sst xmlns="{SPREADSHEET}"/>'.encode()
    head = f"<!DOCTYPE x [{declared}]>".encode()
    if content.startswith(b"<?xml"):
        end = content.index(b"?>") + 2
        return Hostile(
            repacked({part: content[:end] + head + content[end:]}), may_be_read=part == TEXTS
        )
    return Hostile(repacked({part: head + content}), may_be_read=part == TEXTS)


def _deep(random: Random) -> Hostile:
    part = random.choice([PAGE, BOOK, STYLES, LINKS])
    depth = random.randrange(100, 50_000)
    return Hostile(repacked({part: b"<a>" * depth + b"</a>" * depth}))


def _endless_tag(random: Random) -> Hostile:
    filler = "a" * random.randrange(3 * MEGABYTE, 6 * MEGABYTE)
    text = random.choice([f'<x y="{filler}"', f"<!--{filler}", f"<?{filler}", f"<{filler}"])
    return Hostile(repacked({PAGE: text.encode()}))


def _huge_cell(random: Random) -> Hostile:
    text = "x" * random.randrange(200_000, 900_000)
    if random.random() < 0.5:
        return Hostile(csv_of(GOOD | {"Functie": text}))
    row = f'{NAMES}<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>'
    return Hostile(page(row), may_be_read=True)


def _bad_number(random: Random) -> Hostile:
    value = random.choice(["1e999", "-1e999", "nan", "9" * 5_000, "1_0", "0x1", "-99999999"])
    kind = random.choice(["", ' t="s"', ' t="d"', ' t="n"', ' t="zz"', ' s="99999"', ' s="-1"'])
    return Hostile(
        page(f'{NAMES}<row r="2"><c r="A2"{kind}><v>{value}</v></c></row>'), may_be_read=True
    )


def _merged(random: Random) -> Hostile:
    area = random.choice(["A1:XFD1048576", "A:XFD", "1:1048576", "A2:XFD90000"])
    merged = f'</sheetData><mergeCells><mergeCell ref="{area}"/></mergeCells>'.encode()
    return Hostile(repacked({PAGE: part_of(PAGE).replace(b"</sheetData>", merged)}))


def _slip(random: Random) -> Hostile:
    name = (
        random.choice(["../../../tmp/", "/etc/cron.d/", "..\\..\\", "C:\\", "xl/../../"]) + MARKED
    )
    return Hostile(repacked({name: b"x"}), may_be_read=True)


def _link(random: Random) -> Hostile:
    file = io.BytesIO(repacked({}))
    with zipfile.ZipFile(file, "a") as archive:
        entry = zipfile.ZipInfo(random.choice(["xl/link", "xl/media/a", "docProps/x"]))
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return Hostile(file.getvalue(), may_be_read=True)


def _linked_part(random: Random) -> Hostile:
    place = random.choice(
        ["../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/"]
    )
    links = part_of(LINKS).replace(b"/xl/worksheets/sheet1.xml", place.encode())
    return Hostile(repacked({LINKS: links}))


def _macro(random: Random) -> Hostile:
    name = random.choice(["xl/vbaProject.bin", "xl/VBAPROJECT.BIN", "xl/x/vbaProject.bin"])
    return Hostile(repacked({name: random.randbytes(99)}), random.choice(["a.xlsm", "a.xlsx"]))


def _sealed(random: Random) -> Hostile:
    if random.random() < 0.5:
        return Hostile(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.randbytes(5_000), "a.xlsx")
    content = bytearray(repacked({}))
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    return Hostile(bytes(content), "a.xlsx")


def _packing(random: Random) -> Hostile:
    kind = random.choice([zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    return Hostile(repacked({}, packing=kind), "a.xlsx")


def _other_kind(random: Random) -> Hostile:
    head = random.choice(
        [
            b"%PDF-1.7\n1 0 obj <</OpenAction<</S/JavaScript>>>>", b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff\xe0", b"GIF89a=1;alert(1)//", b"\x1f\x8b\x08", b"MZ\x90\0",
            b"\x7fELF\2\0", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh91AY&SY\0",
            b"SQLite format 3\0", b"{\\rtf1 ",
            b"<html><script>alert(1)</script>", b"<table><tr><td>Achternaam</td></tr></table>",
            b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', b"<?xml ?>",
            b'{"achternaam": "x"}', b'["achternaam"]', b"<!-- x --><meta http-equiv=refresh>",
        ]
    )  # fmt: skip
    rest = random.choice([random.randbytes(random.randrange(10, 400)), b";x\nJansen;P.\n"])
    return Hostile(head + rest, random.choice(["a.csv", "a.xlsx"]))


def _office(random: Random) -> Hostile:
    if random.random() < 0.5:
        kind = b"application/vnd.oasis.opendocument.spreadsheet"
        return Hostile(zipped(("mimetype", kind), ("content.xml", b"<x/>")), "a.ods")
    name = random.choice(["word/document.xml", "ppt/presentation.xml", "xl/workbook.bin", "a.csv"])
    return Hostile(zipped((TYPES, b"<x/>"), (name, b"<x/>")), "a.xlsx")


def _two_kinds(random: Random) -> Hostile:
    """Return a file that is one thing from the front and another from the back."""
    front = random.choice([b"%PDF-1.7\n", b"GIF89a", b"Achternaam;Voorletters\nJansen;P.\n", b"MZ"])
    return Hostile(front + repacked({}))


def _damaged(random: Random) -> Hostile:
    content = bytearray(repacked({}))
    for _ in range(random.randrange(30, 300)):
        content[random.randrange(4, len(content))] = random.randrange(256)
    return Hostile(bytes(content), may_be_read=True)


def _cut_short(random: Random) -> Hostile:
    content = repacked({})
    return Hostile(content[: random.randrange(10, len(content) - 30)])


def _untrue_size(random: Random) -> Hostile:
    """Return an archive that says that its page is small, and is not."""
    content = bytearray(
        repacked({PAGE: b"<x>" + b" " * random.randrange(1, 9) * MEGABYTE + b"</x>"})
    )
    at = content.index(PAGE.encode(), content.rindex(TYPES.encode()) // 2) - 30
    for place in (22, 18):
        content[at + place : at + place + 4] = (500).to_bytes(4, "little")
    listed = content.rindex(PAGE.encode()) - 46
    content[listed + 24 : listed + 28] = (500).to_bytes(4, "little")
    return Hostile(bytes(content))


def _letters(random: Random) -> Hostile:
    text = csv_of(GOOD).decode()
    coded: list[Callable[[], bytes]] = [
        lambda: text.encode("utf-16-le"),
        lambda: text.encode("utf-16-be"),
        lambda: text.encode("utf-32"),
        lambda: codecs.BOM_UTF16_LE + text.encode("utf-16-le") + b"\x00\xd8",
        lambda: codecs.BOM_UTF8 + text.encode() + "Müller".encode("utf-16"),
        lambda: text.encode() + b"\x81\x8d\xff\xfe",
        lambda: text.encode() + b"\xed\xa0\x80;\x81",
        lambda: text.replace("Pia", "P\0a").encode(),
        lambda: text.encode("cp037"),
    ]
    return Hostile(random.choice(coded)())


def _quotes(random: Random) -> Hostile:
    opened = '"' * (2 * random.randrange(5_000, 10_000) + 1)
    lines = "\n".join(f'"Jansen {number};P.' for number in range(10_000))
    tail = random.choice([opened, lines, f'"{"x" * 300_000}"', f'a"{opened}"'])
    # Inside a cell that does not begin with one, a quote is only a quote.
    return Hostile(f"Achternaam;Voorletters\n{tail}".encode(), may_be_read=tail.startswith("a"))


def _long_line(random: Random) -> Hostile:
    size = random.randrange(2, 9) * MEGABYTE
    filler = random.choice([b"x", b";", b'"";', b"\t", b"\xf0\x9f\x90\x9e"])
    return Hostile(b"Achternaam;Voorletters\n" + filler * (size // len(filler)))


def _wide_rows(random: Random) -> Hostile:
    """Return a file of rows with a million cells each, of which one says something."""
    row = b";" * random.randrange(100_000, 1_000_000) + b"x\n"
    return Hostile(b"Achternaam;Voorletters\n" + row * 2)


def _virus(random: Random) -> Hostile:
    wrapped: list[Callable[[], Hostile]] = [
        lambda: Hostile(EICAR),
        lambda: Hostile(EICAR, "a.csv.exe"),
        lambda: Hostile(codecs.BOM_UTF8 + EICAR),
        lambda: Hostile(EICAR.decode().encode("utf-16")),
        lambda: Hostile(zipped(("eicar.com", EICAR))),
        lambda: Hostile(zipped(("a.zip", zipped(("eicar.com", EICAR))))),
        lambda: Hostile(repacked({"xl/media/eicar.com": EICAR}), may_be_read=True),
        lambda: Hostile(repacked({"xl/embeddings/a.bin": EICAR}), may_be_read=True),
        lambda: Hostile(csv_of(GOOD | {"Functie": EICAR.decode()}), may_be_read=True),
        lambda: Hostile(csv_of(GOOD) + b"\r\n" + EICAR, may_be_read=True),
        lambda: Hostile(zlib.compress(EICAR)),
        lambda: Hostile(xlsx_of(list(GOOD), [EICAR.decode()] * len(GOOD)), may_be_read=True),
    ]
    return random.choice(wrapped)()


def _formulas(random: Random) -> Hostile:
    payload = random.choice(["=cmd|'/C calc'!A0", "@SUM(1)", "+1+1", "-2+3", "\t=1", "＝1+1", "=1"])
    row = GOOD | dict.fromkeys(
        random.sample(["Functie", "Afdeling", "Straat", "Achternaam"], 2), payload
    )
    content = csv_of(row) if random.random() < 0.5 else xlsx_of(list(row), list(row.values()))
    return Hostile(content, may_be_read=True)


def _names_that_trick(random: Random) -> Hostile:
    trick = random.choice(
        [
            "<script>alert(1)</script>",
            "\u202egnp.exe",
            "'; DROP TABLE x; --",
            "a\x1b[2J",
            "x" * 90_000,
        ]
    )
    return Hostile(csv_of({**GOOD, trick: "x"}), may_be_read=True)


FAMILIES: Mapping[str, Callable[[Random], Hostile]] = {
    function.__name__.strip("_").replace("_", " "): function
    for function in (
        _bomb, _nested_bomb, _many_parts, _long_list, _lied_dimension, _far_cell, _many_rows,
        _many_columns, _entities, _deep, _endless_tag, _huge_cell, _bad_number, _merged, _slip,
        _link, _linked_part, _macro, _sealed, _packing, _other_kind, _office, _two_kinds, _damaged,
        _cut_short, _untrue_size, _letters, _quotes, _long_line, _wide_rows, _virus, _formulas,
        _names_that_trick,
    )
}  # fmt: skip


def hostile_file(number: int) -> tuple[str, Hostile]:
    """Return the hostile file with this number, and the name of its family."""
    names = list(FAMILIES)
    name = names[number % len(names)]
    return name, FAMILIES[name](Random(number))  # noqa: S311 - made-up files, not secrets
