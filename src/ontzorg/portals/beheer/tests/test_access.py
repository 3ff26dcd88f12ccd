"""Beheer gives access: once, to whom it fits, and nobody else lists who has it."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.harness.web import sign_in, text_of
from tests.harness.world import PEOPLE, actor

from ontzorg.access.context import acting_as
from ontzorg.access.selectors import (
    accounts_visible_to,
    events_visible_to,
    mandates_visible_to,
    memberships_visible_to,
    organisations_visible_to,
)
from ontzorg.portals.beheer import forms

pytestmark = pytest.mark.django_db
NAME = "Timmerwerk De Lat B.V."


@pytest.fixture
def beheerder(client: Client) -> Client:
    return sign_in(client, "beheerder")


def _count(name: str) -> int:
    who = actor("beheerder")
    with acting_as(who):
        return organisations_visible_to(who).filter(name=name).count()


def test_an_organisation_sent_twice_is_made_once(beheerder: Client) -> None:
    sent = {"kind": "werkgever", "name": NAME, "kvk_number": "", "form_key": str(uuid4())}
    for _ in range(2):
        assert beheerder.post(reverse("beheer:organisation-new"), sent).status_code == 302
    assert _count(NAME) == 1
    assert NAME in text_of(beheerder.get(reverse("beheer:organisations")))


def test_the_form_carries_its_key(beheerder: Client) -> None:
    page = text_of(beheerder.get(reverse("beheer:organisation-new")))
    assert re.search(r'name="form_key" value="[0-9a-f-]{36}"', page)


def test_a_role_sent_twice_says_what_to_do(beheerder: Client) -> None:
    address = reverse("beheer:role-new", args=[1])
    sent = {"organisation": "101", "role": "leidinggevende", "start": "01-12-2026"}
    assert beheerder.post(address, sent).status_code == 302
    again = beheerder.post(address, sent)
    assert again.status_code == 422
    assert "heeft deze rol al. Beëindig die eerst" in text_of(again)


@pytest.mark.parametrize("key", [person.key for person in PEOPLE])
def test_only_beheer_lists_access_and_only_the_auditor_the_log(key: str) -> None:
    who = actor(key)
    lists = (
        organisations_visible_to,
        accounts_visible_to,
        memberships_visible_to,
        mandates_visible_to,
    )
    with acting_as(who):
        assert [each(who).exists() for each in lists] == [key == "beheerder"] * len(lists)
        assert events_visible_to(who).query.is_empty() == (key != "auditor")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"werkgever": ""}, "Kies een van de antwoorden."),
        ({"werkgever": "201"}, "staat niet in de lijst"),
        ({"organisation": "101"}, "staat niet in de lijst"),
        ({"organisation": "onzin"}, "staat niet in de lijst"),
        ({"start": "morgen"}, "Typ de datum als dag-maand-jaar"),
        ({}, "heeft dit mandaat al"),
        ({"organisation": "202"}, "al een organisatie van deze soort"),
    ],
)
def test_a_mandate_that_cannot_be_is_explained(
    beheerder: Client, answers: dict[str, str], words: str
) -> None:
    sent = {"werkgever": "101", "organisation": "201", "start": "01-12-2026"} | answers
    page = beheerder.post(reverse("beheer:mandate-new"), sent)
    assert page.status_code == 422
    assert words in text_of(page)


@pytest.mark.parametrize(
    ("end", "words"),
    [("", "Vul een datum in"), ("31-02-2026", "Typ de datum"), ("01-01-1990", "Dit geldt vanaf")],
)
def test_an_end_that_cannot_be_is_explained(beheerder: Client, end: str, words: str) -> None:
    for name in ("beheer:mandate-end", "beheer:role-end"):
        page = beheerder.post(reverse(name, args=[1]), {"end": end})
        assert page.status_code == 422, name
        assert words in text_of(page), name


def test_an_ended_mandate_moves_to_the_ended_ones(beheerder: Client) -> None:
    url, ending = reverse("beheer:mandates"), reverse("beheer:mandate-end", args=[1])
    assert "Nog geen mandaat beëindigd" in text_of(beheerder.get(url, {"stand": "beeindigd"}))
    assert ending in text_of(beheerder.get(url))
    assert ending in text_of(beheerder.get(url, {"q": "vroege"}))
    assert "Geen mandaat gevonden" in text_of(beheerder.get(url, {"q": "bestaat-niet"}))
    today = f"{timezone.localdate():%d-%m-%Y}"
    told = text_of(beheerder.post(ending, {"end": today}, follow=True))
    assert "Het mandaat is beëindigd" in told
    assert "Nog geen mandaat beëindigd" not in text_of(beheerder.get(url, {"stand": "beeindigd"}))
    assert ending not in text_of(beheerder.get(url))


def test_with_many_organisations_searching_comes_first(
    beheerder: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "MANY", 1)
    url = reverse("beheer:mandate-new")
    page = text_of(beheerder.get(url))
    assert "Zoek de werkgever" in page
    assert "Vroege Vogel" not in page
    assert "Vroege Vogel" in text_of(beheerder.get(url, {"zoek": "vroege"}))
    sent = {"werkgever": "101", "organisation": "201", "start": "01-12-2026"}
    assert "heeft dit mandaat al" in text_of(beheerder.post(url, sent))
