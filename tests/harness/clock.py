"""Lets the pages live on the day that the tests call today."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.harness.world import TODAY

NOW = timezone.make_aware(datetime.combine(TODAY, datetime.min.time())) + timedelta(hours=9)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every page think that it is nine in the morning of that day."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
