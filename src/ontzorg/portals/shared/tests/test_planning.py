"""Planning: who carries what, what nobody has yet, and all of one person to another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.harness.web import text_of
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.portals.shared.colleagues import Colleague
from ontzorg.portals.shared.work.planning_page import PlanningQuery
from ontzorg.portals.shared.work.planning_team import PEOPLE, people_page
from ontzorg.verzuim.selectors import TaskFilters, tasks_mine, workload
from ontzorg.verzuim.services import assign_ontzorgmanager, hand_over
from ontzorg.verzuim.tests.play import TODAY, ago, dossiers, report, task

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
PLANNING = "/planning/"
MANAGER, TOBIAS, EMPLOYER = 6, 7, 1


def given_to(membership_id: int) -> None:
    """Make a dossier of twenty days, with this Ontzorgmanager."""
    report("ziekmelding", ago(20))
    manager = actor("ontzorgmanager")
    with acting_as(manager):
        dossier = dossiers(key="ontzorgmanager")[0].public_id
        assign_ontzorgmanager(
            actor=manager, dossier=dossier, membership_id=membership_id, today=TODAY
        )


def test_what_nobody_has_comes_first(as_someone: SignIn) -> None:
    report("ziekmelding", ago(20))
    page = text_of(as_someone("ontzorgmanager").get(PLANNING))
    assert "1 taak heeft nog niemand. 1 taak is te laat." in page
    assert page.index("Nog van niemand") < page.index("ontzorgmanager_2")
    assert "Wijs een Ontzorgmanager aan" in page


def test_each_colleague_has_his_own_figures() -> None:
    given_to(TOBIAS)
    with acting_as(actor("ontzorgmanager")):
        loads = workload(actor("ontzorgmanager"), [MANAGER, TOBIAS], today=TODAY)
        listed = tasks_mine(
            actor("ontzorgmanager"), TaskFilters(scope="carrier", carrier=TOBIAS), today=TODAY
        )
    assert loads[TOBIAS].dossiers == 1
    assert loads[TOBIAS].total == len(listed.items) > 0
    assert MANAGER not in loads


@pytest.mark.parametrize("key", ["medewerker", "verzekeraar_claims", "leidinggevende"])
def test_who_may_not_assign_sees_no_load(key: str) -> None:
    report("ziekmelding", ago(20))
    with acting_as(actor(key)):
        assert workload(actor(key), [MANAGER, TOBIAS], today=TODAY) == {}


def test_the_load_of_another_organisation_stays_there() -> None:
    given_to(TOBIAS)
    with acting_as(actor("planner")):
        assert TOBIAS not in workload(actor("planner"), [TOBIAS], today=TODAY)


def test_all_work_of_one_goes_to_another(as_someone: SignIn) -> None:
    given_to(MANAGER)
    answers = {"van": str(MANAGER), "aan": str(TOBIAS)}
    page = as_someone("ontzorgmanager").post(reverse("hand-over"), answers, follow=True)
    assert "Overgedragen aan ontzorgmanager_2:" in text_of(page)
    assert "1 dossier." in text_of(page)
    assert dossiers(key="ontzorgmanager")[0].ontzorgmanager_id == TOBIAS
    with acting_as(actor("ontzorgmanager")):
        loads = workload(actor("ontzorgmanager"), [MANAGER, TOBIAS], today=TODAY)
    assert set(loads) == {None, TOBIAS}
    done = task("ONTZORGMANAGER_TOEWIJZEN", key="ontzorgmanager")
    assert done.assigned_to != TOBIAS  # what was done stays with who did it


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"van": str(MANAGER), "aan": ""}, "Kies wie het werk overneemt"),
        ({"van": "onzin", "aan": str(TOBIAS)}, "Kies wie het werk overneemt"),
        ({"van": str(MANAGER), "aan": str(MANAGER)}, "al van deze collega"),
        ({"van": str(MANAGER), "aan": str(EMPLOYER)}, "van uw eigen organisatie"),
        ({"van": str(EMPLOYER), "aan": str(TOBIAS)}, "van uw eigen organisatie"),
    ],
)
def test_a_wrong_handover_is_explained(
    as_someone: SignIn, answers: dict[str, str], words: str
) -> None:
    page = as_someone("ontzorgmanager").post(reverse("hand-over"), answers, follow=True)
    assert words in text_of(page)


def test_a_handover_from_outside_changes_nothing() -> None:
    given_to(MANAGER)
    who = actor("planner")
    with acting_as(who), pytest.raises(UserError, match="eigen organisatie"):
        hand_over(actor=who, giver=MANAGER, taker=who.membership_id or 0)
    assert dossiers(key="ontzorgmanager")[0].ontzorgmanager_id == MANAGER


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("wie=onzin&wanneer=onzin", "Nog van niemand"),
        (f"wie={TOBIAS}", "Hier staat nu niets"),
        ("wanneer=volgende-week", "Alles is verdeeld"),
    ],
)
def test_any_address_gives_a_page(as_someone: SignIn, query: str, words: str) -> None:
    report("ziekmelding", ago(20))
    assert words in text_of(as_someone("ontzorgmanager").get(f"{PLANNING}?{query}"))


def test_a_broken_place_in_the_list_is_explained(as_someone: SignIn) -> None:
    page = as_someone("planner").get(f"{PLANNING}?na=onzin")
    assert page.headers["Location"] == PLANNING


@pytest.mark.parametrize("who", [EMPLOYER, 987654])
def test_who_is_no_colleague_has_no_list_here(as_someone: SignIn, who: int) -> None:
    page = as_someone("ontzorgmanager").get(f"{PLANNING}?wie={who}")
    assert page.headers["Location"] == PLANNING


@pytest.mark.parametrize(
    ("chosen", "first", "last", "before", "after"),
    [
        (None, 1, 25, "", "wie=26"),
        (25, 1, 25, "", "wie=26"),
        (26, 26, 50, "wie=1", "wie=51"),
        (60, 51, 60, "wie=26", ""),
        (987654, 1, 25, "", "wie=26"),
    ],
)
def test_people_come_in_pages_and_the_chosen_one_is_in_sight(
    chosen: int | None, first: int, last: int, before: str, after: str
) -> None:
    everyone = [Colleague(pk=pk, name=f"Collega {pk}", role="Arts") for pk in range(1, 61)]
    shown, page = people_page(everyone, PlanningQuery(carrier=chosen, span="te-laat"))
    assert (shown[0].pk, shown[-1].pk) == (first, last)
    assert page.shown == f"{first} tot en met {last} van 60"
    assert (page.previous_url.partition("?")[2], page.next_url.partition("?")[2]) == (before, after)


def test_a_few_people_need_no_pages() -> None:
    everyone = [Colleague(pk=pk, name=f"Collega {pk}", role="Arts") for pk in range(PEOPLE)]
    shown, page = people_page(everyone, PlanningQuery())
    assert len(shown) == PEOPLE
    assert (page.shown, page.next_url, page.previous_url) == ("", "", "")
