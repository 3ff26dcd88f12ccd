"""T16: what weighs most is asked of someone who has just proved who he is, and of nobody else."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user
from django.test import Client, RequestFactory

from ontzorg.portals.shared.sign_in import fresh
from tests.harness.web import enter
from tests.harness.world import actor
from tests.security.cases import Case
from tests.security.crawl import routes
from tests.security.signing_in import PASSWORD, bsn_page, give_password

LATE = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 5
# Showing a BSN, opening a medical file in an emergency, and taking data along.
WEIGHTY = re.compile(r"bsn|emergency(?!ies)|export|download", re.IGNORECASE)
# His own data, or the log that names no one, for who is already signed in with two factors.
# The last one ticks rows of a file and shows no number.
NOT_WEIGHTY = frozenset(
    {"werknemer:my-data-download", "beheer:emergencies", "werkgever:import-bsn"}
)


@pytest.fixture
def unblocked(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def signed_in_ago(who: str, seconds: int) -> Client:
    """Return a browser in which someone signed in so many seconds ago."""
    client = Client()
    enter(client, actor(who).account_id or 0)
    session = client.session
    session["account_authentication_methods"][0]["at"] = time.time() - seconds
    session.save()
    return client


def test_every_weighty_page_asks() -> None:
    asking = {r.name for r in routes() if getattr(r.view, "needs_fresh_sign_in", False)}
    weighty = {r.name for r in routes() if WEIGHTY.search(r.name)} - NOT_WEIGHTY
    assert weighty - asking == set()


@pytest.mark.usefixtures("unblocked")
def test_a_bsn_is_shown_to_a_fresh_sign_in_only(cases: tuple[Case, ...]) -> None:
    page = bsn_page(cases[0].werknemer)
    assert signed_in_ago("werkgever_beheerder", 5).get(page).status_code == 200
    late = signed_in_ago("werkgever_beheerder", LATE)
    for answer in (late.get(page), late.post(page, {"purpose": "loonaangifte"})):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/")
        assert cases[0].secrets.bsn not in answer.content.decode()


@pytest.mark.usefixtures("unblocked")
def test_who_may_not_is_refused_before_he_is_asked(cases: tuple[Case, ...]) -> None:
    answer = signed_in_ago("planner", LATE).get(bsn_page(cases[0].werknemer))
    assert answer.status_code == 403


@pytest.mark.planted("T16")
@pytest.mark.usefixtures("unblocked")
def test_a_page_that_no_longer_asks_would_be_seen(
    cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fresh, "is_fresh", lambda request: True)
    late = signed_in_ago("werkgever_beheerder", LATE)
    assert late.get(bsn_page(cases[0].werknemer)).status_code == 200


@pytest.mark.django_db
def test_the_password_brings_one_back_to_where_one_was() -> None:
    give_password("werkgever_beheerder")
    late = signed_in_ago("werkgever_beheerder", LATE)
    page = "/werkgever/medewerkers/"
    asked = fresh.ask_again(_request(late, page))
    assert asked["Location"] == "/account/reauthenticate/?next=%2Fwerkgever%2Fmedewerkers%2F"
    given = {"password": "niet dit wachtwoord", "next": page}
    assert late.post("/account/reauthenticate/", given).status_code == 200
    given["password"] = PASSWORD
    assert late.post("/account/reauthenticate/", given)["Location"] == page
    record = late.session["account_authentication_methods"][-1]
    assert time.time() - record["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/werkgever/", "%2Fwerkgever%2F"),
        ("https://elders.example/werkgever/", "%2F"),
        ("", "%2F"),
    ],
)
def test_after_a_form_the_way_back_is_one_of_our_pages(referer: str, back: str) -> None:
    give_password("planner")
    late = signed_in_ago("planner", LATE)
    request = _request(late, "/ergens/", method="POST", HTTP_REFERER=referer)
    assert fresh.ask_again(request)["Location"].endswith(f"?next={back}")


@pytest.mark.django_db
def test_someone_without_a_way_to_confirm_signs_in_anew() -> None:
    late = signed_in_ago("planner", LATE)
    request = _request(late, "/ergens/")
    assert fresh.ask_again(request)["Location"].startswith("/account/login/?next=")
    assert not request.user.is_authenticated


def _request(client: Client, path: str, *, method: str = "GET", **headers: Any) -> Any:
    request: Any = RequestFactory().generic(method, path, **headers)
    request.session = client.session
    request.user = get_user(request)
    return request
