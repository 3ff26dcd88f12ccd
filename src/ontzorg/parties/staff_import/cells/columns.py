"""Recognises the columns of a file by their names, and remembers what the employer chose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ontzorg.parties.staff_import.cells.dates import read_date
from ontzorg.parties.staff_import.cells.faults import Wrong
from ontzorg.parties.staff_import.cells.fields import FIELDS, KEYS, REQUIRED, label_of
from ontzorg.parties.staff_import.cells.numbers import read_bsn, read_iban
from ontzorg.parties.staff_import.cells.plain_names import plain
from ontzorg.parties.staff_import.cells.refused import refusal_of
from ontzorg.parties.staff_import.cells.texts import read_email
from ontzorg.parties.staff_import.cells.words import wage_period_in

# The columns that our own list of faults adds.
LINE_COLUMN, FAULT_COLUMN, REMEDY_COLUMN = "Regel", "Wat is er mis", "Zo herstelt u het"
OWN_COLUMNS = (LINE_COLUMN, FAULT_COLUMN, REMEDY_COLUMN)
SKIPPED = ""
# Who finds one of these where a name of a column should be, looks at a person.
READ_OF_PEOPLE = (read_bsn, read_iban, read_email, read_date)

_KNOWN: Mapping[str, str] = {
    plain(name): field.code
    for field in reversed(FIELDS)
    for name in (*field.others, field.code, field.label)
}
_OWN = frozenset(plain(name) for name in OWN_COLUMNS)


def recognise(header: Sequence[str], remembered: Mapping[str, str]) -> list[str]:
    """Return the field of each column, or `SKIPPED`: as chosen before, else by its name.

    No field is taken twice; the first column that claims it has it.
    """
    chosen: list[str] = []
    for name in header:
        key = plain(name)
        code = remembered.get(key, SKIPPED if key in _OWN else _KNOWN.get(key, SKIPPED))
        chosen.append(SKIPPED if code in chosen else code)
    return without_refused(header, chosen)


def without_refused(header: Sequence[str], columns: Sequence[str]) -> list[str]:
    """Return the choice of columns without those that are never taken over."""
    pairs = zip(header, columns, strict=True)
    return [SKIPPED if refusal_of(name) else code for name, code in pairs]


def count_known(cells: Iterable[str]) -> int:
    """Tell how many of these cells are the name of a column."""
    return sum(plain(cell) in _KNOWN for cell in cells if cell)


def to_remember(header: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """Return what is remembered of a choice: the field for each name of a column."""
    pairs = zip(header, columns, strict=True)
    return {key: code for name, code in pairs if (key := plain(name)) and key not in _OWN}


def holds_values(header: Sequence[str]) -> bool:
    """Tell whether a row that should hold names of columns tells of a person instead."""
    is_read = (_reads(read, name) for name in header for read in READ_OF_PEOPLE)
    return not count_known(header) and any(is_read)


def wage_period_of(header: Sequence[str], columns: Sequence[str]) -> str:
    """Return what all wages are for, when the name of their column says so and no column does."""
    if "loon" not in columns or "loon_per" in columns:
        return ""
    return wage_period_in(header[list(columns).index("loon")])


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        return bool(read(text))
    except Wrong:
        return False


def column_faults(header: Sequence[str], columns: Sequence[str]) -> list[str]:
    """Return what is wrong with a choice of columns, in words; none when it will do."""
    chosen = [code for code in columns if code]
    faults = [
        f"U koos “{label_of(code)}” twee keer. Kies elke soort gegevens één keer."
        for code in dict.fromkeys(code for code in chosen if chosen.count(code) > 1)
    ]
    faults += [
        f"Kies in welke kolom “{label_of(code)}” staat." for code in REQUIRED if code not in chosen
    ]
    if not any(code in chosen for code in KEYS):
        faults.append(
            "Kies in welke kolom “Personeelsnummer” of “BSN” staat. Daaraan herkennen wij iemand "
            "in uw volgende bestand."
        )
    if "loon" in chosen and "loon_per" not in chosen and not wage_period_of(header, columns):
        faults.append(
            "Kies ook in welke kolom “Loon per” staat: uur, week, vier weken, maand of jaar. Of "
            "noem de kolom met het loon naar die tijd, zoals “Maandloon”. Of sla het brutoloon "
            "over."
        )
    if "adres" in chosen and ("straat" in chosen or "huisnummer" in chosen):
        faults.append("Kies “Straat en huisnummer”, of kies ze apart. Niet allebei.")
    return faults
