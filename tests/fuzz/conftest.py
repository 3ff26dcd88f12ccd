"""One attacker for each file, in the small world with its cases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fuzz.attack import Attacker
from tests.security.cases import Case
from tests.security.conftest import cases

__all__ = ["cases"]


@pytest.fixture(scope="module")
def attacker(
    cases: tuple[Case, ...],
    django_db_blocker: pytest.FixtureRequest,
) -> Iterator[Attacker]:
    """Give the attacker, allowed at the database for as long as the file runs."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield Attacker()
