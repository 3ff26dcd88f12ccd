"""Why a file as a whole cannot be read, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Explanation(NamedTuple):
    """What is wrong, and how to put it right."""

    what: str
    how: str


CSV_INSTEAD = "Bewaar het bestand als CSV (UTF-8) en kies het opnieuw."
XLSX_INSTEAD = "Open het bestand in Excel en bewaar het als .xlsx of als CSV (UTF-8)."
FILE_FAULTS: Mapping[str, Explanation] = {
    "empty": Explanation(
        "Dit bestand is leeg.", "Kies het bestand met uw medewerkers, of maak het opnieuw."
    ),
    "too_big": Explanation(
        "Dit bestand is te groot.", "Verdeel de medewerkers over meer bestanden."
    ),
    "old_excel": Explanation(
        "Dit is een oud of beveiligd Excel-bestand.",
        "Haal een wachtwoord eraf. Bewaar het bestand daarna als .xlsx of als CSV (UTF-8).",
    ),
    "macros": Explanation(
        "Dit Excel-bestand bevat macro's. Die laten wij niet toe.",
        "Bewaar het bestand als .xlsx, zonder macro's.",
    ),
    "open_document": Explanation(
        "Dit is een bestand van LibreOffice.", "Bewaar het als .xlsx of als CSV (UTF-8)."
    ),
    "other_kind": Explanation("Dit is geen CSV-bestand en geen Excel-bestand.", XLSX_INSTEAD),
    "zip_bomb": Explanation(
        "Dit Excel-bestand wordt bij het uitpakken veel te groot.", CSV_INSTEAD
    ),
    "broken": Explanation("Dit Excel-bestand is beschadigd.", XLSX_INSTEAD),
    "bad_text": Explanation(
        "In dit bestand staan tekens die wij niet kunnen lezen.",
        "Bewaar het bestand als CSV (UTF-8) en kies het opnieuw.",
    ),
    "bad_quotes": Explanation(
        "Op regel {value} gaat een aanhalingsteken open dat niet dichtgaat.",
        "Haal het aanhalingsteken op die regel weg, of zet er een bij.",
    ),
    "long_line": Explanation(
        "Regel {value} is veel te lang.", "Kijk of alle regels onder elkaar staan. " + CSV_INSTEAD
    ),
    "too_many_rows": Explanation(
        "Dit bestand heeft meer dan {value} regels.", "Verdeel de medewerkers over meer bestanden."
    ),
    "too_many_columns": Explanation(
        "Dit bestand heeft meer dan {value} kolommen.",
        "Verwijder de kolommen die u niet nodig hebt.",
    ),
    "no_header": Explanation(
        "Boven de kolommen staan geen namen.",
        "Zet op de eerste regel wat er in elke kolom staat, zoals Achternaam.",
    ),
    "merged_header": Explanation(
        "De regel met kolomnamen heeft samengevoegde cellen.",
        "Splits die cellen. Elke kolom heeft dan één naam.",
    ),
    "no_rows": Explanation(
        "Onder de kolomnamen staan geen medewerkers.",
        "Zet elke medewerker op een eigen regel onder de kolomnamen.",
    ),
    "too_many_faults": Explanation(
        "Meer dan {value} regels hebben een fout. Daarom zijn wij gestopt. Er is niets veranderd.",
        "Vaak is een kolom verkeerd gekozen. Kies de kolommen opnieuw.",
    ),
}


class FileFault(Exception):  # noqa: N818 - a fault in the file of the user, not of ours
    """The file cannot be read. `code` names the reason, `value` what the text speaks of."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.value = value


def explain_file(code: str, value: str = "") -> Explanation:
    """Return what is wrong with the file, and how to put it right."""
    found = FILE_FAULTS[code]
    return Explanation(found.what.format(value=value), found.how.format(value=value))
