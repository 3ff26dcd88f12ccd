"""The cases of the security tests: made once for a file, gone after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.harness import database
from tests.security.cases import Case, build_cases


@pytest.fixture(scope="module")
def cases(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[Case, ...]]:
    """Give the cases, really stored."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield build_cases()
        database.copy_pristine()
