"""A refusal is in the log, whatever became of the transaction it happened in."""

from __future__ import annotations

import pytest
from django.db import connections, transaction
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.access.errors import NotAllowedError
from ontzorg.access.privileges import Privilege

pytestmark = pytest.mark.usefixtures("committed")


def _refusals() -> list[tuple[str, str]]:
    with connections["audit"].cursor() as cursor:
        cursor.execute("SELECT chain, action FROM audit.event WHERE result = 'geweigerd'")
        return list(cursor.fetchall())


def test_it_stays_when_its_transaction_is_undone() -> None:
    who = actor("planner")
    with pytest.raises(NotAllowedError), acting_as(who), transaction.atomic():
        who.require(Privilege.MANAGE_ACCESS)
    assert _refusals() == [("platform", "geweigerd.manage_access")]


def test_it_is_written_once_through_nested_blocks() -> None:
    who = actor("planner")
    with pytest.raises(NotAllowedError), acting_as(who), acting_as(who):
        who.require(Privilege.MANAGE_ACCESS)
    assert len(_refusals()) == 1


def test_it_is_written_without_any_transaction() -> None:
    with pytest.raises(NotAllowedError):
        actor("planner").require(Privilege.MANAGE_ACCESS)
    assert len(_refusals()) == 1


@pytest.mark.parametrize("key", ["planner", "verzuimbegeleider_zonder", "werkgever_beheerder"])
def test_the_medical_login_is_for_the_medical_side_only(key: str) -> None:
    with pytest.raises(NotAllowedError), acting_as(actor(key), using="medical"):
        pytest.fail("the medical room opened")
    assert len(_refusals()) == 1
