"""Registers employers and their departments."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db import transaction

from ontzorg.access import audit, outbox
from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.access.privileges import Privilege
from ontzorg.parties.models import Afdeling, Werkgever
from ontzorg.parties.selectors import werkgevers_visible_to
from ontzorg.parties.services.mandates import mandate_values
from ontzorg.parties.services.rights import require_staff_rights

LOONHEFFINGENNUMMER = re.compile(r"[0-9]{9}L[0-9]{2}")
OWN_RISK = {"eigenrisicodrager_vanaf", "eigenrisicodrager_eind"}


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
def change_werkgever(
    *,
    actor: Actor,
    werkgever_id: int,
    loonheffingennummer: str,
    aansluitnummer: str,
    telefoon: str,
    eigenrisicodrager_vanaf: date | None = None,
    eigenrisicodrager_eind: date | None = None,
) -> Werkgever:
    """Replace the numbers by which others know this employer, and who bears the Ziektewet risk.

    The dossiers of who leaves while ill are planned again when the message about it is delivered.
    """
    actor.require(Privilege.MANAGE_ACCESS)
    _check_own_risk(eigenrisicodrager_vanaf, eigenrisicodrager_eind)
    werkgever = Werkgever.objects.select_for_update(of=("self",)).get(pk=werkgever_id)
    values = {
        "loonheffingennummer": _loonheffingennummer(loonheffingennummer),
        "aansluitnummer": aansluitnummer.strip(),
        "telefoon": telefoon.strip(),
        "eigenrisicodrager_vanaf": eigenrisicodrager_vanaf,
        "eigenrisicodrager_eind": eigenrisicodrager_eind,
    }
    changed = [name for name, value in values.items() if getattr(werkgever, name) != value]
    if changed:
        _save(actor, werkgever, {name: values[name] for name in changed})
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


def _save(actor: Actor, werkgever: Werkgever, values: dict[str, Any]) -> None:
    """Store these columns, log it, and tell it when the dates of dossiers can move by it."""
    for name, value in values.items():
        setattr(werkgever, name, value)
    werkgever.save(update_fields=list(values))
    audit.record(
        actor=actor,
        action="werkgever.gewijzigd",
        object_type="werkgever",
        object_id=werkgever.pk,
        werkgever_id=werkgever.pk,
        fields=list(values),
    )
    if OWN_RISK & values.keys():
        outbox.publish("parties.werkgever.changed", werkgever_id=werkgever.pk)


def _check_own_risk(start: date | None, end: date | None) -> None:
    if end is None:
        return
    if start is None:
        raise UserError(
            "Vul ook in vanaf welke dag de werkgever eigenrisicodrager is.",
            field="eigenrisicodrager_vanaf",
        )
    if end < start:
        raise UserError(
            "De laatste dag ligt voor de eerste. Kies een latere dag.",
            field="eigenrisicodrager_eind",
        )


def _loonheffingennummer(text: str) -> str:
    """Return the number without spaces and in capitals: nine digits, L and two digits, or none."""
    number = "".join(text.split()).upper()
    if number and not LOONHEFFINGENNUMMER.fullmatch(number):
        raise UserError(
            "Een loonheffingennummer is negen cijfers, de letter L en twee cijfers, zoals "
            "123456789L01.",
            field="loonheffingennummer",
        )
    return number
