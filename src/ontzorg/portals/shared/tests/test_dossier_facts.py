"""Facts on the dossier page: only what earlier answers make possible, and mending them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from tests.harness import world
from tests.harness.web import fill_in, text_of
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.parties import services as parties
from ontzorg.parties.models import Dienstverband
from ontzorg.verzuim import services
from ontzorg.verzuim.models import Feit, Verlof, Verzuimdossier
from ontzorg.verzuim.tests.play import SANNE, ago, dossiers, report, task

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Page

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
EMPLOYER, DOCTOR = "werkgever_beheerder", "bedrijfsarts"


@pytest.fixture
def dossier() -> Verzuimdossier:
    """A dossier of 60 days: 23 September 2026 is the first."""
    report("ziekmelding", ago(60))
    found: Verzuimdossier = dossiers()[0]
    return found


def record(client: Client, dossier: Verzuimdossier, code: str, day: str, **more: str) -> Page:
    """Fill in the form for a step or decision."""
    url = reverse("dossier-fact", args=[dossier.public_id])
    return fill_in(client, url, code=code, day=day, **more)


def feiten() -> list[Feit]:
    with acting_as(actor(EMPLOYER)):
        return list(Feit.objects.exclude(code="stap").order_by("pk"))


def end_date(name: str) -> str:
    value: str = dossiers()[0].tijdlijn["einden"][name]
    return value


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        ("verkorte_wachttijd_aanvraag", "verkorte_wachttijd_tot", "UWV verkort de wachttijd"),
        ("loonsanctie_besluit", "loonsanctie_herstel_gemeld", "Herstel van de loonsanctie"),
    ],
)
def test_a_fact_is_offered_once_the_one_before_it_is_known(
    as_someone: SignIn, dossier: Verzuimdossier, first: str, then: str, words: str
) -> None:
    client = as_someone(EMPLOYER)
    url = reverse("dossier-fact", args=[dossier.public_id])
    assert words not in text_of(client.get(url))
    assert record(client, dossier, then, "20-11-2026").status_code == 422
    assert record(client, dossier, first, "20-11-2026").status_code == 302
    assert words in text_of(client.get(url))


def test_a_shorter_wachttijd_moves_the_wia_day_and_tells_why(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    client = as_someone(EMPLOYER)
    assert end_date("wia_eerste_dag") == "2028-09-20"
    record(client, dossier, "verkorte_wachttijd_aanvraag", "20-11-2026")
    page = record(client, dossier, "verkorte_wachttijd_tot", "31-03-2027")
    after = text_of(client.get(page.headers["Location"]))
    assert "Vastgelegd: UWV verkort de wachttijd tot en met 31 maart 2027." in after
    assert "Deze datums zijn veranderd" in after
    moved = after.split("Deze datums zijn veranderd")[1].split("</table>")[0]
    assert all(words in moved for words in ("WIA mogelijk vanaf", "20 september 2028"))
    assert end_date("wia_eerste_dag") == "2027-04-01"
    assert "UWV heeft de wachttijd verkort. Zij loopt tot en met 31 maart 2027." in after
    assert "Re-integratieverslag (RIV)" not in after.split("Tijdlijn")[0]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("28-01-2027", "eindigt van 29 januari 2027 tot en met 21 maart 2028"),
        ("22-03-2028", "eindigt van 29 januari 2027 tot en met 21 maart 2028"),
    ],
)
def test_a_shorter_wachttijd_keeps_within_the_law(
    as_someone: SignIn, dossier: Verzuimdossier, day: str, words: str
) -> None:
    client = as_someone(EMPLOYER)
    record(client, dossier, "verkorte_wachttijd_aanvraag", "20-11-2026")
    page = record(client, dossier, "verkorte_wachttijd_tot", day)
    assert page.status_code == 422
    assert words in text_of(page)
    assert len(feiten()) == 1


def test_a_shorter_wachttijd_is_asked_once_and_not_in_week_one(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    client = as_someone(EMPLOYER)
    early = record(client, dossier, "verkorte_wachttijd_aanvraag", "24-09-2026")
    assert "van 13 oktober 2026 tot en met" in text_of(early)
    record(client, dossier, "verkorte_wachttijd_aanvraag", "20-11-2026")
    url = reverse("dossier-fact", args=[dossier.public_id])
    assert 'value="verkorte_wachttijd_aanvraag"' not in text_of(client.get(url))


def test_late_insight_moves_the_probleemanalyse(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    client = as_someone(EMPLOYER)
    before = task("PROBLEEMANALYSE").due_on
    page = record(client, dossier, "langdurig_verwacht", "20-11-2026")
    assert "Deze datums zijn veranderd" in text_of(client.get(page.headers["Location"]))
    moved = task("PROBLEEMANALYSE")
    assert moved.due_on > before
    explained = text_of(client.get(reverse("task-explain", args=[moved.public_id])))
    assert "20 november 2026" in explained


def test_a_vangnet_that_was_known_late_gives_more_time(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    doctor, employer = as_someone(DOCTOR), as_someone(EMPLOYER)
    assert record(employer, dossier, "vangnet_bekend", "20-11-2026").status_code == 422
    record(doctor, dossier, "vangnet", "20-11-2026", value="no_risk")
    before = task("VANGNETMELDING_UWV").due_on
    assert record(employer, dossier, "vangnet_bekend", "20-11-2026").status_code == 302
    assert task("VANGNETMELDING_UWV").due_on > before


def test_only_the_arbodienst_tells_what_the_bedrijfsarts_expects(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    record(as_someone(EMPLOYER), dossier, "probleemanalyse", "20-11-2026")
    assert record(as_someone(EMPLOYER), dossier, "bijstelling", "21-11-2026").status_code == 422
    assert record(as_someone(DOCTOR), dossier, "bijstelling", "21-11-2026").status_code == 302
    assert task("BIJSTELLING_PLAN_VAN_AANPAK").due_on > date(2026, 11, 21)


def test_days_without_ziekengeld_are_asked_only_after_the_employment(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    client = as_someone(EMPLOYER)
    url = reverse("dossier-fact", args=[dossier.public_id])
    assert "eerstejaarstoets" not in text_of(client.get(url))
    _end_employment(date(2026, 10, 31))
    assert "Laatste dag zonder ziekengeld" in text_of(client.get(url))
    too_early = record(client, dossier, "zonder_ziekengeld", "30-10-2026")
    assert "Het dienstverband eindigt op 31 oktober 2026" in text_of(too_early)
    before = end_date("wia_eerste_dag")
    page = record(client, dossier, "zonder_ziekengeld", "2-11-2026", eind="11-11-2026")
    told = text_of(client.get(page.headers["Location"]))
    assert "Over 10 dagen was er geen ziekengeld door de eerstejaarstoets" in told
    assert date.fromisoformat(end_date("wia_eerste_dag")) == date.fromisoformat(before).replace(
        day=date.fromisoformat(before).day + 10
    )
    again = record(client, dossier, "zonder_ziekengeld", "11-11-2026")
    assert "al een periode zonder ziekengeld" in text_of(again)


def test_a_fact_is_corrected_and_the_old_one_stays(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    client = as_someone(EMPLOYER)
    record(client, dossier, "langdurig_verwacht", "20-11-2026")
    (wrong,) = feiten()
    url = reverse("fact-correct", args=[wrong.pk])
    assert "20-11-2026" in text_of(client.get(url))
    page = fill_in(client, url, code="langdurig_verwacht", day="19-11-2026")
    assert page.status_code == 302
    assert [(each.day.day, each.replaces_id) for each in feiten()] == [(20, None), (19, wrong.pk)]
    assert client.get(url).status_code == 404
    assert "telt niet meer mee" in text_of(client.get(page.headers["Location"]))


def test_a_fact_is_taken_back_and_the_date_goes_back(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    client = as_someone(EMPLOYER)
    before = task("PROBLEEMANALYSE").due_on
    record(client, dossier, "langdurig_verwacht", "20-11-2026")
    (wrong,) = feiten()
    page = fill_in(client, reverse("fact-withdraw", args=[wrong.pk]))
    assert page.status_code == 302
    assert task("PROBLEEMANALYSE").due_on == before


def test_what_the_bedrijfsarts_said_is_not_the_employers_to_take_back(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    record(as_someone(DOCTOR), dossier, "vangnet", "20-11-2026", value="no_risk")
    (vangnet,) = feiten()
    for name in ("fact-correct", "fact-withdraw"):
        url = reverse(name, args=[vangnet.pk])
        assert as_someone(EMPLOYER).get(url).status_code == 404
        assert as_someone("bedrijfsarts_b").get(url).status_code == 404
        assert as_someone(DOCTOR).get(url).status_code == 200


def test_sickness_before_a_leave_brings_one_question_and_its_notice(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    client = as_someone(EMPLOYER)
    url = reverse("dossier-leave", args=[dossier.public_id])
    days = {"start": "30-11-2026", "eind": "21-03-2027"}
    assert "kon het verlof al ingaan" not in text_of(client.get(url))
    asked = fill_in(client, url, **days)
    assert asked.status_code == 422
    assert "Vanaf welke dag kon het verlof al ingaan?" in text_of(asked)
    assert _leaves() == []
    wrong = fill_in(client, url, **days, flexibel_vanaf="15-11-2026")
    assert "van 16 november 2026 tot en met 30 november 2026" in text_of(wrong)
    assert fill_in(client, url, **days, flexibel_vanaf="20-11-2026").status_code == 302
    assert [each.flexibel_vanaf for each in _leaves()] == [date(2026, 11, 20)]
    assert task("VANGNETMELDING_UWV").legal_due_on == date(2026, 11, 23)


def test_a_leave_without_sickness_before_it_asks_nothing_more(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    report("herstelmelding", ago(5))
    url = reverse("dossier-leave", args=[dossier.public_id])
    page = fill_in(as_someone(EMPLOYER), url, start="07-12-2026", eind="28-03-2027")
    assert page.status_code == 302


def test_a_leave_is_taken_back(as_someone: SignIn, dossier: Verzuimdossier) -> None:
    client = as_someone(EMPLOYER)
    url = reverse("dossier-leave", args=[dossier.public_id])
    fill_in(client, url, start="30-11-2026", eind="21-03-2027", flexibel_vanaf="20-11-2026")
    (leave,) = _leaves()
    withdraw = reverse("leave-withdraw", args=[leave.pk])
    assert as_someone("leidinggevende").get(withdraw).status_code == 403
    assert fill_in(client, withdraw).status_code == 302
    assert [each.is_withdrawn for each in _leaves()] == [False, True]
    assert client.get(withdraw).status_code == 404


def _leaves() -> list[Verlof]:
    with acting_as(actor(EMPLOYER)):
        return list(Verlof.objects.order_by("pk"))


def _end_employment(day: date) -> None:
    """Let the employment of Sanne end, as its own page does."""
    who = actor(EMPLOYER)
    with acting_as(who):
        known = Dienstverband.objects.get(pk=SANNE)
        parties.end_dienstverband(
            actor=who, dienstverband_id=SANNE, eindigt_op=day, version=known.version
        )
        services.replan_dienstverband(actor=who, dienstverband_id=SANNE, today=world.TODAY)
