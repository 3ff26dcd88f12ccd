"""What planning many employments does around its work."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from tests.harness import world

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.models import Dienstverband
from ontzorg.verzuim.services import replan, replanning

pytestmark = [pytest.mark.django_db, pytest.mark.login("jobs")]


@pytest.fixture(autouse=True)
def looking() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def replan_all() -> None:
    with acting_as(SYSTEM):
        ids = Dienstverband.objects.values_list("pk", flat=True)
        replan(actor=SYSTEM, dienstverband_ids=ids, today=world.TODAY)


def test_python_looks_for_unused_objects_after_a_batch_and_not_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[bool] = []

    def plan(*_: object, **__: object) -> int:
        looked.append(gc.isenabled())
        return 0

    monkeypatch.setattr(replanning, "plan_dienstverbanden", plan)
    replan_all()
    assert looked == [False]
    assert gc.isenabled()


def test_also_when_a_batch_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> int:
        raise LookupError

    monkeypatch.setattr(replanning, "plan_dienstverbanden", fail)
    with pytest.raises(LookupError):
        replan_all()
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    gc.disable()
    replan_all()
    assert not gc.isenabled()
