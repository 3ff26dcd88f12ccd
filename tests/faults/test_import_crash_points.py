"""T30: the connection of an import breaks off at any of its questions, and it begins again.

The job is repeated, as the queue does. Afterwards everyone is there once, or gone again.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.models import Afdeling, Bankrekening, Dienstverband, Identificatie, Werknemer
from ontzorg.parties.staff_import import reading, services, undoing, writing
from ontzorg.parties.staff_import.models import WORKING, FilePart, ReadRow, StaffImport
from ontzorg.parties.staff_import.tests.files import GOOD, OTHER, csv_of
from ontzorg.parties.staff_import.tests.steps import WHO, fresh, start
from tests.harness import world
from tests.harness.results import Tell
from tests.harness.world import actor

pytestmark = [pytest.mark.login("jobs"), pytest.mark.usefixtures("committed")]
CONTENT = csv_of(GOOD | {"Afdeling": "Nieuw"}, OTHER, OTHER | {"Personeelsnummer": "7", "BSN": ""})
ADDED = {"Werknemer": 3, "Dienstverband": 3, "Identificatie": 2, "Bankrekening": 1, "Afdeling": 1}
NOTHING = dict.fromkeys(ADDED, 0)
BROKEN = (OperationalError, InterfaceError, psycopg.OperationalError)
QUICK_STEP = 9
Job = Callable[[], None]


class Breaker:
    """Counts the questions to the database, and breaks the connection at one of them."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.asked = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, *more: Any) -> Any:
        """Ask the question, or break off before it."""
        self.asked += 1
        if self.asked == self.at:
            with socket.socket(fileno=os.dup(connection.connection.fileno())) as line:
                line.shutdown(socket.SHUT_RDWR)
        return execute(sql, params, *more)


def until_done(made: StaffImport, job: Job, at: int) -> int:
    """Run the job, break it off once and repeat it; return how many questions the first asked."""
    breaker = Breaker(at)
    with connection.execute_wrapper(breaker):
        try:
            job()
        except BROKEN:
            connection.close()
    asked = breaker.asked
    while fresh(made).state in WORKING:  # until the database has let go of the broken one
        job()
    if asked == at:
        job()
    return asked


@contextmanager
def added(expected: dict[str, int]) -> Iterator[None]:
    """Assert that the block adds so many rows to each table."""
    before = _counts()
    yield
    after = _counts()
    assert {name: after[name] - before[name] for name in after} == expected


def _counts() -> dict[str, int]:
    models = (Werknemer, Dienstverband, Identificatie, Bankrekening, Afdeling)
    with acting_as(SYSTEM):
        return {model.__name__: model.objects.count() for model in models}


def import_and_undo(at: int) -> tuple[int, int, int]:
    """Import and undo, each step broken off at this question; return how many each asked."""
    made = start(CONTENT)
    with acting_as(SYSTEM):
        services.choose_columns(actor=actor(WHO), import_id=made.pk, columns=made.columns)
    with added(NOTHING):
        read = until_done(made, lambda: reading.read_import(made.pk, today=world.TODAY), at)
    assert fresh(made).state == "ready", fresh(made).notice
    assert fresh(made).counts["new"] == 3
    with acting_as(SYSTEM):
        services.confirm_import(actor=actor(WHO), import_id=made.pk)
    with added(ADDED):
        written = until_done(made, lambda: writing.write_import(made.pk, today=world.TODAY), at)
    assert fresh(made).state == "done"
    assert _left(made) == 0
    with acting_as(SYSTEM):
        services.undo_import(actor=actor(WHO), import_id=made.pk)
    with added({name: -count for name, count in ADDED.items()}):
        undone = until_done(made, lambda: undoing.undo_import(made.pk), at)
    assert fresh(made).state == "undone"
    return read, written, undone


def _left(made: StaffImport) -> int:
    with acting_as(SYSTEM):
        kept = (model.objects.filter(staff_import=made) for model in (FilePart, ReadRow))
        return sum(rows.count() for rows in kept)


def break_off_at(points: range) -> int:
    return sum(min(at, asked) == at for at in points for asked in import_and_undo(at))


def test_an_import_that_is_broken_off_begins_again(tell: Tell) -> None:
    tried = break_off_at(range(3, max(import_and_undo(0)), QUICK_STEP))
    tell("T30", tried=tried, unit="breuken in een inlezing")


@pytest.mark.walls
def test_an_import_that_is_broken_off_anywhere_begins_again(tell: Tell) -> None:
    tried = break_off_at(range(1, max(import_and_undo(0)) + 1))
    assert tried >= 100
    tell("T30", tried=tried, unit="breuken in een inlezing")


def nothing(*_arguments: object) -> None:
    """Leave it all there."""


@pytest.mark.planted("T30")
@pytest.mark.parametrize(
    ("module", "name", "instead"),
    [
        (reading, "_forget_rows", nothing),
        (writing, "forget", nothing),
        (writing, "STEPS", writing.STEPS[:1]),
        (undoing, "STEPS", undoing.STEPS[:-1]),
    ],
    ids=["rows stay", "file stays", "half people come", "people stay"],
)
def test_what_is_left_or_half_is_found_out(
    module: Any, name: str, instead: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = max(import_and_undo(0))
    monkeypatch.setattr(module, name, instead)
    with pytest.raises((AssertionError, DatabaseError)):
        break_off_at(range(asked // 3, asked, 3))
