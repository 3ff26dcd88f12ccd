"""A page that lists people holds no chain of the audit log while it is being made."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import transaction
from tests.harness import world
from tests.harness.world import actor
from tests.security.admin import superuser

from ontzorg.access import audit
from ontzorg.access.context import acting_as

pytestmark = pytest.mark.usefixtures("committed")
WHO = actor("ontzorgmanager")


def reading(action: str = "proef.gelezen", werkgever_id: int | None = None) -> audit.Reading:
    return audit.Reading(
        actor=WHO,
        action=action,
        object_type="werknemer",
        werkgever_id=werkgever_id,
        werknemer_ids=world.WERKNEMERS_A,
    )


def appended() -> list[str]:
    """Return what stands in the log of this test, in order."""
    with superuser() as connection:
        query = "SELECT action FROM audit.event WHERE action LIKE 'proef.%' ORDER BY id"
        return [row[0] for row in connection.execute(query)]


def is_free(chain: str) -> bool:
    """Tell whether another page could append to this chain now."""
    with superuser(autocommit=False) as connection:
        query = "SELECT 1 FROM audit.head WHERE chain = %s FOR UPDATE SKIP LOCKED"
        return connection.execute(query, [chain]).fetchone() is not None


@pytest.fixture(autouse=True)
def first_line() -> None:
    with acting_as(WHO):
        audit.record_reading(reading("eerder.gelezen"))


def test_a_page_holds_no_chain_while_it_is_made() -> None:
    with acting_as(WHO), audit.readings_at_the_end():
        audit.record_reading(reading())
        assert is_free("platform")
        assert appended() == []
    assert appended() == ["proef.gelezen"]


def test_outside_a_page_a_reading_is_appended_at_once() -> None:
    """It is also what would be seen if a page appended where it finds its people."""
    with acting_as(WHO):
        audit.record_reading(reading())
        assert not is_free("platform")


def test_a_page_that_is_undone_leaves_no_reading() -> None:
    with acting_as(WHO), audit.readings_at_the_end():
        audit.record_reading(reading())
        transaction.set_rollback(True)
    assert appended() == []


def test_a_page_that_breaks_leaves_no_reading_to_the_next() -> None:
    with suppress(LookupError), acting_as(WHO), audit.readings_at_the_end():
        audit.record_reading(reading("proef.gebroken"))
        raise LookupError
    with acting_as(WHO), audit.readings_at_the_end():
        audit.record_reading(reading())
    assert appended() == ["proef.gelezen"]


def test_the_chain_that_all_share_comes_last() -> None:
    """Else a page with the chain of an employer could wait for one that waits for that chain."""
    with acting_as(WHO), audit.readings_at_the_end():
        audit.record_reading(reading("proef.allen"))
        audit.record_reading(reading("proef.een", world.WERKGEVER_A))
    assert appended() == ["proef.een", "proef.allen"]
