"""Small words for scenarios: someone reports, someone does, someone looks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.harness import world
from tests.harness.world import actor, dienstverband_of

from ontzorg.access.actors import Actor
from ontzorg.access.context import acting_as
from ontzorg.verzuim import services
from ontzorg.verzuim.models import Melding, Task, Verzuimdossier
from ontzorg.verzuim.services import NewMelding

TODAY = world.TODAY
SANNE, KARIM, MIEKE = (dienstverband_of(number) for number in world.WERKNEMERS_A)
JORIS = dienstverband_of(world.WERKNEMERS_B[0])


def ago(days: int) -> date:
    """Return the day that many days before today."""
    return TODAY - timedelta(days=days)


def report(
    soort: str,
    day: date,
    *,
    who: Actor | None = None,
    dienstverband: int = SANNE,
    today: date = TODAY,
    key: Any = None,
    **values: Any,
) -> Melding:
    """Record a melding, as the employer unless told otherwise."""
    who = who or actor("werkgever_beheerder")
    new = NewMelding(soort=soort, day=day, **values)
    with acting_as(who):
        return services.record_melding(
            actor=who, dienstverband_id=dienstverband, new=new, today=today, key=key
        )


def dossiers(dienstverband: int = SANNE, *, key: str = "werkgever_beheerder") -> list[Any]:
    """Return the dossiers that stand, oldest first."""
    with acting_as(actor(key)):
        rows = Verzuimdossier.objects.filter(dienstverband_id=dienstverband, withdrawn_on=None)
        return list(rows.order_by("eerste_ziektedag"))


def task(code: str, volgnummer: int = 1, *, key: str = "werkgever_beheerder") -> Task:
    """Return one task of the only dossier that stands."""
    with acting_as(actor(key)):
        return Task.objects.select_related("dossier").get(
            code=code, volgnummer=volgnummer, dossier__withdrawn_on=None
        )


def complete(
    code: str, day: date, *, key: str = "werkgever_beheerder", today: date = TODAY, **which: Any
) -> Task:
    """Mark a task as done."""
    who = actor(key)
    found = task(code, key=key, **which)
    with acting_as(who):
        return services.complete_task(
            actor=who,
            task=found.public_id,
            completed_on=day,
            version=found.version,
            today=today,
        )
