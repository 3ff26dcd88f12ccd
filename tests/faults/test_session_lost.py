"""The database falls away just as a session is kept: the page says to try again, and not 400."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client

from tests.harness.web import sign_in, text_of

pytestmark = pytest.mark.django_db


def fall_away(*_all: object, **_named: object) -> None:
    raise OperationalError("the database is shutting down")


def test_a_session_that_cannot_be_kept_asks_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    client = sign_in(Client(raise_request_exception=False), "werkgever_beheerder")
    monkeypatch.setattr(Session, "save", fall_away)
    answer = client.get("/werkgever/ziekmelden/")
    assert answer.status_code == 503
    assert "Opnieuw proberen" in text_of(answer)
