"""Someone signed in, on the day that the tests call today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.harness.web import sign_in
from tests.harness.world import TODAY

NOW = timezone.make_aware(datetime.combine(TODAY, datetime.min.time())) + timedelta(hours=9)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every page think that it is today."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def as_someone() -> Callable[[str], Client]:
    """Return `as_someone("bedrijfsarts")`: a browser in which he is signed in."""
    return lambda key: sign_in(Client(), key)
