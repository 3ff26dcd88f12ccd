"""Lets the records of a person follow, when two rows about him become one."""

from __future__ import annotations

from django.db import connection

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege


def follow_person(*, actor: Actor, werknemer_id: int) -> None:
    """Let the notes in the dossiers of this person be about him; nobody reads them for that.

    The database does it inside the room. Who asks does not learn whether there was a note.
    """
    actor.require(Privilege.RUN_SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute("SELECT medical_follow_person(%s)", [werknemer_id])
