"""Staff files for tests: made-up people, written down in every way that people write."""

from __future__ import annotations

import csv
import io
from typing import Any

from openpyxl import Workbook

GOOD = {
    "Personeelsnummer": "1042",
    "BSN": "111222333",
    "Voorletters": "P.J.",
    "Roepnaam": "Pia",
    "Tussenvoegsel": "van der",
    "Achternaam": "Waterlander",
    "Geslacht": "V",
    "Geboortedatum": "14-03-1990",
    "E-mailadres": "pia@voorbeeld.example",
    "Telefoon": "06 12345678",
    "Straat": "Dijkweg",
    "Huisnummer": "12a",
    "Postcode": "1234 AB",
    "Woonplaats": "Waterdam",
    "In dienst": "01-02-2020",
    "Uit dienst": "",
    "Afdeling": "Bakkerij",
    "Functie": "Bakker",
    "Uren per week": "32",
    "IBAN": "NL91ABNA0417164300",
}
OTHER = GOOD | {
    "Personeelsnummer": "1043",
    "BSN": "123456782",
    "Voorletters": "K.",
    "Roepnaam": "Karel",
    "Tussenvoegsel": "",
    "Achternaam": "Overduin",
    "Geboortedatum": "1979-07-02",
    "E-mailadres": "karel@voorbeeld.example",
    "IBAN": "",
}
# Someone who works in the small world of the tests already.
KNOWN = {
    "Voorletters": "S.",
    "Roepnaam": "Sanne",
    "Achternaam": "Boterbloem",
    "Geboortedatum": "14-03-1990",
    "In dienst": "01-02-2020",
    "BSN": "111222333",
}


def csv_of(
    *rows: dict[str, str], encoding: str = "utf-8", delimiter: str = ";", title: str = ""
) -> bytes:
    """Return these rows as a CSV file."""
    text = io.StringIO()
    if title:
        text.write(f"{title}\r\n\r\n")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_of(*rows: list[Any], merged: str = "") -> bytes:
    """Return these rows, the names of the columns first, as an Excel file."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    if merged:
        page.merge_cells(merged)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
