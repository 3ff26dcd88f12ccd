"""An employee sees who sees what, who looked, and takes all of it along; only his own."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from tests.architecture.project import PACKAGE, ROOT
from tests.harness.web import sign_in, text_of
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.access.roles import Role
from ontzorg.access.walls.declare import Category
from ontzorg.portals.shared.matrix import SHOWN, Sight, sight_of
from ontzorg.portals.werknemer.log_words import UNKNOWN, WHAT, WHY
from ontzorg.portals.werknemer.sees_page import MEANING, build_sees_page
from ontzorg.verzuim.tests.play import TODAY, report

pytestmark = pytest.mark.django_db
SEES, LOOKED, DATA = "/mijn/wie-ziet-wat/", "/mijn/wie-keek-mee/", "/mijn/gegevens/"
# The log of accounts and organisations is about no employee.
ABOUT_NOBODY = {
    "account", "afdeling", "bericht", "huisstijl", "logboek", "mandaat", "mandaten",
    "organisatie", "rol", "rolnamen", "sleutel", "vervanging", "werkgever",
}  # fmt: skip
# A file before it is taken over or as it is made, and the list of emergencies as a whole.
ABOUT_NO_ONE_PERSON = {
    "export.gemaakt",
    "noodtoegang.gelezen",
    "personeel.bestand_ontvangen",
    "personeel.bestand_weggelegd",
}
ACTION = re.compile(r'"([a-z_]+\.[a-z_]+)"')
LOGGING = re.compile(r"(?:log_reading|log_people_seen|_log|_log_reading|record)\(|action=")


@pytest.fixture
def me(client: Client) -> Client:
    return sign_in(client, "medewerker")


def test_the_page_says_what_the_table_says() -> None:
    who = actor("medewerker")
    with acting_as(who):
        page = build_sees_page(who)
    by_title = {seen.title: seen for seen in page}
    assert len(page) == len([one for one in SHOWN if one in MEANING])
    medical = by_title[MEANING[Category.MEDICAL][0]]
    assert [viewer.name for viewer in medical.viewers] == ["Arbodienst · Arbodienst Noord"]
    assert "je werkgever" in medical.blind
    assert "verzekeraar" in medical.blind


def test_every_kind_of_personal_data_is_explained() -> None:
    assert set(SHOWN) - set(MEANING) == {Category.ACCESS}


def test_a_role_that_sees_nothing_is_not_named() -> None:
    assert sight_of(Category.INTAKE, Role.VERZEKERAAR_CLAIMS) is Sight.NOTHING
    who = actor("medewerker")
    with acting_as(who):
        intake = next(s for s in build_sees_page(who) if s.title == MEANING[Category.INTAKE][0])
    assert not any("Verzekeraar" in viewer.name for viewer in intake.viewers)


def test_a_party_without_a_mandate_is_not_named(client: Client) -> None:
    page = text_of(sign_in(client, "medewerker_b").get(SEES))
    assert "Arbodienst Zuid" in page
    assert "Re-integratie" not in page


def test_who_looked_is_told_in_plain_words(client: Client) -> None:
    report("ziekmelding", TODAY, percentage=100)
    sign_in(client, "werkgever_beheerder").get("/werkgever/medewerkers/")
    page = text_of(sign_in(client, "medewerker").get(LOOKED))
    assert "Beheerder werkgever · Bakkerij De Vroege Vogel B.V." in page
    assert "zag je in de lijst met medewerkers" in page
    assert "je werkgever regelt je loon en je terugkeer naar werk" in page


def test_a_search_that_finds_me_is_in_my_log(client: Client) -> None:
    sign_in(client, "ontzorgmanager").get("/zoeken/", {"q": "boter"})
    assert "zag je naam bij het zoeken" in text_of(sign_in(client, "medewerker").get(LOOKED))


def test_my_own_visits_show_when_i_ask(me: Client) -> None:
    report("ziekmelding", TODAY, percentage=100)
    me.get("/mijn/")
    assert "bekeek je eigen pagina" not in text_of(me.get(LOOKED))
    assert "bekeek je eigen pagina" in text_of(me.get(f"{LOOKED}?ook=ik"))


def test_looks_at_a_colleague_stay_away(client: Client) -> None:
    sign_in(client, "werkgever_beheerder_b").get("/werkgever/medewerkers/")
    page = text_of(sign_in(client, "medewerker").get(LOOKED))
    assert "Nog niemand heeft gekeken" in page


def test_every_action_about_people_has_words() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        if "tests" in path.relative_to(ROOT).parts:
            continue
        for line in path.read_text("utf-8").splitlines():
            found |= set(ACTION.findall(line)) if LOGGING.search(line) else set()
    about_people = {one for one in found if one.split(".")[0] not in ABOUT_NOBODY}
    assert "dossier.bekeken" in about_people | set(WHAT)
    assert about_people - set(WHAT) - ABOUT_NO_ONE_PERSON == set()


def test_every_role_that_sees_people_has_a_reason() -> None:
    looking = {role for role in Role if sight_of(Category.ABSENCE, role) is not Sight.NOTHING}
    assert looking - {Role(value) for value in WHY} == set()


def test_an_unknown_action_still_reads_as_dutch() -> None:
    assert UNKNOWN == "gebruikte je gegevens"


def test_my_data_shows_what_is_kept(me: Client) -> None:
    page = text_of(me.get(DATA))
    assert "Sanne Boterbloem" in page
    assert "14 maart 1990" in page


def test_the_download_is_mine_alone(client: Client) -> None:
    report("ziekmelding", TODAY, percentage=100)
    response = sign_in(client, "medewerker").get(f"{DATA}download/")
    assert response["Content-Disposition"].startswith('attachment; filename="mijn-gegevens-')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"].startswith("application/json")
    data = json.loads(response.content)
    assert data["persoon"]["achternaam"] == "Boterbloem"
    assert len(data["meldingen"]) == 1
    assert "Zonneveld" not in text_of(response)
    other = json.loads(sign_in(client, "medewerker_b").get(f"{DATA}download/").content)
    assert other["meldingen"] == []


@pytest.mark.parametrize("who", ["werkgever_beheerder", "auditor", "bedrijfsarts"])
def test_others_are_refused(client: Client, who: str) -> None:
    other = sign_in(client, who)
    for url in (SEES, LOOKED, DATA, f"{DATA}download/"):
        assert other.get(url).status_code == 403
