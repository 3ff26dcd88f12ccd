"""Beheer gives access: once, to whom it fits, and nobody else lists who has it."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
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
