"""A file is known by its content, read however it was saved, and refused with a way out."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.parties.staff_import.cells.columns import count_known
from ontzorg.parties.staff_import.files import limits
from ontzorg.parties.staff_import.files.faults import FILE_FAULTS, FileFault, explain_file
from ontzorg.parties.staff_import.files.opening import open_sheet
from ontzorg.parties.staff_import.files.sheet import BadCell, Sheet
from ontzorg.parties.staff_import.files.text import rows_of
from ontzorg.parties.staff_import.tests.files import GOOD, OTHER, csv_of, xlsx_of

VISIBLE = st.characters(codec="utf-8", exclude_categories=["C"])
NAMES = ["Personeelsnummer", "Achternaam", "Geboortedatum"]


def opened(content: bytes) -> Sheet:
    return open_sheet(io.BytesIO(content), len(content), count_known=count_known)


def refused(content: bytes) -> str:
    with pytest.raises(FileFault) as caught:
        list(opened(content).rows)
    assert explain_file(caught.value.code, caught.value.value).how
    return caught.value.code


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_however_it_was_saved(encoding: str, delimiter: str) -> None:
    person = GOOD | {"Achternaam": "Müller–Ångström", "Functie": 'kok; chef, "patissier" | eten'}
    sheet = opened(csv_of(person, OTHER, encoding=encoding, delimiter=delimiter))
    assert sheet.header == tuple(GOOD)
    rows = list(sheet.rows)
    assert [row.number for row in rows] == [2, 3]
    assert rows[0].cells == list(person.values())
    assert sheet.share_read() == 1.0


def test_a_title_above_the_names_and_empty_rows_do_not_matter() -> None:
    content = csv_of(GOOD, title="Personeel van november")
    sheet = opened(content + b"\r\n\r\n" + b";" * 19 + b"\r\n" + content.splitlines()[-1])
    assert sheet.header == tuple(GOOD)
    assert [row.number for row in sheet.rows] == [4, 8]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"  \r\n\t ", "empty"),
        (b"%PDF-1.7 x", "other_kind"),
        (b"\x89PNG\r\n\x1a\n", "other_kind"),
        (b"MZ\x90\x00", "other_kind"),
        (b"<?xml version='1.0'?><a/>", "other_kind"),
        (b"\xef\xbb\xbf <!DOCTYPE html><html>", "other_kind"),
        (b"<svg onload=alert(1)>", "other_kind"),
        (b"a;b\x00;c", "other_kind"),
        (b"a;b\n" + b"x" * 5000 + b"\x00", "bad_text"),
        (b"Achternaam;Voorletters\nJ\x81ns;P.", "bad_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "old_excel"),
        (b"PK\x03\x04 no archive", "broken"),
        (b'Achternaam;Voorletters\n"Jansen;P.\n', "bad_quotes"),
        (b'Achternaam;Voorletters\n"Jansen"x;P.\n', "bad_quotes"),
        (b"1;2;3\n4;5;6\n", "no_header"),
        (b"Achternaam\n" + b"x" * 200_000 + b"\n", "bad_quotes"),
        (b"Achternaam\n" + b"x" * (limits.MOST_LINE_CHARACTERS + 9), "long_line"),
        (";".join(f"k{n}" for n in range(201)).encode() + b"\n1", "too_many_columns"),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_who_opened_a_file_may_close_it_before_its_last_row() -> None:
    file = io.BytesIO(csv_of(GOOD, OTHER))
    rows = rows_of(file, "utf-8", ";")
    next(rows)
    file.close()
    rows.close()


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    assert len(list(opened(b"Achternaam\n" + b"x\n" * 3).rows)) == 3
    assert refused(b"Achternaam\n" + b"x\n" * 4) == "too_many_rows"
    assert refused(xlsx_of(["Achternaam"], *[["x"]] * 14)) == "too_many_rows"


def test_a_file_that_is_too_big_is_refused_unread() -> None:
    with pytest.raises(FileFault) as caught:
        open_sheet(io.BytesIO(b""), limits.MOST_BYTES + 1, count_known=count_known)
    assert caught.value.code == "too_big"


def test_excel_values_become_text_as_people_type_it() -> None:
    day = datetime(1990, 3, 14)  # noqa: DTZ001 - a spreadsheet knows no time zone
    content = xlsx_of([*NAMES, "Uren", "Vast"], [1042, "Jansen", day, 37.5, True])
    (row,) = opened(content).rows
    assert row.cells == ["1042", "Jansen", "1990-03-14", "37.5", "ja"]
    (row,) = opened(xlsx_of(NAMES, [1042.0, "Jansen", date(1990, 3, 14)])).rows
    assert row.cells == ["1042", "Jansen", "1990-03-14"]


@pytest.mark.parametrize(
    ("value", "code"),
    [("=A1&A2", "cell.formula"), ("#N/A", "cell.excel_fault"), (time(9, 30), "cell.time")],
)
def test_excel_cells_without_a_plain_value_are_noticed(value: object, code: str) -> None:
    (row,) = opened(xlsx_of(NAMES, [1, value, "14-03-1990"])).rows
    assert isinstance(row.cells[1], BadCell)
    assert row.cells[1].code == code


def test_merged_cells_are_noticed() -> None:
    rows = list(opened(xlsx_of(NAMES, [1, "a", "b"], [2, "c", "d"], merged="B2:B3")).rows)
    marked = [[isinstance(cell, BadCell) for cell in row.cells] for row in rows]
    assert marked == [[False, True, False], [False, True, False]]
    assert refused(xlsx_of(NAMES, [1, "a", "b"], merged="A1:B1")) == "merged_header"


def _repacked(extra: dict[str, bytes], **options: int) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(xlsx_of(NAMES, [1, "a", "b"])))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, extra.pop(name, source.read(name)), **options)
        for name, content in extra.items():
            archive.writestr(name, content)
    return file.getvalue()


BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"xl/vbaProject.bin": b"x"}, "macros"),
        ({"bomb.xml": b"0" * 60_000_000}, "zip_bomb"),
        ({f"xl/part{n}.xml": b"" for n in range(2_001)}, "zip_bomb"),
        ({"content.xml": b"x", "mimetype": b"x"}, "open_document"),
        ({"xl/workbook.xml": b"<broken"}, "broken"),
        ({"xl/worksheets/sheet1.xml": BILLION}, "broken"),
    ],
)
def test_hostile_excel_files_are_refused(extra: dict[str, bytes], code: str) -> None:
    assert refused(_repacked(dict(extra))) == code


def test_an_archive_of_something_else_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../../etc/passwd", b"x")
    assert refused(file.getvalue()) == "other_kind"


def test_a_merge_of_everything_does_not_fill_the_memory() -> None:
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(xlsx_of(NAMES, [1, "a", "b"]))) as archive:
        page = archive.read(name)
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD90000"/></mergeCells>'
    assert refused(_repacked({name: page.replace(b"</sheetData>", merged)})) == "broken"


def is_read_or_refused_in_words(content: bytes) -> bool:
    try:
        list(opened(content).rows)
    except FileFault as fault:
        return fault.code in FILE_FAULTS
    return True


@given(st.binary(max_size=3_000))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    assert is_read_or_refused_in_words(content)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=400))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    assert is_read_or_refused_in_words(text.encode())


@given(
    st.lists(
        st.text(VISIBLE, max_size=20),
        min_size=2,
        max_size=5,
    )
)
def test_what_is_written_comes_back(cells: list[str]) -> None:
    row = dict(
        zip(("Achternaam", "Voorletters", "Functie", "Afdeling", "Uren"), cells, strict=False)
    )
    if any(row.values()):
        (found,) = opened(csv_of(row)).rows
        assert found.cells == cells
