"""Everyone sees his own part, in pages, with a log line, at a constant number of queries."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.harness import world
from tests.harness.world import actor

from ontzorg.access.actors import SYSTEM, Actor
from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.access.models import AuditEvent
from ontzorg.parties.services import (
    DienstverbandData,
    WerknemerData,
    register_dienstverband,
    register_werknemer,
)
from ontzorg.verzuim import selectors, services
from ontzorg.verzuim.selectors import DossierFilters, TaskFilters
from ontzorg.verzuim.services import NewMelding
from ontzorg.verzuim.tests.play import (
    JORIS,
    KARIM,
    MIEKE,
    SANNE,
    TODAY,
    ago,
    complete,
    dossiers,
    report,
    task,
)

pytestmark = pytest.mark.django_db

FIRST = date(2026, 1, 5)


@pytest.fixture
def book() -> None:
    """Let four people be sick, at two employers."""
    for number, dienstverband in enumerate((SANNE, KARIM, MIEKE)):
        report("ziekmelding", ago(100 - number), dienstverband=dienstverband)
    report("ziekmelding", ago(50), who=actor("werkgever_beheerder_b"), dienstverband=JORIS)


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


def test_the_dossier_page_shows_everything() -> None:
    report("ziekmelding", FIRST, verwacht_hersteld_op=date(2026, 3, 1))
    report("wijziging", date(2026, 3, 2), percentage=50, arbeidstherapeutisch_uren=8)
    complete("PROBLEEMANALYSE", date(2026, 2, 2), key="bedrijfsarts")
    who = actor("ontzorgmanager")
    with acting_as(who):
        view = selectors.dossier_view(who, dossiers()[0].public_id, today=TODAY)
    assert view.person.name == "Sanne Boterbloem"
    assert view.person.arbodienst_name == "Arbodienst Noord"
    assert view.status_label == "Ziek voor 50%"
    assert view.timeline.percentages == ((FIRST, 100), (date(2026, 3, 2), 50))
    assert view.verwacht_hersteld_op == date(2026, 3, 1)
    assert [line.title for line in view.facts] == [
        "Ziekmelding",
        "Ziekmelding aan de arbodienst",
        "Wijziging van het percentage",
        "Probleemanalyse gereed",
    ]
    assert view.facts[2].detail == "50% ziek, 8 uur per week arbeidstherapeutisch"
    assert view.timeline.explanations["loondoorbetaling_laatste_dag"]
    done = next(item for item in view.tasks if item.code == "PROBLEEMANALYSE")
    assert (done.state, done.can_complete, done.can_undo) == ("done", False, False)


def test_the_answers_at_the_ziekmelding_give_signals() -> None:
    report("ziekmelding", FIRST, vangnet=True, verkeersongeval_derde=True)
    who = actor("werkgever_beheerder")
    (dossier,) = dossiers()
    with acting_as(who):
        before = selectors.dossier_view(who, dossier.public_id, today=TODAY)
        services.record_feit(
            actor=who,
            dossier=dossier.public_id,
            code="vangnet",
            value="no_risk",
            day=FIRST,
            today=TODAY,
        )
        after = selectors.dossier_view(who, dossier.public_id, today=TODAY)
    signals = {"VANGNET_NAVRAGEN", "VERHAAL_MOGELIJK"}
    assert signals <= {flag.code for flag in before.timeline.flags}
    assert signals & {flag.code for flag in after.timeline.flags} == {"VERHAAL_MOGELIJK"}
    assert "VANGNET" in {flag.code for flag in after.timeline.flags}


def test_the_insurer_has_a_list_but_no_page_of_a_dossier() -> None:
    report("ziekmelding", FIRST)
    (dossier,) = dossiers()
    who = actor("verzekeraar_claims")
    with acting_as(who), pytest.raises(ObjectDoesNotExist):
        selectors.dossier_view(who, dossier.public_id, today=TODAY)


def test_a_withdrawn_melding_stays_visible_as_withdrawn() -> None:
    report("ziekmelding", FIRST)
    change = report("wijziging", date(2026, 3, 2), percentage=50)
    report("intrekking", date(2026, 3, 2), refers_to=change.pk)
    who = actor("werkgever_beheerder")
    with acting_as(who):
        view = selectors.dossier_view(who, dossiers()[0].public_id, today=TODAY)
    meldingen = [line for line in view.facts if line.kind == "melding"]
    assert [(line.soort, line.is_out) for line in meldingen] == [
        ("ziekmelding", False),
        ("wijziging", True),
        ("intrekking", False),
    ]
    assert view.percentage == 100


@pytest.mark.login("jobs")
def test_the_dossier_as_it_was_known_on_an_earlier_day() -> None:
    def at(day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(12)))

    report("ziekmelding", FIRST, who=SYSTEM, recorded_at=at(date(2026, 1, 6)))
    report(
        "wijziging", date(2026, 3, 2), who=SYSTEM, percentage=50, recorded_at=at(date(2026, 4, 1))
    )
    report("herstelmelding", ago(5), who=SYSTEM, recorded_at=at(ago(5)))
    with acting_as(SYSTEM):
        public_id = selectors.dossiers_visible_to(SYSTEM).get().public_id

        def known(day: date) -> Any:
            return selectors.dossier_view(SYSTEM, public_id, today=TODAY, as_known_on=day)

        march, april = known(date(2026, 3, 31)), known(date(2026, 4, 1))
        assert (march.percentage, len(march.facts)) == (100, 1)
        assert (april.percentage, len(april.facts)) == (50, 2)
        assert {item.state for item in april.tasks} == {"open"}
        assert not any(item.can_complete for item in april.tasks)
        assert known(TODAY).status == "recovered"
        with pytest.raises(UserError, match="nog niet bekend"):
            known(date(2026, 1, 5))
        now = selectors.dossier_view(SYSTEM, public_id, today=TODAY)
        assert now.timeline == known(TODAY).timeline


def test_the_page_of_the_employee_holds_only_himself(book: None) -> None:
    who = actor("medewerker")
    with acting_as(who):
        view = selectors.werknemer_view(who, today=TODAY)
    assert view.name == "Sanne Boterbloem"
    assert [each.person.werknemer_id for each in view.dossiers] == [world.WERKNEMERS_A[0]]
    assert view.dienstverband_ids == (SANNE,)


def test_all_my_data_and_nobody_elses(book: None) -> None:
    who = actor("medewerker")
    with acting_as(who):
        data = selectors.export_my_data(who)
    text = json.dumps(data)
    assert data["persoon"]["achternaam"] == "Boterbloem"
    assert len(data["verzuimdossiers"]) == len(data["meldingen"]) == 1
    assert len(data["taken"]) > 20
    assert "Zonneveld" not in text
    assert "Overduin" not in text


def test_who_looks_is_written_down(book: None) -> None:
    who = actor("bedrijfsarts")
    mine, theirs = dossiers(SANNE)[0], dossiers(KARIM)[0]
    with acting_as(who):
        selectors.dossier_view(who, mine.public_id, today=TODAY)
        selectors.dossier_view(who, theirs.public_id, today=TODAY)
        selectors.list_dossiers(who, DossierFilters(), today=TODAY)
    with acting_as(actor("medewerker")):
        seen = AuditEvent.objects.filter(role="bedrijfsarts").order_by("seq")
        assert [event.action for event in seen] == ["dossier.bekeken", "dossiers.bekeken"]
        assert world.WERKNEMERS_A[1] in seen[1].werknemer_ids


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
