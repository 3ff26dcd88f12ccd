"""Everything that reads employers, people and employments. No function here writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import connection
from django.db.models import Q, QuerySet

from ontzorg.access.actors import Actor
from ontzorg.access.crypto import blind_indexes
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
    Loon,
    Werkgever,
    Werknemer,
    WorkTerms,
)
from ontzorg.parties.seals import BSN
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
    "WorkTerms",
    "admission_of",
    "afdelingen_visible_to",
    "bsn_index",
    "dienstverbanden_visible_to",
    "find_werknemer_by_bsn",
    "lock_dienstverband",
    "lock_dienstverbanden",
    "lonen_visible_to",
    "matching_people",
    "parties_of",
    "running_dienstverbanden",
    "search_werknemers",
    "terms_on",
    "terms_visible_to",
    "werkgever_names",
    "werkgevers_visible_to",
    "werknemers_visible_to",
    "work_on",
]
# What an employment holds from a day until the next such day.
TERMS = ("afdeling_id", "functie", "uren_per_week", "norm_uren")


def werkgevers_visible_to(actor: Actor) -> QuerySet[Werkgever]:
    """Return the employers this actor works for or belongs to, with their name at hand."""
    werkgevers = Werkgever.objects.select_related("organisation").order_by("organisation__name")
    if actor.party in (Party.WERKGEVER, Party.WERKNEMER):
        return werkgevers.filter(pk=actor.organisation_id)
    if actor.party is Party.BEHEER:
        return werkgevers
    return werkgevers.filter(rows_of(actor, werknemer=None))


def afdelingen_visible_to(actor: Actor) -> QuerySet[Afdeling]:
    """Return the departments this actor may choose from."""
    afdelingen = Afdeling.objects.order_by("name")
    if not actor.may(Privilege.SEE_STAFF):
        return afdelingen.none()
    return afdelingen.filter(rows_of(actor, werknemer=None) & _own_afdelingen(actor, "pk"))


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


def terms_on(known: Sequence[WorkTerms], day: date) -> WorkTerms:
    """Return the terms that held on a day; before the first known day, the first."""
    in_order = sorted(known, key=lambda one: one.vanaf)
    begun = [one for one in in_order if one.vanaf <= day]
    return begun[-1] if begun else in_order[0]


def work_on(dienstverband: Dienstverband, day: date) -> WorkTerms:
    """Return department, function and hours on a day; what never changed was always so."""
    known = list(dienstverband.terms.select_related("afdeling"))
    if known:
        return terms_on(known, day)
    now = {name: getattr(dienstverband, name) for name in TERMS}
    return WorkTerms(dienstverband=dienstverband, vanaf=dienstverband.begint_op, **now)


def terms_visible_to(actor: Actor) -> QuerySet[WorkTerms]:
    """Return what changed in the employments that this actor may see."""
    shown = dienstverbanden_visible_to(actor).order_by().values("pk")
    return WorkTerms.objects.filter(dienstverband__in=shown)


def lonen_visible_to(actor: Actor) -> QuerySet[Loon]:
    """Return the wages that this actor may see: who keeps the staff, and the person himself."""
    if actor.role is Role.MEDEWERKER or actor.may(Privilege.MANAGE_STAFF):
        return Loon.objects.filter(rows_of(actor)).order_by("vanaf")
    return Loon.objects.none()


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
            identificatie__bsn_index__in=bsn_indexes(bsn, werkgever_id=werkgever_id),
        )
        .first()
    )


def bsn_index(bsn: str, *, werkgever_id: int) -> bytes:
    """Return the keyed hash by which a BSN is found at one employer."""
    return bsn_indexes(bsn, werkgever_id=werkgever_id)[0]


def bsn_indexes(bsn: str, *, werkgever_id: int) -> tuple[bytes, ...]:
    """Return the hashes that the BSN may stand under: one more while the key is renewed."""
    return blind_indexes(bsn, purpose=BSN.purpose(werkgever_id=werkgever_id))


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
