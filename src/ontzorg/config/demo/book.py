"""Builds the demo book, once, with the services that real people use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from django.utils import timezone

from ontzorg.access.actors import SYSTEM, Actor
from ontzorg.access.context import acting_as
from ontzorg.access.models import Account, OutboxMessage
from ontzorg.access.roles import Role
from ontzorg.config.demo import waiting
from ontzorg.config.demo.bulk.filling import Order, fill_book
from ontzorg.config.demo.bulk.teams import make_servings
from ontzorg.config.demo.life import Cast, live
from ontzorg.config.demo.organisations import (
    DOMAIN,
    Organisations,
    make_organisations,
    make_person,
)
from ontzorg.config.demo.staff import Employer, make_employer
from ontzorg.config.demo.stories import QUIET, STORIES
from ontzorg.verzuim.models import TaskOwner, Verzuimdossier
from ontzorg.verzuim.services import replan

SMALLEST, LARGEST = 5, 11
# Whose work is behind at an employer: in turn, so that everyone's list has something late on it.
BEHIND = (
    frozenset({TaskOwner.ONTZORGMANAGER, TaskOwner.BEDRIJFSARTS}),
    frozenset({TaskOwner.WERKGEVER}),
    frozenset[TaskOwner](),
    frozenset({TaskOwner.VERZUIMBEGELEIDER}),
)
FIRST_SIZE = 16
BY_HAND = 20


def has_demo_book() -> bool:
    """Tell whether the book is there already."""
    with acting_as(SYSTEM):
        return Account.objects.filter(email=f"werkgever@{DOMAIN}").exists()


def build_demo_book(*, werkgevers: int, seed: int, today: date) -> None:
    """Write the book; the same seed gives the same book.

    The first employers live their stories through the services, in one transaction. All
    further ones are computed by the same rules and written with COPY.
    """
    random = Random(seed)  # noqa: S311 - made-up people, no secrets
    by_hand = min(werkgevers, BY_HAND)
    with acting_as(SYSTEM):
        serving = make_organisations()
        professionals = make_professionals(serving, today)
        servings = make_servings(serving, werkgevers - by_hand, random, today)
        for index in range(by_hand):
            size = FIRST_SIZE if index == 0 else random.randrange(SMALLEST, LARGEST)
            employer = make_employer(index, size, serving, today, random)
            _populate(index, employer, professionals, today, random)
        _let_the_nights_pass(today)
        waiting.share_out(professionals["ontzorgmanager"], professionals["bedrijfsarts"])
        OutboxMessage.objects.filter(delivered_at=None).update(delivered_at=timezone.now())
    if werkgevers > by_hand:
        order = Order(servings=servings, seed=seed, today=today, now=timezone.now())
        fill_book(order, range(by_hand, werkgevers))


def _populate(
    index: int, employer: Employer, professionals: dict[str, Actor], today: date, random: Random
) -> None:
    cast = _cast(index, employer, professionals, today)
    if index == 0:
        _sign_ins(employer, today)
    stories = STORIES if index == 0 else random.sample(STORIES, k=min(QUIET, len(employer.staff)))
    for story, dienstverband in zip(stories, employer.staff, strict=False):
        live(story, dienstverband, cast, today=today, random=random)
    if index == 0:
        waiting.leave_melding_waiting(employer, cast, today)


def _let_the_nights_pass(today: date) -> None:
    """Bring the book to today: people reported on earlier days, and nobody computed since."""
    found = Verzuimdossier.objects.order_by("dienstverband_id").distinct("dienstverband_id")
    ids = list(found.values_list("dienstverband_id", flat=True))
    replan(actor=SYSTEM, dienstverband_ids=ids, today=today)


def make_professionals(serving: Organisations, today: date) -> dict[str, Actor]:
    """Add the professionals by whom visitors of the demo sign in, by their key."""
    start = today - timedelta(days=365 * 5)
    noord, zuid = serving.arbodiensten
    people = (
        ("ontzorgmanager", "Marit Weidevogel", Role.ONTZORGMANAGER, serving.reintegratie),
        ("ontzorgmanager2", "Tobias Kadeland", Role.ONTZORGMANAGER, serving.reintegratie),
        ("bedrijfsarts", "Dr. Hedda Zilverberk", Role.BEDRIJFSARTS, noord),
        ("bedrijfsarts2", "Dr. Ruben Lommerrijk", Role.BEDRIJFSARTS, zuid),
        ("verzuimbegeleider", "Sien Korenaar", Role.VERZUIMBEGELEIDER, noord),
        ("verzuimbegeleider2", "Otto Waterlelie", Role.VERZUIMBEGELEIDER, zuid),
        ("planner", "Iris Zandkasteel", Role.PLANNER, noord),
        ("claims", "Bo Duinrand", Role.VERZEKERAAR_CLAIMS, serving.verzekeraar),
        ("polis", "Gerda Polderlicht", Role.VERZEKERAAR_POLIS, serving.verzekeraar),
        ("financien", "Ruud Centenbak", Role.VERZEKERAAR_FINANCIEN, serving.verzekeraar),
        ("adviseur", "Lars Raadhout", Role.ADVISEUR, serving.adviseur),
        ("auditor", "Nel Scherpoog", Role.AUDITOR, serving.controle),
        ("beheerder", "Kees Sleutelaar", Role.BEHEERDER, serving.beheer),
    )
    return {
        key: make_person(
            key,
            name,
            role,
            organisation,
            start,
            taakdelegatie=role is Role.VERZUIMBEGELEIDER,
        )
        for key, name, role, organisation in people
    }


def _cast(index: int, employer: Employer, people: dict[str, Actor], today: date) -> Cast:
    suffix = "" if index % 2 == 0 else "2"
    key = "werkgever" if index == 0 else f"werkgever{index + 1}"
    werkgever = make_person(
        key,
        "Fenna Molenpad" if index == 0 else f"Beheerder {index + 1}",
        Role.WERKGEVER_BEHEERDER,
        employer.organisation,
        today - timedelta(days=365 * 5),
    )
    return Cast(
        werkgever=replace(werkgever, organisation_name=employer.organisation.name),
        ontzorgmanager=people["ontzorgmanager2" if index % 3 == 2 else "ontzorgmanager"],
        bedrijfsarts=people[f"bedrijfsarts{suffix}"],
        verzuimbegeleider=people[f"verzuimbegeleider{suffix}"],
        behind=BEHIND[index % len(BEHIND)],
    )


def _sign_ins(employer: Employer, today: date) -> None:
    start = today - timedelta(days=365 * 2)
    make_person(
        "leidinggevende",
        "Wout Heidebloem",
        Role.LEIDINGGEVENDE,
        employer.organisation,
        start,
        afdeling_ids=(employer.afdelingen[0].pk,),
    )
    werknemer = employer.staff[0].werknemer
    make_person(
        "medewerker",
        werknemer.name,
        Role.MEDEWERKER,
        employer.organisation,
        start,
        werknemer_id=werknemer.pk,
    )
