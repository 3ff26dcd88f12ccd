"""The people of an employer: whom to choose from, and who is sick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ontzorg.access.actors import Actor
from ontzorg.access.roles import Party
from ontzorg.parties import selectors as parties
from ontzorg.portals.shared.numbers import row_number
from ontzorg.verzuim.selectors import Verzuimdossier, dossiers_visible_to

MANY = 200


def choices_of(
    dienstverbanden: QuerySet[parties.Dienstverband], *, is_own: bool
) -> list[tuple[str, str]]:
    """Return the employments as choices: the name, and what tells namesakes apart.

    Who is not the employer himself works for several of them, so he reads which one it is.
    """
    return [(str(one.pk), _choice(one, is_own=is_own)) for one in dienstverbanden]


def describe(dienstverband: parties.Dienstverband) -> str:
    """Return the work and the department of an employment in a few words."""
    afdeling = dienstverband.afdeling.name if dienstverband.afdeling else ""
    parts = (dienstverband.functie, afdeling, dienstverband.personeelsnummer)
    return ", ".join(part for part in parts if part) or "in dienst"


def _choice(one: parties.Dienstverband, *, is_own: bool) -> str:
    parts = (one.werknemer.name, describe(one), "" if is_own else str(one.werkgever))
    return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Choices:
    """Whom to choose from: own staff, or that of the employers someone works for.

    `is_many` says that searching comes first.
    """

    people: list[tuple[str, str]]
    is_many: bool
    searched: str
    is_own: bool
    werkgever: parties.Werkgever | None = None


def people_to_choose(
    actor: Actor,
    today: date,
    *,
    search: str,
    wanted: str,
    werkgever: str = "",
    is_chosen: bool = False,
) -> Choices:
    """Return the choices of the question "wie is er ziek"; `wanted` is always among them.

    `werkgever` is the number of the employer that someone chose who works for several. With
    `is_chosen` the answer was given on an earlier page, and nobody else is read.
    """
    running = parties.running_dienstverbanden(actor, today)
    chosen = _chosen_werkgever(actor, werkgever)
    if chosen:
        running = running.filter(werkgever_id=chosen.pk)
    is_many = not is_chosen and running.order_by()[MANY : MANY + 1].exists()
    if (is_many or is_chosen) and (chosen_pk := row_number(wanted)) is not None:
        running = running.filter(pk=chosen_pk)
    elif search:
        found = parties.search_werknemers(actor, search).values("pk")
        running = running.filter(werknemer_id__in=found)
    is_own = actor.party is Party.WERKGEVER
    people = choices_of(running[:MANY], is_own=is_own or chosen is not None)
    return Choices(people, is_many, search, is_own, chosen)


def _chosen_werkgever(actor: Actor, number: str) -> parties.Werkgever | None:
    pk = row_number(number)
    if actor.party is Party.WERKGEVER or pk is None:
        return None
    return parties.werkgevers_visible_to(actor).filter(pk=pk).first()


def running_dossiers(actor: Actor) -> QuerySet[Verzuimdossier]:
    """Return the dossiers of those who are sick now."""
    return dossiers_visible_to(actor).filter(
        hersteld_op__isnull=True, closed_on__isnull=True, withdrawn_on__isnull=True
    )
