"""While an import is written, its page tells how far it is, and others go on with their work."""

from __future__ import annotations

from datetime import date
from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.staff_import import dependents, event_log, undoing, writing
from ontzorg.parties.staff_import.models import StaffImport
from ontzorg.parties.staff_import.tests.files import GOOD, OTHER, csv_of
from ontzorg.parties.staff_import.tests.steps import bring_in, undo
from ontzorg.verzuim.models import Melding
from ontzorg.verzuim.services import NewMelding, record_melding
from tests.harness import world

pytestmark = [pytest.mark.login("jobs"), pytest.mark.usefixtures("committed")]
# Someone of the same employer, and someone of another.
PEOPLE = (world.WERKNEMERS_A[1], world.WERKNEMERS_B[0])


class Beside:
    """What others do and see before each step of an import, in a connection of their own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
        self.shares: list[float] = []
        self.errors: list[Exception] = []
        self.reported = 0
        run = module.run

        def with_others(name: str, **values: Any) -> Any:
            thread = Thread(target=self._live)
            thread.start()
            thread.join()
            return run(name, **values)

        monkeypatch.setattr(module, "run", with_others)

    def _live(self) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '3s'")
            with acting_as(SYSTEM):
                self.shares += StaffImport.objects.values_list("share_done", flat=True)
            if self.reported < len(PEOPLE):
                self._report(PEOPLE[self.reported])
        except Exception as error:
            self.errors.append(error)
        finally:
            connections.close_all()

    def _report(self, werknemer_id: int) -> None:
        self.reported += 1
        with acting_as(SYSTEM):
            record_melding(
                actor=SYSTEM,
                dienstverband_id=world.dienstverband_of(werknemer_id),
                new=NewMelding(soort="ziekmelding", day=date(2026, 11, 2), percentage=100),
                today=world.TODAY,
            )


@pytest.mark.parametrize("module", [writing, undoing])
def test_others_report_and_look_while_an_import_is_written(
    module: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = bring_in(csv_of(GOOD, OTHER)) if module is undoing else None
    beside = Beside(monkeypatch, module)
    done = undo(made) if made else bring_in(csv_of(GOOD, OTHER))
    assert done.state == ("undone" if made else "done")
    assert beside.errors == []
    assert beside.shares == sorted(beside.shares)
    assert len(set(beside.shares)) > len(module.STEPS) // 2
    with acting_as(SYSTEM):
        assert Melding.objects.count() == len(PEOPLE)


@pytest.mark.planted("T30")
def test_a_log_that_is_held_all_along_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    made = bring_in(csv_of(GOOD, OTHER))
    depends = dependents.what_depends

    def log_first(staff_import: StaffImport) -> str:
        event_log.log_import(staff_import, "teruggedraaid")
        return depends(staff_import)

    monkeypatch.setattr(undoing, "what_depends", log_first)
    beside = Beside(monkeypatch, undoing)
    undo(made)
    assert beside.errors
