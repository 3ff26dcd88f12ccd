"""Everything that reads employers, people and employments. No function here writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import connection
from django.db.models import Q, QuerySet

from ontzorg.access.actors import Actor
from ontzorg.access.crypto import blind_index
from ontzorg.access.fields import PARTY_COLUMNS
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Party, Role
from ontzorg.access.selectors import has_own_pages
from ontzorg.access.walls.open_columns import read_open
from ontzorg.parties.models import (
    Afdeling,
    Dienstverband,
    Geslacht,
    Invitation,
    Werkgever,
    Werknemer,
)
from ontzorg.parties.searching import matching_people
from ontzorg.parties.visibility import NOTHING, rows_of

__all__ = [
    "Admission",
    "Admitted",
    "Afdeling",
    "Dienstverband",
    "Geslacht",
    "Invitation",
    "Werkgever",
    "Werknemer",
    "admission_of",
    "afdelingen_visible_to",
    "bsn_index",
    "dienstverbanden_visible_to",
    "find_werknemer_by_bsn",
    "lock_dienstverband",
    "lock_dienstverbanden",
    "matching_people",
    "parties_of",
    "running_dienstverbanden",
    "search_werknemers",
    "werkgever_names",
    "werkgevers_visible_to",
    "werknemers_visible_to",
]


def werkgevers_visible_to(actor: Actor) -> QuerySet[Werkgever]:
    """Return the employers this actor works for or belongs to, with their name at hand."""
    werkgevers = Werkgever.objects.select_related("organisation").order_by("organisation__name")
    if actor.party in (Party.WERKGEVER, Party.WERKNEMER):
        return werkgevers.filter(pk=actor.organisation_id)
    if actor.party is Party.BEHEER:
        return werkgevers
    return werkgevers.filter(rows_of(actor))


def afdelingen_visible_to(actor: Actor) -> QuerySet[Afdeling]:
    """Return the departments this actor may choose from."""
    afdelingen = Afdeling.objects.order_by("name")
    if not actor.may(Privilege.SEE_STAFF):
        return afdelingen.none()
    return afdelingen.filter(rows_of(actor) & _own_afdelingen(actor, "pk"))


def werknemers_visible_to(actor: Actor) -> QuerySet[Werknemer]:
    """Return the people this actor may see; a leidinggevende only those of his department."""
    werknemers = Werknemer.objects.order_by("achternaam", "pk")
    if actor.role is Role.LEIDINGGEVENDE:
        here = Dienstverband.objects.filter(afdeling_id__in=actor.afdeling_ids)
        werknemers = werknemers.filter(pk__in=here.values("werknemer_id"))
    return read_open(werknemers.filter(_people_of(actor, werknemer="pk")), actor)


def dienstverbanden_visible_to(actor: Actor) -> QuerySet[Dienstverband]:
    """Return the employments this actor may see, with the person and department at hand."""
    own = _people_of(actor, werknemer="werknemer_id") & _own_afdelingen(actor, "afdeling_id")
    return read_open(
        Dienstverband.objects.filter(own), actor, "werknemer", "werkgever__organisation"
    )


def running_dienstverbanden(actor: Actor, today: date) -> QuerySet[Dienstverband]:
    """Return the employments of today that this actor may see, by family name."""
    running = Q(eindigt_op__isnull=True) | Q(eindigt_op__gte=today)
    return (
        dienstverbanden_visible_to(actor)
        .filter(running, begint_op__lte=today)
        .select_related("afdeling")
        .order_by("werknemer__achternaam", "pk")
    )


class Admission(StrEnum):
    """How far an employee is with his own pages."""

    NONE = "none"
    INVITED = "invited"
    STOPPED = "stopped"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Admitted:
    """How far an employee is, and since when; `on` is unknown for who came without invitation."""

    state: Admission
    on: date | None = None


def admission_of(werknemer_id: int) -> Admitted:
    """Return how far an employee is with his own pages, as far as the walls let the actor see."""
    found = Invitation.objects.filter(pk=werknemer_id).first()
    if found is None:
        is_in = has_own_pages(werknemer_id)
        return Admitted(Admission.OPEN if is_in else Admission.NONE)
    if found.accepted_on:
        return Admitted(Admission.OPEN, found.accepted_on)
    if found.refused_on:
        return Admitted(Admission.STOPPED, found.refused_on)
    return Admitted(Admission.INVITED, found.invited_on)


def lock_dienstverband(dienstverband_id: int, *, actor: Actor) -> Dienstverband:
    """Return the employment, held by this transaction alone until its end.

    An advisory lock, because a party that may only read employments cannot lock their rows.
    Raises DoesNotExist when the actor may not see it.
    """
    dienstverband = dienstverbanden_visible_to(actor).get(pk=dienstverband_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"parties_dienstverband:{dienstverband.pk}"],
        )
    return dienstverband


def lock_dienstverbanden(ids: Sequence[int], *, actor: Actor) -> list[Dienstverband]:
    """Return these employments as `lock_dienstverband` does, in the order of their numbers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('parties_dienstverband:' || id, 0))"
            " FROM (SELECT id FROM unnest(%s::bigint[]) id ORDER BY id) sorted",
            [list(ids)],
        )
    return list(dienstverbanden_visible_to(actor).filter(pk__in=ids).order_by("pk"))


