"""The columns that a staff file can have: name, other names, example and what may stand there."""

from __future__ import annotations

from collections.abc import Mapping

from ontzorg.parties.staff_import.cells import numbers
from ontzorg.parties.staff_import.cells.field import About, Field
from ontzorg.parties.staff_import.cells.person_fields import PERSON_FIELDS
from ontzorg.parties.staff_import.cells.work_fields import WORK_FIELDS

__all__ = ["FIELDS", "FIELD_OF", "KEYS", "NOT_KEPT", "REQUIRED", "About", "Field", "label_of"]

_NUMBER, *_WORK = WORK_FIELDS
FIELDS: tuple[Field, ...] = (
    _NUMBER,
    *PERSON_FIELDS,
    *_WORK,
    Field(
        code="loonheffingennummer",
        label="Loonheffingennummer",
        about=About.CHECK,
        read=numbers.read_employer,
        limit=20,
        example="",
        others=("lhnr", "lhnummer", "loonheffingsnummer"),
        help="Dan zien wij of een regel bij een andere werkgever hoort.",
    ),
)
FIELD_OF: Mapping[str, Field] = {field.code: field for field in FIELDS}
# Without one of these, someone cannot be recognised in the next file.
KEYS = ("personeelsnummer", "bsn", "extern_id")
REQUIRED = tuple(field.code for field in FIELDS if field.is_required)
# These are split or compared, and are no column of a person or an employment.
NOT_KEPT = frozenset({"adres", "loonheffingennummer"})


def label_of(code: str) -> str:
    """Return how a person knows this column; nothing for a fault of the whole row."""
    return FIELD_OF[code].label if code in FIELD_OF else ""
