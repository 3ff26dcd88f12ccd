"""The professionals of a large book: as many as its employers need, each with a share of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil
from random import Random

from ontzorg.access.actors import SYSTEM, Actor
from ontzorg.access.models import Organisation
from ontzorg.access.roles import Role
from ontzorg.config.demo import names
from ontzorg.config.demo.bulk.figures import load_firms
from ontzorg.config.demo.bulk.firms import Serving
from ontzorg.config.demo.life import Cast
from ontzorg.config.demo.organisations import Organisations, make_person

SINCE = timedelta(days=365 * 5)


def make_servings(
    serving: Organisations, werkgevers: int, random: Random, today: date
) -> tuple[Serving, ...]:
    """Add people to the organisations that serve; return who serves which employer, in turn.

    Employer number n is served by number n modulo the length. Writes with the services, so it
    needs a context of system.
    """
    if werkgevers <= 0:
        return ()
    start = today - SINCE
    managers = _team(serving.reintegratie, Role.ONTZORGMANAGER, werkgevers, random, start)
    per_arbodienst = ceil(werkgevers / len(serving.arbodiensten))
    doctors, guides = (
        [_team(each, role, per_arbodienst, random, start) for each in serving.arbodiensten]
        for role in (Role.BEDRIJFSARTS, Role.VERZUIMBEGELEIDER)
    )
    return tuple(
        _serving(serving, turn, manager, doctors, guides)
        for turn, manager in enumerate(managers * len(serving.arbodiensten))
    )


def _team(
    organisation: Organisation, role: Role, werkgevers: int, random: Random, start: date
) -> list[Actor]:
    count = ceil(werkgevers / load_firms().werkgevers_per[role.value])
    return [
        make_person(
            f"{role.value}-{organisation.pk}-{number}",
            names.full_name(random),
            role,
            organisation,
            start,
            taakdelegatie=role is Role.VERZUIMBEGELEIDER,
        )
        for number in range(count)
    ]


def _serving(
    serving: Organisations,
    turn: int,
    manager: Actor,
    doctors: Sequence[Sequence[Actor]],
    guides: Sequence[Sequence[Actor]],
) -> Serving:
    which = turn % len(serving.arbodiensten)
    arbodienst = serving.arbodiensten[which]
    cast = Cast(
        werkgever=SYSTEM,
        ontzorgmanager=manager,
        bedrijfsarts=doctors[which][turn // 2 % len(doctors[which])],
        verzuimbegeleider=guides[which][turn // 2 % len(guides[which])],
    )
    return Serving(
        organisations=(arbodienst, serving.reintegratie, serving.verzekeraar, serving.adviseur),
        variant=arbodienst.variant,
        cast=cast,
    )
