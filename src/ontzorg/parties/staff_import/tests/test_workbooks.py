"""A workbook is read as the packages of the world write it, and as far as a page is honest."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ontzorg.parties.staff_import.cells.columns import count_known
from ontzorg.parties.staff_import.files.opening import open_sheet
from ontzorg.parties.staff_import.files.sheet import BadCell, Sheet
from ontzorg.parties.staff_import.tests.files import xlsx_of

NAMES = ["Personeelsnummer", "Achternaam", "Geboortedatum"]
PAGE, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
SIGNS = st.characters(codec="utf-8", exclude_categories=["C"])
WORDS = st.text(SIGNS, min_size=1, max_size=30).filter(lambda text: text[0] not in "=#'")
VALUES = st.one_of(
    st.integers(-(10**14), 10**14),
    st.dates(date(1900, 3, 1), date(2999, 12, 31)),
    WORDS,
    st.booleans(),
)


def opened(content: bytes) -> Sheet:
    return open_sheet(io.BytesIO(content), len(content), count_known=count_known)


def cells(content: bytes) -> list[list[str]]:
    return [row.cells for row in opened(content).rows]


def changed(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return the workbook with one part changed."""
    source, file = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            text = source.read(name).decode()
            archive.writestr(name, change(text) if name == part else text)
    return file.getvalue()


def as_typed(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value.isoformat() if isinstance(value, date) else str(value)


@given(st.lists(VALUES, min_size=1, max_size=4))
def test_what_was_put_in_comes_out_as_people_type_it(values: list[object]) -> None:
    names = ["Achternaam", "Voorletters", "Functie", "Afdeling"][: len(values)]
    (row,) = cells(xlsx_of(names, values))
    assert row == [as_typed(value) for value in values]


def test_names_of_elements_may_have_a_prefix() -> None:
    def prefixed(text: str) -> str:
        named = text.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?")
        return named.replace("xmlns=", "xmlns:x=")

    assert cells(changed(xlsx_of(NAMES, [1, "Jansen", 2]), PAGE, prefixed)) == [
        ["1", "Jansen", "2"]
    ]


def test_how_a_text_is_spoken_is_no_part_of_it() -> None:
    def spoken(text: str) -> str:
        rich = "<si><r><t>Jan</t></r><r><t>sen</t></r><rPh><t>yansen</t></rPh></si>"
        return text.replace("<si><t>Jansen</t></si>", rich)

    assert cells(changed(xlsx_of(NAMES, [1, "Jansen", 2]), TEXTS, spoken)) == [["1", "Jansen", "2"]]


def test_cells_without_a_place_follow_each_other() -> None:
    def placeless(text: str) -> str:
        for place in ("A1", "B1", "C1", "A2", "B2", "C2"):
            text = text.replace(f' r="{place}"', "")
        return text.replace(' r="1"', "").replace(' r="2"', "")

    sheet = opened(changed(xlsx_of(NAMES, [1, "Jansen", 2]), PAGE, placeless))
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ["1", "Jansen", "2"])]


def test_years_may_be_counted_from_1904() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    page = book.active
    assert page is not None
    page.append(NAMES)
    page.append([1, "Jansen", datetime(1990, 3, 14)])  # noqa: DTZ001 - a cell knows no zone
    file = io.BytesIO()
    book.save(file)
    assert cells(file.getvalue()) == [["1", "Jansen", "1990-03-14"]]


def test_the_first_page_that_can_be_seen_is_read() -> None:
    book = Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.append(["Achternaam"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Personeel").append(NAMES)
    book["Personeel"].append([1, "Jansen", timedelta(hours=3)])
    file = io.BytesIO()
    book.save(file)
    ((*plain, time),) = cells(file.getvalue())
    assert plain == ["1", "Jansen"]
    assert isinstance(time, BadCell)


@pytest.mark.parametrize("rows", ['<row r="2"/><row r="2"/>', '<row r="0"/>', '<row r="1048577"/>'])
def test_rows_that_no_page_has_are_refused(rows: str) -> None:
    content = changed(
        xlsx_of(NAMES), PAGE, lambda text: text.replace("</sheetData>", f"{rows}</sheetData>")
    )
    with pytest.raises(Exception, match="broken"):
        list(opened(content).rows)


def test_a_note_far_to_the_right_makes_no_row_wider() -> None:
    rows = [[number, "Jansen", 2] for number in range(12)]
    content = xlsx_of(NAMES, *rows, [12, "Jansen", 2, *[None] * 40, "let op"])
    assert max(map(len, cells(content))) == len(NAMES) + 1
