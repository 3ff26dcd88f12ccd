"""T25 and T27: each look at a medical file has its line in the log, and the owner reads them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ontzorg.access import audit
from ontzorg.access.context import acting_as
from ontzorg.access.selectors import events_about
from ontzorg.medical import selectors, services
from ontzorg.portals.werknemer import looked_page
from ontzorg.portals.werknemer.log_words import UNKNOWN, WHAT, what_in_words
from tests.harness.world import PEOPLE, WERKNEMERS_A, actor
from tests.security.admin import superuser
from tests.security.cases import MARK, Case
from tests.security.crawl import client_of

QUICK, LONG = 10, 400
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


def wrong_lines(case: Case, rounds: int) -> list[str]:
    """Take all steps so often; return each one without its one line."""
    found: list[str] = []
    clients = {step.who: client_of(step.who) for step in STEPS}
    before = _last_line()
    for _ in range(rounds):
        for step in STEPS:
            status = take(step, clients[step.who], case)
            before, lines = _lines_since(before)
            if status != step.status or lines != ([step.line] if step.line else []):
                found.append(f"{step}: {status}, {lines}")
    return found


@pytest.mark.usefixtures("unblocked")
def test_every_medical_step_has_one_line(cases: tuple[Case, ...]) -> None:
    assert wrong_lines(cases[0], QUICK) == []
    assert not _log_holds(MARK)


@pytest.mark.walls
@pytest.mark.usefixtures("unblocked")
def test_every_medical_step_has_one_line_at_length(cases: tuple[Case, ...]) -> None:
    faults = wrong_lines(cases[0], LONG)
    print(f"T25: {LONG * len(STEPS)} medical steps, {len(faults)} without one line")  # noqa: T201
    assert faults == []
    assert not _log_holds(MARK)


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
    before = _last_line()
    assert take(STEPS[0], client_of("bedrijfsarts"), cases[0]) == 500
    assert _lines_since(before)[1] == [READ]


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
def test_the_employee_reads_every_look_and_understands_it() -> None:
    truth = write_events(EVENTS)
    print(f"T27: {EVENTS} events, {truth.total()} about one employee")  # noqa: T201
    assert shown() == truth
    assert UNKNOWN not in {what for _, what in truth}


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


def _lines_since(last: int) -> tuple[int, list[str]]:
    rows = _ask(
        "SELECT id, action FROM audit.event WHERE id > %s AND (action LIKE 'consult.%%' OR action"
        " LIKE 'geweigerd.%%') ORDER BY id",
        last,
    )
    return max([last, *(row[0] for row in rows)]), [row[1] for row in rows]


def _log_holds(text: str, after: int = 0) -> bool:
    return any(text in str(row) for row in _ask("SELECT e FROM audit.event e WHERE id > %s", after))


def _ask(query: str, value: int) -> list[Any]:
    with superuser() as server:
        return server.execute(query.encode(), [value] if "%s" in query else None).fetchall()
