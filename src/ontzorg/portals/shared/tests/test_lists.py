"""The other shared lists: dossiers, search, deputies, and who sees what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.harness.web import text_of
from tests.harness.world import WERKGEVER_A, WERKGEVER_B, actor

from ontzorg.access.context import acting_as
from ontzorg.access.models import Deputy
from ontzorg.access.roles import Role
from ontzorg.access.walls.declare import Category
from ontzorg.portals.shared.matrix import Sight, sight_of
from ontzorg.verzuim.tests.play import KARIM, TODAY, ago, dossiers, report, task

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Boterbloem", "Zonneveld"}),
        ("?stand=ziek", {"Boterbloem"}),
        ("?stand=hersteld", {"Zonneveld"}),
        ("?stand=gesloten", set()),
        ("?van=mij", set()),
        ("?van=niemand", {"Boterbloem", "Zonneveld"}),
        ("?q=boter", {"Boterbloem"}),
        ("?stand=onzin&van=onzin&werkgever=onzin", {"Boterbloem", "Zonneveld"}),
        (f"?werkgever={WERKGEVER_A}", {"Boterbloem", "Zonneveld"}),
        (f"?werkgever={WERKGEVER_B}", set()),
    ],
)
def test_the_address_says_which_dossiers_are_shown(
    as_someone: SignIn, query: str, shown: set[str]
) -> None:
    report("ziekmelding", ago(30))
    report("ziekmelding", ago(30), dienstverband=KARIM)
    report("herstelmelding", ago(5), dienstverband=KARIM)
    page = text_of(as_someone("ontzorgmanager").get(f"/dossiers/{query}"))
    assert {name for name in ("Boterbloem", "Zonneveld") if name in page} == shown


def test_the_longest_ill_can_come_first(as_someone: SignIn) -> None:
    report("ziekmelding", ago(30))
    report("ziekmelding", ago(60), dienstverband=KARIM)
    client = as_someone("ontzorgmanager")
    newest, oldest = (
        text_of(client.get(f"/dossiers/{query}")) for query in ("", "?volgorde=oudste-eerst")
    )
    assert newest.index("Boterbloem") < newest.index("Zonneveld")
    assert oldest.index("Zonneveld") < oldest.index("Boterbloem")


def test_a_broken_place_in_the_list_leads_back_to_its_start(as_someone: SignIn) -> None:
    page = as_someone("ontzorgmanager").get("/dossiers/?na=onzin&stand=ziek")
    assert page.headers["Location"] == "/dossiers/?stand=ziek"


def test_a_dossier_is_given_to_a_colleague_with_its_steps(as_someone: SignIn) -> None:
    report("ziekmelding", ago(20))
    url = reverse("dossier-give", args=[dossiers()[0].public_id])
    client = as_someone("ontzorgmanager")
    assert "Kies een collega" in text_of(client.post(url, {"aan": "1"}, follow=True))
    page = text_of(client.post(url, {"aan": "7"}, follow=True))
    assert "ontzorgmanager_2 begeleidt dit dossier nu." in page
    assert task("ONTZORGMANAGER_TOEWIJZEN", key="ontzorgmanager").completed_on == TODAY
    assert dossiers()[0].ontzorgmanager_id == 7


def test_one_dossier_found_is_opened_at_once(as_someone: SignIn) -> None:
    report("ziekmelding", ago(20))
    page = as_someone("ontzorgmanager").get("/zoeken/?q=boter")
    assert page.headers["Location"] == reverse("dossier", args=[dossiers()[0].public_id])


@pytest.mark.parametrize(
    ("key", "query", "words"),
    [
        ("ontzorgmanager", "zonn", "Mensen zonder lopend dossier"),
        ("ontzorgmanager", "vroege", "Bakkerij De Vroege Vogel B.V."),
        ("ontzorgmanager", "b", "Typ minstens twee letters"),
        ("ontzorgmanager", "klinkhamer", "Niets gevonden"),
        ("werkgever_beheerder_b", "boter", "Niets gevonden"),
        ("ontzorgmanager", "' OR 1=1 --", "Niets gevonden"),
        ("medewerker", "zonn", "Niets gevonden"),
    ],
)
def test_search_finds_only_what_one_may_see(
    as_someone: SignIn, key: str, query: str, words: str
) -> None:
    report("ziekmelding", ago(20))
    assert words in text_of(as_someone(key).get("/zoeken/", {"q": query}))


def arrange(client: Client, **answers: str) -> str:
    return text_of(client.post("/vervanging/", answers, follow=True))


def test_a_deputy_sees_the_work_and_it_can_be_stopped(as_someone: SignIn) -> None:
    report("ziekmelding", ago(20))
    mine = as_someone("ontzorgmanager")
    found = task("ONTZORGMANAGER_TOEWIJZEN", key="ontzorgmanager").public_id
    mine.post(reverse("tasks-assign"), {"taak": str(found), "aan": "6"})
    page = arrange(mine, deputy="7", start="22-11-2026", last="30-11-2026")
    assert "Geregeld van 22 november 2026 tot en met 30 november 2026." in page
    colleague = as_someone("ontzorgmanager_2")
    assert "Boterbloem" in text_of(colleague.get("/mijn-werk/?van=vervanging"))
    with acting_as(actor("ontzorgmanager")):
        made = Deputy.objects.get()
    assert colleague.post(reverse("deputy-end", args=[made.pk])).status_code == 404
    assert mine.post(reverse("deputy-end", args=[made.pk])).status_code == 302
    assert "Boterbloem" not in text_of(colleague.get("/mijn-werk/?van=vervanging"))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"deputy": "", "start": "22-11-2026", "last": "30-11-2026"}, "Kies een collega."),
        ({"deputy": "1", "start": "22-11-2026", "last": "30-11-2026"}, "Kies een collega."),
        ({"deputy": "6", "start": "22-11-2026", "last": "30-11-2026"}, "Kies een collega."),
        ({"deputy": "7", "start": "30-11-2026", "last": "25-11-2026"}, "laatste dag ligt voor"),
        ({"deputy": "7", "start": "01-11-2026", "last": "20-11-2026"}, "Deze dag is al geweest."),
        ({"deputy": "7", "start": "morgen", "last": "20-11-2026"}, "Typ de datum als"),
        ({"deputy": "7", "start": "22-11-2026", "last": "31-12-9999"}, "Deze dag ligt te ver weg."),
    ],
)
def test_a_wrong_arrangement_is_explained(
    as_someone: SignIn, answers: dict[str, str], words: str
) -> None:
    page = as_someone("ontzorgmanager").post("/vervanging/", answers)
    assert page.status_code == 422
    assert words in text_of(page)
    with acting_as(actor("ontzorgmanager")):
        assert not Deputy.objects.exists()


@pytest.mark.parametrize("key", ["werkgever_beheerder", "medewerker", "auditor", "beheerder"])
def test_everyone_may_know_who_sees_what(as_someone: SignIn, key: str) -> None:
    page = text_of(as_someone(key).get("/wie-ziet-wat/"))
    assert "Medische gegevens" in page
    assert "In uw rol" in page


def test_without_signing_in_one_reads_the_roles_and_no_names(client: Client) -> None:
    page = text_of(client.get("/wie-ziet-wat/"))
    assert "Alle rollen" in page
    assert "In uw rol" not in page


@pytest.mark.parametrize(
    ("category", "role", "sight"),
    [
        (Category.MEDICAL, Role.WERKGEVER_BEHEERDER, Sight.NOTHING),
        (Category.MEDICAL, Role.ONTZORGMANAGER, Sight.NOTHING),
        (Category.MEDICAL, Role.VERZEKERAAR_CLAIMS, Sight.NOTHING),
        (Category.MEDICAL, Role.MEDEWERKER, Sight.SEES),
        (Category.MEDICAL, Role.BEDRIJFSARTS, Sight.ADDS),
        (Category.ABSENCE, Role.VERZEKERAAR_CLAIMS, Sight.SEES),
        (Category.ABSENCE, Role.VERZEKERAAR_POLIS, Sight.NOTHING),
        (Category.LEAVE, Role.VERZEKERAAR_CLAIMS, Sight.NOTHING),
        (Category.INTAKE, Role.VERZEKERAAR_CLAIMS, Sight.NOTHING),
        (Category.IDENTITY, Role.ADVISEUR, Sight.NOTHING),
        (Category.BSN, Role.LEIDINGGEVENDE, Sight.NOTHING),
        (Category.AUDIT, Role.MEDEWERKER, Sight.SEES),
    ],
)
def test_the_page_says_what_the_walls_and_privileges_allow(
    category: Category, role: Role, sight: Sight
) -> None:
    assert sight_of(category, role) is sight
