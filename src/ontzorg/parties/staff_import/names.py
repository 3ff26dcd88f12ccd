"""The columns of a read row, and those of a person and an employment that they become."""

from __future__ import annotations

from ontzorg.parties.staff_import.cells.fields import FIELDS, NOT_KEPT, About

SEALED = ("bsn", "iban")
# Of an employment these are called otherwise, or are looked up.
WORK_COLUMN = {"dienstverband_id": "extern_id"}
LOOKED_UP = "afdeling"
# What is kept from a day until the next such day, and the column that says which day.
TERMS = ("functie", "uren_per_week", "norm_uren")
WAGE = ("loon", "loon_per")
VALID_FROM = "geldig_vanaf"

PERSON = tuple(
    field.code
    for field in FIELDS
    if field.about is About.PERSON and field.code not in (*NOT_KEPT, *SEALED)
)
WORK = tuple(
    field.code
    for field in FIELDS
    if field.about is About.WORK and field.code not in (*WAGE, VALID_FROM)
)
PLAIN_WORK = tuple(code for code in WORK if code != LOOKED_UP)
LASTING_WORK = tuple(code for code in PLAIN_WORK if code not in TERMS)
# What is shown of someone new before he is taken over.
NEW_PERSON = ("geboortedatum",)
NEW_WORK = ("begint_op", "eindigt_op", "functie", LOOKED_UP, "uren_per_week", *WAGE)
READ = (*PERSON, *WORK, *WAGE, VALID_FROM)


def column_of_work(code: str) -> str:
    """Return what a dienstverband calls this."""
    return WORK_COLUMN.get(code, code)
