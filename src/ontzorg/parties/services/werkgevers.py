"""Registers employers and their departments."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.access.privileges import Privilege
from ontzorg.parties.models import Afdeling, Werkgever
from ontzorg.parties.selectors import werkgevers_visible_to
from ontzorg.parties.services.mandates import mandate_values
from ontzorg.parties.services.rights import require_staff_rights


@transaction.atomic
def register_werkgever(
    *,
    actor: Actor,
    organisation_id: int,
    today: date,
    loonheffingennummer: str = "",
    aansluitnummer: str = "",
    telefoon: str = "",
) -> Werkgever:
    """Make an organisation an employer, served by those who hold a mandate today."""
    actor.require(Privilege.MANAGE_ACCESS)
    if Werkgever.objects.filter(pk=organisation_id).exists():
        raise UserError("Deze organisatie is al werkgever. Open haar om iets te wijzigen.")
    werkgever = Werkgever.objects.create(
        organisation_id=organisation_id,
        loonheffingennummer=loonheffingennummer,
        aansluitnummer=aansluitnummer,
        telefoon=telefoon,
        **mandate_values(organisation_id, today),
    )
    audit.record(
        actor=actor,
        action="werkgever.toegevoegd",
        object_type="werkgever",
        object_id=werkgever.pk,
        werkgever_id=werkgever.pk,
    )
    return werkgever


@transaction.atomic
def register_afdeling(*, actor: Actor, werkgever_id: int, name: str, code: str = "") -> Afdeling:
    """Add a department to an employer; a known name gives the department that is there."""
    require_staff_rights(actor)
    werkgever = werkgevers_visible_to(actor).get(pk=werkgever_id)
    name = name.strip()
    if not name:
        raise UserError("Vul de naam van de afdeling in.", field="name")
    afdeling, is_new = Afdeling.objects.get_or_create(
        werkgever=werkgever, name=name, defaults={"code": code, **served_by(werkgever)}
    )
    if is_new:
        audit.record(
            actor=actor,
            action="afdeling.toegevoegd",
            object_type="afdeling",
            object_id=afdeling.pk,
            werkgever_id=werkgever.pk,
        )
    return afdeling


def served_by(werkgever: Werkgever) -> dict[str, int | None]:
    """Return the mandate columns that a new row of this employer takes over."""
    return {column: getattr(werkgever, column) for column in MANDATE_COLUMNS}
