"""The insurer's page of a dossier tells dates, percentages and steps, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.harness.web import sign_in, text_of
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim import selectors, services
from ontzorg.verzuim.tests.play import SANNE, TODAY, ago, complete, dossiers, report

pytestmark = pytest.mark.django_db
EMPLOYER = actor("werkgever_beheerder")
INSURER = actor("verzekeraar_claims")
LEAVE = ago(100), ago(20)


def test_an_insurer_reads_the_course_and_the_steps() -> None:
    report("ziekmelding", ago(60), verwacht_hersteld_op=TODAY + timedelta(days=30), vangnet=True)
    report("wijziging", ago(30), percentage=40)
    complete("PROBLEEMANALYSE", ago(25), key="bedrijfsarts")
    shown = _text(sign_in(Client(), "verzekeraar_claims"))
    for part in ("Boterbloem", "40% ziek", "100% ziek", "Probleemanalyse", "Plan van aanpak"):
        assert part in shown
    assert dutch_date(TODAY + timedelta(days=30)) in shown
    assert "1 stap is te laat" in shown


def test_a_late_step_stays_late_when_it_is_done() -> None:
    report("ziekmelding", ago(60))
    complete("PROBLEEMANALYSE", ago(10), key="bedrijfsarts")
    view = _view()
    (done,) = [step for step in view.steps if step.title == "Probleemanalyse"]
    assert (done.title, done.is_late) == ("Probleemanalyse", True)


@pytest.mark.parametrize("answer", [True, False, None], ids=str)
def test_vangnet_is_yes_no_or_not_said(answer: bool | None) -> None:  # noqa: FBT001
    report("ziekmelding", ago(10), vangnet=answer)
    assert _view().vangnet is answer


def test_a_recovery_ends_the_course() -> None:
    report("ziekmelding", ago(30))
    report("herstelmelding", ago(5))
    view = _view()
    assert view.percentages == ((ago(30), 100), (ago(5), 0))
    assert view.hersteld_op == ago(5)


def test_leave_and_house_rules_are_not_on_the_page() -> None:
    report("ziekmelding", ago(200))
    with acting_as(EMPLOYER):
        services.record_verlof(
            actor=EMPLOYER,
            dienstverband_id=SANNE,
            start=LEAVE[0],
            eind=LEAVE[1],
            today=TODAY,
        )
    shown = _text(sign_in(Client(), "verzekeraar_claims"))
    assert not [day for day in LEAVE if dutch_date(day) in shown or day.isoformat() in shown]
    assert "Eerste contact" not in shown


def test_the_reading_is_in_the_log_of_the_person() -> None:
    report("ziekmelding", ago(10))
    client = sign_in(Client(), "verzekeraar_claims")
    _text(client)
    looked = _text_at(sign_in(Client(), "medewerker"), reverse("werknemer:who-looked"))
    assert "Verzekeraar De Haven" in looked


@pytest.mark.parametrize("key", ["verzekeraar_polis", "verzekeraar_financien", "adviseur"])
def test_others_of_the_insurer_are_refused(key: str) -> None:
    report("ziekmelding", ago(10))
    assert sign_in(Client(), key).get(_address()).status_code == 403


def test_the_full_dossier_does_not_exist_for_an_insurer() -> None:
    report("ziekmelding", ago(10))
    client = sign_in(Client(), "verzekeraar_claims")
    assert client.get(reverse("dossier", args=[dossiers()[0].public_id])).status_code == 404


@pytest.mark.parametrize("name", ["verzekeraar:portfolio", "dossiers", "search"])
def test_every_list_leads_to_the_page_of_the_insurer(name: str) -> None:
    report("ziekmelding", ago(10))
    client = sign_in(Client(), "verzekeraar_claims")
    answer = client.get(reverse(name), {"q": "Boterbloem"}, follow=True)
    assert str(_address()) in text_of(answer) or answer.request["PATH_INFO"] == _address()


def _view() -> selectors.InsurerView:
    public_id = dossiers()[0].public_id
    with acting_as(INSURER):
        return selectors.insurer_dossier(INSURER, public_id, today=TODAY)


def _address() -> str:
    return reverse("verzekeraar:dossier", args=[dossiers()[0].public_id])


def _text(client: Client) -> str:
    return _text_at(client, _address())


def _text_at(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return text_of(answer)
