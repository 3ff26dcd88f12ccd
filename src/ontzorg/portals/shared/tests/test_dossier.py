"""The dossier page: what it tells, to whom, and as it was known on a day."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags
from tests.harness.web import text_of

from ontzorg.verzuim.tests.play import ago, complete, dossiers, report, task

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture
def url() -> str:
    """The address of a dossier of 60 days, with a change on the way."""
    report("ziekmelding", ago(60))
    report("wijziging", ago(20), percentage=60)
    return reverse("dossier", args=[dossiers()[0].public_id])


def test_the_head_says_how_it_stands_in_one_sentence(as_someone: SignIn, url: str) -> None:
    page = text_of(as_someone("werkgever_beheerder").get(url))
    words = " ".join(strip_tags(page).split())
    assert "ziek sinds 23 september 2026 · week 9 van 104 · 60% arbeidsongeschikt" in words
    assert "3 stappen te laat" in page
    assert 'class="tl"' in page


def test_when_all_is_done_the_light_is_green(as_someone: SignIn) -> None:
    report("ziekmelding", ago(3))
    page = text_of(
        as_someone("bedrijfsarts").get(reverse("dossier", args=[dossiers()[0].public_id]))
    )
    assert "alles op tijd" in page


def test_every_step_says_who_why_what_if_not_and_why_that_date(
    as_someone: SignIn, url: str
) -> None:
    page = text_of(as_someone("ontzorgmanager").get(url))
    for words in ("Waarom deze datum?", "Gebeurt het niet?"):
        assert page.count(words) >= 20
    assert page.count("Wat verandert deze datum?") >= 4
    assert "https://wetten.overheid.nl/BWBR0013540" in page


@pytest.mark.parametrize("key", ["werkgever_beheerder_b", "bedrijfsarts_b", "medewerker_b"])
def test_another_partys_dossier_does_not_exist(as_someone: SignIn, url: str, key: str) -> None:
    assert as_someone(key).get(url).status_code == 404


@pytest.mark.parametrize("key", ["adviseur", "beheerder", "auditor", "verzekeraar_polis"])
def test_who_sees_no_dossiers_is_refused(as_someone: SignIn, url: str, key: str) -> None:
    assert as_someone(key).get(url).status_code == 403


def test_an_insurer_sees_how_it_stands_and_opens_no_dossier(as_someone: SignIn, url: str) -> None:
    client = as_someone("verzekeraar_claims")
    page = text_of(client.get("/dossiers/"))
    assert "week 9 · 60%" in page
    assert "Boterbloem" in page
    assert url not in page
    assert client.get(url).status_code == 404


def test_it_shows_what_was_known_on_a_day(as_someone: SignIn, url: str) -> None:
    client = as_someone("werkgever_beheerder")
    page = text_of(client.get(f"{url}?bekend_op=22-11-2026"))
    assert "U kijkt terug." not in page  # today is the page as it is
    assert "was dit dossier nog niet bekend" in text_of(client.get(f"{url}?bekend_op=21-11-2026"))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("", "Vul een datum in"),
        ("31-02-2026", "Typ de datum als dag-maand-jaar"),
        ("23-11-2026", "Deze dag komt nog"),
    ],
)
def test_a_day_that_cannot_be_is_explained(
    as_someone: SignIn, url: str, day: str, words: str
) -> None:
    page = as_someone("werkgever_beheerder").get(url, {"bekend_op": day})
    assert page.status_code == 200
    assert words in text_of(page)


def test_looking_back_offers_nothing_to_change(
    as_someone: SignIn, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.utils import timezone

    later = timezone.now().replace(day=25)
    monkeypatch.setattr(timezone, "now", lambda: later)
    page = text_of(as_someone("werkgever_beheerder").get(f"{url}?bekend_op=22-11-2026"))
    assert "U kijkt terug." in page
    for word in ("Afronden", "Verbeteren", "Herstel melden"):
        assert word not in page


def test_only_the_medical_side_sees_the_door_to_the_medical_room(
    as_someone: SignIn, url: str
) -> None:
    seen = {
        key: "Medische kamer" in text_of(as_someone(key).get(url))
        for key in ("bedrijfsarts", "verzuimbegeleider", "verzuimbegeleider_zonder")
    }
    assert seen == {
        "bedrijfsarts": True,
        "verzuimbegeleider": True,
        "verzuimbegeleider_zonder": False,
    }
    for key in ("werkgever_beheerder", "ontzorgmanager", "planner", "medewerker"):
        assert "Medische kamer" not in text_of(as_someone(key).get(url))


def test_what_no_longer_counts_stays_visible(as_someone: SignIn, url: str) -> None:
    report(
        "correctie",
        ago(18),
        percentage=50,
        refers_to=report("wijziging", ago(15), percentage=40).pk,
    )
    page = text_of(as_someone("werkgever_beheerder").get(url))
    assert "telt niet meer mee" in page
    assert "Correctie" in page


def test_a_longer_history_costs_no_more_queries(as_someone: SignIn, url: str) -> None:
    client = as_someone("ontzorgmanager")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for day in range(5, 15):
        report("wijziging", ago(day), percentage=50 + day)
    complete("PROBLEEMANALYSE", ago(58), key="bedrijfsarts")
    assert task("PROBLEEMANALYSE").completed_on
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


def test_every_end_says_why(as_someone: SignIn, url: str) -> None:
    page = text_of(as_someone("werkgever_beheerder").get(url))
    ends = page[page.index('class="end-days"') :]
    ends = ends[: ends.index("</ul>\n</section>")]
    assert ends.count('class="end-label"') == ends.count('class="trace-answer"') > 3


def test_the_same_step_on_later_days_is_folded(as_someone: SignIn, url: str) -> None:
    page = text_of(as_someone("werkgever_beheerder").get(url))
    assert "keer: Bespreek samen hoe het plan gaat" in page


def test_the_log_is_for_the_person_himself(as_someone: SignIn, url: str) -> None:
    assert "zien alleen de medewerker zelf en de auditor" in text_of(
        as_someone("werkgever_beheerder").get(url)
    )
    assert reverse("werknemer:who-looked") in text_of(as_someone("medewerker").get(url))
