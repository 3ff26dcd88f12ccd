"""Lists do not fetch the long outcome of the rules, and no column that is hidden from a party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, JSONField, QuerySet, Value
from django.db.models.expressions import Combinable

from ontzorg.access.actors import Actor
from ontzorg.access.walls.open_columns import hidden_columns, read_open
from ontzorg.verzuim.models import Task, Verzuimdossier

PERSON = (
    "dienstverband__werknemer",
    "dienstverband__afdeling",
    "dienstverband__werkgever__organisation",
)
PERSON_OF_TASK = tuple(f"dossier__{path}" for path in PERSON)
Uncounted = Sequence[Mapping[str, Any]]


def light_dossiers(dossiers: QuerySet[Verzuimdossier], actor: Actor) -> QuerySet[Verzuimdossier]:
    """Return the dossiers for a list; `uncounted` holds the days that do not count."""
    rows = read_open(dossiers, actor)
    return rows.annotate(uncounted=_uncounted(actor, "tijdlijn")).defer("tijdlijn")


def light_tasks(tasks: QuerySet[Task], actor: Actor) -> QuerySet[Task]:
    """Return the tasks for a list: without their steps, with what it tells of their dossier."""
    return (
        read_open(tasks, actor)
        .annotate(
            dossier_public_id=F("dossier__public_id"),
            eerste_ziektedag=F("dossier__eerste_ziektedag"),
            uncounted=_uncounted(actor, "dossier__tijdlijn"),
        )
        .defer("trace")
    )


def uncounted_of(row: Verzuimdossier | Task) -> Uncounted:
    """Return the days that do not count, of a row that was read for a list."""
    found: Uncounted = getattr(row, "uncounted", None) or ()
    return found


def _uncounted(actor: Actor, path: str) -> Combinable:
    """Return the uncounted days; for whom they are hidden every day counts."""
    if "tijdlijn" in hidden_columns(actor.party, Verzuimdossier._meta.db_table):
        return Value([], output_field=JSONField())
    return F(f"{path}__niet_meetellend")
