"""A stopped database gives a clear page that tells nothing; the product comes back by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from ontzorg.access.logins import SIGN_IN
from tests.security.verdicts import INNARDS, NEEDED

PRIVATE = "/vervanging/"


@pytest.fixture
def browser(django_db_setup: None, django_db_blocker: Any) -> Iterator[Client]:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    with django_db_blocker.unblock():
        yield client
        connections.close_all()


def test_the_page_is_clear_and_the_next_request_works_again(
    browser: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as away:
        for alias in ("default", SIGN_IN):
            connections[alias].close()
            away.setitem(connections[alias].settings_dict, "HOST", "/nowhere")
        answer = browser.get(PRIVATE)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert {name: answer[name] for name in NEEDED} == NEEDED
    assert not INNARDS.search(answer.content.decode())
    assert "/nowhere" in caplog.text, "the log does not tell the cause"
    assert browser.get(PRIVATE).status_code == 302
