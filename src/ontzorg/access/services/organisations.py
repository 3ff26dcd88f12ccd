"""Adding an organisation."""

from __future__ import annotations

from django.db import transaction

from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.models import Organisation, OrganisationKind
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Party
from ontzorg.access.services.rows import log
from ontzorg.rules.wet.huisnormen import huisnorm_varianten

KIND_OF_PARTY = {
    Party.WERKGEVER: OrganisationKind.WERKGEVER,
    Party.WERKNEMER: OrganisationKind.WERKGEVER,
    Party.ARBODIENST: OrganisationKind.ARBODIENST,
    Party.REINTEGRATIE: OrganisationKind.REINTEGRATIE,
    Party.VERZEKERAAR: OrganisationKind.VERZEKERAAR,
    Party.ADVISEUR: OrganisationKind.ADVISEUR,
    Party.BEHEER: OrganisationKind.BEHEER,
    Party.AUDIT: OrganisationKind.BEHEER,
}


@transaction.atomic
def register_organisation(
    *, actor: Actor, kind: OrganisationKind, name: str, kvk_number: str = "", variant: str = ""
) -> Organisation:
    """Add an organisation; `variant` names the house norms of an arbodienst."""
    actor.require(Privilege.MANAGE_ACCESS)
    if not name.strip():
        raise UserError("Vul de naam van de organisatie in.", field="name")
    check_variant(kind, variant)
    made = Organisation.objects.create(
        kind=kind, name=name.strip(), kvk_number=kvk_number, variant=variant
    )
    log(actor, "organisatie.toegevoegd", made.pk)
    return made


def check_variant(kind: str, variant: str) -> None:
    """Refuse house norms that do not exist, or at an organisation that has none."""
    if not variant:
        return
    if kind != OrganisationKind.ARBODIENST:
        raise UserError("Huisnormen horen bij een arbodienst. Laat ze hier leeg.", field="variant")
    known = huisnorm_varianten()
    if variant not in known:
        raise UserError(f"Kies huisnormen uit deze lijst: {', '.join(known)}.", field="variant")
