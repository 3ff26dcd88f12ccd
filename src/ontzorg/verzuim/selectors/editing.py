"""What a form must know of the thing that it mends: a melding, a leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ontzorg.access.actors import Actor
from ontzorg.parties.selectors import dienstverbanden_visible_to
from ontzorg.verzuim.derivation.facts import last_word
from ontzorg.verzuim.models import Melding, Soort, Verlof


@dataclass(frozen=True, slots=True, kw_only=True)
class MeldingToMend:
    """A melding with its values. `dossier` is None while it waits for another melding."""

    id: int
    dienstverband_id: int
    dossier: UUID | None
    dossier_version: int
    soort: str
    soort_label: str
    day: date
    percentage: int | None
    arbeidstherapeutisch_uren: Decimal | None
    person_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLeave:
    """A leave that counts, first and last day included."""

    id: int
    start: date
    eind: date
    zelfde_oorzaak: bool | None


def melding_to_mend(actor: Actor, public_id: UUID) -> MeldingToMend:
    """Return the melding. Raises DoesNotExist when the actor may not see it."""
    melding = Melding.objects.select_related("dossier", "dienstverband__werknemer").get(
        public_id=public_id, dienstverband__in=dienstverbanden_visible_to(actor)
    )
    dossier = melding.dossier
    return MeldingToMend(
        id=melding.pk,
        dienstverband_id=melding.dienstverband_id,
        dossier=dossier.public_id if dossier else None,
        dossier_version=dossier.version if dossier else 0,
        soort=melding.soort,
        soort_label=str(Soort(melding.soort).label),
        day=melding.day,
        percentage=melding.percentage,
        arbeidstherapeutisch_uren=melding.arbeidstherapeutisch_uren,
        person_name=melding.dienstverband.werknemer.name,
    )


def standing_leaves(actor: Actor, dienstverband_id: int) -> tuple[StandingLeave, ...]:
    """Return the leaves of this employment that were not replaced or withdrawn, oldest first."""
    dienstverband = dienstverbanden_visible_to(actor).get(pk=dienstverband_id)
    leaves = last_word(Verlof.objects.filter(dienstverband=dienstverband))
    return tuple(
        StandingLeave(id=one.pk, start=one.start, eind=one.eind, zelfde_oorzaak=one.zelfde_oorzaak)
        for one in sorted(leaves, key=lambda one: one.start)
    )
