"""Forms about a dossier: what they save, what they refuse, and a form that is sent twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.harness.web import fill_in, hidden, text_of
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.verzuim.models import Feit, Melding, Verlof, Verzuimdossier
from ontzorg.verzuim.tests.play import ago, complete, dossiers, report, task

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture
def dossier() -> Verzuimdossier:
    """A dossier of 60 days."""
    report("ziekmelding", ago(60))
    found: Verzuimdossier = dossiers()[0]
    return found


def url_of(name: str, dossier: Verzuimdossier) -> str:
    return reverse(name, args=[dossier.public_id])


def count(model: type[Melding] | type[Feit] | type[Verlof]) -> int:
    with acting_as(actor("werkgever_beheerder")):
        return model.objects.count()


def test_another_percentage_is_saved_and_told(as_someone: SignIn, dossier: Verzuimdossier) -> None:
    client = as_someone("werkgever_beheerder")
    page = fill_in(
        client, url_of("dossier-change", dossier), day="2-11-2026", percentage="60",
        arbeidstherapeutisch_uren="7,5",
    )  # fmt: skip
    after = text_of(client.get(page.headers["Location"]))
    assert "Vastgelegd: 60% arbeidsongeschikt vanaf 2 november 2026." in after
    assert "Arbodienst Noord" in after
    assert "7,5 uur per week arbeidstherapeutisch" in after


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"day": "", "percentage": "60"}, "Vul een datum in"),
        ({"day": "32-13-2026", "percentage": "60"}, "Typ de datum als dag-maand-jaar"),
        ({"day": "23-11-2026", "percentage": "60"}, "ligt in de toekomst"),
        ({"day": "01-11-2026", "percentage": ""}, "Vul een heel getal van 0 tot en met 100 in"),
        ({"day": "01-11-2026", "percentage": "101"}, "Vul een heel getal van 0 tot en met 100 in"),
        ({"day": "01-11-2026", "percentage": "-1"}, "Vul een heel getal van 0 tot en met 100 in"),
        ({"day": "01-11-2026", "percentage": "zestig"}, "Vul een heel getal van 0 tot en met 100"),
        (
            {"day": "01-11-2026", "percentage": "60", "arbeidstherapeutisch_uren": "veel"},
            "Vul de uren in als getal",
        ),
        (
            {"day": "01-11-2026", "percentage": "60", "arbeidstherapeutisch_uren": "61"},
            "Vul tussen 0 en 60 uren per week in",
        ),
    ],
)
def test_a_wrong_answer_is_explained_kept_and_not_saved(
    as_someone: SignIn, dossier: Verzuimdossier, answers: dict[str, str], words: str
) -> None:
    page = fill_in(as_someone("werkgever_beheerder"), url_of("dossier-change", dossier), **answers)
    assert page.status_code == 422
    text = text_of(page)
    assert words in text
    assert "Dit moet nog anders" in text
    assert all(f'value="{answer}"' in text for answer in answers.values() if answer)
    assert count(Melding) == 1


def test_a_form_sent_twice_counts_once(as_someone: SignIn, dossier: Verzuimdossier) -> None:
    client, url = as_someone("werkgever_beheerder"), url_of("dossier-change", dossier)
    answers = hidden(client.get(url)) | {"day": "01-11-2026", "percentage": "60"}
    first, second = client.post(url, answers), client.post(url, answers)
    assert first.status_code == second.status_code == 302
    assert count(Melding) == 2


def test_who_saw_an_older_state_sees_the_new_one_first(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    client, url = as_someone("werkgever_beheerder"), url_of("dossier-change", dossier)
    answers = hidden(client.get(url)) | {"day": "01-11-2026", "percentage": "60"}
    report("wijziging", ago(30), percentage=80)
    page = client.post(url, answers)
    assert page.status_code == 409
    assert "Intussen is dit dossier veranderd" in text_of(page)
    assert "80% arbeidsongeschikt" in text_of(page)
    assert client.post(url, answers | hidden(page)).status_code == 302


def test_full_recovery_lets_the_steps_rest_and_says_so(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    client = as_someone("werkgever_beheerder")
    page = fill_in(client, url_of("dossier-recover", dossier), how="volledig", day="20-11-2026")
    after = text_of(client.get(page.headers["Location"]))
    assert "Hersteld per 20 november 2026." in after
    assert "Deze datums zijn veranderd" in after
    assert "staat stil" in after
    assert "Deze datums zijn veranderd" not in text_of(client.get(page.headers["Location"]))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"day": "20-11-2026"}, "Kies helemaal of gedeeltelijk hersteld"),
        ({"how": "gedeeltelijk", "day": "20-11-2026"}, "Vul in hoeveel procent"),
        ({"how": "gedeeltelijk", "day": "20-11-2026", "percentage": "0"}, "Vul in hoeveel procent"),
        ({"how": "volledig", "day": "24-11-2026"}, "ligt in de toekomst"),
    ],
)
def test_recovery_asks_what_it_needs(
    as_someone: SignIn, dossier: Verzuimdossier, answers: dict[str, str], words: str
) -> None:
    page = fill_in(as_someone("werkgever_beheerder"), url_of("dossier-recover", dossier), **answers)
    assert page.status_code == 422
    assert words in text_of(page)
    assert count(Melding) == 1


def test_partial_recovery_is_a_lower_percentage(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    answers = {"how": "gedeeltelijk", "day": "20-11-2026", "percentage": "40"}
    fill_in(as_someone("ontzorgmanager"), url_of("dossier-recover", dossier), **answers)
    assert dossiers()[0].percentage == 40


def test_a_step_moves_the_dates_behind_it_and_shows_them(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    client = as_someone("werkgever_beheerder")
    before = task("EVALUATIE").due_on
    complete("PROBLEEMANALYSE", ago(15), key="bedrijfsarts")
    page = fill_in(
        client, url_of("dossier-fact", dossier), code="plan_van_aanpak", day="09-11-2026"
    )
    after = text_of(client.get(page.headers["Location"]))
    assert task("EVALUATIE").due_on != before
    assert "Deze datums zijn veranderd" in after
    assert "Bespreek samen hoe het plan gaat" in after


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"day": "20-11-2026"}, "Kies wat u wilt vastleggen"),
        ({"code": "onzin", "day": "20-11-2026"}, "Kies wat u wilt vastleggen"),
        ({"code": "vangnet", "day": "20-11-2026"}, "Kies wat u wilt vastleggen"),
        ({"code": "wia_brief", "day": "20-12-2026"}, "ligt te ver vooruit"),
    ],
)
def test_a_fact_is_checked(
    as_someone: SignIn, dossier: Verzuimdossier, answers: dict[str, str], words: str
) -> None:
    before = count(Feit)
    page = fill_in(as_someone("werkgever_beheerder"), url_of("dossier-fact", dossier), **answers)
    assert page.status_code == 422
    assert words in text_of(page)
    assert count(Feit) == before


def test_only_the_arbodienst_is_asked_which_vangnet(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    url = url_of("dossier-fact", dossier)
    assert "vangnetregeling" not in text_of(as_someone("werkgever_beheerder").get(url))
    assert "vangnetregeling" in text_of(as_someone("bedrijfsarts").get(url))


def test_leave_is_recorded_and_the_bedrijfsarts_answers_yes_or_no(
    as_someone: SignIn, dossier: Verzuimdossier
) -> None:
    url = url_of("dossier-leave", dossier)
    days = {"start": "02-11-2026", "eind": "21-02-2027", "flexibel_vanaf": ""}
    fill_in(as_someone("werkgever_beheerder"), url, **days)
    arts = as_someone("bedrijfsarts")
    assert "Is de ziekte na het verlof dezelfde als ervoor?" in text_of(arts.get(url))
    fill_in(arts, url, answer="ja")
    with acting_as(actor("bedrijfsarts")):
        assert [one.zelfde_oorzaak for one in Verlof.objects.order_by("pk")] == [None, True]


@pytest.mark.parametrize(
    ("start", "eind", "words"),
    [
        ("02-11-2026", "01-11-2026", "De laatste dag ligt voor de eerste"),
        ("02-11-2026", "02-12-2027", "langer dan een jaar"),
        ("", "02-12-2027", "Vul een datum in"),
    ],
)
def test_leave_is_checked(
    as_someone: SignIn, dossier: Verzuimdossier, start: str, eind: str, words: str
) -> None:
    client = as_someone("werkgever_beheerder")
    page = fill_in(client, url_of("dossier-leave", dossier), start=start, eind=eind)
    assert page.status_code == 422
    assert words in text_of(page)
    assert count(Verlof) == 0


@pytest.mark.parametrize("name", ["dossier-change", "dossier-recover", "dossier-fact"])
def test_another_partys_dossier_does_not_exist(
    as_someone: SignIn, dossier: Verzuimdossier, name: str
) -> None:
    assert as_someone("bedrijfsarts_b").get(url_of(name, dossier)).status_code == 404


@pytest.mark.parametrize(
    "name", ["dossier-change", "dossier-recover", "dossier-fact", "dossier-leave"]
)
def test_an_insurer_records_nothing(as_someone: SignIn, dossier: Verzuimdossier, name: str) -> None:
    assert as_someone("verzekeraar_claims").get(url_of(name, dossier)).status_code == 403