def parties_of(dienstverband: Dienstverband) -> dict[str, int | None]:
    """Return the party columns that every new row about this employment carries."""
    return {column: getattr(dienstverband, column) for column in PARTY_COLUMNS}


def can_be_household(actor: Actor) -> bool:
    """Tell whether an employer in sight can be a private household: it has no KvK number."""
    return werkgevers_visible_to(actor).filter(organisation__kvk_number="").exists()


def eigenrisicodragers(dienstverbanden: Sequence[Dienstverband]) -> frozenset[int]:
    """Return which employments end while the employer bears the risk of the Ziektewet himself."""
    ends = {each.pk: (each.werkgever_id, each.eindigt_op) for each in dienstverbanden}
    ids = {werkgever_id for werkgever_id, day in ends.values() if day is not None}
    werkgevers = Werkgever.objects.in_bulk(ids) if ids else {}
    return frozenset(
        pk
        for pk, (werkgever_id, day) in ends.items()
        if day is not None
        and werkgever_id in werkgevers
        and werkgevers[werkgever_id].is_eigenrisicodrager_on(day)
    )


def search_werknemers(actor: Actor, text: str) -> QuerySet[Werknemer]:
    """Return the people whose family name starts with `text`, or who have this staff number."""
    people, text = werknemers_visible_to(actor), text.strip()
    return people.filter(pk__in=matching_people(actor, text)) if text else people


def find_werknemer_by_bsn(actor: Actor, *, werkgever_id: int, bsn: str) -> Werknemer | None:
    """Return the person with this BSN at this employer, if the actor may see him."""
    return (
        werknemers_visible_to(actor)
        .filter(
            werkgever_id=werkgever_id,
            identificatie__bsn_index=bsn_index(bsn, werkgever_id=werkgever_id),
        )
        .first()
    )


def bsn_index(bsn: str, *, werkgever_id: int) -> bytes:
    """Return the keyed hash by which a BSN is found at one employer."""
    return blind_index(bsn, purpose=f"bsn:{werkgever_id}")


def werkgever_names(werkgever_ids: Iterable[int]) -> dict[int, str]:
    """Return the name of each of these employers."""
    found = Werkgever.objects.filter(pk__in=set(werkgever_ids)).select_related("organisation")
    return {werkgever.pk: werkgever.organisation.name for werkgever in found}


def _people_of(actor: Actor, *, werknemer: str) -> Q:
    if actor.role is Role.MEDEWERKER or actor.may(Privilege.SEE_STAFF):
        return rows_of(actor, werknemer=werknemer)
    return NOTHING


def _own_afdelingen(actor: Actor, column: str) -> Q:
    if actor.role is Role.LEIDINGGEVENDE:
        return Q(**{f"{column}__in": actor.afdeling_ids})
    return Q()
