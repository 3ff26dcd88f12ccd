"""Measures what one melding costs, its tasks and its log included: the work of one web process.

Run with `python -m tests.performance.planning [--profile]`; it makes a database of its own in
ONTZORG_VAR. Figures are processor time, of this process and of the database, so that other work
on the machine hardly changes them. Nothing is asserted: a slow machine is no fault.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

import conftest

from ontzorg.config.embedded.places import data_dir
from tests.performance.processor import processor_seconds

ROUNDS, WARM_UP = 40, 5
OFTEN_ILL, EARLIER_CASES = 15, 10
SHOWN = 60
DAY = date(2026, 6, 1)
MILLISECONDS = 1000


@dataclass
class Stopwatch:
    """Collects times by name; with a profiler it also sees where they go."""

    times: dict[str, list[float]] = field(default_factory=dict)
    database: dict[str, float] = field(default_factory=dict)
    profiler: cProfile.Profile | None = None

    def measure(self, name: str, action: Callable[[], object]) -> None:
        """Run the action and keep its time."""
        before = _database_seconds()
        if self.profiler:
            self.profiler.enable()
        begin = time.process_time()
        action()
        self.times.setdefault(name, []).append(time.process_time() - begin)
        if self.profiler:
            self.profiler.disable()
        spent = _database_seconds() - before
        self.database[name] = self.database.get(name, 0) + spent

    def report(self) -> None:
        """Print the median and the worst of each name."""
        for name, times in self.times.items():
            kept = sorted(times[WARM_UP:] or times)
            median, worst = statistics.median(kept) * MILLISECONDS, kept[-1] * MILLISECONDS
            database = self.database[name] / len(times) * MILLISECONDS
            print(  # noqa: T201
                f"{name:<30} median {median:6.1f} ms   worst {worst:6.1f} ms"
                f"   database {database:6.1f} ms"
            )
        if self.profiler:
            pstats.Stats(self.profiler).sort_stats("tottime").print_stats(SHOWN)


def main() -> None:
    """Make a database, measure, and remove it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontzorg.config.settings")
    for name, value in conftest.TEST_KEYS.items():
        os.environ.setdefault(name, value)
    import django

    django.setup()
    from tests.harness import database

    database.make_pristine("performance")
    database.copy_pristine()
    try:
        watch = Stopwatch(
            profiler=cProfile.Profile(time.process_time) if "--profile" in sys.argv else None
        )
        _measure(watch)
        watch.report()
    finally:
        database.drop_all()


def _measure(watch: Stopwatch) -> None:
    for round_ in range(ROUNDS):
        person = _hire(round_)
        for name, action in _life_of(person):
            watch.measure(name, action)
    for round_ in range(OFTEN_ILL):
        person = _hire(ROUNDS + round_)
        _let_be_ill_often(person)
        again = partial(_report, person, "ziekmelding", DAY, 100)
        watch.measure("ziekmelding na tien eerdere", again)


def _let_be_ill_often(person: int) -> None:
    for number in range(EARLIER_CASES):
        start = date(2024, 1, 8) + timedelta(days=60 * number)
        _report(person, "ziekmelding", start, 100)
        _report(person, "herstelmelding", start + timedelta(days=5))


def _database_seconds() -> float:
    """Return what all processes of the database have used; zero where that cannot be seen."""
    from ontzorg.config.settings import ENVIRONMENT

    note = data_dir(ENVIRONMENT.var) / "postmaster.pid"
    return processor_seconds(int(note.read_text("utf-8").split()[0])) or 0


def _life_of(person: int) -> list[tuple[str, Callable[[], None]]]:
    """Return what happens to one person, in order."""
    change, recovery = DAY + timedelta(days=14), DAY + timedelta(days=60)
    return [
        ("ziekmelding", partial(_report, person, "ziekmelding", DAY, 100)),
        ("wijziging", partial(_report, person, "wijziging", change, 50)),
        ("taak afronden", partial(_complete, person, "PROBLEEMANALYSE")),
        ("herstelmelding", partial(_report, person, "herstelmelding", recovery)),
    ]


def _hire(number: int) -> int:
    """Give the employer someone new, and return the employment."""
    from ontzorg.access.context import acting_as
    from ontzorg.parties import services
    from ontzorg.parties.models import Geslacht
    from tests.harness import world
    from tests.harness.world import actor

    who = actor("werkgever_beheerder")
    with acting_as(who):
        werknemer = services.register_werknemer(
            actor=who,
            werkgever_id=world.WERKGEVER_A,
            today=DAY,
            data=services.WerknemerData(
                voorletters="A.",
                achternaam=f"Meetlat {number}",
                geboortedatum=date(1985, 5, 5),
                geslacht=Geslacht.ONBEKEND,
            ),
        )
        data = services.DienstverbandData(begint_op=date(2020, 1, 1), afdeling_id=world.AFDELING_A1)
        return services.register_dienstverband(actor=who, werknemer_id=werknemer.pk, data=data).pk


def _report(dienstverband_id: int, soort: str, day: date, percentage: int | None = None) -> None:
    from ontzorg.access.context import acting_as
    from ontzorg.verzuim import services
    from tests.harness.world import actor

    who = actor("werkgever_beheerder")
    new = services.NewMelding(soort=soort, day=day, percentage=percentage)
    with acting_as(who):
        services.record_melding(actor=who, dienstverband_id=dienstverband_id, new=new, today=day)


def _complete(dienstverband_id: int, code: str) -> None:
    from ontzorg.access.context import acting_as
    from ontzorg.verzuim import services
    from ontzorg.verzuim.models import Task
    from tests.harness.world import actor

    who, day = actor("bedrijfsarts"), DAY + timedelta(days=20)
    with acting_as(who):
        task = Task.objects.get(code=code, dossier__dienstverband_id=dienstverband_id)
        services.complete_task(
            actor=who, task=task.public_id, completed_on=day, version=task.version, today=day
        )


if __name__ == "__main__":
    main()
