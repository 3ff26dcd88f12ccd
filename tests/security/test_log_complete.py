"""T25 and T27: each look at a medical file has its line in the log, and the owner reads them."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString, NoReturn
from uuid import uuid4

import psycopg
import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from ontzorg.access import audit
from ontzorg.access.context import acting_as
from ontzorg.access.selectors import events_about
from ontzorg.medical import selectors, services
from ontzorg.portals.werknemer import looked_page
from ontzorg.portals.werknemer.log_words import UNKNOWN, WHAT, what_in_words
from tests.harness.results import Tell, is_long
from tests.harness.world import PEOPLE, WERKNEMERS_A, actor
from tests.security.admin import superuser
from tests.security.cases import MARK, Case
from tests.security.crawl import client_of

QUICK, LONG, FULL = 10, 1_500, 14_300  # rounds of seven steps
CLEARED_AFTER = 25  # rounds: a page with all notes of a long proof would cost more and more
KILLS, MANY_KILLS = 3, 100
LONGEST_LIFE = 0.2  # seconds
EVENTS, LOOKERS = 1_000, ("werkgever_beheerder", "ontzorgmanager", "bedrijfsarts", "planner")
READ, WRITTEN, REFUSED = "consult.gelezen", "consult.geschreven", "geweigerd.read_medical"
NO_WRITE = "geweigerd.write_medical"


@dataclass(frozen=True)
class Step:
    """Someone asks for medical notes or writes one, and the line that must be there after it."""

    who: str
    method: str
    status: int
    line: str


STEPS = (
    Step("bedrijfsarts", "GET", 200, READ),
    Step("verzuimbegeleider", "GET", 200, READ),
    Step("bedrijfsarts", "POST", 302, WRITTEN),
    Step("verzuimbegeleider_zonder", "GET", 403, REFUSED),
    Step("planner", "GET", 403, REFUSED),
    Step("werkgever_beheerder", "POST", 403, NO_WRITE),
    Step("bedrijfsarts_b", "GET", 404, ""),
)


@pytest.fixture
def unblocked(django_db_blocker: Any, cases: tuple[Case, ...]) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def take(step: Step, client: Client, case: Case) -> int:
    """Take a step; return the status."""
    if step.method == "GET":
        return client.get(reverse("arbodienst:consults", args=[case.dossier])).status_code
    data = {"consulted_on": "1-10-2026", "text": case.secrets.notes[0], "form_key": str(uuid4())}
    return client.post(reverse("arbodienst:consult-new", args=[case.dossier]), data).status_code


class Log:
    """The lines about medical files since the last look, and the notes that they are about."""

    def __init__(self, server: psycopg.Connection, case: Case) -> None:
        self.server, self.case = server, case
        self.last = self._number("SELECT max(id) FROM audit.event", [])
        self.first_note = self._number("SELECT max(id) FROM medical.consultnote", [])
        server.execute("SET session_replication_role = replica")

    def new_lines(self) -> list[str]:
        """Return what was logged since the last look."""
        rows = self.server.execute(
            "SELECT id, action FROM audit.event WHERE id > %s AND (action LIKE 'consult.%%' OR"
            " action LIKE 'geweigerd.%%') ORDER BY id",
            [self.last],
        ).fetchall()
        self.last = max([self.last, *(row[0] for row in rows)])
        return [row[1] for row in rows]

    def notes(self) -> int:
        """Return how many notes there are since the start, or the last clearing."""
        query = "SELECT count(*) FROM medical.consultnote WHERE id > %s"
        return self._number(query, [self.first_note])

    def clear_notes(self) -> None:
        """Remove the notes that the proof wrote itself."""
        self.server.execute("DELETE FROM medical.consultnote WHERE id > %s", [self.first_note])

    def _number(self, query: LiteralString, values: list[int]) -> int:
        row = self.server.execute(query, values).fetchone()
        return int(row[0] or 0) if row else 0


@contextmanager
def log_of(case: Case) -> Iterator[Log]:
    """Give the log of a case, to look at after each step."""
    with superuser() as server:
        yield Log(server, case)


def wrong_lines(case: Case, rounds: int) -> list[str]:
    """Take all steps so often; return each one without its one line."""
    found: list[str] = []
    clients = {step.who: client_of(step.who) for step in STEPS}
    with log_of(case) as log:
        for number in range(rounds):
            for step in STEPS:
                status = take(step, clients[step.who], case)
                lines = log.new_lines()
                if status != step.status or lines != ([step.line] if step.line else []):
                    found.append(f"{step}: {status}, {lines}")
            if number % CLEARED_AFTER == 0:
                log.clear_notes()
    return found


@pytest.mark.usefixtures("unblocked")
def test_every_medical_step_has_one_line(cases: tuple[Case, ...]) -> None:
    assert wrong_lines(cases[0], QUICK) == []
    assert not _log_holds(MARK)


@pytest.mark.walls
@pytest.mark.usefixtures("unblocked")
def test_every_medical_step_has_one_line_at_length(cases: tuple[Case, ...], tell: Tell) -> None:
    rounds = FULL if is_long() else LONG
    faults = wrong_lines(cases[0], rounds)
    tell("T25", tried=rounds * len(STEPS), unit="stappen", found=len(faults))
    assert faults == []
    assert not _log_holds(MARK)


@pytest.mark.usefixtures("unblocked")
def test_a_kill_leaves_no_reading_without_a_line(cases: tuple[Case, ...]) -> None:
    assert unlogged_after_kills(cases[0], KILLS) == []


@pytest.mark.walls
@pytest.mark.usefixtures("unblocked")
def test_many_kills_leave_no_reading_without_a_line(cases: tuple[Case, ...], tell: Tell) -> None:
    faults = unlogged_after_kills(cases[0], MANY_KILLS)
    tell("T25", tried=MANY_KILLS, unit="kills", found=len(faults))
    assert faults == []


def unlogged_after_kills(case: Case, kills: int) -> list[str]:
    """Kill who reads and writes notes, so often; return where log and truth differ."""
    chance = random.Random(25)  # noqa: S311 - a test that is the same every time
    found: list[str] = []
    with log_of(case) as log:
        for number in range(kills):
            shown = shown_before_kill(case, chance.uniform(0, LONGEST_LIFE))
            lines = log.new_lines()
            read, written = lines.count(READ), lines.count(WRITTEN)
            # What was on its way when the kill came is logged, and was perhaps not seen.
            if not shown <= read <= shown + 1 or written != log.notes():
                found.append(f"{number}: {shown} getoond, {lines}, {log.notes()} notities")
            log.clear_notes()
    return found


def shown_before_kill(case: Case, life: float) -> int:
    """Let a process of its own read and write notes until it is killed; return what it showed."""
    connections.close_all()  # the child may not share them
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _read_and_write(case, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as shown:
        first = shown.read(1)
        killer = threading.Timer(life, os.kill, (child, signal.SIGKILL))
        killer.start()
        count = len(first + shown.read())
    killer.join()
    os.waitpid(child, 0)
    return count


def _read_and_write(case: Case, shown: int) -> NoReturn:
    """In the child: read and write in turn, and tell each page that was shown."""
    try:
        client = client_of("bedrijfsarts")
        while take(STEPS[0], client, case) == STEPS[0].status:
            os.write(shown, b".")
            take(STEPS[2], client, case)
    finally:
        os._exit(1)


FAULTS: dict[str, tuple[Any, str, Any]] = {
    "reading is not logged": (selectors, "_log", lambda *_: None),
    "writing is not logged": (services, "_log", lambda *_: None),
    "a refusal is not logged": (audit, "log_refusal", lambda *_, **__: None),
    "reading is logged twice": (
        selectors,
        "_log",
        lambda *given, _log=selectors._log: (_log(*given), _log(*given)),
    ),
    "a value is logged": (
        audit,
        "record",
        lambda _record=audit.record, **given: _record(**given | {"reason": MARK}),
    ),
}


@pytest.mark.planted("T25")
@pytest.mark.usefixtures("unblocked")
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_hole_in_the_log_is_seen(
    cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch, fault: tuple[Any, str, Any]
) -> None:
    monkeypatch.setattr(*fault)
    before = _last_line()
    assert wrong_lines(cases[0], 1) or _log_holds(MARK, after=before)


@pytest.mark.usefixtures("unblocked")
def test_a_reading_that_breaks_off_is_in_the_log_already(
    cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(note: object) -> None:
        raise RuntimeError("cut off")

    monkeypatch.setattr(selectors, "_open", broken)
    with log_of(cases[0]) as log:
        assert take(STEPS[0], client_of("bedrijfsarts"), cases[0]) == 500
        assert log.new_lines() == [READ]


def write_events(number: int) -> Counter[tuple[str, str]]:
    """Let people do things with employees; return what happened to the first one."""
    chance = random.Random(27)  # noqa: S311 - a test that is the same every time
    truth = Counter[tuple[str, str]]()
    actions = sorted(set(WHAT) - {"mijn_pagina.bekeken", "mijn_gegevens.gedownload"})
    for _ in range(number):
        who = actor(chance.choice(LOOKERS))
        action = chance.choice(actions)
        about = chance.sample(WERKNEMERS_A, chance.randint(1, len(WERKNEMERS_A)))
        result = chance.choice((audit.ALLOWED, audit.ALLOWED, audit.REFUSED))
        with acting_as(who):
            audit.record(actor=who, action=action, werknemer_ids=about, result=result)
        if WERKNEMERS_A[0] in about:
            truth[who.label, what_in_words(action)] += 1
    return truth


def shown() -> Counter[tuple[str, str]]:
    """Return what the first employee reads on all pages of his log."""
    who = actor("medewerker")
    counted = Counter[tuple[str, str]]()
    before = ""
    with acting_as(who):
        for _ in range(EVENTS):
            page = looked_page.build_looked_page(who, before=before, with_own=False)
            for day in page.days:
                for look in day.looks:
                    counted[look.who, look.what] += look.times
            if not page.page.next_url:
                return counted
            before = page.page.next_url.partition("voor=")[2].partition("&")[0]
    raise AssertionError("the log has no last page")


@pytest.mark.django_db
def test_the_employee_reads_every_look_and_understands_it(tell: Tell) -> None:
    truth = write_events(EVENTS)
    read = shown()
    tell("T27", tried=EVENTS, unit="gebeurtenissen", found=int(read != truth))
    assert read == truth
    assert UNKNOWN not in {what for _, what in truth}


@pytest.mark.planted("T27")
@pytest.mark.django_db
@pytest.mark.parametrize("plant", ["refusals are left out", "repeats count once"])
def test_a_log_that_leaves_out_is_seen(monkeypatch: pytest.MonkeyPatch, plant: str) -> None:
    truth = write_events(EVENTS // 5)
    if plant == "refusals are left out":
        monkeypatch.setattr(
            looked_page, "events_about", lambda who: events_about(who).filter(result=audit.ALLOWED)
        )
    else:
        looks = looked_page._looks
        monkeypatch.setattr(
            looked_page,
            "_looks",
            lambda events, who: looks(list({e.action: e for e in events}.values()), who),
        )
    assert shown() != truth


def test_every_role_of_the_small_world_looks() -> None:
    assert set(LOOKERS) <= {person.key for person in PEOPLE}


def _last_line() -> int:
    return int(_ask("SELECT coalesce(max(id), 0) FROM audit.event", 0)[0][0])


def _log_holds(text: str, after: int = 0) -> bool:
    return any(text in str(row) for row in _ask("SELECT e FROM audit.event e WHERE id > %s", after))


def _ask(query: str, value: int) -> list[Any]:
    with superuser() as server:
        return server.execute(query.encode(), [value] if "%s" in query else None).fetchall()
