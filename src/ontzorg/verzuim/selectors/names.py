"""The names behind the rows of a page: each person and each employer is read once.

A join would bring them with every row. Each table has walls of its own, and PostgreSQL takes
longer to think such a join out than to carry it out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ontzorg.access.fields import PartyColumns
from ontzorg.access.selectors import Organisation, named_organisations
from ontzorg.parties.naming import afdeling_names, named_people
from ontzorg.parties.selectors import Werknemer


@dataclass(frozen=True, slots=True)
class Names:
    """The people of a page, where they work, and who serves them, by their numbers."""

    people: Mapping[int, Werknemer]
    organisations: Mapping[int, Organisation]
    afdelingen: Mapping[int | None, str]


def names_of(
    rows: Collection[PartyColumns],
    *,
    serving: Iterable[int] = (),
    afdelingen: Iterable[int | None] = (),
) -> Names:
    """Return who these rows are about, with their employers, and with what else is named."""
    return Names(
        people=named_people(row.werknemer_id for row in rows),
        organisations=named_organisations({*serving, *(row.werkgever_id for row in rows)}),
        afdelingen=afdeling_names(afdelingen),
    )
