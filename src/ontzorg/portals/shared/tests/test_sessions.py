"""Sessions end by themselves, and pages without a page behind them are as closed as the rest."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from tests.harness.web import enter
from tests.harness.world import actor

from ontzorg.portals.shared import middleware
from ontzorg.portals.shared.idle import BEGUN_AT, SEEN_AT

pytestmark = pytest.mark.django_db
PAGE = "/wie-ziet-wat/"
PRIVATE = "/vervanging/"
CLOSED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@pytest.fixture
def browser() -> Client:
    client = Client(raise_request_exception=False)
    enter(client, actor("werkgever_beheerder").account_id or 0)
    assert client.get(PRIVATE).status_code == 200
    return client


@pytest.mark.parametrize(
    ("name", "seconds", "status"),
    [
        (SEEN_AT, settings.SESSION_IDLE_SECONDS - 30, 200),
        (SEEN_AT, settings.SESSION_IDLE_SECONDS + 30, 302),
        (BEGUN_AT, settings.SESSION_COOKIE_AGE - 30, 200),
        (BEGUN_AT, settings.SESSION_COOKIE_AGE + 30, 302),
    ],
)
def test_a_session_ends_when_idle_and_at_the_end_of_a_day(
    browser: Client, name: str, seconds: int, status: int
) -> None:
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value
    session = SessionStore(key)
    session[name] = int(timezone.now().timestamp()) - seconds
    session.save()
    assert browser.get(PRIVATE).status_code == status
    assert SessionStore(key).exists(key) is (status == 200)


def test_signing_in_gives_a_new_session(browser: Client) -> None:
    before = browser.cookies[settings.SESSION_COOKIE_NAME].value
    enter(browser, actor("planner").account_id or 0)
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value != before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_a_method_that_no_page_knows_is_refused_with_the_same_headers(
    browser: Client, method: str
) -> None:
    answer = browser.generic(method, PAGE)
    assert answer.status_code == 405
    assert {name: answer[name] for name in CLOSED} == CLOSED
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_the_page_for_a_stopped_database_has_the_same_headers(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(**_: object) -> None:
        raise OperationalError("server closed the connection: SELECT secret")

    monkeypatch.setattr(middleware, "actor_of_session", stopped)
    answer = browser.get(PAGE)
    assert answer.status_code == 503
    assert {name: answer[name] for name in CLOSED} == CLOSED
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "SELECT" not in answer.content.decode()
