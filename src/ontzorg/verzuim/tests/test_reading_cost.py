"""A list or a page costs as many queries for a long story as for a short one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.harness import world
from tests.harness.world import actor

from ontzorg.access.actors import Actor
from ontzorg.access.context import acting_as
from ontzorg.parties.services import (
    DienstverbandData,
    WerknemerData,
    register_dienstverband,
    register_werknemer,
)
from ontzorg.verzuim import selectors, services
from ontzorg.verzuim.selectors import DossierFilters, TaskFilters
from ontzorg.verzuim.services import NewMelding
from ontzorg.verzuim.tests.play import TODAY, ago, complete, dossiers, report

pytestmark = pytest.mark.django_db

FIRST = date(2026, 1, 5)


Look = Callable[[Actor], object]
LOOKS: dict[str, Look] = {
    "taken": lambda who: selectors.tasks_mine(who, TaskFilters(scope="all"), today=TODAY),
    "tellingen": lambda who: selectors.count_tasks(who, TaskFilters(), today=TODAY),
    "dossiers": lambda who: selectors.list_dossiers(who, DossierFilters(), today=TODAY),
    "geparkeerd": selectors.parked_meldingen,
}


@pytest.mark.parametrize("name", sorted(LOOKS))
def test_a_longer_list_costs_no_more_queries(name: str) -> None:
    who = actor("werkgever_beheerder")
    _another_case(who, 1)
    few = _queries(who, LOOKS[name])
    for number in range(2, 6):
        _another_case(who, number)
    assert _queries(who, LOOKS[name]) == few <= 6


def test_a_longer_history_costs_the_dossier_page_no_more_queries() -> None:
    who = actor("werkgever_beheerder")
    report("ziekmelding", FIRST)
    public_id = dossiers()[0].public_id

    def look(who: Actor) -> object:
        return selectors.dossier_view(who, public_id, today=TODAY)

    few = _queries(who, look)
    for number in range(5):
        report("wijziging", ago(100 - number), percentage=50 + number)
    complete("PLAN_VAN_AANPAK", ago(90))
    assert _queries(who, look) == few <= 10


def _another_case(who: Actor, number: int) -> None:
    """Hire someone who falls sick and has a recovery that waits."""
    with acting_as(who):
        person = register_werknemer(
            actor=who,
            werkgever_id=world.WERKGEVER_A,
            data=WerknemerData(
                voorletters="A.",
                achternaam=f"Nieuweling{number}",
                geboortedatum=FIRST.replace(1990),
            ),
            today=TODAY,
        )
        employment = register_dienstverband(
            actor=who, werknemer_id=person.pk, data=DienstverbandData(begint_op=date(2021, 1, 1))
        )
        for soort, day in (("herstelmelding", ago(400)), ("ziekmelding", ago(30))):
            services.record_melding(
                actor=who,
                dienstverband_id=employment.pk,
                new=NewMelding(soort=soort, day=day),
                today=TODAY,
            )


def _queries(who: Actor, look: Look) -> int:
    with acting_as(who), CaptureQueriesContext(connection) as captured:
        look(who)
    return len(captured)
