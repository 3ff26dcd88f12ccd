"""Everyone sees his own part of the lists, page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from tests.harness import world
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.verzuim import selectors, services
from ontzorg.verzuim.selectors import DossierFilters, TaskFilters
from ontzorg.verzuim.tests.play import MIEKE, TODAY, ago, dossiers, report, task

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("werkgever_beheerder", ["Boterbloem", "Overduin", "Zonneveld"]),
        ("leidinggevende", ["Boterbloem", "Zonneveld"]),
        ("medewerker", ["Boterbloem"]),
        ("werkgever_beheerder_b", ["Klinkhamer"]),
        ("ontzorgmanager", ["Boterbloem", "Overduin", "Zonneveld"]),
        ("bedrijfsarts", ["Boterbloem", "Overduin", "Zonneveld"]),
        ("bedrijfsarts_b", ["Klinkhamer"]),
        ("verzekeraar_claims", ["Boterbloem", "Klinkhamer", "Overduin", "Zonneveld"]),
        ("verzekeraar_polis", []),
        ("verzekeraar_financien", []),
        ("adviseur", []),
        ("auditor", []),
        ("beheerder", []),
    ],
)
def test_each_role_sees_its_own_dossiers(book: None, key: str, names: list[str]) -> None:
    who = actor(key)
    with acting_as(who):
        page = selectors.list_dossiers(who, DossierFilters(), today=TODAY)
    assert sorted(item.person_name.split()[-1] for item in page.items) == names


@pytest.mark.parametrize(
    "key", ["werkgever_beheerder_b", "medewerker", "leidinggevende", "adviseur"]
)
def test_a_dossier_out_of_sight_is_not_found(book: None, key: str) -> None:
    who = actor(key)
    mieke = dossiers(MIEKE)[0]
    with acting_as(who), pytest.raises(ObjectDoesNotExist):
        selectors.dossier_view(who, mieke.public_id, today=TODAY)


@pytest.mark.parametrize(
    ("key", "owners"),
    [
        ("werkgever_beheerder", {"werkgever"}),
        ("leidinggevende", {"werkgever"}),
        ("medewerker", {"werknemer"}),
        ("ontzorgmanager", {"ontzorgmanager"}),
        ("bedrijfsarts", {"bedrijfsarts"}),
        ("planner", {"bedrijfsarts"}),
        ("verzekeraar_claims", set()),
    ],
)
def test_my_list_holds_the_duties_of_my_role(key: str, owners: set[str]) -> None:
    report("ziekmelding", TODAY - timedelta(weeks=92))
    who = actor(key)
    with acting_as(who):
        page = selectors.tasks_mine(who, TaskFilters(), today=TODAY)
        counts = selectors.count_tasks(who, TaskFilters(), today=TODAY)
    assert {item.owner for item in page.items} == owners
    assert counts.total == len(page.items) == counts.late + counts.week + counts.later


def test_the_list_looks_six_weeks_ahead_and_all_looks_further() -> None:
    report("ziekmelding", ago(30))
    who = actor("werkgever_beheerder")
    with acting_as(who):
        mine = selectors.tasks_mine(who, TaskFilters(), today=TODAY)
        everything = selectors.tasks_mine(who, TaskFilters(scope="all"), today=TODAY)
    assert max(item.due_on for item in mine.items) <= TODAY + timedelta(weeks=6)
    assert max(item.due_on for item in everything.items) > TODAY + timedelta(weeks=90)


def test_the_chips_divide_the_list(book: None) -> None:
    who = actor("werkgever_beheerder")
    with acting_as(who):
        counts = selectors.count_tasks(who, TaskFilters(), today=TODAY)
        for chip in ("late", "week", "later", "unassigned"):
            page = selectors.tasks_mine(who, TaskFilters(chip=chip), today=TODAY)
            assert len(page.items) == getattr(counts, chip)
        late = selectors.tasks_mine(who, TaskFilters(chip="late"), today=TODAY).items
    assert late
    assert all(item.days_left < 0 for item in late)


def test_a_deputy_sees_the_work_of_the_absent_colleague() -> None:
    report("ziekmelding", ago(10))
    who, deputy = actor("ontzorgmanager"), actor("ontzorgmanager_2")
    found = task("ONTZORGMANAGER_TOEWIJZEN", key="ontzorgmanager")
    with acting_as(who):
        services.assign_tasks(actor=who, tasks=[found.public_id], membership_id=who.membership_id)
    standing_in = replace(deputy, deputy_for=(who.membership_id or 0,))
    with acting_as(deputy):
        assert selectors.tasks_mine(deputy, TaskFilters(), today=TODAY).items == ()
        (item,) = selectors.tasks_mine(standing_in, TaskFilters(), today=TODAY).items
    assert item.assigned_name == "ontzorgmanager"


def test_pages_join_without_a_gap_or_a_double(book: None) -> None:
    who = actor("werkgever_beheerder")
    seen: list[Any] = []
    cursor = ""
    with acting_as(who):
        whole = selectors.tasks_mine(who, TaskFilters(scope="all"), today=TODAY, size=500)
        while True:
            page = selectors.tasks_mine(
                who, TaskFilters(scope="all"), today=TODAY, cursor=cursor, size=7
            )
            seen.extend(item.public_id for item in page.items)
            cursor = page.next_cursor
            if not cursor:
                break
    assert seen == [item.public_id for item in whole.items]
    assert len(seen) == len(set(seen)) > 50


def test_dossier_pages_join_newest_first(book: None) -> None:
    who = actor("ontzorgmanager")
    with acting_as(who):
        first = selectors.list_dossiers(who, DossierFilters(), today=TODAY, size=2)
        second = selectors.list_dossiers(
            who, DossierFilters(), today=TODAY, size=2, cursor=first.next_cursor
        )
    days = [item.eerste_ziektedag for item in (*first.items, *second.items)]
    assert days == sorted(days, reverse=True)
    assert (len(days), second.next_cursor) == (3, "")


@pytest.mark.parametrize("cursor", ["x", "e30=", "WyIyMDI2IiwgMV0=", "'; DROP TABLE"])
def test_a_made_up_cursor_is_refused(cursor: str) -> None:
    who = actor("werkgever_beheerder")
    with acting_as(who), pytest.raises(UserError, match="Begin bovenaan"):
        selectors.tasks_mine(who, TaskFilters(), today=TODAY, cursor=cursor)


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        (DossierFilters(search="bot"), 1),
        (DossierFilters(search="BOTERBLOEM"), 1),
        (DossierFilters(search="bloem"), 0),
        (DossierFilters(status="sick"), 3),
        (DossierFilters(status="recovered"), 0),
        (DossierFilters(status="closed"), 0),
        (DossierFilters(assigned="nobody"), 3),
        (DossierFilters(assigned="me"), 0),
        (DossierFilters(werknemer_id=world.WERKNEMERS_A[0]), 1),
        (DossierFilters(werkgever_id=world.WERKGEVER_B), 0),
    ],
)
def test_filters_of_the_dossier_list(book: None, filters: DossierFilters, number: int) -> None:
    who = actor("ontzorgmanager")
    with acting_as(who):
        assert len(selectors.list_dossiers(who, filters, today=TODAY).items) == number
