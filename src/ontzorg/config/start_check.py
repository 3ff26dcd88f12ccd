"""Refuses to start a product that is not safe or not usable, and says what to do."""

from __future__ import annotations

from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.models import Membership
from ontzorg.access.roles import Role
from ontzorg.access.walls.catalogue import check_walls


class NotReadyError(RuntimeError):
    """The product cannot start; the message tells the operator what to do."""


def refuse_when_not_ready(*, needs_admin: bool) -> None:
    """Raise NotReadyError when the schema, the walls or the administrator is missing."""
    try:
        _refuse_old_schema()
        _refuse_broken_walls()
    except DatabaseError as error:
        raise NotReadyError(
            f"De database is niet bereikbaar of nog leeg ({type(error).__name__}). "
            "Draai eerst `ontzorg migrate`."
        ) from error
    if needs_admin and not _has_administrator():
        raise NotReadyError("Er is nog geen beheerder. Maak er een met `ontzorg createadmin`.")


def _refuse_old_schema() -> None:
    executor = MigrationExecutor(connections["migrator"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReadyError("De database is van een oudere versie. Draai eerst `ontzorg migrate`.")


def _refuse_broken_walls() -> None:
    differences = check_walls("migrator")
    if differences:
        listed = "\n".join(f"  - {difference}" for difference in differences[:20])
        raise NotReadyError(
            f"De muren in de database kloppen niet:\n{listed}\nDraai `ontzorg migrate`."
        )


def _has_administrator() -> bool:
    with acting_as(SYSTEM):
        return Membership.objects.filter(role=Role.BEHEERDER).exists()
