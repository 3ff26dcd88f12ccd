"""Compares the walls that stand in the database with the walls that the code declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import connections
from django.db.backends.utils import CursorWrapper

from ontzorg.access.walls import catalogue_found as found
from ontzorg.access.walls import catalogue_wanted as wanted

Facts = Mapping[str, str]

MIGRATE = "Draai `ontzorg migrate`."
DECLARE = "Declareer het in een walls.py, of verwijder het uit de database."
ADMINISTRATOR = "Laat de databasebeheerder dit terugzetten; docs/beheer zegt hoe."


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not in the database as the code declares it."""

    thing: str
    wanted: str
    found: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.thing}: hoort {self.wanted}, is {self.found}. {self.remedy}"


def check_walls(using: str) -> list[Difference]:
    """Return every difference between declaration and database; none when the walls stand.

    Any login can run it: it reads the catalogue only, never a row.
    """
    with connections[using].cursor() as cursor:
        return find_differences(cursor)


def find_differences(cursor: CursorWrapper) -> list[Difference]:
    """Return the differences that this cursor sees, of changes not yet committed too."""
    return [
        difference
        for facts_wanted, facts_found, remedy in _ASPECTS
        for difference in _compare(facts_wanted(cursor), facts_found(cursor), remedy)
    ]


def _compare(declared: Facts, standing: Facts, remedy: str) -> list[Difference]:
    return [
        Difference(
            thing,
            declared.get(thing, "er niet te zijn"),
            standing.get(thing, "er niet"),
            remedy,
        )
        for thing in sorted({*declared, *standing})
        if declared.get(thing) != standing.get(thing)
    ]


_Read = Callable[[CursorWrapper], Facts]
_ASPECTS: tuple[tuple[_Read, _Read, str], ...] = (
    (wanted.schemas, found.schemas, DECLARE),
    (wanted.relations, found.relations, DECLARE),
    (wanted.policies, found.policies, MIGRATE),
    (wanted.table_grants, found.table_grants, MIGRATE),
    (wanted.sequence_grants, found.sequence_grants, MIGRATE),
    (wanted.schema_grants, found.schema_grants, MIGRATE),
    (wanted.function_grants, found.function_grants, MIGRATE),
    (wanted.functions, found.functions, MIGRATE),
    (wanted.triggers, found.triggers, MIGRATE),
    (wanted.nothing, found.rewrite_rules, DECLARE),
    (wanted.nothing, found.default_grants, ADMINISTRATOR),
    (wanted.database_grants, found.database_grants, ADMINISTRATOR),
    (wanted.roles, found.roles, ADMINISTRATOR),
    (wanted.role_members, found.role_members, ADMINISTRATOR),
)
