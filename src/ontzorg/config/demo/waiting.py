"""Work that waits in the demo: a melding to confirm, one that is parked, a note to read."""

from __future__ import annotations

from datetime import date, timedelta

from ontzorg.access.actors import Actor
from ontzorg.config.demo.life import Cast, as_employee
from ontzorg.config.demo.staff import Employer
from ontzorg.verzuim import services as verzuim
from ontzorg.verzuim.models import Task, TaskOwner, Verzuimdossier
from ontzorg.verzuim.models.task import OPEN


def leave_melding_waiting(employer: Employer, cast: Cast, today: date) -> None:
    """Let an employee report himself, and a recovery come in before its ziekmelding."""
    *_, reporting, parked = employer.staff
    verzuim.record_melding(
        actor=as_employee(reporting),
        dienstverband_id=reporting.pk,
        new=verzuim.NewMelding(soort="ziekmelding", day=today, percentage=100, door="werknemer"),
        today=today,
    )
    verzuim.record_melding(
        actor=cast.werkgever,
        dienstverband_id=parked.pk,
        new=verzuim.NewMelding(soort="herstelmelding", day=today - timedelta(days=2)),
        today=today,
    )


def share_out(mine: Actor, doctor: Actor) -> None:
    """Give most dossiers an Ontzorgmanager and some work a bedrijfsarts; leave the rest."""
    given = [d.pk for d in Verzuimdossier.objects.filter(closed_on=None) if d.pk % 4]
    Verzuimdossier.objects.filter(pk__in=given).update(
        ontzorgmanager_id=mine.membership_id, ontzorgmanager_name=mine.name
    )
    Task.objects.filter(OPEN, owner=TaskOwner.ONTZORGMANAGER, dossier__in=given).update(
        assigned_to=mine.membership_id, assigned_name=mine.name
    )
    medical = Task.objects.filter(OPEN, owner=TaskOwner.BEDRIJFSARTS)
    chosen = medical.filter(arbodienst_id=doctor.organisation_id).values_list("pk", flat=True)[:6]
    Task.objects.filter(pk__in=list(chosen)).update(
        assigned_to=doctor.membership_id, assigned_name=doctor.name
    )
