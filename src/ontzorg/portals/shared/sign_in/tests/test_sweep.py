"""Sessions and counters that are over are cleared away; the others stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.harness.web import enter
from tests.harness.world import actor

from ontzorg.access.models import SharedValue
from ontzorg.portals.shared.sign_in.sweep import sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in() -> Client:
    client = Client()
    enter(client, actor("planner").account_id or 0)
    client.get("/rol/")
    return client


def test_a_session_that_runs_stays(signed_in: Client) -> None:
    assert sweep(timezone.now()) == 0
    assert UserSession.objects.count() == 1
    assert signed_in.get("/rol/").status_code == 200


def test_a_session_that_is_over_goes_with_its_line_in_the_list(signed_in: Client) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert sweep(timezone.now()) == 1
    assert not UserSession.objects.exists()


def test_a_value_is_shared_for_as_long_as_it_was_asked() -> None:
    cache.set("x", [1, 2], 60)
    assert cache.get("x") == [1, 2]
    assert cache.add("x", [3]) is False
    cache.set("x", [1], -1)
    assert cache.get("x", "niets") == "niets"
    assert cache.add("x", [3], 60) is True
    assert cache.delete("x") is True
    assert cache.delete("x") is False


def test_values_that_are_over_are_forgotten() -> None:
    cache.add("kort", 1, 5)
    cache.add("lang", 1, 500)
    sweep(timezone.now() + timedelta(seconds=60))
    assert [one.key for one in SharedValue.objects.all()] == [":1:lang"]
