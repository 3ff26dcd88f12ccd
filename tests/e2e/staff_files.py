"""A staff file with twenty faults, each of its own kind, and what a user makes of each cell."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from uuid import uuid4

from tests.performance.staff_rows import valid_numbers

GOOD = {
    "Personeelsnummer": "",
    "BSN": "",
    "Voorletters": "P.J.",
    "Achternaam": "",
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
    "Afdeling": "Inleesproef",
    "Functie": "Bakker",
    "Uren per week": "32",
    "IBAN": "",
}


@dataclass(frozen=True)
class Planted:
    """A fault in one cell, and what the page must say about it."""

    column: str
    wrong: str
    words: str


FAULTS = (
    Planted("Achternaam", "", "Vul “Achternaam” in"),
    Planted("Voorletters", "", "Vul “Voorletters” in"),
    Planted("Voorletters", "12", "Vul ze in als P. of P.J."),
    Planted("Achternaam", "Water1ander", "geen cijfers"),
    Planted("BSN", "123456789", "Vergelijk de negen cijfers"),
    Planted("BSN", "12345", "negen cijfers"),
    Planted("BSN", "12345678X", "alleen cijfers"),
    Planted("Geboortedatum", "31-02-1990", "Deze dag bestaat niet"),
    Planted("Geboortedatum", "14-03-90", "vier cijfers"),
    Planted("Geboortedatum", "03/31/1990", "Zet de dag vooraan"),
    Planted("Geboortedatum", "14-03-2190", "in de toekomst"),
    Planted("Geslacht", "Z", "Vul M, V of O in"),
    Planted("E-mailadres", "pia.voorbeeld", "naam@bedrijf.nl"),
    Planted("Telefoon", "bel maar", "06 12345678"),
    Planted("Postcode", "123 AB", "1234 AB"),
    Planted("Huisnummer", "bis", "begint met een cijfer"),
    Planted("In dienst", "01-02-1980", "voor de geboortedatum"),
    Planted("Uit dienst", "01-02-2019", "voor de eerste werkdag"),
    Planted("Uren per week", "99", "ten hoogste 60"),
    Planted("IBAN", "NL92ABNA0417164300", "bankpas"),
)


@dataclass
class StaffFile:
    """Rows for the fault list, the same number with no fault, and the good value of each."""

    mark: str
    good: list[dict[str, str]]
    rows: list[dict[str, str]]

    def content(self) -> bytes:
        """Return the file as CSV."""
        return _csv(self.rows, ";")

    def repaired(self, listed: str) -> bytes:
        """Return the list of wrong rows, with only the cells put right that it blames."""
        rows = list(csv.DictReader(io.StringIO(listed.removeprefix("\ufeff")), delimiter=";"))
        for row in rows:
            number = int(row["Regel"]) - 2
            for column in GOOD:
                if f"{column}:" in row["Wat is er mis"]:
                    row[column] = self.good[number][column]
        return _csv(rows, ";")


def faulty_file() -> StaffFile:
    """Return a file with twenty wrong rows and two good ones, unlike any other."""
    mark = uuid4().hex[:6]
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in mark)
    numbers = valid_numbers()
    for _ in range(int(mark, 16) % 100_000):
        next(numbers)
    good = [
        GOOD
        | {
            "Personeelsnummer": f"{mark}-{index}",
            "BSN": next(numbers),
            "Achternaam": f"Leesproef-{letters}",
        }
        for index in range(len(FAULTS) + 2)
    ]
    rows = [dict(row) for row in good]
    for row, fault in zip(rows, FAULTS, strict=False):
        row[fault.column] = fault.wrong
    return StaffFile(letters, good, rows)


def _csv(rows: list[dict[str, str]], delimiter: str) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
