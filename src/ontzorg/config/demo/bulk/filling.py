"""Fills the book with many employers: each process takes some, and writes them in one go."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import connections
from django.db.models import Model
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ontzorg.access import audit
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.config.demo.bulk.copying import Copier, IdSource, staging
from ontzorg.config.demo.bulk.dossiers import Kept, derive, work_off
from ontzorg.config.demo.bulk.facts import Told, tell
from ontzorg.config.demo.bulk.figures import load_absence
from ontzorg.config.demo.bulk.firms import DAYS_PER_YEAR, Firm, Serving, make_firm
from ontzorg.config.demo.bulk.pool import write_in_processes
from ontzorg.config.demo.bulk.seeded import random_of
from ontzorg.config.demo.bulk.spells import draw_leaves, draw_spells

CHUNK = 20
YEARS = 5
LOADED = "demo.ingelezen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What every process must know: who serves the employers, the seed and the day."""

    servings: tuple[Serving, ...]
    seed: int
    today: date
    now: datetime


def fill_book(order: Order, numbers: Sequence[int], *, processes: int | None = None) -> None:
    """Write the employers with these numbers, by all processors unless told otherwise."""
    chunks = [numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK)]
    workers = processes or os.cpu_count() or 1
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with staging(), Progress(*columns, TimeRemainingColumn()) as progress:
        task = progress.add_task("Werkgevers schrijven", total=len(numbers))
        for written in _write_all(order, chunks, workers):
            progress.update(task, advance=written)
    refresh_statistics()


def refresh_statistics() -> None:
    """Let the database look again at what its tables hold, as it plans by that."""
    with connections["migrator"].cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _write_all(order: Order, chunks: Sequence[Sequence[int]], workers: int) -> Iterator[int]:
    """Yield how many employers were written, chunk after chunk."""
    if workers == 1:
        yield from map(Writer(order).write, chunks)
    else:
        connections.close_all()
        yield from write_in_processes(order, chunks, workers)


class Writer:
    """Makes and writes chunks of employers in one process."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._ids = IdSource()
        self._copier = Copier(f"p{os.getpid()}")

    def write(self, numbers: Sequence[int]) -> int:
        """Write these employers in one transaction; return how many."""
        rows = _Rows()
        with acting_as(SYSTEM):
            firms = [self._make(number, rows) for number in numbers]
            self._copier.write(rows.in_order())
            for firm in firms:
                _log(firm)
        return len(firms)

    def _make(self, number: int, rows: _Rows) -> Firm:
        order, random = self._order, random_of(self._order.seed, number)
        serving = order.servings[number % len(order.servings)]
        firm = make_firm(
            number, serving, today=order.today, now=order.now, random=random, ids=self._ids
        )
        rows.firms += firm.rows
        variant = serving.variant
        for employee in firm.staff:
            told = Told(
                employee=employee,
                werkgever=firm.cast.werkgever,
                random=random,
                ids=self._ids,
                now=order.now,
            )
            self._live(told, firm, variant)
            rows.take(told, derive(told, firm.cast, variant, order.today))
        return firm

    def _live(self, told: Told, firm: Firm, variant: str) -> None:
        """Draw what happens to one person in the years of history, and let it be recorded."""
        figures, today, employee = load_absence(), self._order.today, told.employee
        werknemer, dienstverband = employee.werknemer, employee.dienstverband
        start = max(dienstverband.begint_op, today - timedelta(days=YEARS * DAYS_PER_YEAR))
        until = min(dienstverband.eindigt_op or today, today)
        born, random = werknemer.geboortedatum, told.random
        leaves = (
            draw_leaves(random, figures, start=start, until=until, born=born)
            if employee.may_bear
            else ()
        )
        spells = draw_spells(
            random, figures, start=start, until=until, weight=firm.sector.absence, leaves=leaves
        )
        tell(told, spells, leaves, today)
        work_off(told, firm.cast, variant, today)


@dataclass(slots=True)
class _Rows:
    """The rows of a chunk, kept apart so that each is written after what it points at."""

    firms: list[Model] = field(default_factory=list)
    dossiers: list[Model] = field(default_factory=list)
    meldingen: list[Model] = field(default_factory=list)
    others: list[Model] = field(default_factory=list)

    def take(self, told: Told, kept: Kept) -> None:
        """Add what was recorded of one employment, and what followed."""
        self.dossiers += kept.dossiers
        self.meldingen += told.meldingen
        self.others += [*told.statements, *kept.tasks]

    def in_order(self) -> list[Model]:
        """Return all rows in the order in which they are written."""
        return [*self.firms, *self.dossiers, *self.meldingen, *self.others]


def _log(firm: Firm) -> None:
    """Log what really happened: this employer was loaded, now, by the system.

    A line for each melding of five years would tell of deeds that nobody did.
    """
    werknemers = [employee.werknemer for employee in firm.staff]
    audit.record(
        actor=SYSTEM,
        action=LOADED,
        object_type="werkgever",
        object_id=firm.werkgever_id,
        werkgever_id=firm.werkgever_id,
        werknemer_ids=[werknemer.pk for werknemer in werknemers],
    )
