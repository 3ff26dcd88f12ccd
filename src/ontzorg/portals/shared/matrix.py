"""The answers of "wie ziet wat", read from the declared tables and the table of privileges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from ontzorg.access.privileges import GRANTS, Privilege
from ontzorg.access.roles import Party, Role
from ontzorg.access.walls.declare import Category, Holder, MedicalParty
from ontzorg.access.walls.tables import declared_tables


class Sight(IntEnum):
    """How much of a category someone sees."""

    NOTHING = 0
    SEES = 1
    ADDS = 2


WORDS = {Sight.NOTHING: "niet", Sight.SEES: "ziet", Sight.ADDS: "ziet en legt vast"}
P = Privilege
# Rows of a table are only shown to a role that holds one of these. Without an entry: to all.
NEEDED: Mapping[Category, frozenset[Privilege]] = {
    Category.IDENTITY: frozenset({P.SEE_STAFF, P.SEE_DOSSIERS, P.SEE_OWN_DATA}),
    Category.EMPLOYMENT: frozenset({P.SEE_STAFF, P.SEE_DOSSIERS, P.SEE_CLIENTS, P.SEE_OWN_DATA}),
    Category.BSN: frozenset({P.SEE_BSN, P.SEE_OWN_DATA}),
    Category.ABSENCE: frozenset({P.SEE_DOSSIERS}),
    Category.INTAKE: frozenset({P.SEE_INTAKE}),
    Category.STEPS: frozenset({P.SEE_DOSSIERS}),
    Category.LEAVE: frozenset({P.SEE_DOSSIERS}),
    Category.MEDICAL: frozenset({P.READ_MEDICAL, P.READ_OWN_MEDICAL}),
    Category.AUDIT: frozenset({P.READ_AUDIT, P.SEE_OWN_DATA}),
    Category.ACCESS: frozenset({P.MANAGE_ACCESS}),
}
# Adding needs a privilege of its own; seeing alone is not enough.
ADDING: Mapping[Category, frozenset[Privilege]] = {
    Category.IDENTITY: frozenset({P.MANAGE_STAFF}),
    Category.EMPLOYMENT: frozenset({P.MANAGE_STAFF}),
    Category.BSN: frozenset({P.MANAGE_STAFF}),
    Category.ABSENCE: frozenset({P.REGISTER_MELDING, P.REPORT_OWN_SICKNESS}),
    Category.INTAKE: frozenset({P.REGISTER_MELDING}),
    Category.STEPS: frozenset({P.COMPLETE_TASK, P.RECORD_FEIT}),
    Category.LEAVE: frozenset({P.RECORD_VERLOF}),
    Category.MEDICAL: frozenset({P.WRITE_MEDICAL}),
    Category.ACCESS: frozenset({P.MANAGE_ACCESS}),
}
SHOWN = tuple(NEEDED)
MEDICAL: Mapping[Party, MedicalParty] = {
    Party.ARBODIENST: MedicalParty.ARBODIENST,
    Party.WERKNEMER: MedicalParty.WERKNEMER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one role sees of one category, in words."""

    words: str
    sees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One category of data, with what each role sees of it."""

    label: str
    cells: tuple[Cell, ...]


def matrix(roles: tuple[Role, ...]) -> list[MatrixRow]:
    """Return one row per category, in the order in which a dossier is read."""
    return [
        MatrixRow(label=str(category), cells=tuple(cell(category, role) for role in roles))
        for category in SHOWN
    ]


def cell(category: Category, role: Role) -> Cell:
    """Return what this role sees of this category."""
    sight = sight_of(category, role)
    return Cell(words=WORDS[sight], sees=sight > Sight.NOTHING)


def sight_of(category: Category, role: Role) -> Sight:
    """Return how much this role sees: both the walls and the privileges must allow it."""
    held = GRANTS[role]
    verbs = _verbs(category, role.party)
    if "S" not in verbs or not held & NEEDED[category]:
        return Sight.NOTHING
    may_add = bool({"I", "U"} & verbs) and bool(held & ADDING.get(category, frozenset()))
    return Sight.ADDS if may_add else Sight.SEES


def _verbs(category: Category, party: Party) -> frozenset[str]:
    holders: tuple[Holder, ...] = (party, MEDICAL[party]) if party in MEDICAL else (party,)
    rows = [
        table.access[holder]
        for table in declared_tables()
        if table.category is category
        for holder in holders
        if holder in table.access
    ]
    return frozenset(verb for row in rows for verb in row.verbs)
