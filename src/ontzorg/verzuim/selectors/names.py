"""The names behind the rows of a page: each person and each employer is read once.

A join would bring them with every row. Each table has walls of its own, and PostgreSQL takes
longer to think such a join out than to carry it out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ontzorg.access.fields import PartyColumns
from ontzorg.access.selectors import Organisation, named_organisations
from ontzorg.parties.naming import named_people
from ontzorg.parties.selectors import Werknemer


@dataclass(frozen=True, slots=True)
class Names:
    """The people of a page, and the employers with who serves them, by their numbers."""

    people: Mapping[int, Werknemer]
    organisations: Mapping[int, Organisation]


def names_of(rows: Collection[PartyColumns], *, serving: Iterable[int] = ()) -> Names:
    """Return who these rows are about, and where those people work; with those who serve."""
    return Names(
        people=named_people(row.werknemer_id for row in rows),
        organisations=named_organisations({*serving, *(row.werkgever_id for row in rows)}),
    )
