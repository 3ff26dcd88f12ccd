"""An employer puts two rows about one person together by looking at both, and can go back."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.harness import world
from tests.harness.database import as_login
from tests.harness.web import sign_in, text_of
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.parties.models import Werknemer
from ontzorg.parties.services import WerknemerData, register_werknemer
from ontzorg.parties.staff_import import merging
from ontzorg.parties.staff_import.models import PersonMerge

WHO = "werkgever_beheerder"
SANNE = world.WERKNEMERS_A[0]
HERE = "/werkgever/medewerkers/"


@pytest.fixture
def employer(client: Client, committed: None) -> Client:
    with acting_as(actor(WHO)):
        register_werknemer(
            actor=actor(WHO),
            werkgever_id=world.WERKGEVER_A,
            data=WerknemerData(
                voorletters="S.", achternaam="Boterbloem", geboortedatum=date(1990, 3, 14)
            ),
            today=world.TODAY,
        )
    return sign_in(client, WHO)


def public_id(**found: object) -> str:
    with acting_as(actor(WHO)):
        return str(Werknemer.objects.get(**found).public_id)


def test_two_become_one_and_two_again(employer: Client) -> None:
    url = f"{HERE}{public_id(pk=SANNE)}/samenvoegen/"
    (link,) = re.findall(r'href="([^"]*\?met=[^"]*)"', text_of(employer.get(url)))
    page = text_of(employer.get(link))
    assert "Is dit dezelfde persoon?" in page
    assert "14 maart 1990" in page
    result = employer.post(link)
    assert result.status_code == 302
    assert "Wordt samengevoegd" in text_of(employer.get(result["Location"]))
    with acting_as(actor(WHO)):
        made = PersonMerge.objects.get()
    with as_login("jobs"):
        merging.merge_persons(made.pk)
    done = employer.get(result["Location"], headers={"HX-Request": "true"})
    assert done["HX-Redirect"] == result["Location"]
    assert "Alles staat nu bij Sanne Boterbloem" in text_of(employer.get(result["Location"]))
    assert employer.post(f"{result['Location']}losmaken/").status_code == 302
    with as_login("jobs"):
        merging.unmerge_persons(made.pk)
    assert "weer apart" in text_of(employer.get(result["Location"]))
    with acting_as(actor(WHO)):
        assert Werknemer.objects.filter(achternaam="Boterbloem").count() == 2


def test_a_stranger_is_no_candidate_and_no_result(employer: Client) -> None:
    url = f"{HERE}{public_id(pk=SANNE)}/samenvoegen/"
    assert "Niemand gevonden" in text_of(employer.get(f"{url}?zoek=Klinkhamer"))
    with acting_as(actor("werkgever_beheerder_b")):
        foreign = Werknemer.objects.get(pk=world.WERKNEMERS_B[0]).public_id
    assert employer.get(f"{url}?met={foreign}").status_code == 404
    assert employer.post(f"{url}?met={foreign}").status_code == 404
    assert employer.post(url).status_code == 422
    link = re.findall(r'href="([^"]*\?met=[^"]*)"', text_of(employer.get(url)))[0]
    made = employer.post(link)["Location"]
    for who, status in (("werkgever_beheerder_b", 404), ("leidinggevende", 403)):
        stranger = sign_in(Client(), who)
        assert stranger.get(made).status_code == status
        assert stranger.post(f"{made}losmaken/").status_code == status
        assert stranger.get(url).status_code == status
