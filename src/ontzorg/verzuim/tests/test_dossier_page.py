"""The page of a dossier tells everything of it, now and as it was known before."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from tests.harness.world import actor

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.verzuim import selectors, services
from ontzorg.verzuim.tests.play import TODAY, ago, complete, dossiers, report

pytestmark = pytest.mark.django_db

FIRST = date(2026, 1, 5)


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
