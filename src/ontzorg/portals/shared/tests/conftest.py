"""Someone signed in, on the day that the tests call today."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.harness.clock import clock
from tests.harness.web import sign_in

__all__ = ["as_someone", "clock"]


@pytest.fixture
def as_someone() -> Callable[[str], Client]:
    """Return `as_someone("bedrijfsarts")`: a browser in which he is signed in."""
    return lambda key: sign_in(Client(), key)
