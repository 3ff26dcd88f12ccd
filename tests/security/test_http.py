"""T01, T04, T18 and T31: every page, for everyone, about oneself and about someone else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, cast
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connections
from django.urls import reverse

from ontzorg.access import audit, outbox
from ontzorg.medical import services
from ontzorg.verzuim import selectors
from tests.harness.results import Tell
from tests.security.admin import superuser
from tests.security.canary import leaks, plain, secrets_of
from tests.security.cases import NOTES, Case
from tests.security.crawl import Visit, client_of, crawl
from tests.security.verdicts import told_too_much, wrong_access, wrong_headers

FEWEST_REQUESTS = 1_500


@pytest.fixture
def unblocked(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def log(request: pytest.FixtureRequest) -> pytest.LogCaptureFixture:
    return cast("pytest.LogCaptureFixture", request.getfixturevalue("caplog"))


@pytest.mark.usefixtures("unblocked")
def test_every_page_is_for_whom_it_is_for(
    cases: tuple[Case, ...], log: pytest.LogCaptureFixture, tell: Tell
) -> None:
    secrets = secrets_of(cases)
    faults: list[str] = []
    requests, seen = 0, set[str]()
    with _listening() as queries, log.at_level(logging.DEBUG):
        for visit in crawl(cases):
            requests += 1
            faults += _judge(visit, [lambda v: leaks(v, secrets)])
            seen |= {s.text for s in secrets if s.text in visit.body and visit.who in s.allowed}
    spoken = [*queries, log.text, *(str(message.message()) for message in mail.outbox)]
    faults += [f"buiten de pagina's: {what}" for text in spoken for what in plain(text, secrets)]
    for code in ("T01", "T04", "T18", "T31"):
        tell(code, tried=requests, unit="verzoeken", found=len(faults))
    assert not faults, "\n".join(faults)
    assert requests >= FEWEST_REQUESTS
    notes = {note for case in cases for note in case.secrets.notes}
    assert notes <= seen, "the doctors themselves must see every note"
    assert len(notes) == NOTES * len(cases)


@pytest.mark.usefixtures("unblocked")
def test_what_is_stored_outside_the_medical_room_holds_no_medical_word(
    cases: tuple[Case, ...],
) -> None:
    secrets = secrets_of(cases)
    with superuser() as server:
        tables = server.execute(
            "SELECT format('SELECT t::text FROM %I.%I t', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname IN ('public', 'audit', 'medical')"
        ).fetchall()
        rows = [row[0] for (query,) in tables for row in server.execute(query).fetchall()]
    assert len(rows) > 100
    assert [what for row in rows for what in plain(row, secrets)] == []


@pytest.mark.usefixtures("unblocked")
def test_a_note_written_on_the_page_is_nowhere_else_in_plain(
    cases: tuple[Case, ...], log: pytest.LogCaptureFixture
) -> None:
    with log.at_level(logging.DEBUG):
        queries = _write_note(cases[0])
    secrets = secrets_of(cases)
    assert len(queries) > 5
    assert [what for text in [*queries, log.text] for what in plain(text, secrets)] == []


@pytest.mark.planted("T04")
@pytest.mark.usefixtures("unblocked")
@pytest.mark.parametrize("planted", ["unsealed", "in the log of reading", "in a message"])
def test_a_note_that_slips_out_is_heard(
    cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch, planted: str
) -> None:
    note = cases[0].secrets.notes[0]
    if planted == "unsealed":
        monkeypatch.setattr(services, "seal", lambda text, bound_to: text.encode())
    elif planted == "in a message":
        monkeypatch.setattr(services, "_log", lambda *_: outbox.publish("consult", text=note))
    else:
        record = audit.record
        monkeypatch.setattr(audit, "record", lambda **given: record(**given, reason=note))
    heard = [what for text in _write_note(cases[0]) for what in plain(text, secrets_of(cases))]
    assert heard


@pytest.mark.usefixtures("unblocked")
def test_a_page_that_breaks_tells_nothing(
    cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"psycopg: permission denied for {cases[0].secrets.notes[0]}")

    monkeypatch.setattr(selectors, "dossier_view", broken)
    visits = list(crawl(cases, people=("bedrijfsarts",), only=frozenset({"dossier"})))
    assert {visit.status for visit in visits} == {500}
    assert [fault for v in visits for fault in (told_too_much(v), *wrong_headers(v)) if fault] == []


def _write_note(case: Case) -> list[str]:
    client = client_of("bedrijfsarts")
    url = reverse("arbodienst:consult-new", args=[case.dossier])
    data = {"consulted_on": "1-10-2026", "text": case.secrets.notes[0], "form_key": str(uuid4())}
    with _listening() as queries:
        response = client.post(url, data)
    assert response.status_code == 302
    return queries


def _judge(visit: Visit, more: list[Callable[[Visit], list[str]]]) -> list[str]:
    told = [text for text in (wrong_access(visit), told_too_much(visit)) if text]
    return [*told, *wrong_headers(visit), *(fault for judge in more for fault in judge(visit))]


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collect the values of every query that the pages send to the database."""
    heard: list[str] = []

    def listen(execute: Any, query: str, values: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        heard.append(f"{query} {values}")
        return execute(query, values, many, context)

    with ExitStack() as stack:
        for alias in ("default", "medical"):
            stack.enter_context(connections[alias].execute_wrapper(listen))
        yield heard
